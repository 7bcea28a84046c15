//! The commands: one file each, with its arguments, what it asks, and its page.

mod assert;
mod changes;
mod chart;
mod check;
mod check_table;
mod cite;
mod cohort;
mod compare;
pub mod completions;
mod count;
mod diff;
mod explain;
mod export;
mod import;
mod man;
mod mcp;
mod members;
mod panel;
mod project;
mod report;
mod schema;
mod show;
mod states;
mod stats;
mod status;
mod timeline;
mod treaties;
mod upcoming;
mod withdrawals;
mod without;
mod words;

use clap::Subcommand;

use super::args::Shared;
use super::context::Context;
use super::failure::{Exit, Failure};

macro_rules! commands {
    ($($(#[$about:meta])* $name:ident => $file:ident,)*) => {
        /// What can be asked.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $($(#[$about])* $name($file::Args),)*
        }

        impl Command {
            /// Whether it asks the data, rather than read or write their files itself.
            pub fn asks_the_data(&self, shared: &Shared) -> bool {
                match self {
                    Self::Import(_) => false,
                    Self::Check(args) => args.asks_the_data(shared),
                    _ => true,
                }
            }
        }

        /// Runs a command.
        ///
        /// Only a difference has two sides: any other command answers with one day of knowledge.
        pub fn run(command: &Command, context: &Context) -> Result<Exit, Failure> {
            if context.known_on.len() > 1 && !matches!(command, Command::Diff(_)) {
                return Err(Failure::usage("only `treaty diff` takes two --known-on; give one"));
            }
            match command {
                $(Command::$name(args) => $file::run(args, context),)*
            }
        }
    };
}

commands! {
    /// Whether a state is bound, why, and until when
    Status => status,
    /// Every withdrawal: notice, effect, window, and whether the state came back
    Withdrawals => withdrawals,
    /// Membership then and now
    Diff => diff,
    /// Who is in what standing under a treaty
    Members => members,
    /// Every act with its effect in law, in order
    Timeline => timeline,
    /// A treaty: its dates, final clauses, obligations and sources
    Show => show,
    /// The treaties in the data
    Treaties => treaties,
    /// The states in the data
    States => states,
    /// The proof of a status: facts, rules, arithmetic, conflicts
    Explain => explain,
    /// What takes effect next
    Upcoming => upcoming,
    /// What if: the day of effect of an act that nobody has done
    Project => project,
    /// How many of whom are bound
    Count => count,
    /// States by treaties by periods, for research
    Panel => panel,
    /// Commitments of states side by side
    Compare => compare,
    /// Who is not in
    Without => without,
    /// The states with the same pattern of standings
    Cohort => cohort,
    /// The superlatives of a treaty
    Stats => stats,
    /// Whether statements hold
    Assert => assert,
    /// Read records of depositaries into a data directory
    Import => import,
    /// What a careful reader would ask about the data
    Check => check,
    /// Pictures: members over time, timelines, maps
    Chart => chart,
    /// A page with a map under a slider, tables and sources
    Report => report,
    /// The whole record as tables for other tools
    Export => export,
    /// The read-only questions for assistants, over the Model Context Protocol
    Mcp => mcp,
    /// How to cite an answer, a treaty's record or the dataset
    Cite => cite,
    /// Completions for a shell
    Completions => completions,
    /// Man pages
    Man => man,
    /// The JSON Schema of a file of the data, for editors
    Schema => schema,
}
