//! The table of the signals of one leg.

use std::path::Path;

use polars::prelude::{Column, DataFrame};

use super::OutputError;
use super::single::write_frame;
use crate::engine::Sample;
use crate::model::Signal;
use crate::scenario::Scenario;

/// Writes the samples of a leg as a Parquet file. The file appears only when it is complete.
pub fn write_trace(path: &Path, scenario: &Scenario, samples: &[Sample]) -> Result<(), OutputError> {
    let mut frame = frame(scenario, samples).map_err(OutputError::table(path))?;
    write_frame(path, &mut frame)
}

fn frame(scenario: &Scenario, samples: &[Sample]) -> polars::prelude::PolarsResult<DataFrame> {
    let phases = samples.iter().map(|sample| scenario.timeline.phases[sample.phase].name.as_str());
    let mut columns = vec![
        Column::new("time_s".into(), samples.iter().map(|sample| sample.time_s).collect::<Vec<f64>>()),
        Column::new("phase".into(), phases.collect::<Vec<&str>>()),
    ];
    for signal in Signal::ALL {
        let values: Vec<f32> = samples.iter().map(|sample| sample.get(*signal)).collect();
        columns.push(Column::new(signal.name().into(), values));
    }
    DataFrame::new(samples.len(), columns)
}
