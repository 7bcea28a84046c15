//! Arguments in, an exit code out: the only room with a clock, files and a terminal.

mod args;
mod commands;
mod context;
mod draft;
mod failure;
mod files;
mod input;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use context::Context;
use failure::Failure;
use treaty::form::one_line;

/// Runs the program.
pub fn run() -> ExitCode {
    if commands::completions::answered_a_shell() {
        return ExitCode::SUCCESS;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return told(error),
    };
    let outcome = Context::new(&cli.shared, cli.command.asks_the_data(&cli.shared))
        .and_then(|context| commands::run(&cli.command, &context));
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => failure.tell(),
    }
}

/// Tells what is wrong with the arguments, or the help that was asked for.
fn told(error: clap::Error) -> ExitCode {
    // The message quotes arguments as they are: it is made again from harmless ones.
    let harmless = std::env::args_os().map(|word| one_line(&word.to_string_lossy()).into_owned());
    let error = Cli::try_parse_from(harmless).err().unwrap_or(error);
    match error.print() {
        _ if error.use_stderr() => ExitCode::from(2),
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => Failure::Io("standard output".into(), error).tell(),
    }
}
