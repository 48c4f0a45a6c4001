//! The table `draws`: which constants varied, and what they were.

use polars::prelude::{Column, DataFrame, PolarsResult};

use crate::model::PARAMETERS;
use crate::risk::ParameterDraws;

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
