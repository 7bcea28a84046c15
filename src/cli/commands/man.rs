//! `treaty man`.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty man -o ~/.local/share/man/man1")]
pub struct Args {}

pub fn run(_: &Args, context: &Context) -> Result<Exit, Failure> {
    let Some(folder) = &context.shared.output else {
        return Err(Failure::usage("man pages need a folder: name it with -o"));
    };
    write(folder)?;
    Ok(Exit::Answered)
}

#[cfg(feature = "man")]
fn write(folder: &Path) -> Result<(), Failure> {
    use clap::CommandFactory;
    let failure = |error| Failure::Io(folder.display().to_string(), error);
    std::fs::create_dir_all(folder).map_err(failure)?;
    clap_mangen::generate_to(crate::cli::args::Cli::command(), folder).map_err(failure)
}

#[cfg(not(feature = "man"))]
fn write(_: &Path) -> Result<(), Failure> {
    Err(Failure::usage("this build writes no man pages; build it with `--features man`"))
}
