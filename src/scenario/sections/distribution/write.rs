//! Distributions as TOML.

use super::keys::SHARE;
use crate::probability::{Constant, Family, Parameter};
use crate::scenario::read::text::{float, list, quoted};
use crate::scenario::{Distribution, VariableKind};

/// Text of a distribution for values of this kind.
pub(in crate::scenario::sections) fn write(distribution: &Distribution, kind: VariableKind) -> String {
    match distribution {
        Distribution::Plain(family) => write_family(family, kind),
        Distribution::Share { share, of } => {
            let family = write_family(of, kind);
            format!("{}, {} = {} }}", family.trim_end_matches(" }"), SHARE.name, float(*share))
        }
        Distribution::By { variable: by, cases } => {
            let case = |(label, case): (&&str, &Distribution)| format!("{label} = {}", write(case, kind));
            let cases: Vec<String> = by.labels().iter().zip(cases).map(case).collect();
            format!("{{ by = {}, {} }}", quoted(by.name()), cases.join(", "))
        }
    }
}

/// Text of a family with its parameters, or of a constant.
pub(in crate::scenario::sections) fn write_family(family: &Family, kind: VariableKind) -> String {
    if let Family::Constant(Constant { value }) = family {
        return value_of(*value, kind);
    }
    let (lowest, _) = family.law().bounds();
    let given = family.law().parameters().into_iter().filter_map(|(key, parameter)| {
        let value = match parameter {
            // Infinite ends are not written, and neither are ends that do not truncate the distribution.
            Parameter::Number(end) if end.is_infinite() || key == "min" && *end < lowest => return None,
            Parameter::Number(value) => float(*value),
            Parameter::Numbers(values) => list(values.iter().copied().map(float)),
            Parameter::Values(values) => list(values.iter().map(|value| value_of(*value, kind))),
        };
        Some(format!("{key} = {value}"))
    });
    format!("{{ dist = {}, {} }}", quoted(family.word()), given.collect::<Vec<_>>().join(", "))
}

/// Text of a value: the label of a category, 0 or 1 for a flag.
fn value_of(value: f64, kind: VariableKind) -> String {
    match kind {
        VariableKind::Continuous => float(value),
        VariableKind::Flag => format!("{value:.0}"),
        VariableKind::Category(labels) => quoted(labels.get(value as usize).copied().unwrap_or_default()),
    }
}
