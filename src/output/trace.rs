//! The table of one followed leg.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use polars::prelude::{Column, DataFrame};
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};

use super::OutputError;
use crate::engine::{EDGES, Sample};
use crate::model::Node;
use crate::scenario::Scenario;

/// Writes the samples of a leg as one Parquet file; the file appears only when it is whole.
pub fn write_trace(path: &Path, scenario: &Scenario, samples: &[Sample]) -> Result<(), OutputError> {
    let partial = path.with_extension("parquet.partial");
    let mut frame = frame(scenario, samples).map_err(OutputError::table(path))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(OutputError::file(path))?;
    }
    let file = File::create(&partial).map_err(OutputError::file(path))?;
    let sync = file.try_clone().map_err(OutputError::file(path))?;
    let writer = ParquetWriter::new(BufWriter::new(file)).with_compression(ParquetCompression::Zstd(None));
    writer.finish(&mut frame).map_err(OutputError::table(path))?;
    sync.sync_all().and_then(|()| fs::rename(&partial, path)).map_err(OutputError::file(path))
}

fn frame(scenario: &Scenario, samples: &[Sample]) -> polars::prelude::PolarsResult<DataFrame> {
    let number = |name: &str, value: &dyn Fn(&Sample) -> f32| {
        Column::new(name.into(), samples.iter().map(value).collect::<Vec<f32>>())
    };
    let phases = samples.iter().map(|sample| scenario.timeline.phases[sample.phase].name.as_str());
    let mut columns = vec![
        Column::new("time_s".into(), samples.iter().map(|sample| sample.time_s).collect::<Vec<f64>>()),
        Column::new("phase".into(), phases.collect::<Vec<&str>>()),
    ];
    for (at, node) in Node::ALL.iter().enumerate() {
        let name = node.name();
        columns.push(number(&format!("pressure_{name}_mmhg"), &|sample| sample.pressure_mmhg[at]));
        columns.push(number(&format!("volume_{name}_ml"), &|sample| sample.volume_ml[at]));
        columns.push(number(&format!("external_{name}_mmhg"), &|sample| sample.external_mmhg[at]));
    }
    for (at, edge) in EDGES.iter().enumerate() {
        columns.push(number(&format!("flow_{edge}_ml_s"), &|sample| sample.flow_ml_s[at]));
    }
    columns.push(number("inflow_ml_s", &|sample| sample.inflow_ml_s));
    for (at, region) in ["foot", "calf"].iter().enumerate() {
        columns.push(number(&format!("fluid_{region}_ml"), &|sample| sample.fluid_ml[at]));
        columns.push(number(&format!("interstitial_{region}_mmhg"), &|sample| sample.interstitial_mmhg[at]));
        columns.push(number(&format!("filtration_{region}_ml_min"), &|sample| sample.filtration_ml_min[at]));
    }
    columns.push(number("ankle_circumference_change_mm", &|sample| sample.girth_mm[0]));
    columns.push(number("calf_circumference_change_mm", &|sample| sample.girth_mm[1]));
    columns.push(number("residence_sinus_min", &|sample| sample.residence_min[0]));
    columns.push(number("residence_pocket_min", &|sample| sample.residence_min[1]));
    columns.push(number("procoagulant_activity", &|sample| sample.activity));
    columns.push(number("wall_shear_per_s", &|sample| sample.shear_per_s));
    DataFrame::new(samples.len(), columns)
}
