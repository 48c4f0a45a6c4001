//! `[study]` and `[design]`.

use std::ops::RangeInclusive;

use super::names;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Design, Overrides, Sampler, Study};

/// Largest number of people. No machine of today can hold more at once.
pub(in crate::scenario) const MOST_PERSONS: u32 = 100_000_000;

/// Largest whole number that every TOML reader supports.
pub(in crate::scenario) const LARGEST_SEED: u64 = i64::MAX as u64;

/// Largest number of draws of uncertain constants. Intervals do not need more.
pub(in crate::scenario) const MOST_DRAWS: u32 = 1000;

const DEFAULT_CONFIDENCE: f64 = 0.95;

/// Accepted confidence levels.
pub(in crate::scenario) const CONFIDENCE: RangeInclusive<f64> = 0.5..=0.9999;

/// Reads `[study]`.
pub(super) fn study(root: &Section<'_>, problems: &mut Problems) -> Option<Study> {
    let hint = "add [study] with `id` and `title`";
    let section = super::section(root, "study", &keys::STUDY, hint, problems)?;
    let id = section.require("id", "a short name in lower case; it names the run folder", problems);
    let id = id.and_then(|item| {
        let id = item.text(problems)?;
        names::check_identifier(id, item.span(), problems).map(|()| id.to_owned())
    });
    let title = section.require("title", "one line that says what is compared", problems);
    let title = title.and_then(|item| non_empty(&item, problems));
    let question = text_or_empty(&section, "question", problems);
    let context_of_use = text_or_empty(&section, "context_of_use", problems);
    Some(Study { id: id?, title: title?, question: question?, context_of_use: context_of_use? })
}

/// Reads `[design]` except its precision, which depends on outcomes. Values of the command line replace those of the file.
pub(super) fn design(root: &Section<'_>, overrides: &Overrides, problems: &mut Problems) -> Option<Design> {
    let hint = "add [design] with `seed` and `persons`";
    let section = super::section(root, "design", &keys::DESIGN, hint, problems)?;
    let persons = persons(&section, overrides, problems);
    let seed = seed(&section, overrides, problems);
    let sampler = match section.get("sampler") {
        None => Some(Sampler::Sobol),
        Some(item) => item.one_of("sampler", Sampler::CHOICES, problems),
    };
    let parameter_draws = parameter_draws(&section, persons, problems);
    let confidence = match section.get("confidence") {
        None => Some(DEFAULT_CONFIDENCE),
        Some(item) => item.number_in(CONFIDENCE, "1", problems),
    };
    Some(Design {
        seed: seed?,
        persons: persons?,
        sampler: sampler?,
        parameter_draws: parameter_draws?,
        confidence: confidence?,
        precision: None,
    })
}

fn persons(section: &Section<'_>, overrides: &Overrides, problems: &mut Problems) -> Option<u32> {
    let typed = match section.get("persons") {
        None if overrides.persons.is_some() => overrides.persons,
        None => section.require("persons", "the number of simulated people", problems).and(None),
        Some(item) => item.whole_in(1..=MOST_PERSONS, "", problems),
    };
    let persons = overrides.persons.or(typed)?;
    if !(1..=MOST_PERSONS).contains(&persons) {
        return refused_override("persons", 1, u64::from(MOST_PERSONS), section, problems);
    }
    typed.map(|_| persons)
}

fn seed(section: &Section<'_>, overrides: &Overrides, problems: &mut Problems) -> Option<u64> {
    let typed = match section.get("seed") {
        None if overrides.seed.is_some() => overrides.seed,
        None => section.require("seed", "any whole number; equal seeds give equal people", problems).and(None),
        Some(item) => item.exact_up_to(LARGEST_SEED, problems),
    };
    let seed = overrides.seed.or(typed)?;
    if seed > LARGEST_SEED {
        return refused_override("seed", 0, LARGEST_SEED, section, problems);
    }
    typed.map(|_| seed)
}

/// Complains about an impossible value of the command line. The message underlines the value that it would have replaced.
fn refused_override<T>(key: &str, low: u64, high: u64, section: &Section<'_>, problems: &mut Problems) -> Option<T> {
    let message = format!("--{key} on the command line is out of range");
    let label = format!("must lie between {low} and {high}");
    problems.fail(Problem::new(Code::OutOfRange, section.key_span(key), message).label(label))
}

/// Number of draws. Each draw repeats the whole study, and row numbers of tables have 31 bits.
fn parameter_draws(section: &Section<'_>, persons: Option<u32>, problems: &mut Problems) -> Option<u32> {
    let Some(item) = section.get("parameter_draws") else { return Some(1) };
    let draws = item.whole_in(1..=MOST_DRAWS, "", problems)?;
    match persons {
        Some(persons) if u64::from(persons) * u64::from(draws) > i32::MAX as u64 => {
            let message = format!("{draws} draws of {persons} people are more than the tables can number");
            let problem = Problem::new(Code::OutOfRange, item.span(), message).label("too many");
            problems.fail(problem.hint(format!("at most {} draws of so many people", i32::MAX as u32 / persons)))
        }
        _ => Some(draws),
    }
}

fn non_empty(item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let text = item.text(problems)?;
    if !text.trim().is_empty() {
        return Some(text.to_owned());
    }
    let message = format!("`{}` is empty", item.name);
    problems.fail(Problem::new(Code::OutOfRange, item.span(), message).label("empty"))
}

fn text_or_empty(section: &Section<'_>, key: &str, problems: &mut Problems) -> Option<String> {
    section.get(key).map_or(Some(String::new()), |item| item.text(problems).map(str::to_owned))
}
