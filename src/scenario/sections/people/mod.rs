//! `[population] file`: people of a data file. The file is read and checked once.

mod cells;
mod codes;
mod columns;
mod filter;
mod missing;
mod once;
mod piles;
mod rows;
mod search;
mod synonyms;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::population::{
    COLUMNS, FILE, FILE_HASH, MISSING, MISSING_CODES, RECODE, VARIABLE, WEIGHT, WHERE, variable_named,
};
use crate::keys::Need::Each;
use crate::keys::{Key, line};
use crate::scenario::data::{DataError, Sheet};
use crate::scenario::people::{PeopleFile, PeopleRows};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section, suggest};
pub(super) use cells::{RowFaults, of_variable as cell_value, weight as cell_weight};
pub(super) use codes::{MISSING_CODES_KEYS, RECODE_KEYS, VALUE_KEYS};
use columns::{Column, Content};
pub(super) use filter::{RANGE_KEYS, WHERE_KEYS};
pub(in crate::scenario) use once::Once;

section! {
    COLUMNS_KEYS, "[population.columns]", "The columns of the data file for variables.", {
        ANY_COLUMN: String = "<variable>", Each(&VARIABLE), line(), "Name of the column for this variable; an empty text leaves the variable out.";
    }
}

/// Keys that apply only together with `file`.
const COMPANIONS: [Key; 7] =
    [COLUMNS.key, WEIGHT.key, MISSING.key, FILE_HASH.key, RECODE.key, MISSING_CODES.key, WHERE.key];

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
    let once = problems.once();
    once.people(population, problems, |problems| of_file(population, &file, problems)).map(Some)
}

fn of_file(population: &Section<'_>, file: &Item<'_>, problems: &mut Problems) -> Option<PeopleFile> {
    let missing = population.value(&MISSING, problems);
    let name = file.text(problems)?;
    let path = search::path(population, file, name, problems);
    let sheet = opened(&path, name, file.span(), problems)?;
    let mut source = Source { name, sheet, span: file.span() };
    check_hash(population, &source, problems);
    let codes = codes::read(population, problems);
    let filters = filter::read(population, &source, problems);
    let columns = columns::wanted(population, &source, problems)?;
    let (codes, filters) = (codes?, filters?);
    refuse_idle_codes(&codes, &columns, population, problems)?;
    let plan = rows::Plan { columns: &columns, codes: &codes, filters: &filters, missing: missing? };
    let (table, counts) = rows::read(&mut source, &plan, problems)?;
    let unread = columns::unread(&columns, &filters, &source.sheet.header);
    let file = from_scenario(file, name, problems);
    let Sheet { hash, .. } = source.sheet;
    let weight = columns.iter().find(|column| column.content == Content::Weight);
    Some(PeopleFile {
        file,
        found_at: std::path::absolute(&path).unwrap_or(path),
        hash,
        columns: columns.iter().filter_map(|column| Some((column.variable()?, column.name.clone()))).collect(),
        weight: weight.map(|column| column.name.clone()),
        missing: missing?,
        ignored: columns::ignored(population),
        codes,
        conditions: filters.into_iter().map(|filter| filter.condition).collect(),
        unread,
        counts,
        rows: Arc::new(PeopleRows::new(table)),
    })
}

impl Source<'_> {
    /// The place of a column in the header. Complains if there is none with this name, or several.
    fn position(&self, name: &str, span: Range<usize>, problems: &mut Problems) -> Option<usize> {
        let header = &self.sheet.header;
        let mut places = header.iter().enumerate().filter(|(_, known)| *known == name).map(|(at, _)| at);
        let Some(position) = places.next() else {
            let known: Vec<&str> = header.iter().map(String::as_str).collect();
            let problem = Problem::new(Code::UnknownName, span, format!("`{}` has no column `{name}`", self.name));
            return problems.fail(problem.label("no such column").hint(suggest::hint(name, &known)));
        };
        if places.next().is_some() {
            let message = format!("`{}` has several columns `{name}`", self.name);
            let problem = Problem::new(Code::Duplicate, span, message).label("which of them?");
            return problems.fail(problem.hint("rename all but one of them in the file"));
        }
        Some(position)
    }
}

/// Complains about codes of variables that are not read from the file.
fn refuse_idle_codes(
    codes: &[crate::scenario::Codes],
    columns: &[Column],
    population: &Section<'_>,
    problems: &mut Problems,
) -> Option<()> {
    let before = problems.count();
    for codes in codes {
        let name = codes.variable.name();
        if !columns.iter().any(|column| column.variable() == Some(codes.variable)) {
            let key = if codes.recode.is_empty() { MISSING_CODES.name } else { RECODE.name };
            let message = format!("`{key}` has codes of `{name}`, which no column of the file gives");
            let problem = Problem::new(Code::KeyConflict, population.key_span(key), message).label("no such column");
            problems.push(problem.hint(format!("name its column: `columns = {{ {name} = \"...\" }}`")));
        }
    }
    (problems.count() == before).then_some(())
}

/// Writes what the values and rows of a file mean.
pub(super) fn write_meaning(file: &PeopleFile, out: &mut Text) {
    codes::write(&file.codes, out);
    filter::write(&file.conditions, out);
}

/// Opens the data file that an item names.
pub(super) fn open(item: &Item<'_>, name: &str, problems: &mut Problems) -> Option<Sheet> {
    let path = problems.folder(item.span().start).join(name);
    opened(&path, name, item.span(), problems)
}

fn opened(path: &Path, name: &str, span: Range<usize>, problems: &mut Problems) -> Option<Sheet> {
    Sheet::open(path).map_err(|error| problems.push(unusable(&error, name, span))).ok()
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
