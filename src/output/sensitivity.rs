//! The table `sensitivity`: correlations of outcomes with attributes of people.

use polars::prelude::{Column, DataFrame, PolarsResult};

use crate::stats::SensitivityRow;

/// The rows of the table.
pub(super) fn frame(run_id: &str, rows: &[SensitivityRow]) -> PolarsResult<DataFrame> {
    let text = |name: &str, of: fn(&SensitivityRow) -> &str| {
        Column::new(name.into(), rows.iter().map(of).collect::<Vec<&str>>())
    };
    let number = |name: &str, of: fn(&SensitivityRow) -> Option<f64>| {
        Column::new(name.into(), rows.iter().map(of).collect::<Vec<Option<f64>>>())
    };
    let references = rows.iter().map(|row| row.reference.as_deref());
    let columns = vec![
        Column::new("run_id".into(), vec![run_id; rows.len()]),
        text("arm", |row| &row.arm),
        Column::new("reference".into(), references.collect::<Vec<Option<&str>>>()),
        text("measure", |row| &row.measure),
        text("variable", |row| row.variable.name()),
        number("rank_correlation", |row| row.correlation),
        number("partial_rank_correlation", |row| row.partial.map(|partial| partial.value)),
        number("partial_low", |row| row.partial.map(|partial| partial.low)),
        number("partial_high", |row| row.partial.map(|partial| partial.high)),
        Column::new("nearly_same".into(), rows.iter().map(|row| row.same.as_deref()).collect::<Vec<Option<&str>>>()),
        Column::new("n".into(), rows.iter().map(|row| row.n.cast_signed()).collect::<Vec<i32>>()),
    ];
    DataFrame::new(rows.len(), columns)
}
