//! How a run ends.

use std::io::{self, Write};
use std::process::ExitCode;

use treaty::days::DayError;
use treaty::names::NameError;

/// How a run ends that worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Answered, or true.
    Answered,
    /// Differences, findings, or false.
    Differs,
    /// The facts do not decide it.
    Undetermined,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Answered => 0,
            Exit::Differs => 1,
            Exit::Undetermined => 4,
        })
    }
}

/// Why a run did not work.
#[derive(Debug)]
pub enum Failure {
    /// The question is not one, or the data are not what they should be.
    Usage(String),
    /// A name that means nothing, or too much.
    Name(NameError),
    /// A file or the output.
    Io(String, io::Error),
}

impl Failure {
    /// A usage failure.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// Tells it in one line and gives the exit code.
    pub fn tell(self) -> ExitCode {
        let (message, code) = match self {
            // Whoever reads has read enough: `| head` is no error.
            Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Usage(message) => (message, 2),
            Self::Name(error) => (error.to_string(), 3),
            Self::Io(what, error) => (format!("{what}: {error}"), 2),
        };
        let _ = writeln!(io::stderr(), "error: {}", treaty::form::harmless(&message));
        ExitCode::from(code)
    }
}

impl From<DayError> for Failure {
    fn from(error: DayError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}
