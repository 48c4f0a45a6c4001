//! `[timeline]`: the phases of the day, kept even where one is faulty so that others can still refer to them.

use super::distribution::{largest, typical};
use super::names::Unique;
use super::population::variable_named;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::{self, short};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Duration, Phase, PopulationSpec, Posture, Timeline, Variable};

const DEFAULT_TEMPERATURE_C: f64 = 24.0;
/// Hours of a variable duration that the scenario does not describe.
const USUAL_HOURS: f64 = 10.0;
/// Longest phase in hours: a week.
const LONGEST_H: u32 = 7 * 24;
/// Hours in one posture that deserve a question.
const UNUSUAL_H: u32 = 48;

/// Postures of this version.
const POSTURES: &[(&str, Posture)] = &[
    ("lying", Posture::Lying),
    ("legs_raised", Posture::LegsRaised),
    ("sitting", Posture::Sitting),
    ("standing", Posture::Standing),
    ("walking", Posture::Walking),
];

/// Postures of the format that this version lacks.
const LATER_POSTURES: &[&str] = &["stairs", "cycling", "squatting", "reclining", "kneeling"];

/// The phases as far as they could be read.
pub(super) struct Draft<'a> {
    temperature_c: Option<f64>,
    /// None where the list itself is faulty.
    phases: Option<Vec<PhaseDraft<'a>>>,
}

/// A phase as far as it could be read.
pub(super) struct PhaseDraft<'a> {
    /// Its name.
    pub(super) name: Option<&'a str>,
    /// How the body is held.
    pub(super) posture: Option<Posture>,
    /// How long.
    pub(super) length: Option<Length>,
}

/// Length of a phase, with what it amounts to.
#[derive(Clone, Copy)]
pub(super) struct Length {
    duration: Duration,
    /// Minutes for most people.
    pub(super) typical_min: u32,
    /// Minutes for the most patient.
    pub(super) longest_min: u32,
}

/// Reads `[timeline]`.
pub(super) fn read<'a>(root: &Section<'a>, population: Option<&PopulationSpec>, problems: &mut Problems) -> Draft<'a> {
    let hint = "add [timeline] with `phases`";
    let Some(section) = super::section(root, "timeline", &keys::TIMELINE, hint, problems) else {
        return Draft { temperature_c: None, phases: None };
    };
    let temperature_c = match section.get("temperature_c") {
        None => Some(DEFAULT_TEMPERATURE_C),
        Some(item) => item.number_in(5.0..=45.0, "°C", problems).inspect(|given| {
            if *given != DEFAULT_TEMPERATURE_C {
                let message = "the leg model of this version does not feel temperature";
                problems.push(Problem::new(Code::NoEffect, item.span(), message).label("has no effect"));
            }
        }),
    };
    Draft { temperature_c, phases: phases(&section, population, problems) }
}

fn phases<'a>(
    section: &Section<'a>,
    population: Option<&PopulationSpec>,
    problems: &mut Problems,
) -> Option<Vec<PhaseDraft<'a>>> {
    let item = section.require("phases", "list at least one phase", problems)?;
    let entries = item.list(problems)?;
    if entries.is_empty() {
        let problem = Problem::new(Code::OutOfRange, item.span(), "the timeline has no phases").label("empty");
        return problems.fail(problem.hint("list at least one phase"));
    }
    let mut unique = Unique::default();
    Some(entries.iter().map(|entry| phase(entry, population, &mut unique, problems)).collect())
}

fn phase<'a>(
    entry: &Item<'a>,
    population: Option<&PopulationSpec>,
    unique: &mut Unique,
    problems: &mut Problems,
) -> PhaseDraft<'a> {
    let Some(section) = entry.section("this phase", problems) else {
        return PhaseDraft { name: None, posture: None, length: None };
    };
    section.allow(&keys::PHASE, problems);
    let name = section.require("name", "a short name, unique in the timeline", problems).and_then(|item| {
        let name = item.text(problems)?;
        if name.trim().is_empty() {
            return problems.fail(Problem::new(Code::Identifier, item.span(), "a phase needs a name").label("empty"));
        }
        unique.add("the phase", name, item.span(), problems).map(|()| name)
    });
    let posture = section.require("posture", "such as \"sitting\"", problems).and_then(|item| posture(&item, problems));
    PhaseDraft { name, posture, length: length(&section, population, problems) }
}

fn posture(item: &Item<'_>, problems: &mut Problems) -> Option<Posture> {
    let word = item.text(problems)?;
    if LATER_POSTURES.contains(&word) {
        return item.not_available("the posture", word, problems);
    }
    item.one_of("posture", POSTURES, problems)
}

