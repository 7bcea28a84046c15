//! The questions, asked in process of the shipped record: exact answers about the world.

mod assertions;
mod changes;
mod charts;
mod counting;
mod differences;
mod knowledge;
mod listings;
mod panels;
mod projections;
mod proofs;
mod side_by_side;
mod standing;
mod story;
mod superlatives;
mod tables;
mod upcoming;
mod withdrawals;
