//! `[parameters]`: constants of the model that the study sets itself.

use std::ops::Range;

use crate::model::{PARAMETERS, Parameter};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::{Item, Section, keys, suggest};

/// Reads `[parameters]`, ordered as the table of constants.
pub(super) fn read(root: &Section<'_>, problems: &mut Problems) -> Option<Vec<(usize, f64)>> {
    let Some(item) = root.get("parameters") else { return Some(Vec::new()) };
    let section = item.section("[parameters]", problems)?;
    let read: Vec<Option<(usize, f64)>> = section
        .items()
        .map(|item| {
            let at = named(&item, &section, problems)?;
            Some((at, value(&item, section.key_span(item.name), &PARAMETERS[at], problems)?))
        })
        .collect();
    let mut parameters: Vec<(usize, f64)> = read.into_iter().collect::<Option<_>>()?;
    parameters.sort_by_key(|(at, _)| *at);
    Some(parameters)
}

fn named(item: &Item<'_>, section: &Section<'_>, problems: &mut Problems) -> Option<usize> {
    let name = item.name;
    PARAMETERS.iter().position(|parameter| parameter.name == name).or_else(|| {
        if let Some(problem) = section.misplaced(name) {
            return problems.fail(problem);
        }
        let names = PARAMETERS.iter().map(|parameter| parameter.name);
        let hint = suggest::hint_or(name, names, "src/model/parameters.rs lists all constants of the model");
        let span = section.key_span(name);
        let problem = Problem::new(Code::UnknownName, span, format!("unknown constant `{name}`"));
        problems.fail(problem.label("no such constant of the model").hint(hint))
    })
}

/// A bare number, or a table with `value` and `source`.
fn value(item: &Item<'_>, span: Range<usize>, parameter: &Parameter, problems: &mut Problems) -> Option<f64> {
    if item.value.get_ref().as_table().is_none() {
        return checked(item, parameter, problems);
    }
    let mut section = item.section(format!("[parameters.{}]", item.name), problems)?;
    section.span = span;
    section.allow(&keys::PARAMETER, problems);
    if let Some(source) = section.get("source") {
        source.text(problems)?;
    }
    let value = section.require("value", "the number that replaces the default", problems)?;
    checked(&Item { name: item.name, ..value }, parameter, problems)
}

fn checked(item: &Item<'_>, parameter: &Parameter, problems: &mut Problems) -> Option<f64> {
    let value = item.number(problems)?;
    check_sign(item, value, parameter, problems)?;
    if !(parameter.low..=parameter.high).contains(&value) {
        let message = format!("`{}` = {} lies outside the range in the literature", item.name, short(value));
        let (low, high, unit) = (short(parameter.low), short(parameter.high), parameter.unit);
        let hint = format!("plausible is {low} to {high} {unit}; the source: {}", parameter.source);
        problems.push(Problem::new(Code::Suspicious, item.span(), message).label("is this meant?").hint(hint));
    }
    Some(value)
}

/// Complains about a sign that the constant cannot have, and about what is 0 or infinite in the single precision that computes with it.
fn check_sign(item: &Item<'_>, value: f64, parameter: &Parameter, problems: &mut Problems) -> Option<()> {
    let single = value as f32;
    let (fits, wanted) = if parameter.low > 0.0 {
        (single > 0.0, "larger than 0")
    } else {
        (parameter.low < 0.0 || single >= 0.0, "at least 0")
    };
    if fits && single.is_finite() {
        return Some(());
    }
    let wanted = if fits { "smaller than 1e38 in size" } else { wanted };
    let message = format!("`{}` = {} must be {wanted}", item.name, short(value));
    problems.fail(Problem::new(Code::OutOfRange, item.span(), message).label(format!("must be {wanted}")))
}
