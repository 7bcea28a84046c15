//! Where an answer goes: standard output, a pager, or a file.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use treaty::form::{self, Format, Layout, Report};

use super::args::Colour;
use super::context::Context;
use super::failure::Failure;
use super::files;

impl Context {
    /// How pages are laid out here.
    pub fn layout(&self) -> Layout {
        let to_terminal = self.shared.output.is_none() && io::stdout().is_terminal();
        let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0);
        let width = self.shared.width.or_else(|| if to_terminal { terminal() } else { None }).unwrap_or(80);
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let colour = match self.shared.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if set("NO_COLOR") => false,
            Colour::Auto if set("CLICOLOR_FORCE") => true,
            Colour::Auto => to_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb"),
        };
        Layout { width: width.max(20), colour, ascii: self.shared.ascii }
    }

    /// Writes a report in the format that was asked for.
    pub fn answer<R: Report + ?Sized>(&self, report: &R) -> Result<(), Failure> {
        let Some(format) = self.shared.format.common() else {
            return Err(Failure::usage(format!("this command has no format {:?}; see --help", self.shared.format)));
        };
        let layout = self.layout();
        let pages = format == Format::Table;
        self.send(pages, |out| form::write(report, format, &layout, out))
    }

    /// Writes whatever `write` writes to where answers go.
    pub fn send(&self, pages: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        if let Some(path) = &self.shared.output {
            return files::write_at_once(path, write);
        }
        let failure = |error| Failure::Io("standard output".into(), error);
        if pages && io::stdout().is_terminal() && !self.shared.no_pager {
            let mut text = Vec::new();
            write(&mut text).map_err(failure)?;
            return page(&text).map_err(failure);
        }
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        write(&mut out).and_then(|()| out.flush()).map_err(failure)
    }
}

/// Shows text at once, or in the pager where it is longer than the terminal.
fn page(text: &[u8]) -> io::Result<()> {
    let lines = text.split(|&byte| byte == b'\n').count();
    let height = terminal_size::terminal_size().map_or(usize::MAX, |(_, height)| usize::from(height.0));
    if lines >= height {
        let named = env::var("PAGER").unwrap_or_else(|_| "less -FRX".into());
        let mut words = named.split_whitespace();
        if let Some(program) = words.next()
            && let Ok(mut pager) = Command::new(program).args(words).stdin(Stdio::piped()).spawn()
        {
            if let Some(mut input) = pager.stdin.take() {
                // Whoever closes the pager has read enough.
                let _ = input.write_all(text);
            }
            pager.wait()?;
            return Ok(());
        }
    }
    let mut out = io::stdout().lock();
    out.write_all(text)?;
    out.flush()
}
