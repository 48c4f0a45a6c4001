//! Length of a phase, which is given by exactly one of several keys.

use super::exercise::Exercise;
use crate::interventions::bouts::HIGHEST_CADENCE;
use crate::keys::Need::Optional;
use crate::keys::{Composite, Key, Kind, composite, whole, within};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::text::{Text, quoted};
use crate::scenario::read::{Item, Section};
use crate::scenario::sections::population::variable_named;
use crate::scenario::{Distribution, PopulationSpec, Variable};

/// Assumed hours for a variable duration that the scenario does not set.
const USUAL_HOURS: f64 = 10.0;
/// Longest phase in hours: a week.
const LONGEST_H: u32 = 7 * 24;
/// Shortest phase in hours: a minute.
const SHORTEST_H: f64 = 1.0 / 60.0;
/// Longest phase in seconds. A maneuver is not longer.
const LONGEST_S: u32 = 3600;
/// Hours in one posture above which there is a warning.
const UNUSUAL_H: f64 = 48.0;

keys! {
    DURATION_S: u32 = "duration_s", Optional, whole(1, LONGEST_S, "s"), "Duration in seconds, the same for all people; such a phase is a maneuver.";
    DURATION_MIN: u32 = "duration_min", Optional, whole(1, LONGEST_H * 60, "min"), "Duration in minutes, the same for all people.";
    DURATION_H: f64 = "duration_h", Optional, within(SHORTEST_H, LONGEST_H as f64, "h"), "Duration in hours, a whole number of minutes, the same for all people.";
    DURATION_OF: Composite = "duration_of", Optional, composite(Kind::Word(durations)), "Variable with the duration for each person.";
    REPETITIONS: u32 = "repetitions", Optional, whole(1, LONGEST_H * 60 * HIGHEST_CADENCE, ""), "Duration as a number of cycles of the activity.";
}

/// Keys for the length.
pub(super) const KEYS: [Key; 5] = [DURATION_S.key, DURATION_MIN.key, DURATION_H.key, DURATION_OF.key, REPETITIONS.key];
const HINT: &str =
    "give exactly one of `duration_min`, `duration_h`, `duration_s`, `duration_of` and, with `activity`, `repetitions`";

/// Length of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// The same whole number of minutes for everyone, at least 1.
    Minutes(u32),
    /// The same whole number of seconds for everyone, at least 1: a maneuver, which has no bouts.
    Seconds(u32),
    /// A number of cycles of the phase's exercise, at least 1. The phase has no bouts.
    Repetitions(u32),
    /// A person's own variable in hours, rounded to whole minutes, at least 1.
    Of(Variable),
}

/// Complains about a duration in seconds that is longer than a maneuver.
fn refuse_long_seconds(section: &Section<'_>, problems: &mut Problems) -> Option<()> {
    let Some(item) = section.get(DURATION_S.name) else { return Some(()) };
    let seconds = item.number(problems)?;
    if seconds <= f64::from(LONGEST_S) {
        return Some(());
    }
    let message = format!("`duration_s` = {} is too large", short(seconds));
    let problem = Problem::new(Code::OutOfRange, item.span(), message).label(format!("at most {LONGEST_S} s"));
    problems.fail(problem.hint(format!("write `duration_min = {}`; seconds are for maneuvers", short(seconds / 60.0))))
}

/// Length of a phase, as written and in seconds.
#[derive(Clone, Copy)]
pub(in crate::scenario::sections) struct Length {
    /// The length as written in the scenario.
    pub(in crate::scenario::sections) duration: Duration,
    /// Seconds for most people.
    pub(in crate::scenario::sections) typical_s: f64,
    /// Seconds for the person with the longest phase.
    pub(in crate::scenario::sections) longest_s: f64,
}

impl Duration {
    /// The whole number of minutes that it has for everybody, if any.
    pub fn fixed_min(self) -> Option<u32> {
        match self {
            Self::Minutes(minutes) => Some(minutes),
            Self::Seconds(_) | Self::Repetitions(_) | Self::Of(_) => None,
        }
    }
}

impl Length {
    /// Whole minutes for the person with the longest phase.
    pub(in crate::scenario::sections) fn longest_min(&self) -> u32 {
        (self.longest_s / 60.0) as u32
    }
}

