//! The columns of a data file and their content.

use std::ops::Range;

use super::filter::Filter;
use super::synonyms;
use super::{COLUMNS, Source, WEIGHT, variable_named};
use crate::scenario::Variable;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, suggest};

/// A column that is read.
pub(super) struct Column {
    pub(super) content: Content,
    /// Its name in the file.
    pub(super) name: String,
    /// Its place in the header.
    pub(super) position: usize,
    /// The place in the scenario that names it.
    pub(super) span: Range<usize>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    /// Values of a variable.
    Variable(Variable),
    /// Weights.
    Weight,
}

impl Column {
    /// The variable in the column; `None` for weights.
    pub(super) fn variable(&self) -> Option<Variable> {
        match self.content {
            Content::Variable(variable) => Some(variable),
            Content::Weight => None,
        }
    }
}

/// Variables whose columns in the file are ignored: those that `columns` sets to an empty text.
pub(super) fn ignored(population: &Section<'_>) -> Vec<Variable> {
    let Some(table) = population.get(COLUMNS.name).and_then(|item| item.value.get_ref().as_table().cloned()) else {
        return Vec::new();
    };
    let empty = table.iter().filter(|(_, value)| value.get_ref().as_str() == Some(""));
    let mut ignored: Vec<Variable> = empty.filter_map(|(name, _)| Variable::from_name(name.get_ref())).collect();
    ignored.sort();
    ignored
}

/// The columns that are read, in the order of their variables, followed by weights. They are the columns that `columns` and `weight`
/// name, and those that have the name of a variable.
pub(super) fn wanted(population: &Section<'_>, source: &Source<'_>, problems: &mut Problems) -> Option<Vec<Column>> {
    let ignored = ignored(population);
    let before = problems.count();
    let mut columns = mapped(population, source, problems).unwrap_or_default();
    if let Some(item) = population.get(WEIGHT.name) {
        columns.extend(named(&item, Content::Weight, source, problems));
    }
    for &variable in Variable::ALL {
        let content = Content::Variable(variable);
        let taken = columns.iter().any(|column| column.content == content || column.name == variable.name());
        if !taken && !ignored.contains(&variable) && source.sheet.header.iter().any(|name| name == variable.name()) {
            columns.extend(found(variable.name(), content, source.span.clone(), source, problems));
        }
    }
    if problems.count() > before {
        return None;
    }
    if columns.iter().all(|column| column.content == Content::Weight) {
        let message = format!("no column of `{}` has the name of a variable", source.name);
        let meant = synonyms::columns(&source.sheet.header, Variable::ALL);
        let meant = if meant.is_empty() { "age_years = \"age\"".to_owned() } else { meant.join(", ") };
        let hint = format!(
            "assign columns to variables, such as `columns = {{ {meant} }}`; the file has {}",
            suggest::list(&source.sheet.header.iter().map(String::as_str).take(LISTED).collect::<Vec<_>>())
        );
        let problem = Problem::new(Code::DataFile, source.span.clone(), message).label("nothing to read");
        return problems.fail(problem.hint(hint));
    }
    columns.sort_by_key(|column| column.content);
    warn_of_near_names(&columns, &ignored, source, problems);
    Some(columns)
}

/// Warns of columns that are not read, although their names resemble variables that are then drawn instead.
fn warn_of_near_names(columns: &[Column], ignored: &[Variable], source: &Source<'_>, problems: &mut Problems) {
    let free = |variable: &Variable| {
        !ignored.contains(variable) && !columns.iter().any(|column| column.variable() == Some(*variable))
    };
    let free: Vec<Variable> = Variable::ALL.iter().copied().filter(free).collect();
    let unread: Vec<String> = self::unread(columns, &[], &source.sheet.header);
    warn_of_weights(columns, &unread, source, problems);
    let near = synonyms::columns(&unread, &free);
    if near.is_empty() {
        return;
    }
    let message = format!("some columns of `{}` are not read, but their names resemble variables", source.name);
    let problem = Problem::new(Code::Suspicious, source.span.clone(), message).label("are they left out on purpose?");
    problems.push(problem.hint(format!(
        "did you mean `columns = {{ {} }}`? \"\" in place of a column leaves a variable out",
        near.join(", ")
    )));
}

/// Warns if a column looks like weights of a survey, but no weights are read.
fn warn_of_weights(columns: &[Column], unread: &[String], source: &Source<'_>, problems: &mut Problems) {
    let weighted = columns.iter().any(|column| column.content == Content::Weight);
    let Some(name) = unread.iter().find(|name| synonyms::is_weight(name)).filter(|_| !weighted) else { return };
    let message = format!("`{}` has a column `{name}`, but all rows count the same", source.name);
    let problem = Problem::new(Code::Suspicious, source.span.clone(), message).label("weights of a survey?");
    problems.push(problem.hint(format!("did you mean `weight = \"{name}\"`?")));
}

/// Number of columns that are listed.
const LISTED: usize = 30;

fn mapped(population: &Section<'_>, source: &Source<'_>, problems: &mut Problems) -> Option<Vec<Column>> {
    let section = population.get(COLUMNS.name)?.section("`columns` of [population]", problems)?;
    let named_at_all = |item: &Item<'_>| item.value.get_ref().as_str() != Some("");
    let read = section.items().filter(named_at_all).filter_map(|item| {
        let variable = variable_named(item.name, section.key_span(item.name), problems)?;
        named(&item, Content::Variable(variable), source, problems)
    });
    Some(read.collect())
}

/// The column that an item names.
fn named(item: &Item<'_>, content: Content, source: &Source<'_>, problems: &mut Problems) -> Option<Column> {
    found(item.text(problems)?, content, item.span(), source, problems)
}

/// Columns of the file that are not read.
pub(super) fn unread(columns: &[Column], filters: &[Filter], header: &[String]) -> Vec<String> {
    let read = |name: &String| {
        columns.iter().any(|column| column.name == *name) || filters.iter().any(|f| f.condition.column == *name)
    };
    header.iter().filter(|name| !read(name)).cloned().collect()
}

fn found(
    name: &str,
    content: Content,
    span: Range<usize>,
    source: &Source<'_>,
    problems: &mut Problems,
) -> Option<Column> {
    let position = source.position(name, span.clone(), problems)?;
    Some(Column { content, name: name.to_owned(), position, span })
}
