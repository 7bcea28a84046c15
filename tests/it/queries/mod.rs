//! The questions, asked in process of the shipped record: exact answers about the world.

mod counting;
mod differences;
mod listings;
mod projections;
mod standing;
mod story;
mod superlatives;
mod upcoming;
mod withdrawals;
