//! Progress: a bar on a terminal, otherwise plain lines. That of a run also records facts for the manifest.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::Console;
use super::args::{LogFormat, Progress};
use super::stop::Stop;
use crate::output::{Composition, ManifestFacts};
use crate::scenario::Scenario;
use crate::study::Monitor;

/// Shortest time between two lines, if there is no bar.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// The progress that is shown: of one run, or of all members of a sweep.
pub(super) struct Track {
    bar: Option<ProgressBar>,
    console: Console,
    lines: bool,
    started: Instant,
    /// Person-arms in all, and those that are done.
    total: AtomicU64,
    done: AtomicU64,
    last_line: Mutex<Instant>,
    /// What is simulated now, before the name of the arm.
    part: Mutex<String>,
}

impl Track {
    /// Begins to show the progress of this many person-arms.
    pub(super) fn new(console: &Console, total: u64) -> Self {
        let wanted = wanted(console);
        let bar = (wanted == Progress::Bar).then(|| bar(total, RUN));
        console.below(bar.clone());
        Self {
            bar,
            console: console.clone(),
            lines: wanted == Progress::Lines,
            started: Instant::now(),
            total: AtomicU64::new(total),
            done: AtomicU64::new(0),
            last_line: Mutex::new(Instant::now()),
            part: Mutex::default(),
        }
    }

    /// Says what is simulated from now on, such as a member of a sweep.
    pub(super) fn begin(&self, part: &str) {
        *self.part.lock().unwrap_or_else(PoisonError::into_inner) = format!("{part}, ");
    }

    /// Leaves out person-arms that need not be simulated.
    pub(super) fn skip(&self, person_arms: u64) {
        self.resize(self.total.load(Ordering::Relaxed).saturating_sub(person_arms));
    }

    /// Adds person-arms that must be simulated in addition.
    pub(super) fn add(&self, person_arms: u64) {
        self.resize(self.total.load(Ordering::Relaxed) + person_arms);
    }

    fn resize(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_length(total);
        }
    }

    fn advance(&self, person_arms: u64, arm: &str) {
        let done = self.done.fetch_add(person_arms, Ordering::Relaxed) + person_arms;
        let now = format!("{}{arm}", self.part.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(bar) = &self.bar {
            bar.set_message(now.clone());
            bar.inc(person_arms);
        }
        self.line(done, &now);
    }

    fn line(&self, done: u64, now: &str) {
        if !self.lines {
            return;
        }
        let mut last = self.last_line.lock().unwrap_or_else(PoisonError::into_inner);
        // Without any finished work, the time left is unknown.
        if last.elapsed() < LINE_EVERY || done == 0 {
            return;
        }
        *last = Instant::now();
        let total = self.total.load(Ordering::Relaxed);
        let rate = done as f64 / self.started.elapsed().as_secs_f64().max(1e-9);
        let left_s = total.saturating_sub(done) as f64 / rate.max(1e-9);
        let share = 100.0 * done as f64 / total.max(1) as f64;
        let text = format!("{share:3.0} %  {done} of {total} person-arms, {rate:.0}/s, {left_s:.0} s left, {now}");
        let amounts = json!({ "done": done, "of": total, "per_s": rate, "left_s": left_s, "arm": now });
        self.console.progress(&text, &amounts);
    }
}

impl Drop for Track {
    /// Removes the bar.
    fn drop(&mut self) {
        self.console.below(None);
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Watches one run, and records facts for its manifest.
pub(super) struct Watch<'a> {
    track: &'a Track,
    started: Instant,
    started_utc: String,
    done: AtomicU64,
    stop: Stop,
    composition: Composition,
}

impl<'a> Watch<'a> {
    /// Starts to watch a run.
    pub(super) fn new(track: &'a Track, composition: Composition, stop: Stop) -> Self {
        Self {
            track,
            started: Instant::now(),
            started_utc: utc("%Y-%m-%dT%H:%M:%SZ"),
            done: AtomicU64::new(0),
            stop,
            composition,
        }
    }

    /// Leaves out person-arms that are saved work of an earlier run.
    pub(super) fn reuse(&self, person_arms: u64) {
        self.track.skip(person_arms);
    }

