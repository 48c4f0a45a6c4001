//! `[parameters]`: constants of the model that the study sets itself.

mod uncertain;

use std::ops::Range;

use super::distribution;
use crate::keys::Need::{Each, Optional, Required};
use crate::keys::{Composite, Kind, composite, number, text};
use crate::model::{PARAMETERS, Parameter, Params};
use crate::probability::Family;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::text::{Text, float};
use crate::scenario::read::{Item, Section, all, suggest};
use crate::scenario::{Design, Scenario, VariableKind};

section! {
    KEYS, "[parameters]", "Values of the model's constants, in place of the built-in values.", {
        ANY_CONSTANT: Composite = "<constant>", Each(&Kind::Entry("constant", constants)), composite(Kind::Either(&[VALUE.key.kind, Kind::Table(&PARAMETER_KEYS)])), "The new value of this constant, or a table with `value`.";
    }
}

section! {
    PARAMETER_KEYS, "an entry of [parameters]", "A constant of the model.", {
        VALUE: f64 = "value", Required, number(""), "The new value.";
        SOURCE: String = "source", Optional, text(), "Source of the value, as a note for readers of the scenario.";
        UNCERTAIN: Composite = "uncertain", Optional, composite(Kind::Distribution), "Distribution of an uncertain constant; the draws of `parameter_draws` are taken from it.";
    }
}

fn constants() -> Vec<&'static str> {
    PARAMETERS.iter().map(|parameter| parameter.name).collect()
}

/// A constant of the model that a study sets.
#[derive(Clone, Debug, PartialEq)]
pub struct SetParameter {
    /// Position in [`crate::model::PARAMETERS`].
    pub at: usize,
    /// Its value, in its own unit. If it is uncertain, this value applies if there are no draws.
    pub value: f64,
    /// Distribution of its draws, if it is uncertain.
    pub uncertain: Option<Family>,
    /// Source of the value, as written in the scenario; may be empty.
    pub source: String,
}

impl SetParameter {
    /// A certain value without a source.
    pub fn new(at: usize, value: f64) -> Self {
        Self { at, value, uncertain: None, source: String::new() }
    }
}

impl Scenario {
    /// The constants of the model, those that the study sets included.
    pub fn params(&self) -> Params<f64> {
        let set: Vec<(usize, f64)> = self.parameters.iter().map(|parameter| (parameter.at, parameter.value)).collect();
        Params::with(&set)
    }
}

/// Reads `[parameters]`, in the order of the table of constants.
pub(super) fn read(root: &Section<'_>, design: Option<&Design>, problems: &mut Problems) -> Option<Vec<SetParameter>> {
    let Some(item) = root.get(super::PARAMETERS.name) else {
        uncertain::check_draws(root, &[], design, problems)?;
        return Some(Vec::new());
    };
    let section = item.section(KEYS.section, problems)?;
    let mut parameters: Vec<SetParameter> = all(section.items().map(|item| {
        let span = section.key_span(item.name);
        let at = named(&item, &section, problems)?;
        parameter(&item, span, at, problems)
    }))?;
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
        let hint = suggest::hint_or(name, constants(), "src/model/parameters.rs lists all constants of the model");
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
    section.allow(&PARAMETER_KEYS, problems);
    let source = section.value_or(&SOURCE, String::new(), problems);
    let uncertain = match section.get(UNCERTAIN.name) {
        Some(item) => uncertain::read(&item, constant, problems).map(Some),
        None => Some(None),
    };
    let value = section.require(&VALUE, problems)?;
    let value = checked(&Item { name: item.name, ..value }, constant, problems);
    Some(SetParameter { at, value: value?, uncertain: uncertain?, source: source? })
}

fn checked(item: &Item<'_>, parameter: &Parameter, problems: &mut Problems) -> Option<f64> {
    let value = item.number(problems)?;
    check_sign(item, value, parameter, problems)?;
    if !(parameter.low..=parameter.high).contains(&value) {
        let message = format!("`{}` = {} lies outside the range in the literature", item.name, short(value));
        let problem = Problem::new(Code::Suspicious, item.span(), message).label("is this intended?");
        problems.push(problem.hint(plausible(parameter)));
    }
    Some(value)
}

/// The plausible range from the literature, for messages.
fn plausible(parameter: &Parameter) -> String {
    let (low, high, unit) = (short(parameter.low), short(parameter.high), parameter.unit);
    format!("the plausible range is {low} to {high} {unit}; source: {}", parameter.source)
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

/// Writes `[parameters]`, if the study sets any.
pub(super) fn write(parameters: &[SetParameter], out: &mut Text) {
    if parameters.is_empty() {
        return;
    }
    out.section("parameters");
    for parameter in parameters {
        out.pair(PARAMETERS[parameter.at].name, &parameter.write());
    }
}

impl SetParameter {
    /// A plain number if the constant has only a value.
    fn write(&self) -> String {
        if self.uncertain.is_none() && self.source.is_empty() {
            return float(self.value);
        }
        let mut out = Text::default();
        out.key(&VALUE, &self.value);
        if let Some(family) = &self.uncertain {
            out.pair(UNCERTAIN.name, &distribution::write_family(family, VariableKind::Continuous));
        }
        out.optional(&SOURCE, Some(&self.source).filter(|source| !source.is_empty()));
        out.inline()
    }
}
