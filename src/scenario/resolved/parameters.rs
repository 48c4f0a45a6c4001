//! Constants of the model that a study sets.

use super::distribution::describe_family;
use super::text::{Text, float, text};
use crate::model::PARAMETERS;
use crate::scenario::{SetParameter, VariableKind};

/// `[parameters]`, if the study sets any.
pub(super) fn parameters(parameters: &[SetParameter], out: &mut Text) {
    if parameters.is_empty() {
        return;
    }
    out.section("parameters");
    for parameter in parameters {
        out.pair(PARAMETERS[parameter.at].name, &describe(parameter));
    }
}

/// A plain number if the constant has only a value.
fn describe(parameter: &SetParameter) -> String {
    let mut entries = Vec::new();
    if let Some(family) = &parameter.uncertain {
        entries.push(format!("uncertain = {}", describe_family(family, VariableKind::Continuous)));
    }
    if !parameter.source.is_empty() {
        entries.push(format!("source = {}", text(&parameter.source)));
    }
    if entries.is_empty() {
        return float(parameter.value);
    }
    format!("{{ value = {}, {} }}", float(parameter.value), entries.join(", "))
}