/// Reads the key for the length. The length of repetitions follows from the cadence of the exercise.
pub(super) fn read(
    section: &Section<'_>,
    exercise: Option<Option<Exercise>>,
    population: Option<&PopulationSpec>,
    problems: &mut Problems,
) -> Option<Length> {
    let given: Vec<Item<'_>> = KEYS.iter().filter_map(|key| section.get(key.name)).collect();
    let [item] = given.as_slice() else {
        let Some(second) = given.get(1) else {
            let problem = Problem::new(Code::MissingKey, section.span.clone(), "this phase has no duration");
            return problems.fail(problem.label("how long?").hint(HINT));
        };
        let problem = Problem::new(Code::KeyConflict, second.span(), "this phase has two durations");
        return problems.fail(problem.label("second duration").also(given[0].span(), "first duration").hint(HINT));
    };
    let length = if item.name == DURATION_S.name {
        seconds(section, exercise.flatten(), problems)?
    } else if item.name == DURATION_MIN.name {
        minutes(section.value(&DURATION_MIN, problems)?)
    } else if item.name == DURATION_H.name {
        minutes(hours_to_minutes(section, problems)?)
    } else if item.name == DURATION_OF.name {
        return variable(item, population, problems);
    } else {
        // If the exercise is faulty, there is a complaint already, and the length of its repetitions is unknown.
        repetitions(item, exercise.flatten()?, problems)?
    };
    if length.typical_s > UNUSUAL_H * 3600.0 {
        let message = format!("this phase lasts {} hours in one posture", short(length.typical_s / 3600.0));
        problems.push(Problem::new(Code::Suspicious, item.span(), message).label("is this intended?"));
    }
    Some(length)
}

fn fixed(duration: Duration, seconds: f64) -> Length {
    Length { duration, typical_s: seconds, longest_s: seconds }
}

fn minutes(minutes: u32) -> Length {
    fixed(Duration::Minutes(minutes), f64::from(minutes) * 60.0)
}

/// Seconds, which must be whole cycles of an exercise.
fn seconds(section: &Section<'_>, exercise: Option<Exercise>, problems: &mut Problems) -> Option<Length> {
    refuse_long_seconds(section, problems)?;
    let seconds = section.value(&DURATION_S, problems)?;
    let cadence = exercise.map_or(60, |exercise| exercise.cadence_per_min);
    if (seconds * cadence).is_multiple_of(60) {
        return Some(fixed(Duration::Seconds(seconds), f64::from(seconds)));
    }
    let message = format!("`duration_s` = {seconds} is not a whole number of cycles at {cadence} per minute");
    let hint = format!("write `repetitions = {}` instead", (seconds * cadence).div_ceil(60));
    problems.fail(
        Problem::new(Code::OutOfRange, section.place(&DURATION_S), message).label("ends within a cycle").hint(hint),
    )
}

fn repetitions(item: &Item<'_>, exercise: Exercise, problems: &mut Problems) -> Option<Length> {
    let count = item.whole_in(1..=LONGEST_H * 60 * exercise.cadence_per_min, "", problems)?;
    Some(fixed(Duration::Repetitions(count), f64::from(count) * 60.0 / f64::from(exercise.cadence_per_min)))
}

fn hours_to_minutes(section: &Section<'_>, problems: &mut Problems) -> Option<u32> {
    let hours = section.value(&DURATION_H, problems)?;
    let minutes = (hours * 60.0).round();
    if (hours * 60.0 - minutes).abs() < 1e-6 {
        return Some(minutes as u32);
    }
    let message = format!("`duration_h` = {hours} is not a whole number of minutes");
    let hint = format!("write `duration_min = {minutes}`");
    problems
        .fail(Problem::new(Code::OutOfRange, section.place(&DURATION_H), message).label("not whole minutes").hint(hint))
}

fn variable(item: &Item<'_>, population: Option<&PopulationSpec>, problems: &mut Problems) -> Option<Length> {
    let name = item.text(problems)?;
    let variable = variable_named(name, item.span(), problems)?;
    if variable.unit() != "h" {
        let message = format!("`{name}` is not a duration in hours");
        let problem = Problem::new(Code::UnknownName, item.span(), message).label("not a duration");
        return problems.fail(problem.hint(format!("choose from {}", durations().join(", "))));
    }
    let given = population.and_then(|spec| spec.overrides.iter().find(|(v, _)| *v == variable)).map(|(_, d)| d);
    let measured = population.and_then(|spec| spec.file.as_ref()).and_then(|file| file.rows.median(variable));
    let longest_h = population.map_or(variable.bounds().1, |spec| spec.upper_bound(variable));
    Some(Length {
        duration: Duration::Of(variable),
        typical_s: whole_minutes_s(given.map(Distribution::middle).or(measured).unwrap_or(USUAL_HOURS)),
        longest_s: whole_minutes_s(longest_h),
    })
}

/// Converts hours to seconds, rounded to whole minutes, as for a person's phase.
fn whole_minutes_s(hours: f64) -> f64 {
    (hours * 60.0).round().max(1.0) * 60.0
}

/// Variables that can give the length of a phase.
fn durations() -> Vec<&'static str> {
    Variable::ALL.iter().filter(|variable| variable.unit() == "h").map(|variable| variable.name()).collect()
}

impl Duration {
    /// Writes the key of the length.
    pub(super) fn write(&self, out: &mut Text) {
        match self {
            Self::Minutes(minutes) => out.key(&DURATION_MIN, minutes),
            Self::Seconds(seconds) => out.key(&DURATION_S, seconds),
            Self::Repetitions(count) => out.key(&REPETITIONS, count),
            Self::Of(variable) => out.pair(DURATION_OF.name, &quoted(variable.name())),
        }
    }
}
