//! `[population]`: where people come from and how they differ.

use std::ops::Range;

use super::{correlation, distribution};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Section, keys, suggest};
use crate::scenario::{BaseTable, Distribution, PopulationSpec, Variable};

/// Built-in populations.
pub(super) const BASES: &[(&str, BaseTable)] = &[("us-adults", BaseTable::UsAdults)];

/// Reads `[population]`.
pub(super) fn population(root: &Section<'_>, problems: &mut Problems) -> Option<PopulationSpec> {
    let hint = "add [population] with `base = \"us-adults\"`";
    let section = super::section(root, "population", &keys::POPULATION, hint, problems)?;
    let base = section.require("base", "set `base = \"us-adults\"`", problems);
    let base = base.and_then(|item| item.one_of("base population", BASES, problems));
    let overrides = overrides(&section, problems);
    let correlations = correlation::correlations(&section, problems);
    Some(PopulationSpec { base: base?, overrides: overrides?, correlations: correlations? })
}

fn overrides(section: &Section<'_>, problems: &mut Problems) -> Option<Vec<(Variable, Distribution)>> {
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
            let distribution = distribution::of_variable(&item, variable, problems)?;
            warn_idle(variable, variables.key_span(item.name), problems);
            Some((variable, distribution))
        })
        .collect();
    let mut overrides: Vec<_> = read.into_iter().collect::<Option<_>>()?;
    overrides.sort_by_key(|(variable, _)| *variable);
    Some(overrides)
}

fn warn_idle(variable: Variable, span: Range<usize>, problems: &mut Problems) {
    if variable.is_idle() {
        let message = format!("`{}` changes no outcome in this version", variable.name());
        let problem = Problem::new(Code::NoEffect, span, message).label("has no effect");
        problems.push(problem.hint("it can still define strata"));
    }
}

/// The variable with this name; complains with the nearest one where there is none.
pub(super) fn variable_named(name: &str, span: Range<usize>, problems: &mut Problems) -> Option<Variable> {
    Variable::from_name(name).or_else(|| {
        let names: Vec<&str> = Variable::ALL.iter().map(|variable| variable.name()).collect();
        let problem = Problem::new(Code::UnknownName, span, format!("unknown variable `{name}`"));
        problems.fail(problem.label("no such variable").hint(suggest::hint(name, &names)))
    })
}

/// The word for a built-in population in scenario files.
pub(in crate::scenario) fn base_name(base: BaseTable) -> &'static str {
    BASES.iter().find(|(_, known)| *known == base).map_or("", |(name, _)| name)
}
