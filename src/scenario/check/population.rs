//! `[population]`: the population of a study and the distributions of its attributes.

use std::ops::Range;

use super::{correlation, distribution, people};
use crate::probability::{Bernoulli, Family};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Section, keys, suggest};
use crate::scenario::{BaseTable, Distribution, PeopleFile, PopulationSpec, Variable};

/// Reads `[population]`.
pub(super) fn population(root: &Section<'_>, problems: &mut Problems) -> Option<PopulationSpec> {
    let hint = "add [population] with `base = \"us-adults\"`, or with the `file` of your people";
    let section = super::section(root, "population", &keys::POPULATION, hint, problems)?;
    let base = base(&section, problems);
    let file = people::people(&section, problems);
    let known = file.as_ref().and_then(Option::as_ref);
    let overrides = overrides(&section, known, problems);
    let correlations = correlation::correlations(&section, known, problems);
    Some(PopulationSpec { base: base?, overrides: overrides?, correlations: correlations?, file: file? })
}

/// The built-in population. It may be omitted if there is a data file.
fn base(section: &Section<'_>, problems: &mut Problems) -> Option<BaseTable> {
    match section.get("base") {
        Some(item) => item.one_of("base population", BaseTable::CHOICES, problems),
        None if section.get("file").is_some() => Some(BaseTable::UsAdults),
        None => {
            section.require("base", "set `base = \"us-adults\"`, or name the `file` of your people", problems).and(None)
        }
    }
}

fn overrides(
    section: &Section<'_>,
    file: Option<&PeopleFile>,
    problems: &mut Problems,
) -> Option<Vec<(Variable, Distribution)>> {
    let Some(item) = section.get("variables") else { return Some(Vec::new()) };
    let variables = item.section("[population.variables]", problems)?;
    let read: Vec<Option<(Variable, Distribution)>> = variables
        .items()
        .map(|item| {
            if Variable::from_name(item.name).is_none()
                && let Some(problem) = variables.misplaced(item.name)
            {
                return problems.fail(problem);
            }
            let variable = variable_named(item.name, variables.key_span(item.name), problems)?;
            check_conflict(variable, variables.key_span(item.name), file, problems)?;
            let distribution = distribution::of_variable(&item, variable, problems)?;
            warn_idle(variable, variables.key_span(item.name), problems);
            Some((variable, distribution))
        })
        .collect();
    let mut overrides: Vec<_> = read.into_iter().collect::<Option<_>>()?;
    warn_of_men(&overrides, file, &variables, problems);
    overrides.sort_by_key(|(variable, _)| *variable);
    Some(overrides)
}

/// Attributes that only women have.
const OF_WOMEN: [Variable; 4] = [Variable::Pregnant, Variable::Postpartum, Variable::OralContraceptive, Variable::Hrt];

/// Warns if the distribution gives men attributes that only women have.
fn warn_of_men(
    overrides: &[(Variable, Distribution)],
    file: Option<&PeopleFile>,
    section: &Section<'_>,
    problems: &mut Problems,
) {
    let sex = overrides.iter().find(|(variable, _)| *variable == Variable::Sex).map(|(_, distribution)| distribution);
    let of_file = file.and_then(|file| file.rows.largest(Variable::Sex));
    if sex.map_or(of_file, |sex| Some(sex.upper_bound())) == Some(0.0) {
        return;
    }
    for (variable, distribution) in overrides.iter().filter(|(variable, _)| OF_WOMEN.contains(variable)) {
        // Labels of sex: female, male.
        let men = match distribution {
            Distribution::By { variable: Variable::Sex, cases } => cases.get(1).map_or(0.0, Distribution::upper_bound),
            Distribution::Plain(Family::Bernoulli(Bernoulli { p })) => *p,
            other => other.upper_bound(),
        };
        if men > 0.0 {
            let name = variable.name();
            let problem =
                Problem::new(Code::Suspicious, section.key_span(name), format!("`{name}` is given to men, too"));
            let hint = format!("write {name} = {{ by = \"sex\", female = ..., male = 0 }}");
            problems.push(problem.label("of women alone").hint(hint));
        }
    }
}

/// Complains if the scenario sets attributes that the data file already has.
fn check_conflict(
    variable: Variable,
    span: Range<usize>,
    file: Option<&PeopleFile>,
    problems: &mut Problems,
) -> Option<()> {
    let taken = file.and_then(|file| Some((file, file.column(variable)?)));
    let Some((file, column)) = taken else { return Some(()) };
    let message = format!("`{}` is set here, but `{}` has it too", variable.name(), file.file);
    let hint = format!("remove it here, or rename the column `{column}` in the file");
    problems.fail(Problem::new(Code::KeyConflict, span, message).label("given twice").hint(hint))
}

fn warn_idle(variable: Variable, span: Range<usize>, problems: &mut Problems) {
    if variable.is_idle() {
        let message = format!("`{}` changes no outcome in this version", variable.name());
        let problem = Problem::new(Code::NoEffect, span, message).label("has no effect");
        problems.push(problem.hint("it can still define strata"));
    }
}

/// The variable with this name. If there is none, complains and suggests the nearest name.
pub(super) fn variable_named(name: &str, span: Range<usize>, problems: &mut Problems) -> Option<Variable> {
    Variable::from_name(name).or_else(|| {
        let names: Vec<&str> = Variable::ALL.iter().map(|variable| variable.name()).collect();
        let problem = Problem::new(Code::UnknownName, span, format!("unknown variable `{name}`"));
        problems.fail(problem.label("no such variable").hint(suggest::hint(name, &names)))
    })
}
