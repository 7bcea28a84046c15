//! How a run ends.

use std::io::{self, Write};
use std::process::ExitCode;

use treaty::days::DayError;
use treaty::form::one_line;
use treaty::names::NameError;
use treaty::record::Problems;

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
    /// Data that cannot be: everything that is wrong, each in a line.
    Data(Vec<String>),
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

    /// Tells it in one line, or in one for each problem of the data, and gives the exit code.
    pub fn tell(self) -> ExitCode {
        let (message, code) = match self {
            // Whoever reads has read enough: `| head` is no error.
            Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Usage(message) => (one_line(&message).into_owned(), 2),
            Self::Data(lines) => (lines.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n"), 2),
            Self::Name(error) => (one_line(&error.to_string()).into_owned(), 3),
            Self::Io(what, error) => (one_line(&format!("{what}: {error}")).into_owned(), 2),
        };
        let _ = writeln!(io::stderr(), "error: {message}");
        ExitCode::from(code)
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Data(problems.list().iter().map(ToString::to_string).collect())
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
