//! Progress of steps that can be counted: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Console;
use super::args::Progress;

/// Where nobody sees a bar, a line this often at most.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Counts steps for whoever watches.
pub(super) struct Counter {
    bar: Option<ProgressBar>,
    console: Option<Console>,
    what: &'static str,
    last_line: Instant,
}

impl Counter {
    /// For steps that are called `what`.
    pub(super) fn new(console: &Console, what: &'static str) -> Self {
        let shared = console.shared();
        let wanted = match shared.progress {
            _ if shared.quiet => Progress::None,
            Progress::Auto if std::io::stderr().is_terminal() => Progress::Bar,
            Progress::Auto => Progress::Lines,
            given => given,
        };
        Self {
            bar: (wanted == Progress::Bar).then(|| bar(what)),
            console: (wanted == Progress::Lines).then(|| console.clone()),
            what,
            last_line: Instant::now(),
        }
    }

    /// So many steps are done, of so many, and this is to be said.
    pub(super) fn show(&mut self, done: usize, of: usize, message: &str) {
        if let Some(bar) = &self.bar {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
            bar.set_message(message.to_owned());
        }
        if let Some(console) = &self.console
            && self.last_line.elapsed() >= LINE_EVERY
        {
            self.last_line = Instant::now();
            console.say(&format!("{done} of {of} {}, {message}", self.what));
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(what: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let template = format!("[{{bar:30}}] {{pos}}/{{len}} {what}  {{elapsed}}  {{msg}}");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
