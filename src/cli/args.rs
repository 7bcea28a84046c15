//! The arguments that every command shares.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};
use treaty::form::Format;

use super::commands::Command;

/// Says for any state, any treaty and any day whether the state was bound, why, and until when.
#[derive(Debug, Parser)]
#[command(
    name = "treaty",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    before_help = "Examples:
  treaty status lithuania ccm --date 2025-03-01
  treaty withdrawals --pending
  treaty diff 2024-12-31 2025-12-31 --treaty ottawa
  treaty explain lithuania ccm --date 2025-03-01"
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub shared: Shared,
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Shared {
    /// How the answer is written
    #[arg(short, long, global = true, value_name = "FORMAT", default_value = "table")]
    pub format: FormatName,
    /// Write to a file, at once and only when all is done
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Ask these data: a directory, a JSON file, or - for standard input
    #[arg(long, global = true, value_name = "PATH")]
    pub data: Option<PathBuf>,
    /// Answer with what was on record on this day; `diff` takes two
    #[arg(long, global = true, value_name = "DAY")]
    pub known_on: Vec<String>,
    /// Whose view of contested acts to take: depositary, state or objectors
    #[arg(long, global = true, value_name = "WHO", default_value = "depositary")]
    pub view: String,
    /// Take this day for today
    #[arg(long, global = true, value_name = "DAY", env = "TREATY_TODAY")]
    pub today: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
    /// Columns to fill; the terminal's by default, 80 elsewhere
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub width: Option<u16>,
    /// Draw with ASCII only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Do not send long answers to a pager
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Exit 4 where the day asked for lies after the end of the record
    #[arg(long, global = true)]
    pub strict: bool,
}

/// Names of formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    Table,
    Json,
    Jsonl,
    Csv,
    Tsv,
    Md,
    Latex,
    /// A calendar (upcoming only)
    Ics,
    /// SARIF (check only)
    Sarif,
}

impl FormatName {
    /// The format that every command knows, where it is one.
    pub fn common(self) -> Option<Format> {
        Some(match self {
            Self::Table => Format::Table,
            Self::Json => Format::Json,
            Self::Jsonl => Format::Jsonl,
            Self::Csv => Format::Csv,
            Self::Tsv => Format::Tsv,
            Self::Md => Format::Markdown,
            Self::Latex => Format::Latex,
            Self::Ics | Self::Sarif => return None,
        })
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}
