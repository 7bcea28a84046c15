//! The command line of `treaty`.

#![allow(unreachable_pub, reason = "everything in a program is private to it; `pub` says what a room offers")]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
