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
    std::fs::create_dir_all(folder).map_err(|error| Failure::Io(folder.display().to_string(), error))?;
    let mut command = crate::cli::args::Cli::command().disable_help_subcommand(true);
    command.build();
    pages(&command, folder)
}

/// Writes the page of a command and those of the commands below it, each at once.
#[cfg(feature = "man")]
fn pages(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        pages(below, folder)?;
    }
    let page = clap_mangen::Man::new(command.clone());
    crate::cli::files::write_at_once(&folder.join(page.get_filename()), |out| page.render(out))
}

#[cfg(not(feature = "man"))]
fn write(_: &Path) -> Result<(), Failure> {
    Err(Failure::usage("this build writes no man pages; build it with `--features man`"))
}
