//! How much of an intervention: intervals, bouts, pressures, weeks.

use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section};
use crate::scenario::{Bouts, InterventionKind};

/// A day in minutes: no interval is longer.
const DAY_MIN: u32 = 24 * 60;
/// Highest cadence that a leg can follow, per minute.
pub(in crate::scenario) const HIGHEST_CADENCE: u32 = 120;
/// Most repetitions in a bout: a day of them.
pub(in crate::scenario) const MOST_REPETITIONS: u32 = DAY_MIN * HIGHEST_CADENCE;
/// Longest training plan in weeks.
pub(in crate::scenario) const LONGEST_PLAN: u32 = 104;
/// Most training sessions in a week: two a day.
pub(in crate::scenario) const MOST_SESSIONS: u32 = 14;
/// Highest stocking pressure at the ankle.
pub(in crate::scenario) const HIGHEST_PRESSURE_MMHG: f64 = 60.0;
/// Compression classes by their label; the middle of the range stands for it.
pub(super) const CLASSES: &[(&str, f64)] = &[("7-14", 10.5), ("15-20", 17.5), ("20-30", 25.0), ("30-40", 35.0)];

/// Bouts in minutes or repetitions, with their cadence (1/min).
pub(super) fn paced_bouts(section: &Section<'_>, usual: u32, problems: &mut Problems) -> Option<(Bouts, u32)> {
    let every = every(section, problems);
    let cadence = match section.get("cadence_per_min") {
        None => Some(usual),
        Some(item) => item.whole_in(1..=HIGHEST_CADENCE, "1/min", problems),
    };
    let duration = match (section.get("duration_min"), section.get("repetitions")) {
        (Some(first), Some(second)) => {
            let message = "the dose is given twice: `duration_min` and `repetitions`";
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"))
        }
        (None, Some(item)) => {
            let repetitions = item.whole_in(1..=MOST_REPETITIONS, "", problems);
            repetitions.zip(cadence).map(|(repetitions, cadence)| whole_minutes(&item, repetitions, cadence, problems))
        }
        (Some(item), None) => minutes(&item, problems),
        (None, None) => {
            section.require("duration_min", "how long each bout lasts, or give `repetitions`", problems).and(None)
        }
    };
    Some((fitting(section, every?, duration?, problems)?, cadence?))
}

/// Minutes of a bout, which go on to the end of the last one; warns where that makes more repetitions than were asked for.
fn whole_minutes(item: &Item<'_>, repetitions: u32, cadence_per_min: u32, problems: &mut Problems) -> u32 {
    let minutes = repetitions.div_ceil(cadence_per_min);
    let done = minutes * cadence_per_min;
    if done != repetitions {
        let message = format!("bouts fill whole minutes: {done} repetitions will be done in place of {repetitions}");
        let problem = Problem::new(Code::Suspicious, item.span(), message).label(format!("{minutes} min"));
        problems.push(problem.hint("ask for a multiple of `cadence_per_min`, or change that"));
    }
    minutes
}

/// From start to start of the bouts (min).
pub(super) fn every(section: &Section<'_>, problems: &mut Problems) -> Option<u32> {
    minutes(&section.require("every_min", "the interval from start to start of the bouts", problems)?, problems)
}

/// Whole minutes, at most a day.
pub(super) fn minutes(item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    item.whole_in(1..=DAY_MIN, "min", problems)
}

/// Bouts that are shorter than their interval (min).
pub(super) fn fitting(
    section: &Section<'_>,
    every_min: u32,
    duration_min: u32,
    problems: &mut Problems,
) -> Option<Bouts> {
    if duration_min < every_min {
        return Some(Bouts { every_min, duration_min });
    }
    let key = if section.get("duration_min").is_some() { "duration_min" } else { "repetitions" };
    let place = |key: &str| section.get(key).map_or(section.span.clone(), |item| item.span());
    let message = format!("a bout of {duration_min} min does not fit into an interval of {every_min} min");
    let problem =
        Problem::new(Code::Dose, place(key), message).label("too long").also(place("every_min"), "the interval");
    problems.fail(problem.hint("`every_min` counts from start to start and must be longer than the bout"))
}

/// Pressure of a garment at the ankle (mmHg), by class or by number.
pub(super) fn pressure(section: &Section<'_>, problems: &mut Problems) -> Option<f64> {
    match (section.get("class"), section.get("ankle_pressure_mmhg")) {
        (Some(item), None) => item.one_of("compression class", CLASSES, problems),
        (None, Some(item)) => item.number_in(0.0..=HIGHEST_PRESSURE_MMHG, "mmHg", problems),
        (Some(first), Some(second)) => {
            let message = "the dose is given twice: `class` and `ankle_pressure_mmhg`";
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"))
        }
        (None, None) => {
            section.require("class", "such as `class = \"15-20\"`, or give `ankle_pressure_mmhg`", problems).and(None)
        }
    }
}

/// Weeks of training before the day.
pub(super) fn training_plan(section: &Section<'_>, problems: &mut Problems) -> Option<InterventionKind> {
    let weeks = section.require("weeks", "how many weeks of training come before the day", problems);
    let weeks = weeks.and_then(|item| item.whole_in(1..=LONGEST_PLAN, "", problems));
    let sessions = section.require("sessions_per_week", "how often people train", problems);
    let sessions = sessions.and_then(|item| item.whole_in(1..=MOST_SESSIONS, "", problems));
    if section.get("during").is_some() {
        let message = "`during` means nothing to training_plan: the training is over when the day begins";
        let problem = Problem::new(Code::KeyConflict, section.key_span("during"), message);
        return problems.fail(problem.label("means nothing here").hint("remove it"));
    }
    Some(InterventionKind::TrainingPlan { weeks: weeks?, sessions_per_week: sessions? })
}
