//! All statistics as rows for programs.

use polars::prelude::{AnyValue, Column, DataFrame, PolarsError, PolarsResult};
use serde_json::{Map, Value, json};

use super::Derived;
use crate::output::derived::{Contrast, RunLabel, Summary};
use crate::output::export::write_frame;
use crate::output::schema::text;
use crate::output::{STATEMENT, tables};
use crate::stats::StatRow;

/// All statistics in one table; rows about one arm have no reference.
pub(super) fn csv(derived: &Derived) -> PolarsResult<String> {
    let failed = |error: String| PolarsError::ComputeError(error.into());
    let frame = summary(derived)?.vstack(&contrasts(derived)?)?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    write_frame(&mut writer, &frame, true).map_err(|error| failed(error.to_string()))?;
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The runs, the statistics and the notes.
pub(super) fn json(derived: &Derived) -> PolarsResult<String> {
    let run = |(number, run): (usize, &RunLabel)| json!({ "run": number, "path": run.path, "run_id": run.run_id, "study": run.study, "member": run.member });
    let value = json!({
        "runs": (1..).zip(&derived.runs).map(run).collect::<Vec<_>>(),
        "summary": objects(&summary(derived)?)?,
        "contrasts": objects(&contrasts(derived)?)?,
        "notes": derived.notes,
        "limits": STATEMENT,
    });
    Ok(format!("{value:#}\n"))
}

fn summary(derived: &Derived) -> PolarsResult<DataFrame> {
    let rows: Vec<StatRow> = derived.summary.iter().map(|summary| summary.row.clone()).collect();
    let runs = derived.summary.iter().map(|Summary { run, .. }| number(*run)).collect();
    let n = rows.len();
    let none = [vec![None::<i32>; n]];
    framed(rows, runs, none.concat(), vec![None; n], vec![None; n])
}

fn contrasts(derived: &Derived) -> PolarsResult<DataFrame> {
    let all = &derived.contrasts;
    let rows: Vec<StatRow> = all.iter().map(|contrast| contrast.row.clone()).collect();
    let runs = all.iter().map(|Contrast { run, .. }| number(*run)).collect();
    let reference_runs = all.iter().map(|contrast| Some(number(contrast.reference_run))).collect();
    let references = all.iter().map(|contrast| Some(contrast.reference.as_str())).collect();
    let people = all.iter().map(|contrast| Some(contrast.people.word())).collect();
    framed(rows, runs, reference_runs, references, people)
}

/// The number of a run, from 1.
fn number(run: usize) -> i32 {
    i32::try_from(run + 1).unwrap_or(i32::MAX)
}

/// The columns of `summary`, with the runs, the references and whether the people are the same in place of the id of the run.
fn framed(
    rows: Vec<StatRow>,
    runs: Vec<i32>,
    reference_runs: Vec<Option<i32>>,
    references: Vec<Option<&str>>,
    people: Vec<Option<&str>>,
) -> PolarsResult<DataFrame> {
    let height = rows.len();
    let statistics = tables::stat_frame("", None, &rows)?.drop("run_id")?.drop("arm")?;
    let mut columns = vec![
        Column::new("run".into(), runs),
        text("arm", rows.iter().map(|row| row.arm.as_str())),
        Column::new("reference_run".into(), reference_runs),
        Column::new("reference".into(), references),
        Column::new("people".into(), people),
    ];
    columns.extend(statistics.into_columns());
    DataFrame::new(height, columns)
}

/// One object per row.
fn objects(frame: &DataFrame) -> PolarsResult<Vec<Value>> {
    let object = |row: usize| -> PolarsResult<Value> {
        let mut object = Map::new();
        for column in frame.columns() {
            object.insert(column.name().to_string(), value(&column.get(row)?));
        }
        Ok(Value::Object(object))
    };
    (0..frame.height()).map(object).collect()
}

fn value(cell: &AnyValue) -> Value {
    match cell {
        AnyValue::String(text) => json!(text),
        AnyValue::Int32(number) => json!(number),
        AnyValue::Float64(number) => json!(number),
        _ => Value::Null,
    }
}