    /// Speed so far.
    pub(super) fn person_arms_per_s(&self) -> f64 {
        self.done.load(Ordering::Relaxed) as f64 / self.started.elapsed().as_secs_f64().max(1e-9)
    }

    /// The facts for the manifest, after the whole run has been simulated on this device.
    pub(super) fn facts(&self, device: String, asked_run_id: &str) -> ManifestFacts {
        ManifestFacts {
            started_utc: self.started_utc.clone(),
            finished_utc: utc("%Y-%m-%dT%H:%M:%SZ"),
            threads: rayon::current_num_threads(),
            seconds: self.started.elapsed().as_secs_f64(),
            person_arms_per_s: self.person_arms_per_s(),
            asked_run_id: asked_run_id.to_owned(),
            composition: self.composition.clone(),
            device,
        }
    }
}

impl Monitor for Watch<'_> {
    fn advance(&self, person_arms: u64, arm: &str) {
        self.done.fetch_add(person_arms, Ordering::Relaxed);
        self.track.advance(person_arms, arm);
    }

    fn stopped(&self) -> bool {
        self.stop.requested().is_some()
    }

    fn warn(&self, text: &str) {
        self.track.console.warn(&format!("warning: {text}"));
    }
}

/// Number of people and arms, and of draws if there are several.
pub(super) fn size(scenario: &Scenario) -> String {
    let draws = match scenario.design.draws.repeats() {
        1 => String::new(),
        draws => format!(" x {draws} draws"),
    };
    format!("{} people x {} arms{draws}", scenario.design.persons, scenario.arms.len())
}

/// Shows the progress of a few long steps.
pub(super) struct Steps {
    bar: Option<ProgressBar>,
    console: Console,
    lines: bool,
    what: &'static str,
    started: Instant,
    last_line: Instant,
}

impl Steps {
    /// Starts to watch; `what` is the plural noun for the steps.
    pub(super) fn new(console: &Console, what: &'static str) -> Self {
        let wanted = wanted(console);
        let bar = (wanted == Progress::Bar).then(|| bar(0, STEPS));
        Self {
            bar,
            console: console.clone(),
            lines: wanted == Progress::Lines,
            what,
            started: Instant::now(),
            last_line: Instant::now(),
        }
    }

    /// Shows that the step `name` begins and that `done` of `all` steps are done.
    pub(super) fn begin(&mut self, done: usize, all: usize, name: &str) {
        if let Some(bar) = &self.bar {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
            bar.set_message(format!("{}  {name}", self.what));
        }
        if self.lines && self.last_line.elapsed() >= LINE_EVERY {
            self.last_line = Instant::now();
            let left_s = self.started.elapsed().as_secs_f64() * (all - done) as f64 / done.max(1) as f64;
            self.console.say(&format!("{done} of {all} {}, {left_s:.0} s left, {name}", self.what));
        }
    }

    /// Removes the bar.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How progress is shown; with `--quiet` it is not shown.
fn wanted(console: &Console) -> Progress {
    match console.shared().progress {
        _ if console.shared().quiet => Progress::None,
        Progress::Auto | Progress::Bar if console.shared().log_format == LogFormat::Json => Progress::Lines,
        Progress::Auto if std::io::stderr().is_terminal() => Progress::Bar,
        Progress::Auto => Progress::Lines,
        given => given,
    }
}

/// The bar of a run. Its second line has the whole label of the arm.
const RUN: &str = "{percent:>3} % [{bar:20}] {human_pos}/{human_len} person-arms  {per_sec}  ETA {eta}\n{msg}";
/// The bar of a few long steps.
const STEPS: &str = "{percent:>3} % [{bar:20}] {human_pos}/{human_len}  ETA {eta}\n{msg}";

fn bar(total: u64, template: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}

/// The current time in UTC. A clock beyond the range of the calendar counts as the year 1970.
pub(super) fn utc(format: &str) -> String {
    jiff::Timestamp::try_from(SystemTime::now()).unwrap_or_default().strftime(format).to_string()
}
