//! Reads the rows of a data file: first which of them count, then their values.

use super::cells::{self, RowFaults};
use super::codes;
use super::columns::{Column, Content};
use super::filter::{self, Filter};
use super::{Source, missing, piles, unusable};
use crate::scenario::Codes;
use crate::scenario::data::{Cell, DataError, Row};
use crate::scenario::people::{FileValue, Missing, PeopleColumns, RowCounts};
use crate::scenario::problem::{Code, Problem, Problems};

/// What is read, and how.
pub(super) struct Plan<'a> {
    pub(super) columns: &'a [Column],
    pub(super) codes: &'a [Codes],
    pub(super) filters: &'a [Filter],
    pub(super) missing: Missing,
}

/// The rows that count.
struct Chosen {
    /// For each row of the file, whether it counts; empty if all do.
    kept: Vec<bool>,
    /// Weights of the rows that count; NaN if missing. Empty if there are no weights.
    weights: Vec<f64>,
    filtered: usize,
    weightless: usize,
}

impl Chosen {
    /// Number of rows that count.
    fn count(&self) -> usize {
        self.kept.iter().filter(|kept| **kept).count()
    }

    fn keeps(&self, row: Row) -> bool {
        self.kept.get(row.at).copied().unwrap_or(true)
    }
}

/// The columns of the rows from which people are drawn, and what became of the others.
pub(super) fn read(
    source: &mut Source<'_>,
    plan: &Plan<'_>,
    problems: &mut Problems,
) -> Option<(PeopleColumns, RowCounts)> {
    let (name, span) = (source.name, source.span.clone());
    let refuse = |error: DataError, problems: &mut Problems| problems.push(unusable(&error, name, span.clone()));
    let chosen = choose(source, plan, problems).map_err(|error| refuse(error, problems)).ok()??;
    let values = values(source, plan, &chosen, problems).map_err(|error| refuse(error, problems)).ok()?;
    source.sheet.close();
    let (in_file, lines, values) = values?;
    if lines.is_empty() {
        return problems.fail(nobody(source, &chosen));
    }
    piles::warn(source, plan, &values, problems);
    let weighted = (!chosen.weights.is_empty()).then_some(chosen.weights.as_slice());
    let all: Vec<&[f64]> = values.iter().map(Vec::as_slice).chain(weighted).collect();
    let gaps = missing::Gaps::of(source, plan.columns, &lines, &all);
    let incomplete = missing::rows_to_drop(&gaps, plan.missing, problems)?;
    let counts =
        RowCounts { in_file, filtered: chosen.filtered, weightless: chosen.weightless, incomplete: incomplete.len() };
    let variables = plan.columns.iter().filter_map(Column::variable);
    let mut table = PeopleColumns {
        weights: if chosen.weights.is_empty() { vec![1.0; lines.len()] } else { chosen.weights },
        values: variables.zip(values).collect(),
        lines,
    };
    table.remove(&incomplete);
    check_weights(source, &table, problems)?;
    Some((table, counts))
}

/// Which rows fulfill the conditions and have a weight above 0. Other rows are never judged.
fn choose(source: &Source<'_>, plan: &Plan<'_>, problems: &mut Problems) -> Result<Option<Chosen>, DataError> {
    let mut chosen = Chosen { kept: Vec::new(), weights: Vec::new(), filtered: 0, weightless: 0 };
    let weight = plan.columns.iter().find(|column| column.content == Content::Weight);
    let filters = plan.filters.iter().map(|filter| filter.position);
    let positions: Vec<usize> = filters.chain(weight.map(|column| column.position)).collect();
    if positions.is_empty() {
        return Ok(Some(chosen));
    }
    let mut faults = RowFaults::default();
    source.sheet.visit(&positions, &mut |column, row, cell| {
        if column == 0 {
            chosen.kept.push(true);
        }
        if !chosen.kept[row.at] {
            return;
        }
        match plan.filters.get(column) {
            Some(filter) if filter::accepts(&filter.condition, cell) => {}
            Some(_) => {
                chosen.kept[row.at] = false;
                chosen.filtered += 1;
            }
            None => weigh(cell, row, &mut chosen, &mut faults),
        }
    })?;
    match weight.and_then(|column| faults.complaint(source, column, "weights")) {
        Some(problem) => Ok(problems.fail(problem)),
        None => Ok(Some(chosen)),
    }
}

