//! The table `draws`: the constants that varied, and their values.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::text;
use crate::model::PARAMETERS;
use crate::risk::ParameterDraws;

/// The rows of the table.
pub(super) fn frame(run_id: &str, draws: &ParameterDraws) -> PolarsResult<DataFrame> {
    let mut rows = Vec::new();
    for draw in 0..draws.count() {
        rows.extend(draws.values().map(|(at, values)| (draw, at, values[draw as usize])));
    }
    let columns = vec![
        text("run_id", rows.iter().map(|_| run_id)),
        Column::new("draw".into(), rows.iter().map(|(draw, ..)| draw.cast_signed()).collect::<Vec<i32>>()),
        text("parameter", rows.iter().map(|(_, at, _)| PARAMETERS[*at].name)),
        text("unit", rows.iter().map(|(_, at, _)| PARAMETERS[*at].unit)),
        Column::new("value".into(), rows.iter().map(|(.., value)| *value).collect::<Vec<f64>>()),
    ];
    DataFrame::new(rows.len(), columns)
}
