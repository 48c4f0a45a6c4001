//! Distributions of variables.

use super::text::{float, floats, list, text};
use crate::scenario::{Distribution, Variable, VariableKind};

/// Any distribution of a value of this kind.
pub(super) fn describe_distribution(distribution: &Distribution, kind: VariableKind) -> String {
    match distribution {
        Distribution::Constant(value) => value_of(*value, kind),
        Distribution::Normal { mean, sd } => family("normal", &[("mean", *mean), ("sd", *sd)]),
        Distribution::TruncatedNormal { mean, sd, min, max } => {
            family("truncated_normal", &[("mean", *mean), ("sd", *sd), ("min", *min), ("max", *max)])
        }
        Distribution::LogNormal { mean_log, sd_log, min, max } => {
            // A lower cut at 0 is none.
            let min = if *min > 0.0 { *min } else { f64::NEG_INFINITY };
            family("lognormal", &[("mean_log", *mean_log), ("sd_log", *sd_log), ("min", min), ("max", *max)])
        }
        Distribution::Beta { alpha, beta } => family("beta", &[("alpha", *alpha), ("beta", *beta)]),
        Distribution::Gamma { shape, scale } => family("gamma", &[("shape", *shape), ("scale", *scale)]),
        Distribution::Weibull { shape, scale } => family("weibull", &[("shape", *shape), ("scale", *scale)]),
        Distribution::Uniform { min, max } => family("uniform", &[("min", *min), ("max", *max)]),
        Distribution::Triangular { min, mode, max } => {
            family("triangular", &[("min", *min), ("mode", *mode), ("max", *max)])
        }
        Distribution::Bernoulli { p } => family("bernoulli", &[("p", *p)]),
        Distribution::Categorical { values, weights } => {
            let values = list(values.iter().map(|value| value_of(*value, kind)));
            format!("{{ dist = \"categorical\", values = {values}, weights = {} }}", floats(weights))
        }
        Distribution::Histogram { edges, counts } => {
            format!("{{ dist = \"histogram\", edges = {}, counts = {} }}", floats(edges), floats(counts))
        }
        Distribution::By { variable: by, cases } => {
            let case =
                |(label, case): (&&str, &Distribution)| format!("{label} = {}", describe_distribution(case, kind));
            let cases: Vec<String> = labels(*by).iter().zip(cases).map(case).collect();
            format!("{{ by = {}, {} }}", text(by.name()), cases.join(", "))
        }
    }
}

/// A family with those of its parameters that are finite: an infinite bound is one that was not given.
fn family(name: &str, parameters: &[(&str, f64)]) -> String {
    let finite = parameters.iter().filter(|(_, value)| value.is_finite());
    let given: Vec<String> = finite.map(|(key, value)| format!("{key} = {}", float(*value))).collect();
    format!("{{ dist = {}, {} }}", text(name), given.join(", "))
}

/// A value as people write it: the label of a category, 0 or 1 for a flag.
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
