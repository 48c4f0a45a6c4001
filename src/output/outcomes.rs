//! The table `outcomes`: what became of each person in each arm.

use polars::prelude::{BooleanChunked, Column, DataFrame, PlSmallStr, PolarsResult};

use super::measured;
use super::schema::{ColumnType, TableSpec, column};
use crate::model::Measure;
use crate::scenario::{Flag, Scenario, Threshold};
use crate::stats::is_flagged;
use crate::study::ArmBlock;

/// Layout of the table.
pub(super) fn spec(scenario: &Scenario) -> TableSpec {
    let mut columns = vec![
        column("run_id", ColumnType::Text, "", "Identity of the run."),
        column("draw", ColumnType::Int32, "", "Draw of the uncertain parameters, from 0."),
        column("person_id", ColumnType::Int32, "", "The person, as in persons."),
        column("arm", ColumnType::Text, "", "The arm, as in arms."),
        column("eligible", ColumnType::Bool, "", "Whether the person may take the arm's interventions."),
        column("adherent_share", ColumnType::Float32, "1", "Share of the arm's bouts and habits that the person did."),
        column(
            "valid",
            ColumnType::Bool,
            "",
            "False where the simulated state left the valid range; then outcomes are null.",
        ),
    ];
    let keys = columns.len();
    for measure in Measure::ALL {
        columns.push(column(measure.name(), ColumnType::Float32, measure.unit(), measure.description()));
    }
    for measurement in &scenario.measurements {
        let words = measured::words(scenario, measurement);
        columns.push(column(&measurement.id, ColumnType::Float32, measurement.unit(), &words));
    }
    columns
        .extend(scenario.outcomes.flags.iter().map(|flag| column(&flag.id, ColumnType::Bool, "", &flag_words(flag))));
    let mut position = 0..;
    columns.retain(|column| position.next() < Some(keys) || scenario.outputs.has_column(&column.name));
    let description = "One row per person and arm, ordered by draw, arm (in the scenario's order) and person_id.";
    TableSpec { name: "outcomes", description, columns }
}

/// A block of a draw and an arm as rows, with the columns that are wanted; of a sample of people, if there is one, only its members.
pub(super) fn frame(
    scenario: &Scenario,
    run_id: &str,
    place: (u32, usize),
    block: &ArmBlock,
    sample: Option<&[u32]>,
) -> PolarsResult<DataFrame> {
    let frame = whole_frame(scenario, run_id, place, block)?;
    let frame = match &scenario.outputs.columns {
        Some(_) => frame.select(spec(scenario).columns.into_iter().map(|column| column.name))?,
        None => frame,
    };
    match sample {
        Some(sample) => {
            let ids = (block.first_person..).take(block.valid.len());
            frame.filter(&ids.map(|id| sample.binary_search(&id).is_ok()).collect::<BooleanChunked>())
        }
        None => Ok(frame),
    }
}

fn whole_frame(
    scenario: &Scenario,
    run_id: &str,
    (draw, arm): (u32, usize),
    block: &ArmBlock,
) -> PolarsResult<DataFrame> {
    let n = block.valid.len();
    let first = block.first_person.cast_signed();
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
        let flagged =
            measure_values(block, flag.from).into_iter().map(|value| value.map(|value| is_flagged(flag, value)));
        columns.push(Column::new(PlSmallStr::from_str(&flag.id), flagged.collect::<Vec<_>>()));
    }
    DataFrame::new(n, columns)
}

fn measure_values(block: &ArmBlock, measure: Measure) -> Vec<Option<f32>> {
    values(&block.measures[measure as usize], &block.valid)
}

/// The numbers of the people who count.
fn values(column: &[f32], valid: &[bool]) -> Vec<Option<f32>> {
    column.iter().zip(valid).map(|(value, valid)| (*valid && value.is_finite()).then_some(*value)).collect()
}

fn flag_words(flag: &Flag) -> String {
    let (side, threshold) = match flag.threshold {
        Threshold::Above(threshold) => ("above", threshold),
        Threshold::Below(threshold) => ("below", threshold),
    };
    format!("Whether {} lies {side} {threshold} {}.", flag.from.name(), flag.from.unit())
}
