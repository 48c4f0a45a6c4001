//! The main results of every arm as a table with one row per outcome and arm.

use std::collections::BTreeMap;

use polars::prelude::{Column, DataFrame, PolarsResult};

use crate::output::reread::{ReadError, SavedRun, cell, text_cell};
use crate::output::schema::text;
use crate::output::sweep::MEMBER;
use crate::results::{EVERYONE, Measure, Statistic, Table};

/// The statistics of one arm, and the differences from the reference.
const CENTRAL: [Statistic; 2] = [Statistic::Mean, Statistic::Risk];
const DIFFERENCES: [Statistic; 2] = [Statistic::MeanDifference, Statistic::RiskDifference];

/// What a row is about: the member of a sweep, the position of the outcome, its name, the position of the row among those of its outcome.
type Subject = (Option<i32>, usize, String, String);

/// An outcome of all people in an arm.
#[derive(Clone, Debug, Default)]
struct Row {
    unit: String,
    value: Option<f64>,
    n: Option<i32>,
    difference: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    kind: Option<String>,
}

/// The rows about a run or a sweep, by member, then by outcome, then by arm.
pub(super) fn frame(run: &SavedRun) -> Result<PolarsResult<DataFrame>, ReadError> {
    let summary = run.table(Table::Summary)?.whole()?;
    let contrasts = run.table(Table::Contrasts)?.whole()?;
    let mut rows: BTreeMap<Subject, Row> = BTreeMap::new();
    let mut order: Vec<Subject> = Vec::new();
    for at in 0..summary.height() {
        let Some(subject) = subject(&summary, at, &CENTRAL).filter(|subject| !rows.contains_key(subject)) else {
            continue;
        };
        rows.insert(subject.clone(), central(&summary, at, &subject.2));
        order.push(subject);
    }
    for at in 0..contrasts.height() {
        // The last row about a contrast is that of the uncertain constants, if there is one.
        if let Some(row) = subject(&contrasts, at, &DIFFERENCES).and_then(|subject| rows.get_mut(&subject)) {
            compare(row, &contrasts, at);
        }
    }
    // The sort is stable: arms keep their order.
    order.sort_by_key(|(member, position, ..)| (*member, *position));
    Ok(table(&order, &rows))
}

/// What a row of a table of statistics is about, if it is one of these statistics of a main outcome of all people in this run.
fn subject(frame: &DataFrame, at: usize, statistics: &[Statistic; 2]) -> Option<Subject> {
    let word = |name| text_cell(frame, name, at);
    let wanted = statistics.iter().any(|one| Some(one.name().as_ref()) == word("statistic"));
    let ours = word("stratum_by") == Some(EVERYONE) && word("source").is_none();
    let measure = word("measure").filter(|_| wanted && ours)?;
    let member = cell(frame, MEMBER, at).map(|member| member as i32);
    Some((member, Measure::headline_position(measure)?, measure.to_owned(), word("arm")?.to_owned()))
}

fn central(frame: &DataFrame, at: usize, measure: &str) -> Row {
    let unit = match Measure::readers_scale(measure) {
        1.0 => text_cell(frame, "unit", at).unwrap_or_default().to_owned(),
        scale => format!("per {scale} people"),
    };
    let value = cell(frame, "estimate", at).map(|value| Measure::readers_scale(measure) * value);
    Row { unit, value, n: cell(frame, "n", at).map(|n| n as i32), ..Row::default() }
}

fn compare(row: &mut Row, frame: &DataFrame, at: usize) {
    let scale = text_cell(frame, "measure", at).map_or(1.0, Measure::readers_scale);
    let number = |name| cell(frame, name, at).map(|value| scale * value);
    (row.difference, row.low, row.high) = (number("estimate"), number("conf_low"), number("conf_high"));
    row.kind = text_cell(frame, "ci_kind", at).map(str::to_owned);
}

fn table(order: &[Subject], rows: &BTreeMap<Subject, Row>) -> PolarsResult<DataFrame> {
    let found: Vec<&Row> = order.iter().filter_map(|subject| rows.get(subject)).collect();
    let number = |name: &str, of: fn(&Row) -> Option<f64>| {
        Column::new(name.into(), found.iter().map(|row| of(row)).collect::<Vec<_>>())
    };
    let mut columns = Vec::new();
    if order.iter().any(|(member, ..)| member.is_some()) {
        columns.push(Column::new(MEMBER.into(), order.iter().map(|(member, ..)| *member).collect::<Vec<_>>()));
    }
    columns.extend([
        text("outcome", order.iter().map(|(_, _, measure, _)| measure.as_str())),
        text("unit", found.iter().map(|row| row.unit.as_str())),
        text("arm", order.iter().map(|(.., arm)| arm.as_str())),
        number("mean_or_share", |row| row.value),
        number("difference_from_reference", |row| row.difference),
        number("conf_low", |row| row.low),
        number("conf_high", |row| row.high),
        Column::new("ci_kind".into(), found.iter().map(|row| row.kind.as_deref()).collect::<Vec<_>>()),
        Column::new("n".into(), found.iter().map(|row| row.n).collect::<Vec<_>>()),
    ]);
    DataFrame::new(order.len(), columns)
}
