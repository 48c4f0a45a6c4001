//! `eligibility` of an arm: the people whom the study excludes from it.

use super::population::variable_named;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Eligibility, Variable, VariableKind};

/// Reads the exclusions of an arm. There are none by default.
pub(super) fn read(arm: &Section<'_>, problems: &mut Problems) -> Option<Eligibility> {
    let Some(item) = arm.get("eligibility") else { return Some(Eligibility::ALL) };
    let section = item.section(keys::ELIGIBILITY.section, problems)?;
    section.allow(&keys::ELIGIBILITY, problems);
    let exclude = section.get("exclude").map_or(Some(Vec::new()), |item| flags(&item, problems));
    let (youngest, oldest) = (age(&section, "min_age_years", problems), age(&section, "max_age_years", problems));
    let (lowest, highest) = Eligibility::ALL.ages_years;
    let ages_years = (youngest?.unwrap_or(lowest), oldest?.unwrap_or(highest));
    if ages_years.0 > ages_years.1 {
        let message = "nobody is as old as `min_age_years` and as young as `max_age_years`";
        let problem = Problem::new(Code::OutOfRange, section.key_span("max_age_years"), message);
        return problems.fail(problem.label("below the other").also(section.key_span("min_age_years"), "the other"));
    }
    Some(Eligibility { exclude: exclude?, ages_years })
}

fn age(section: &Section<'_>, key: &str, problems: &mut Problems) -> Option<Option<f64>> {
    let (low, high) = Variable::AgeYears.bounds();
    match section.get(key) {
        None => Some(None),
        Some(item) => item.number_in(low..=high, Variable::AgeYears.unit(), problems).map(Some),
    }
}

fn flags(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<Variable>> {
    let entries = item.list(problems)?;
    let read: Vec<Option<Variable>> = entries.iter().map(|entry| flag(entry, problems)).collect();
    read.into_iter().collect()
}

/// A flag: a variable with the values yes and no.
fn flag(entry: &Item<'_>, problems: &mut Problems) -> Option<Variable> {
    let variable = variable_named(entry.text(problems)?, entry.span(), problems)?;
    if variable.kind() == VariableKind::Flag {
        return Some(variable);
    }
    let message = format!("`{}` is nothing that people have or not", variable.name());
    let problem = Problem::new(Code::KeyConflict, entry.span(), message).label("no flag");
    problems.fail(problem.hint("name flags, such as \"diabetes\" or \"pregnant\"; ages have keys of their own"))
}
