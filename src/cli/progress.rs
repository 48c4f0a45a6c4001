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

/// Watches the progress of one run.
pub(super) struct Watch {
    bar: Option<ProgressBar>,
    console: Console,
    lines: bool,
    fingerprint: Mutex<String>,
    started: Instant,
    started_utc: String,
    total: u64,
    done: AtomicU64,
    reused: AtomicU64,
    last_line: Mutex<Instant>,
    stop: Stop,
    composition: Composition,
}

impl Watch {
    /// Starts to watch a run of this scenario on this device.
    pub(super) fn new(
        console: &Console,
        device: &str,
        scenario: &Scenario,
        composition: Composition,
        stop: Stop,
    ) -> Self {
        let total = scenario.person_arms();
        let wanted = wanted(console);
        console.say(&format!("{}: {} on {device}", scenario.study.id, size(scenario)));
        Self {
            bar: (wanted == Progress::Bar).then(|| bar(total, RUN)),
            console: console.clone(),
            lines: wanted == Progress::Lines,
            fingerprint: Mutex::new(String::new()),
            started: Instant::now(),
            started_utc: utc("%Y-%m-%dT%H:%M:%SZ"),
            total,
            done: AtomicU64::new(0),
            reused: AtomicU64::new(0),
            last_line: Mutex::new(Instant::now()),
            stop,
            composition,
        }
    }

    /// Records the device's fingerprint.
    pub(super) fn identify(&self, fingerprint: String) {
        *self.fingerprint.lock().unwrap_or_else(PoisonError::into_inner) = fingerprint;
    }

    /// Reports that so many person-arms are saved work of an earlier run.
    pub(super) fn reuse(&self, person_arms: u64) {
        if person_arms > 0 {
            self.console.say(&format!(
                "{person_arms} of {} person-arms are saved work and are not simulated again",
                self.total
            ));
        }
        self.reused.store(person_arms, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_position(person_arms);
            bar.reset_eta();
        }
    }

    /// Removes the bar.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
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
            fingerprint: self.fingerprint.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            asked_run_id: asked_run_id.to_owned(),
            composition: self.composition.clone(),
            device,
        }
    }

    fn line(&self, done: u64, arm: &str) {
        if !self.lines {
            return;
        }
        let mut last = self.last_line.lock().unwrap_or_else(PoisonError::into_inner);
        if last.elapsed() < LINE_EVERY {
            return;
        }
        *last = Instant::now();
        let (rate, done) = (self.person_arms_per_s(), done + self.reused.load(Ordering::Relaxed));
        let left_s = (self.total - done.min(self.total)) as f64 / rate.max(1e-9);
        let share = 100.0 * done as f64 / self.total as f64;
        let text =
            format!("{share:3.0} %  {done} of {} person-arms, {rate:.0}/s, {left_s:.0} s left, {arm}", self.total);
        let amounts = json!({ "done": done, "of": self.total, "per_s": rate, "left_s": left_s, "arm": arm });
        self.console.progress(&text, &amounts);
    }
}

impl Monitor for Watch {
    fn advance(&self, person_arms: u64, arm: &str) {
        let done = self.done.fetch_add(person_arms, Ordering::Relaxed) + person_arms;
        if let Some(bar) = &self.bar {
            bar.set_message(arm.to_owned());
            bar.inc(person_arms);
        }
        self.line(done, arm);
    }

    fn stopped(&self) -> bool {
        self.stop.requested().is_some()
    }

    fn warn(&self, text: &str) {
        self.console.warn(&format!("warning: {text}"));
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
        Self {
            bar: (wanted == Progress::Bar).then(|| bar(0, STEPS)),
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

/// The bar of a run.
const RUN: &str = "{percent:>3} % [{bar:30}] {human_pos}/{human_len} person-arms  {per_sec}  ETA {eta}  {msg}";
/// The bar of a few long steps.
const STEPS: &str = "{percent:>3} % [{bar:30}] {human_pos}/{human_len}  ETA {eta}  {msg}";

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
