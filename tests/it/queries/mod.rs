//! The questions, asked in process of the shipped record: exact answers about the world.

mod assertions;
mod counting;
mod differences;
mod listings;
mod projections;
mod proofs;
mod side_by_side;
mod standing;
mod story;
mod superlatives;
mod upcoming;
mod withdrawals;
