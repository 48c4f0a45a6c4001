//! Columns of the tables about a study as a whole.

use super::ColumnType::{Bool, Float64, Int32, Text};
use super::column::{arm, draw, run_id};
use super::{ColumnSpec, column};

/// `runs`; the axes of the sweep come before these columns.
pub(super) fn runs() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column("run_id", Text, "", "Identity of the member's run."),
        column("folder", Text, "", "Its run folder, relative to this one."),
        column("status", Text, "", "done, or failed: then its folder is unfinished."),
    ];
    ("One row per member of the sweep.", columns)
}

/// `sensitivity`.
pub(super) fn sensitivity() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        arm(),
        column(
            "reference",
            Text,
            "",
            "The arm that was subtracted, person by person; null where the row is about the arm itself.",
        ),
        column("measure", Text, "", "Outcome column; a flag counts as 0 or 1."),
        column("variable", Text, "", "Attribute, as in persons; a flag counts as 0 or 1."),
        column(
            "rank_correlation",
            Float64,
            "1",
            "Spearman's coefficient of the two, with several draws of constants its mean over them; null where the outcome is the \
             same for everybody.",
        ),
        column("n", Int32, "", "People who count; of several draws the fewest."),
    ];
    let description = "One row per arm, outcome and attribute that varies, the largest correlation of each outcome first; then the same for \
the differences to the reference. People with invalid outcomes are left out.";
    (description, columns)
}

/// `draws`.
pub(super) fn draws() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        run_id(),
        draw(),
        column("parameter", Text, "", "Constant of the model."),
        column("unit", Text, "", "Its unit."),
        column("value", Float64, "column unit", "What it was in this draw."),
    ];
    let description = "One row per draw and constant that varied: those that the scenario calls uncertain, and those of the link \
from stasis to clots.";
    (description, columns)
}

/// `arms`.
pub(super) fn arms() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column("arm", Text, "", "Identifier of the arm."),
        column("label", Text, "", "Its name for people."),
        column("reference", Bool, "", "Whether others are compared with it."),
        column("interventions", Text, "", "Identifiers of what is done, separated by commas; empty for nothing."),
        column(
            "adherence",
            Text,
            "",
            "Where each person's probability of doing a bout comes from, for interventions that have none of their own.",
        ),
        column("after_weeks", Int32, "", "Weeks of the arm's training before the day, where not all of them."),
        column("order", Int32, "", "Position in the scenario, from 0."),
    ];
    ("One row per arm.", columns)
}

/// `dictionary`.
pub(super) fn dictionary() -> (&'static str, Vec<ColumnSpec>) {
    let columns = vec![
        column("table", Text, "", "Table."),
        column("column", Text, "", "Column of the table."),
        column("type", Text, "", "int32, float32, float64, boolean or string."),
        column("unit", Text, "", "Unit; empty where there is none, 1 for pure numbers."),
        column("description", Text, "", "What the column holds."),
    ];
    ("One row per column of every table.", columns)
}
