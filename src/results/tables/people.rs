//! Columns of the tables with one row per person.

use super::ColumnType::{Bool, Float32, Int32, Text};
use super::column::{arm, draw, run_id};
use super::{ColumnSpec, column};

/// `persons`. The scenario's variables go before `bmi`, its strata before `ineligible_arms`.
pub(super) fn persons(draws: u32) -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column("run_id", Text, "", "Identity of the run: equal for equal scenario, model and version."),
        draw(),
        column("person_id", Int32, "", "The person, from 0: the same person in every arm."),
        column(
            "source_row",
            Int32,
            "",
            "Line of the data file that the person was drawn from, from 1 (in a Parquet file the row); null without a file.",
        ),
        column("weight", Float32, "1", "How many people the person stands for, relative to the others."),
        column("bmi", Float32, "kg/m^2", "Body mass index."),
        column(
            "ineligible_arms",
            Text,
            "",
            "Arms whose interventions the person may not take, with the reasons; empty where there are none.",
        ),
    ];
    let description = match draws {
        1 => "One row per simulated person.",
        _ => "One row per draw and simulated person, who is the same in every draw.",
    };
    (description, columns)
}

/// Key columns of `outcomes`. Measures, measurements and flags follow.
pub(super) fn outcomes() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        draw(),
        column("person_id", Int32, "", "The person, as in persons."),
        arm(),
        column("eligible", Bool, "", "Whether the person may take the arm's interventions."),
        column("adherent_share", Float32, "1", "Share of the arm's bouts and habits that the person did."),
        column("valid", Bool, "", "False where the simulated state left the valid range; then outcomes are null."),
    ];
    ("One row per person and arm, ordered by draw, arm (in the scenario's order) and person_id.", columns)
}
