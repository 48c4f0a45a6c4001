//! The table `sensitivity`: which attributes of people the outcomes go with.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::{ColumnType, TableSpec, column};
use crate::stats::SensitivityRow;

/// Layout of the table.
pub(super) fn spec() -> TableSpec {
    let columns = vec![
        column("run_id", ColumnType::Text, "", "Identity of the run."),
        column("arm", ColumnType::Text, "", "The arm, as in arms."),
        column(
            "reference",
            ColumnType::Text,
            "",
            "The arm that was subtracted, person by person; null where the row is about the arm itself.",
        ),
        column("measure", ColumnType::Text, "", "Outcome column; a flag counts as 0 or 1."),
        column("variable", ColumnType::Text, "", "Attribute, as in persons; a flag counts as 0 or 1."),
        column(
            "rank_correlation",
            ColumnType::Float64,
            "1",
            "Spearman's coefficient of the two, with several draws of constants its mean over them; null where the outcome is the \
             same for everybody.",
        ),
        column("n", ColumnType::Int32, "", "People who count; of several draws the fewest."),
    ];
    let description = "One row per arm, outcome and attribute that varies, the largest correlation of each outcome first; then the same for \
the differences to the reference. People with invalid outcomes are left out.";
    TableSpec { name: "sensitivity", description, columns }
}

/// The correlations as rows.
pub(super) fn frame(run_id: &str, rows: &[SensitivityRow]) -> PolarsResult<DataFrame> {
    let text = |name: &str, of: fn(&SensitivityRow) -> &str| {
        Column::new(name.into(), rows.iter().map(of).collect::<Vec<&str>>())
    };
    let references = rows.iter().map(|row| row.reference.as_deref());
    let columns = vec![
        Column::new("run_id".into(), vec![run_id; rows.len()]),
        text("arm", |row| &row.arm),
        Column::new("reference".into(), references.collect::<Vec<Option<&str>>>()),
        text("measure", |row| &row.measure),
        text("variable", |row| row.variable.name()),
        Column::new("rank_correlation".into(), rows.iter().map(|row| row.correlation).collect::<Vec<Option<f64>>>()),
        Column::new("n".into(), rows.iter().map(|row| row.n.cast_signed()).collect::<Vec<i32>>()),
    ];
    DataFrame::new(rows.len(), columns)
}
