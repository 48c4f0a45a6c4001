//! `[population] file`: people of a data file. The file is read and checked once.

mod cells;
mod columns;
mod missing;

use std::ops::Range;
use std::sync::Arc;

use super::population::{COLUMNS, FILE, FILE_HASH, MISSING, VARIABLE, WEIGHT, variable_named};
use crate::keys::Need::Each;
use crate::keys::{Key, line};
use crate::scenario::data::{DataError, Sheet};
use crate::scenario::people::{Missing, PeopleFile, PeopleRow, PeopleRows};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section};
pub(super) use cells::{of_variable as cell_value, weight as cell_weight};
use columns::{Column, Content};
pub(super) use missing::first_few;

section! {
    COLUMNS_KEYS, "[population.columns]", "The columns of the data file for variables.", {
        ANY_COLUMN: String = "<variable>", Each(&VARIABLE), line(), "Name of the column for this variable; an empty text leaves the variable out.";
    }
}

/// Keys that apply only together with `file`.
const COMPANIONS: [Key; 4] = [COLUMNS.key, WEIGHT.key, MISSING.key, FILE_HASH.key];

/// A data file, and its place in the scenario.
struct Source<'a> {
    name: &'a str,
    sheet: Sheet,
    span: Range<usize>,
}

/// Reads the file that `[population]` names. The outer `None` means that it is faulty, the inner one that there is no file.
pub(super) fn people(population: &Section<'_>, problems: &mut Problems) -> Option<Option<PeopleFile>> {
    let Some(file) = population.get(FILE.name) else {
        return refuse_companions(population, problems).map(|()| None);
    };
    let missing = population.value(&MISSING, problems);
    let name = file.text(problems)?;
    let source = Source { name, sheet: open(&file, name, problems)?, span: file.span() };
    check_hash(population, &source, problems);
    let columns = columns::wanted(population, &source, problems)?;
    let rows = rows(&source, &columns, missing?, problems)?;
    let variables: Vec<_> = columns.iter().filter_map(Column::variable).collect();
    let weight = columns.iter().find(|column| column.content == Content::Weight);
    Some(Some(PeopleFile {
        file: from_scenario(&file, name, problems),
        hash: source.sheet.hash,
        columns: columns.iter().filter_map(|column| Some((column.variable()?, column.name.clone()))).collect(),
        weight: weight.map(|column| column.name.clone()),
        missing: missing?,
        ignored: columns::ignored(population),
        rows: Arc::new(PeopleRows::new(&variables, rows)),
    }))
}

/// Opens the data file that an item names.
pub(super) fn open(item: &Item<'_>, name: &str, problems: &mut Problems) -> Option<Sheet> {
    let path = problems.folder(item.span().start).join(name);
    Sheet::open(&path).map_err(|error| problems.push(unusable(&error, name, item.span()))).ok()
}

/// A path relative to the scenario file, even if the text that names it is elsewhere.
fn from_scenario(item: &Item<'_>, name: &str, problems: &Problems) -> String {
    let path = problems.folder(item.span().start).join(name);
    path.strip_prefix(problems.folder(0)).unwrap_or(&path).display().to_string()
}

/// The complaint about a data file that cannot be read.
pub(super) fn unusable(error: &DataError, name: &str, span: Range<usize>) -> Problem {
    Problem::new(Code::DataFile, span, format!("`{name}` {error}")).label("this data file").hint(error.hint())
}

fn refuse_companions(population: &Section<'_>, problems: &mut Problems) -> Option<()> {
    let given: Vec<Item<'_>> = COMPANIONS.iter().filter_map(|key| population.get(key.name)).collect();
    for item in &given {
        let message = format!("`{}` in [population] belongs to a data file, but there is none", item.name);
        let problem =
            Problem::new(Code::KeyConflict, population.key_span(item.name), message).label("the file is missing");
        problems.push(problem.hint("add `file = \"people.csv\"`, or remove the key"));
    }
    given.is_empty().then_some(())
}

/// Compares the file with the hash in a resolved scenario.
fn check_hash(population: &Section<'_>, source: &Source<'_>, problems: &mut Problems) {
    let Some(item) = population.get(FILE_HASH.name) else { return };
    let Some(hash) = item.text(problems) else { return };
    if hash != source.sheet.hash {
        let message = format!("`{}` is not the file for which this scenario was resolved", source.name);
        let problem = Problem::new(Code::DataFile, item.span(), message).label("another hash");
        problems.push(problem.also(source.span.clone(), "of this file").hint("remove `file_hash` to use this file"));
    }
}

fn rows(source: &Source<'_>, columns: &[Column], missing: Missing, problems: &mut Problems) -> Option<Vec<PeopleRow>> {
    let positions: Vec<usize> = columns.iter().map(|column| column.position).collect();
    let read = source.sheet.cells(&positions);
    let cells = read.map_err(|error| problems.push(unusable(&error, source.name, source.span.clone()))).ok()?;
    let values = cells::values(source, columns, &cells, problems)?;
    let table = missing::Values { columns, lines: &cells.lines, values: &values };
    let rows = missing::complete(source, &table, missing, problems)?;
    check_weights(source, &rows, problems)?;
    Some(rows)
}

fn check_weights(source: &Source<'_>, rows: &[PeopleRow], problems: &mut Problems) -> Option<()> {
    let sum: f64 = rows.iter().map(|row| row.weight).sum();
    if sum > 0.0 && sum.is_finite() {
        return Some(());
    }
    let what = if sum > 0.0 { "too large to be added up" } else { "all 0" };
    let message = format!("the weights of `{}` are {what}", source.name);
    let problem = Problem::new(Code::Weights, source.span.clone(), message).label("no person can be drawn");
    problems.fail(problem.hint("check which column `weight` names"))
}
