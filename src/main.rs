//! The command line of `treaty`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