fn weigh(cell: Cell<'_>, row: Row, chosen: &mut Chosen, faults: &mut RowFaults) {
    match cells::weight(cell) {
        Ok(Some(0.0)) => {
            chosen.kept[row.at] = false;
            chosen.weightless += 1;
        }
        Ok(weight) => chosen.weights.push(weight.unwrap_or(f64::NAN)),
        Err(why) => faults.add(row.line, why),
    }
}

/// Number of rows of the file; lines and values of the rows that count.
type Read = (usize, Vec<i32>, Vec<Vec<f64>>);

/// Reads the values of the rows that count. Complains about each column with faulty values.
fn values(
    source: &Source<'_>,
    plan: &Plan<'_>,
    chosen: &Chosen,
    problems: &mut Problems,
) -> Result<Option<Read>, DataError> {
    let read: Vec<(&Column, crate::scenario::Variable)> =
        plan.columns.iter().filter_map(|column| Some((column, column.variable()?))).collect();
    let codes: Vec<Option<&Codes>> =
        read.iter().map(|(_, variable)| plan.codes.iter().find(|codes| codes.variable == *variable)).collect();
    let positions: Vec<usize> = read.iter().map(|(column, _)| column.position).collect();
    let most = if chosen.kept.is_empty() { source.sheet.most_rows() } else { chosen.count() };
    let mut lines = Vec::with_capacity(most);
    let mut values: Vec<Vec<f64>> = read.iter().map(|_| Vec::with_capacity(most)).collect();
    let mut seen: Vec<Vec<FileValue>> = vec![Vec::new(); read.len()];
    let mut faults: Vec<RowFaults> = read.iter().map(|_| RowFaults::default()).collect();
    let rows = source.sheet.visit(&positions, &mut |column, row, cell| {
        if !chosen.keeps(row) {
            return;
        }
        if column == 0 {
            lines.push(row.line);
        }
        let meant = codes[column].and_then(|codes| codes::meaning(codes, cell));
        if meant.is_some() {
            codes::note(&mut seen[column], cell);
        }
        let value = meant.map_or_else(|| cells::of_variable(read[column].1, cell), Ok);
        values[column].push(
            value
                .unwrap_or_else(|why| {
                    faults[column].add(row.line, why);
                    None
                })
                .unwrap_or(f64::NAN),
        );
    })?;
    for ((column, variable), faults) in read.iter().zip(&faults) {
        let what = format!("values of `{}`", variable.name());
        problems.maybe(faults.complaint(source, column, &what));
    }
    for ((codes, (column, _)), seen) in codes.iter().zip(&read).zip(&seen) {
        problems.maybe(codes.and_then(|codes| codes::unseen(codes, seen, column.span.clone())));
    }
    Ok((faults.iter().all(|faults| faults.count() == 0)).then_some((rows, lines, values)))
}

fn nobody(source: &Source<'_>, chosen: &Chosen) -> Problem {
    if chosen.filtered == 0 {
        return weightless(source, "all 0");
    }
    let message = format!("no row of `{}` remains: `where` leaves out {}", source.name, chosen.filtered);
    let problem = Problem::new(Code::DataFile, source.span.clone(), message).label("no people remain");
    problem.hint("check the conditions of `where`; the others have weight 0")
}

fn weightless(source: &Source<'_>, what: &str) -> Problem {
    let message = format!("the weights of `{}` are {what}", source.name);
    let problem = Problem::new(Code::Weights, source.span.clone(), message).label("no person can be drawn");
    problem.hint("check which column `weight` names")
}

fn check_weights(source: &Source<'_>, table: &PeopleColumns, problems: &mut Problems) -> Option<()> {
    let sum: f64 = table.weights.iter().sum();
    if sum.is_finite() { Some(()) } else { problems.fail(weightless(source, "too large to be added up")) }
}
