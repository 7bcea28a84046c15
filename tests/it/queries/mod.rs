//! The questions, asked in process of the shipped record: exact answers about the world.

mod differences;
mod upcoming;
mod withdrawals;
