//! The table `arms`: the interventions of each arm.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::lived::{Lived, Share};
use crate::scenario::{Arm, ArmAdherence, Distribution, Scenario};

/// Columns with the mean adherence: what the arm asks for, and what people did.
pub(super) const SHARES: [&str; 2] = ["adherence_asked", "adherence_lived"];

/// The arms as rows.
pub(super) fn frame(scenario: &Scenario, lived: &Lived) -> PolarsResult<DataFrame> {
    let arms = &scenario.arms;
    let interventions = |arm: &Arm| {
        let ids: Vec<&str> = arm.uses.iter().map(|index| scenario.interventions[*index].id.as_str()).collect();
        ids.join(", ")
    };
    let share = |name: &str, read: fn(Share) -> f64| {
        let of = |arm: &Arm| lived.of(scenario, arm).map(read);
        Column::new(name.into(), arms.iter().map(of).collect::<Vec<Option<f64>>>())
    };
    let columns = vec![
        Column::new("arm".into(), arms.iter().map(|arm| arm.id.as_str()).collect::<Vec<_>>()),
        Column::new("label".into(), arms.iter().map(|arm| arm.label.as_str()).collect::<Vec<_>>()),
        Column::new("reference".into(), arms.iter().map(|arm| arm.reference).collect::<Vec<_>>()),
        Column::new("interventions".into(), arms.iter().map(interventions).collect::<Vec<_>>()),
        Column::new("adherence".into(), arms.iter().map(adherence).collect::<Vec<_>>()),
        share(SHARES[0], |share| share.asked),
        share(SHARES[1], |share| share.lived),
        Column::new(
            "after_weeks".into(),
            arms.iter().map(|arm| arm.after_weeks.map(|weeks| weeks as i32)).collect::<Vec<_>>(),
        ),
        Column::new("order".into(), (0..).take(arms.len()).collect::<Vec<i32>>()),
    ];
    DataFrame::new(arms.len(), columns)
}

/// The source of each person's probability of doing a bout, and the share of people who take part at all.
pub(super) fn adherence(arm: &Arm) -> String {
    let adherence = match &arm.adherence {
        ArmAdherence::Own => "the person's own".to_owned(),
        ArmAdherence::Given(distribution) => describe(distribution),
    };
    match arm.uptake {
        Some(share) => format!("{adherence}; a share of {share} of the people takes part"),
        None => adherence,
    }
}

/// Describes a distribution.
fn describe(distribution: &Distribution) -> String {
    match distribution {
        Distribution::Plain(family) => family.law().phrase(),
        Distribution::Share { share, of } => format!("0, or for a share of {share} {}", of.law().phrase()),
        Distribution::By { variable, cases } => {
            let cases: Vec<String> = cases.iter().map(describe).collect();
            format!("by {}: {}", variable.name(), cases.join("; "))
        }
    }
}
