//! The two channels: results for programs on stdout, talk for people on stderr.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::{Shared, When};
use crate::scenario::Style;

/// Columns of text where the terminal does not say.
const USUAL_WIDTH: usize = 100;

/// Where a verb writes.
#[derive(Clone, Debug)]
pub struct Console {
    shared: Shared,
    style: Style,
    width: usize,
    /// Whether writing a result failed for another reason than a reader that left.
    undelivered: Arc<AtomicBool>,
}

impl Console {
    /// The console that the shared flags and the environment ask for.
    pub fn new(shared: &Shared) -> Self {
        let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = width.map_or(USUAL_WIDTH, |width: usize| width.clamp(40, 200));
        Self { shared: shared.clone(), style: style(shared.color), width, undelivered: Arc::default() }
    }

    /// The flags that every verb takes.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Whether messages carry color.
    pub fn style(&self) -> Style {
        self.style
    }

    /// Columns that messages may fill.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A result, on stdout. A reader that has seen enough (`| head`) is no fault; any other failure is, and shows in
    /// [`Console::undelivered`].
    pub fn result(&self, text: &str) {
        if !self.write(text) {
            self.undelivered.store(true, Ordering::Relaxed);
        }
    }

    /// A result on stdout that is in a file too, or the place of that file. If this cannot be written, the result is complete all the same,
    /// so the exit code stays.
    pub fn announce(&self, text: &str) {
        self.write(text);
    }

    /// Whether the text was written, or its reader had left.
    fn write(&self, text: &str) -> bool {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.warn(&format!("warning: cannot write to standard output: {error}"));
                false
            }
            _ => true,
        }
    }

    /// One JSON object as the result, on stdout.
    pub fn json(&self, value: &serde_json::Value) {
        self.result(&format!("{value:#}\n"));
    }

    /// Whether a result could not be written.
    pub fn undelivered(&self) -> bool {
        self.undelivered.load(Ordering::Relaxed)
    }

    /// News, on stderr, unless quiet is wanted.
    pub fn say(&self, text: &str) {
        if !self.shared.quiet {
            self.warn(text);
        }
    }

    /// Something that has to be said, on stderr. A message that cannot be written stops no work and changes no exit code.
    pub fn warn(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
    }
}

/// Color on a terminal, unless `NO_COLOR` is set to anything; an explicit wish wins.
fn style(color: When) -> Style {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colored = match color {
        When::Always => true,
        When::Never => false,
        When::Auto => !unwanted && io::stderr().is_terminal(),
    };
    if colored { Style::Color } else { Style::Plain }
}
