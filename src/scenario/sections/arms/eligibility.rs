//! `eligibility` of an arm: the people whom the study excludes from it.

use super::ELIGIBILITY;
use crate::keys::Need::{Default, Optional};
use crate::keys::{Composite, Kind, Word, composite, variable};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, list};
use crate::scenario::read::{Item, Section, Value, all};
use crate::scenario::sections::population::variable_named;
use crate::scenario::{Variable, VariableKind};

section! {
    KEYS, "`eligibility` of an arm", "The people who are eligible for an arm.", {
        EXCLUDE: Composite = "exclude", Default("[]"), composite(Kind::List(&Kind::Entry("flag", flag_names))), "Flags; people with one of them are excluded.";
        MIN_AGE_YEARS: f64 = "min_age_years", Optional, variable(Variable::AgeYears), "Smallest age of eligible people.";
        MAX_AGE_YEARS: f64 = "max_age_years", Optional, variable(Variable::AgeYears), "Largest age of eligible people.";
    }
}

/// Variables with the values yes and no.
fn flag_names() -> Vec<&'static str> {
    let flags = Variable::choices().into_iter().filter(|(_, variable)| variable.kind() == VariableKind::Flag);
    flags.map(|(word, _)| word).collect()
}

/// People whom a study excludes from an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligibility {
    /// Flags; people with one of them are excluded.
    pub exclude: Vec<Variable>,
    /// Smallest and largest age of people in the arm (years).
    pub ages_years: (f64, f64),
}

impl Eligibility {
    /// No exclusions.
    pub const ALL: Self = Self { exclude: Vec::new(), ages_years: (0.0, f64::INFINITY) };
}

/// Reads the exclusions of an arm. There are none by default.
pub(super) fn read(arm: &Section<'_>, problems: &mut Problems) -> Option<Eligibility> {
    let Some(section) = arm.optional_section(&ELIGIBILITY, problems)? else { return Some(Eligibility::ALL) };
    let exclude = section.get(EXCLUDE.name).map_or(Some(Vec::new()), |item| flags(&item, problems));
    let (lowest, highest) = Eligibility::ALL.ages_years;
    let youngest = section.value_or(&MIN_AGE_YEARS, lowest, problems);
    let oldest = section.value_or(&MAX_AGE_YEARS, highest, problems);
    let ages_years = (youngest?, oldest?);
    if ages_years.0 > ages_years.1 {
        let message = "nobody is eligible, because `max_age_years` is smaller than `min_age_years`";
        let problem = Problem::new(Code::OutOfRange, section.key_span(MAX_AGE_YEARS.name), message);
        let other = section.key_span(MIN_AGE_YEARS.name);
        return problems.fail(problem.label("below the other").also(other, "the other"));
    }
    Some(Eligibility { exclude: exclude?, ages_years })
}

fn flags(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<Variable>> {
    let entries = item.list(problems)?;
    all(entries.iter().map(|entry| flag(entry, problems)))
}

/// A flag: a variable with the values yes and no.
fn flag(entry: &Item<'_>, problems: &mut Problems) -> Option<Variable> {
    let variable = variable_named(entry.text(problems)?, entry.span(), problems)?;
    if variable.kind() == VariableKind::Flag {
        return Some(variable);
    }
    let message = format!("`{}` is not a flag, whose values are yes and no", variable.name());
    let problem = Problem::new(Code::KeyConflict, entry.span(), message).label("no flag");
    problems.fail(problem.hint("name flags, such as \"diabetes\" or \"pregnant\"; ages have keys of their own"))
}

impl Eligibility {
    /// The exclusions as a table; ages without a limit are left out.
    pub(super) fn write(&self) -> String {
        let mut out = Text::default();
        out.pair(EXCLUDE.name, &list(self.exclude.iter().map(Value::write)));
        let (youngest, oldest) = self.ages_years;
        let (lowest, highest) = Self::ALL.ages_years;
        out.optional(&MIN_AGE_YEARS, (youngest > lowest).then_some(&youngest));
        out.optional(&MAX_AGE_YEARS, (oldest < highest).then_some(&oldest));
        out.inline()
    }
}
