//! The table `draws`: which constants varied, and what they were.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::{ColumnType, TableSpec, column};
use crate::model::PARAMETERS;
use crate::study::ParameterDraws;

/// Layout of the table.
pub(super) fn spec() -> TableSpec {
    let columns = vec![
        column("run_id", ColumnType::Text, "", "Identity of the run."),
        column("draw", ColumnType::Int32, "", "Draw of the uncertain parameters, from 0."),
        column("parameter", ColumnType::Text, "", "Constant of the model."),
        column("unit", ColumnType::Text, "", "Its unit."),
        column("value", ColumnType::Float64, "column unit", "What it was in this draw."),
    ];
    let description = "One row per draw and constant that varied: those that the scenario calls uncertain, and those of the link \
from stasis to clots.";
    TableSpec { name: "draws", description, columns }
}

/// The draws as rows.
pub(super) fn frame(run_id: &str, draws: &ParameterDraws) -> PolarsResult<DataFrame> {
    let mut rows = Vec::new();
    for draw in 0..draws.count() {
        rows.extend(draws.values().map(|(at, values)| (draw, at, values[draw as usize])));
    }
    let text = |name: &str, values: Vec<&str>| Column::new(name.into(), values);
    let columns = vec![
        text("run_id", vec![run_id; rows.len()]),
        Column::new("draw".into(), rows.iter().map(|(draw, ..)| draw.cast_signed()).collect::<Vec<i32>>()),
        text("parameter", rows.iter().map(|(_, at, _)| PARAMETERS[*at].name).collect()),
        text("unit", rows.iter().map(|(_, at, _)| PARAMETERS[*at].unit).collect()),
        Column::new("value".into(), rows.iter().map(|(.., value)| *value).collect::<Vec<f64>>()),
    ];
    DataFrame::new(rows.len(), columns)
}