fn length(section: &Section<'_>, population: Option<&PopulationSpec>, problems: &mut Problems) -> Option<Length> {
    const KEYS: [&str; 3] = ["duration_min", "duration_h", "duration_of"];
    let given: Vec<Item<'_>> = KEYS.iter().filter_map(|key| section.get(key)).collect();
    let [item] = given.as_slice() else {
        let hint = "give exactly one of `duration_min`, `duration_h` and `duration_of`";
        let Some(second) = given.get(1) else {
            let problem = Problem::new(Code::MissingKey, section.span.clone(), "this phase has no duration");
            return problems.fail(problem.label("how long?").hint(hint));
        };
        let problem = Problem::new(Code::KeyConflict, second.span(), "this phase has two durations");
        return problems.fail(problem.label("second duration").also(given[0].span(), "first duration").hint(hint));
    };
    let length = match item.name {
        "duration_min" => fixed(item.whole_in(1..=LONGEST_H * 60, "min", problems)?),
        "duration_h" => fixed(hours_to_minutes(item, problems)?),
        _ => variable(item, population, problems)?,
    };
    if let Duration::Minutes(minutes) = length.duration
        && minutes > UNUSUAL_H * 60
    {
        let message = format!("this phase lasts {} hours in one posture", short(f64::from(minutes) / 60.0));
        problems.push(Problem::new(Code::Suspicious, item.span(), message).label("is this meant?"));
    }
    Some(length)
}

fn fixed(minutes: u32) -> Length {
    Length { duration: Duration::Minutes(minutes), typical_min: minutes, longest_min: minutes }
}

fn hours_to_minutes(item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    let hours = item.number(problems)?;
    let hours = magnitude::check(item, hours, 1.0 / 60.0..=f64::from(LONGEST_H), "h", problems)?;
    let minutes = (hours * 60.0).round();
    if (hours * 60.0 - minutes).abs() < 1e-6 {
        return Some(minutes as u32);
    }
    let message = format!("`duration_h` = {hours} is no whole number of minutes");
    let hint = format!("write `duration_min = {minutes}`");
    problems.fail(Problem::new(Code::OutOfRange, item.span(), message).label("not whole minutes").hint(hint))
}

fn variable(item: &Item<'_>, population: Option<&PopulationSpec>, problems: &mut Problems) -> Option<Length> {
    let name = item.text(problems)?;
    let variable = variable_named(name, item.span(), problems)?;
    if variable.unit() != "h" {
        let hours: Vec<&str> = Variable::ALL.iter().filter(|v| v.unit() == "h").map(|v| v.name()).collect();
        let message = format!("`{name}` is no duration in hours");
        let problem = Problem::new(Code::UnknownName, item.span(), message).label("not a duration");
        return problems.fail(problem.hint(format!("choose from {}", hours.join(", "))));
    }
    let given = population.and_then(|spec| spec.overrides.iter().find(|(v, _)| *v == variable)).map(|(_, d)| d);
    let longest_h = given.map_or(f64::INFINITY, largest).min(variable.bounds().1);
    Some(Length {
        duration: Duration::Of(variable),
        typical_min: to_minutes(given.map_or(USUAL_HOURS, typical)),
        longest_min: to_minutes(longest_h),
    })
}

fn to_minutes(hours: f64) -> u32 {
    (hours * 60.0).round().max(1.0) as u32
}

impl<'a> Draft<'a> {
    /// The phases with their indices, as far as they could be read.
    pub(super) fn phases(&self) -> impl Iterator<Item = (usize, &PhaseDraft<'a>)> {
        self.phases.iter().flatten().enumerate()
    }

    /// Whether every name and posture is known: else what depends on them is better left unjudged.
    pub(super) fn is_known(&self) -> bool {
        self.phases.is_some() && self.phases().all(|(_, phase)| phase.name.is_some() && phase.posture.is_some())
    }

    /// Whether some length could not be read: then no comparison of lengths is fair.
    pub(super) fn has_faulty_length(&self) -> bool {
        self.phases().any(|(_, phase)| phase.length.is_none())
    }

    /// The index of the phase that an item names.
    pub(super) fn find(&self, item: &Item<'_>, problems: &mut Problems) -> Option<usize> {
        let name = item.text(problems)?;
        let found = self.phases().find(|(_, phase)| phase.name == Some(name)).map(|(index, _)| index);
        if found.is_some() || !self.is_known() {
            return found;
        }
        let names: Vec<&str> = self.phases().filter_map(|(_, phase)| phase.name).collect();
        item.unknown("phase", name, &names, problems)
    }

    /// The name of a phase, for messages.
    pub(super) fn name(&self, index: usize) -> &'a str {
        self.phases().nth(index).and_then(|(_, phase)| phase.name).unwrap_or_default()
    }

    /// The longest phase among those that qualify, the first of equals.
    pub(super) fn longest(&self, qualifies: impl Fn(Posture) -> bool) -> Option<usize> {
        let candidates = self.phases().filter(|(_, phase)| phase.posture.is_some_and(&qualifies));
        let timed = candidates.filter_map(|(index, phase)| Some((index, phase.length?.typical_min)));
        timed.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(index, _)| index)
    }

    /// The timeline, if nothing in it is faulty.
    pub(super) fn complete(self) -> Option<Timeline> {
        let whole = |draft: PhaseDraft<'_>| Some(Phase::plain(draft.name?, draft.posture?, draft.length?.duration));
        let phases = self.phases?.into_iter().map(whole).collect::<Option<_>>()?;
        Some(Timeline { temperature_c: self.temperature_c?, phases })
    }
}

/// The word for a posture in scenario files.
pub(in crate::scenario) fn posture_name(posture: Posture) -> &'static str {
    POSTURES.iter().find(|(_, known)| *known == posture).map_or("", |(name, _)| name)
}
