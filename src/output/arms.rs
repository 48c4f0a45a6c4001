//! The table `arms`: what each arm was asked to do.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::{ColumnType, TableSpec, column};
use crate::scenario::{Arm, ArmAdherence, Distribution, Scenario};

/// Layout of the table.
pub(super) fn spec() -> TableSpec {
    let columns = vec![
        column("arm", ColumnType::Text, "", "Identifier of the arm."),
        column("label", ColumnType::Text, "", "Its name for people."),
        column("reference", ColumnType::Bool, "", "Whether others are compared with it."),
        column(
            "interventions",
            ColumnType::Text,
            "",
            "Identifiers of what is done, separated by commas; empty for nothing.",
        ),
        column(
            "adherence",
            ColumnType::Text,
            "",
            "Where each person's probability of doing a bout comes from, for interventions that have none of their own.",
        ),
        column(
            "after_weeks",
            ColumnType::Int32,
            "",
            "Weeks of the arm's training before the day, where not all of them.",
        ),
        column("order", ColumnType::Int32, "", "Position in the scenario, from 0."),
    ];
    TableSpec { name: "arms", description: "One row per arm.", columns }
}

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
        Distribution::Plain(family) => family.law().phrase(),
        Distribution::By { variable, cases } => {
            let cases: Vec<String> = cases.iter().map(describe).collect();
            format!("by {}: {}", variable.name(), cases.join("; "))
        }
    }
}
