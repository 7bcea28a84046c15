//! A line on standard error that says how far long work is, for a person who waits at a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(200);

/// How far some work is.
pub struct Progress {
    shows: bool,
    next: Instant,
    written: bool,
}

impl Progress {
    /// Begins; nothing is shown for work that is soon done, or where nobody watches.
    pub fn new() -> Self {
        Self { shows: io::stderr().is_terminal(), next: Instant::now() + EVERY, written: false }
    }

    /// Says how far the work is, if it is time to.
    pub fn say(&mut self, what: impl FnOnce() -> String) {
        if self.shows && Instant::now() >= self.next {
            let _ = write!(io::stderr(), "\r{}\x1b[K", treaty::form::harmless(&what()));
            self.next = Instant::now() + EVERY;
            self.written = true;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.written {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
