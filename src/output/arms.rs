//! The table `arms`: what each arm was asked to do.

use polars::prelude::{Column, DataFrame, PolarsResult};

use crate::scenario::{Arm, ArmAdherence, Distribution, Scenario};

/// The arms as rows.
pub(super) fn frame(scenario: &Scenario) -> PolarsResult<DataFrame> {
    let arms = &scenario.arms;
    let interventions = |arm: &Arm| {
        let ids: Vec<&str> = arm.uses.iter().map(|index| scenario.interventions[*index].id.as_str()).collect();
        ids.join(", ")
    };
    let columns = vec![
        Column::new("arm".into(), arms.iter().map(|arm| arm.id.as_str()).collect::<Vec<_>>()),
        Column::new("label".into(), arms.iter().map(|arm| arm.label.as_str()).collect::<Vec<_>>()),
        Column::new("reference".into(), arms.iter().map(|arm| arm.reference).collect::<Vec<_>>()),
        Column::new("interventions".into(), arms.iter().map(interventions).collect::<Vec<_>>()),
        Column::new("adherence".into(), arms.iter().map(|arm| adherence(&arm.adherence)).collect::<Vec<_>>()),
        Column::new(
            "after_weeks".into(),
            arms.iter().map(|arm| arm.after_weeks.map(|weeks| weeks as i32)).collect::<Vec<_>>(),
        ),
        Column::new("order".into(), (0..).take(arms.len()).collect::<Vec<i32>>()),
    ];
    DataFrame::new(arms.len(), columns)
}

fn adherence(adherence: &ArmAdherence) -> String {
    match adherence {
        ArmAdherence::Own => "the person's own".to_owned(),
        ArmAdherence::Given(distribution) => describe(distribution),
    }
}

/// A distribution in words.
fn describe(distribution: &Distribution) -> String {
    match distribution {
        Distribution::Constant(value) => value.to_string(),
        Distribution::Normal { mean, sd } => format!("normal(mean {mean}, sd {sd})"),
        Distribution::TruncatedNormal { mean, sd, min, max } => {
            format!("truncated normal(mean {mean}, sd {sd}, {min} to {max})")
        }
        Distribution::LogNormal { mean_log, sd_log, min, max } => {
            format!("log-normal(mean of log {mean_log}, sd of log {sd_log}, {min} to {max})")
        }
        Distribution::Beta { alpha, beta } => format!("beta(alpha {alpha}, beta {beta})"),
        Distribution::Gamma { shape, scale } => format!("gamma(shape {shape}, scale {scale})"),
        Distribution::Weibull { shape, scale } => format!("Weibull(shape {shape}, scale {scale})"),
        Distribution::Uniform { min, max } => format!("uniform({min} to {max})"),
        Distribution::Triangular { min, mode, max } => format!("triangular({min}, {mode}, {max})"),
        Distribution::Bernoulli { p } => format!("1 with probability {p}, else 0"),
        Distribution::Categorical { values, weights } => {
            let parts: Vec<String> =
                values.iter().zip(weights).map(|(value, weight)| format!("{value} ({weight})")).collect();
            format!("one of {}", parts.join(", "))
        }
        Distribution::Histogram { edges, counts } => {
            let parts =
                edges.windows(2).zip(counts).map(|(edge, count)| format!("{} to {} ({count})", edge[0], edge[1]));
            format!("histogram {}", parts.collect::<Vec<_>>().join(", "))
        }
        Distribution::By { variable, cases } => {
            let cases: Vec<String> = cases.iter().map(describe).collect();
            format!("by {}: {}", variable.name(), cases.join("; "))
        }
    }
}
