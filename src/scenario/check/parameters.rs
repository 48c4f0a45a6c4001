//! `[parameters]`: constants of the model that the study sets itself.

mod uncertain;

use std::ops::Range;

use crate::model::{PARAMETERS, Parameter};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Design, SetParameter};

/// Reads `[parameters]`, in the order of the table of constants.
pub(super) fn read(root: &Section<'_>, design: Option<&Design>, problems: &mut Problems) -> Option<Vec<SetParameter>> {
    let Some(item) = root.get("parameters") else {
        uncertain::check_draws(root, &[], design, problems)?;
        return Some(Vec::new());
    };
    let section = item.section("[parameters]", problems)?;
    let read: Vec<Option<SetParameter>> = section
        .items()
        .map(|item| {
            let span = section.key_span(item.name);
            let at = named(&item, &section, problems)?;
            parameter(&item, span, at, problems)
        })
        .collect();
    let mut parameters: Vec<SetParameter> = read.into_iter().collect::<Option<_>>()?;
    parameters.sort_by_key(|parameter| parameter.at);
    uncertain::check_draws(root, &parameters, design, problems)?;
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

/// A bare number, or a table with `value`, `uncertain` and `source`.
fn parameter(item: &Item<'_>, span: Range<usize>, at: usize, problems: &mut Problems) -> Option<SetParameter> {
    let constant = &PARAMETERS[at];
    if item.value.get_ref().as_table().is_none() {
        return Some(SetParameter::new(at, checked(item, constant, problems)?));
    }
    let mut section = item.section(format!("[parameters.{}]", item.name), problems)?;
    section.span = span;
    section.allow(&keys::PARAMETER, problems);
    let source = section.get("source").map_or(Some(""), |source| source.text(problems));
    let uncertain = match section.get("uncertain") {
        Some(item) => uncertain::read(&item, constant, problems).map(Some),
        None => Some(None),
    };
    let value = section.require("value", "the number that replaces the default", problems)?;
    let value = checked(&Item { name: item.name, ..value }, constant, problems);
    Some(SetParameter { at, value: value?, uncertain: uncertain?, source: source?.to_owned() })
}

fn checked(item: &Item<'_>, parameter: &Parameter, problems: &mut Problems) -> Option<f64> {
    let value = item.number(problems)?;
    check_sign(item, value, parameter, problems)?;
    if !(parameter.low..=parameter.high).contains(&value) {
        let message = format!("`{}` = {} lies outside the range in the literature", item.name, short(value));
        let problem = Problem::new(Code::Suspicious, item.span(), message).label("is this meant?");
        problems.push(problem.hint(plausible(parameter)));
    }
    Some(value)
}

/// The plausible range from the literature, for messages.
fn plausible(parameter: &Parameter) -> String {
    let (low, high, unit) = (short(parameter.low), short(parameter.high), parameter.unit);
    format!("plausible is {low} to {high} {unit}; the source: {}", parameter.source)
}

/// Complains about a sign that the constant cannot have, and about values that become 0 or infinite in single precision.
fn check_sign(item: &Item<'_>, value: f64, parameter: &Parameter, problems: &mut Problems) -> Option<()> {
    let Err(wanted) = possible(value, parameter) else { return Some(()) };
    let message = format!("`{}` = {} must be {wanted}", item.name, short(value));
    problems.fail(Problem::new(Code::OutOfRange, item.span(), message).label(format!("must be {wanted}")))
}

/// Checks whether a constant can have this value; otherwise returns what it must be.
fn possible(value: f64, parameter: &Parameter) -> Result<(), &'static str> {
    let single = value as f32;
    let (fits, wanted) = if parameter.low > 0.0 {
        (single > 0.0, "larger than 0")
    } else {
        (parameter.low < 0.0 || single >= 0.0, "at least 0")
    };
    match (fits, single.is_finite()) {
        (false, _) => Err(wanted),
        (true, false) => Err("smaller than 1e38 in size"),
        (true, true) => Ok(()),
    }
}
