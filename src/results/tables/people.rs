//! Columns of the tables with one row per person.

use super::ColumnType::{Bool, Float32, Int32, Text};
use super::column::{arm, draw, run_id};
use super::{ColumnSpec, column};

/// `persons`. The scenario's variables go before `bmi`, its strata before `ineligible_arms`.
pub(super) fn persons(draws: u32) -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column(
            "run_id",
            Text,
            "",
            "Identity of the run. Runs of the same scenario, model and version have the same identity.",
        ),
        draw(),
        column("person_id", Int32, "", "Number of the person, from 0. A person has the same number in every arm."),
        column(
            "source_row",
            Int32,
            "",
            "Line of the data file from which the person was drawn, counted from 1 (in a Parquet file: the row); null without a data file.",
        ),
        column("weight", Float32, "1", "Weight of the person in statistics: 1 for every person."),
        column("bmi", Float32, "kg/m^2", "Body mass index."),
        column(
            "ineligible_arms",
            Text,
            "",
            "Arms for which the person is not eligible, with the reasons; empty if there are none.",
        ),
    ];
    let description = match draws {
        1 => "One row per simulated person.",
        _ => "One row per draw and simulated person. The people are the same in every draw.",
    };
    (description, columns)
}

/// Key columns of `outcomes`. Measures, measurements and flags follow.
pub(super) fn outcomes() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        draw(),
        column("person_id", Int32, "", "Number of the person, as in persons."),
        arm(),
        column("eligible", Bool, "", "Whether the person may do all interventions of the arm."),
        column("adherent_share", Float32, "1", "Share of the arm's bouts and habits that the person did."),
        column(
            "valid",
            Bool,
            "",
            "False if the simulated state left the valid range of the model; the outcomes are then null.",
        ),
    ];
    ("One row per person and arm, ordered by draw, arm (in the scenario's order) and person_id.", columns)
}
