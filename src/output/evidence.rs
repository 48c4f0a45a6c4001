//! Writes the evidence table as a Parquet file.

use std::path::Path;

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::OutputError;
use super::single::write_frame;
use crate::evidence::{Finding, Findings};
use crate::keys::Word;

/// Writes one row per published value.
pub fn write_evidence(path: &Path, findings: &Findings) -> Result<(), OutputError> {
    let mut frame = frame(&findings.rows).map_err(OutputError::table(path))?;
    write_frame(path, &mut frame)
}

fn frame(rows: &[Finding]) -> PolarsResult<DataFrame> {
    let text =
        |name: &str, of: fn(&Finding) -> &str| Column::new(name.into(), rows.iter().map(of).collect::<Vec<&str>>());
    let number =
        |name: &str, of: fn(&Finding) -> f64| Column::new(name.into(), rows.iter().map(of).collect::<Vec<f64>>());
    let columns = vec![
        text("id", |row| &row.target.id),
        text("role", |row| row.target.role.word()),
        text("quantity", |row| &row.target.quantity),
        text("unit", |row| &row.target.unit),
        number("published", |row| row.target.target),
        number("band_low", |row| row.target.band[0]),
        number("band_high", |row| row.target.band[1]),
        number("model", |row| row.value),
        Column::new("model_sd".into(), rows.iter().map(|row| row.sd).collect::<Vec<Option<f64>>>()),
        Column::new("published_sd".into(), rows.iter().map(|row| row.target.sd).collect::<Vec<Option<f64>>>()),
        Column::new("people".into(), rows.iter().map(|row| row.people as i32).collect::<Vec<i32>>()),
        Column::new("scored".into(), rows.iter().map(|row| row.target.scored).collect::<Vec<bool>>()),
        Column::new("in_band".into(), rows.iter().map(Finding::holds).collect::<Vec<bool>>()),
        text("source", |row| &row.target.source),
    ];
    DataFrame::new(rows.len(), columns)
}
