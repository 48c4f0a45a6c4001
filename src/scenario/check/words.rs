//! The words that scenario files may use, for the table of keys.

use super::{doses, measurements, outputs, timeline, training};
use crate::interventions::Kind;
use crate::model::{PARAMETERS, Signal};
use crate::results::{Measure, Table};
use crate::scenario::{Variable, VariableKind};

pub(in crate::scenario) fn formats() -> Vec<&'static str> {
    vec![super::FORMAT]
}

pub(in crate::scenario) fn tables() -> Vec<&'static str> {
    Table::optional().chain(outputs::always()).map(Table::name).collect()
}

pub(in crate::scenario) fn reports() -> Vec<&'static str> {
    vec![outputs::NO_REPORT]
}

pub(in crate::scenario) fn postures() -> Vec<&'static str> {
    first(&timeline::postures())
}

pub(in crate::scenario) fn activities() -> Vec<&'static str> {
    first(&timeline::activities())
}

pub(in crate::scenario) fn kinds() -> Vec<&'static str> {
    Kind::all().map(|kind| kind.facts().word).collect()
}

pub(in crate::scenario) fn classes() -> Vec<&'static str> {
    first(doses::CLASSES)
}

pub(in crate::scenario) fn focuses() -> Vec<&'static str> {
    first(&training::focuses())
}

pub(in crate::scenario) fn shoes() -> Vec<&'static str> {
    match Variable::Footwear.kind() {
        VariableKind::Category(labels) => labels.to_vec(),
        VariableKind::Flag | VariableKind::Continuous => Vec::new(),
    }
}

pub(in crate::scenario) fn takes() -> Vec<&'static str> {
    first(measurements::TAKES)
}

pub(in crate::scenario) fn measures() -> Vec<&'static str> {
    Measure::ALL.iter().map(|measure| measure.name()).collect()
}

pub(in crate::scenario) fn signals() -> Vec<&'static str> {
    Signal::ALL.iter().map(|signal| signal.name()).collect()
}

pub(in crate::scenario) fn constants() -> Vec<&'static str> {
    PARAMETERS.iter().map(|parameter| parameter.name).collect()
}

pub(in crate::scenario) fn variables() -> Vec<&'static str> {
    variables_with(|_| true)
}

/// Variables whose values are classes.
pub(in crate::scenario) fn labeled() -> Vec<&'static str> {
    variables_with(|variable| variable.kind() != VariableKind::Continuous)
}

/// Flags: variables with the values yes and no.
pub(in crate::scenario) fn flags() -> Vec<&'static str> {
    variables_with(|variable| variable.kind() == VariableKind::Flag)
}

/// Variables that can give the length of a phase.
pub(in crate::scenario) fn durations() -> Vec<&'static str> {
    variables_with(|variable| variable.unit() == "h")
}

fn variables_with(wanted: impl Fn(Variable) -> bool) -> Vec<&'static str> {
    Variable::ALL.iter().filter(|variable| wanted(**variable)).map(|variable| variable.name()).collect()
}

fn first<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}
