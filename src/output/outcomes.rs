//! The table `outcomes`: the outcomes of each person in each arm.

use polars::prelude::{BooleanChunked, Column, DataFrame, PlSmallStr, PolarsResult};

use super::{measured, tables};
use crate::results::{ArmBlock, ColumnType, Measure, Table, TableSpec, column};
use crate::scenario::{Flag, Scenario, Threshold};

/// Adds the requested columns of the scenario to the layout of the table.
pub(super) fn extend(spec: &mut TableSpec, scenario: &Scenario) {
    let measures =
        Measure::ALL.iter().map(|one| column(one.name(), ColumnType::Float32, one.unit(), one.description()));
    let measured = scenario.measurements.iter().map(|measurement| {
        let words = measured::words(scenario, measurement);
        column(&measurement.id, ColumnType::Float32, measurement.unit(), &words)
    });
    let flags = scenario.outcomes.flags.iter().map(|flag| column(&flag.id, ColumnType::Bool, "", &flag_words(flag)));
    let all = measures.chain(measured).chain(flags);
    spec.columns.extend(all.filter(|column| scenario.outputs.has_column(&column.name)));
}

/// The rows of a block of a draw and an arm, with the requested columns. If there is a sample of people, only these have rows.
pub(super) fn frame(
    scenario: &Scenario,
    run_id: &str,
    place: (u32, usize),
    (first_person, block): (u32, &ArmBlock),
    sample: Option<&[u32]>,
) -> PolarsResult<DataFrame> {
    let frame = whole_frame(scenario, run_id, place, (first_person, block))?;
    let frame = match &scenario.outputs.columns {
        Some(_) => {
            let wanted = tables::spec(Table::Outcomes, scenario);
            frame.select(wanted.columns.into_iter().map(|column| column.name))?
        }
        None => frame,
    };
    match sample {
        Some(sample) => {
            let ids = (first_person..).take(block.people());
            frame.filter(&ids.map(|id| sample.binary_search(&id).is_ok()).collect::<BooleanChunked>())
        }
        None => Ok(frame),
    }
}

fn whole_frame(
    scenario: &Scenario,
    run_id: &str,
    (draw, arm): (u32, usize),
    (first_person, block): (u32, &ArmBlock),
) -> PolarsResult<DataFrame> {
    let n = block.people();
    let first = first_person.cast_signed();
    let ids: Vec<i32> = (first..).take(n).collect();
    let mut columns = vec![
        Column::new("run_id".into(), vec![run_id; n]),
        Column::new("draw".into(), vec![draw.cast_signed(); n]),
        Column::new("person_id".into(), ids),
        Column::new("arm".into(), vec![scenario.arms[arm].id.as_str(); n]),
        Column::new("eligible".into(), block.eligible.clone()),
        Column::new("adherent_share".into(), &block.adherent_share),
        Column::new("valid".into(), block.valid.clone()),
    ];
    for measure in Measure::ALL {
        columns.push(Column::new(PlSmallStr::from_static(measure.name()), measure_values(block, *measure)));
    }
    for (measurement, column) in scenario.measurements.iter().zip(&block.measured) {
        columns.push(Column::new(PlSmallStr::from_str(&measurement.id), values(column, &block.valid)));
    }
    for flag in &scenario.outcomes.flags {
        let counts = |value: f32| flag.threshold.counts(f64::from(value));
        let flagged = measure_values(block, flag.from).into_iter().map(|value| value.map(counts));
        columns.push(Column::new(PlSmallStr::from_str(&flag.id), flagged.collect::<Vec<_>>()));
    }
    DataFrame::new(n, columns)
}

fn measure_values(block: &ArmBlock, measure: Measure) -> Vec<Option<f32>> {
    values(block.measure(measure), &block.valid)
}

/// The values of a column; `None` for invalid people.
fn values(column: &[f32], valid: &[bool]) -> Vec<Option<f32>> {
    column.iter().zip(valid).map(|(value, valid)| (*valid && value.is_finite()).then_some(*value)).collect()
}

/// The description of a flag.
pub(super) fn flag_words(flag: &Flag) -> String {
    let (side, threshold) = match flag.threshold {
        Threshold::Above(threshold) => ("above", threshold),
        Threshold::Below(threshold) => ("below", threshold),
    };
    format!("Whether {} lies {side} {threshold} {}.", flag.from.name(), flag.from.unit())
}
