//! Distributions of variables.

use super::text::{float, floats, list, text};
use crate::probability::{Constant, Family, Parameter};
use crate::scenario::{Distribution, Variable, VariableKind};

/// Text of a distribution for values of this kind.
pub(super) fn describe_distribution(distribution: &Distribution, kind: VariableKind) -> String {
    match distribution {
        Distribution::Plain(family) => describe_family(family, kind),
        Distribution::By { variable: by, cases } => {
            let case =
                |(label, case): (&&str, &Distribution)| format!("{label} = {}", describe_distribution(case, kind));
            let cases: Vec<String> = labels(*by).iter().zip(cases).map(case).collect();
            format!("{{ by = {}, {} }}", text(by.name()), cases.join(", "))
        }
    }
}

/// Text of a family with its parameters, or of a constant.
pub(super) fn describe_family(family: &Family, kind: VariableKind) -> String {
    if let Family::Constant(Constant { value }) = family {
        return value_of(*value, kind);
    }
    let (lowest, _) = family.law().bounds();
    let given = family.law().parameters().into_iter().filter_map(|(key, parameter)| {
        let value = match parameter {
            // Infinite ends are not written, and neither are ends that do not truncate the distribution.
            Parameter::Number(end) if end.is_infinite() || key == "min" && *end < lowest => return None,
            Parameter::Number(value) => float(*value),
            Parameter::Numbers(values) => floats(values),
            Parameter::Values(values) => list(values.iter().map(|value| value_of(*value, kind))),
        };
        Some(format!("{key} = {value}"))
    });
    format!("{{ dist = {}, {} }}", text(family.word()), given.collect::<Vec<_>>().join(", "))
}

/// Text of a value: the label of a category, 0 or 1 for a flag.
fn value_of(value: f64, kind: VariableKind) -> String {
    match kind {
        VariableKind::Continuous => float(value),
        VariableKind::Flag => format!("{value:.0}"),
        VariableKind::Category(labels) => text(labels.get(value as usize).copied().unwrap_or_default()),
    }
}

fn labels(variable: Variable) -> &'static [&'static str] {
    match variable.kind() {
        VariableKind::Category(labels) => labels,
        VariableKind::Flag | VariableKind::Continuous => &["no", "yes"],
    }
}
