//! `treaty completions`.

use std::ffi::OsStr;

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};

use crate::cli::args::Cli;
use crate::cli::context::Context;
use crate::cli::failure::{Exit, Failure};

/// The variable by which a shell asks the program for completions.
const ASKED: &str = "COMPLETE";

#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  treaty completions bash > ~/.local/share/bash-completion/completions/treaty
  treaty completions zsh > ~/.zfunc/_treaty
  treaty completions fish > ~/.config/fish/completions/treaty.fish

The script asks the program, so that states and treaties complete from the data.")]
pub struct Args {
    /// The shell
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
}

pub fn run(args: &Args, context: &Context) -> Result<Exit, Failure> {
    let shell: &dyn EnvCompleter = match args.shell {
        Shell::Bash => &Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
        Shell::Elvish => &Elvish,
        Shell::Powershell => &Powershell,
    };
    let mut script = Vec::new();
    let failure = |error| Failure::Io("the completions".into(), error);
    shell.write_registration(ASKED, "treaty", "treaty", "treaty", &mut script).map_err(failure)?;
    context.send(false, |out| out.write_all(&script))?;
    Ok(Exit::Answered)
}

/// Answers a shell that asks what could come next; true where one did.
pub fn answered_a_shell() -> bool {
    if std::env::var_os(ASKED).is_none_or(|value| value == OsStr::new("") || value == OsStr::new("0")) {
        return false;
    }
    let folder = std::env::current_dir().ok();
    let completed = clap_complete::CompleteEnv::with_factory(with_names).var(ASKED);
    completed.try_complete(std::env::args_os(), folder.as_deref()).unwrap_or(true)
}

/// The command line, with states and treaties as candidates wherever one is asked for.
fn with_names() -> Command {
    fn add(command: Command) -> Command {
        let named = command.mut_args(|arg| {
            let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
            match name.unwrap_or_else(|| arg.get_id().as_str().to_uppercase()).as_str() {
                "STATE" | "ABOUT" => arg.add(ArgValueCandidates::new(states)),
                "TREATY" => arg.add(ArgValueCandidates::new(treaties)),
                "TOPIC" => arg.add(ArgValueCandidates::new(topics)),
                _ => arg,
            }
        });
        named.mut_subcommands(add)
    }
    add(Cli::command())
}

fn states() -> Vec<CompletionCandidate> {
    let data = treaty::built_in::dataset();
    let one = |state| {
        let name = data.state_name(state).to_lowercase().replace(' ', "-");
        CompletionCandidate::new(name).help(Some(data.state_id(state).to_owned().into()))
    };
    data.states().map(one).collect()
}

fn treaties() -> Vec<CompletionCandidate> {
    let data = treaty::built_in::dataset();
    let one = |treaty| {
        let title = data.short_title(treaty).to_owned();
        CompletionCandidate::new(data.treaty_id(treaty)).help(Some(title.into()))
    };
    data.treaties().map(one).collect()
}

fn topics() -> Vec<CompletionCandidate> {
    let data = treaty::built_in::dataset();
    let mut topics: Vec<&str> = data.treaties().flat_map(|treaty| data.topics(treaty)).collect();
    topics.sort_unstable();
    topics.dedup();
    topics.into_iter().map(CompletionCandidate::new).collect()
}
