//! The two output channels: results for programs on stdout, messages for people on stderr.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::ProgressBar;
use serde_json::{Value, json};

use super::args::{LogFormat, Shared, When};
use super::width::width;
use crate::scenario::Style;

/// Where a verb writes.
#[derive(Clone, Debug)]
pub struct Console {
    shared: Shared,
    style: Style,
    width: usize,
    /// The bar on the screen, if there is one; messages appear above it.
    bar: Arc<Mutex<Option<ProgressBar>>>,
    /// Whether writing a result failed for another reason than a closed reader.
    undelivered: Arc<AtomicBool>,
}

impl Console {
    /// The console, with the settings of the shared flags and the environment.
    pub fn new(shared: &Shared) -> Self {
        Self {
            shared: shared.clone(),
            style: style(shared.color),
            width: width(),
            bar: Arc::default(),
            undelivered: Arc::default(),
        }
    }

    /// The flags that every verb takes.
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Whether messages are colored.
    pub fn style(&self) -> Style {
        self.style
    }

    /// Width of messages in columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Writes a result to stdout. If the reader has closed the pipe (`| head`), this is not an error. Any other failure is, and
    /// [`Console::undelivered`] reports it.
    pub fn result(&self, text: &str) {
        if !self.write(text) {
            self.undelivered.store(true, Ordering::Relaxed);
        }
    }

    /// Writes a result to stdout that is also in a file, or the path of that file. A failure does not change the exit code, because the
    /// result in the file is complete.
    pub fn announce(&self, text: &str) {
        self.write(text);
    }

    /// Whether the text was written or the reader had closed the pipe.
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

    /// Writes the result to stdout as one JSON object.
    pub fn json(&self, value: &serde_json::Value) {
        self.result(&format!("{value:#}\n"));
    }

    /// Whether a result could not be written.
    pub fn undelivered(&self) -> bool {
        self.undelivered.load(Ordering::Relaxed)
    }

    /// Writes a message to stderr, unless `--quiet` is set.
    pub fn say(&self, text: &str) {
        if !self.shared.quiet {
            self.write_message(text, || json!({ "level": "info", "message": text.trim() }));
        }
    }

    /// Writes how far a run is, unless `--quiet` is set. `amounts` are for programs.
    pub fn progress(&self, text: &str, amounts: &Value) {
        if !self.shared.quiet {
            self.write_message(text, || json!({ "level": "progress", "message": text.trim(), "progress": amounts }));
        }
    }

    /// Writes a message to stderr that `--verbose` asks for.
    pub fn detail(&self, text: &str) {
        if self.shared.verbose > 0 {
            self.say(text);
        }
    }

    /// Writes an important message to stderr. A failure to write it does not stop the program or change the exit code.
    pub fn warn(&self, text: &str) {
        let level = if text.starts_with("warning:") { "warning" } else { "error" };
        self.write_message(text, || json!({ "level": level, "message": text.trim() }));
    }

    /// Names the bar that is on the screen from now on, or that there is none.
    pub fn below(&self, bar: Option<ProgressBar>) {
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = bar;
    }

    fn write_message(&self, text: &str, event: impl FnOnce() -> Value) {
        let write = || {
            let _ = match self.shared.log_format {
                LogFormat::Text => writeln!(io::stderr().lock(), "{}", text.trim_end()),
                LogFormat::Json => writeln!(io::stderr().lock(), "{}", event()),
            };
        };
        let bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

/// Colored on a terminal, unless `NO_COLOR` is set to any value. An explicit flag takes precedence.
fn style(color: When) -> Style {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colored = match color {
        When::Always => true,
        When::Never => false,
        When::Auto => !unwanted && io::stderr().is_terminal(),
    };
    if colored { Style::Color } else { Style::Plain }
}
