//! Arguments in, an exit code out: the only room with a clock, files and a terminal.

mod args;
mod commands;
mod context;
mod failure;
mod files;
mod input;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use context::Context;

/// Runs the program.
pub fn run() -> ExitCode {
    if commands::completions::answered_a_shell() {
        return ExitCode::SUCCESS;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = Context::new(&cli.shared, cli.command.asks_the_data(&cli.shared))
        .and_then(|context| commands::run(&cli.command, &context));
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => failure.tell(),
    }
}
