//! `treaty schema`.

use clap::ValueEnum;

use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty schema treaty -o treaty.schema.json
  treaty schema states")]
pub struct Args {
    /// The kind of file
    file: Kind,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// A file of data/treaties
    Treaty,
    /// data/states.json
    States,
    /// data/sources.json
    Sources,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let text = match args.file {
        Kind::Treaty => include_str!("../../../data/schemas/treaty.schema.json"),
        Kind::States => include_str!("../../../data/schemas/states.schema.json"),
        Kind::Sources => include_str!("../../../data/schemas/sources.schema.json"),
    };
    context.send(false, |out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Answered)
}
