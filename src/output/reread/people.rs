//! Attributes of people, read back from the table `persons`.

use polars::prelude::{Column, DataType};

use super::{ReadError, SavedRun, SavedTable};
use crate::results::Table;
use crate::scenario::{Scenario, Variable};

/// Columns of `persons` that identify people and are no attributes.
const NO_ATTRIBUTES: [&str; 5] = ["run_id", "draw", "person_id", "source_row", "ineligible_arms"];

/// The table `persons` of a run with all its people.
#[derive(Clone, Debug)]
pub(in crate::output) struct Attributes {
    table: SavedTable,
    persons: usize,
}

/// One attribute of all people, in the order of their ids.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::output) enum Attribute {
    /// A number for each person.
    Numbers(Vec<Option<f32>>),
    /// The position of a label for each person.
    Labels(Vec<String>, Vec<Option<usize>>),
}

impl Attributes {
    /// Opens the table.
    ///
    /// # Errors
    /// If the table is missing or has not all people.
    pub(in crate::output) fn open(run: &SavedRun, scenario: &Scenario) -> Result<Self, ReadError> {
        let (table, persons) = (run.table(Table::Persons)?, scenario.design.persons as usize);
        let repeats = scenario.design.draws.repeats() as usize;
        if table.rows() != persons * repeats {
            let rows = table.rows() / repeats.max(1);
            return Err(ReadError::Sampled { path: run.path().to_owned(), rows, persons: scenario.design.persons });
        }
        Ok(Self { table, persons })
    }

    /// Names of the attributes.
    pub(in crate::output) fn names(&self) -> Vec<&str> {
        self.table.columns().filter(|name| !NO_ATTRIBUTES.contains(name)).collect()
    }

    /// Names of the variables: attributes that were drawn, without those that follow from them.
    pub(in crate::output) fn variables(&self) -> impl Iterator<Item = &str> {
        self.table.columns().filter(|name| Variable::from_name(name).is_some())
    }

    /// Whether the people who are in both tables have the same values of an attribute.
    pub(in crate::output) fn agrees(&self, other: &Self, name: &str) -> Result<bool, ReadError> {
        let people = self.persons.min(other.persons);
        let [ours, theirs] = [self, other].map(|one| one.table.slice(0, people, Some(&[name])));
        Ok(ours?.equals_missing(&theirs?))
    }

    /// For each person, the row of the data file from which the person comes.
    pub(in crate::output) fn file_rows(&self) -> Result<Vec<i32>, ReadError> {
        let frame = self.table.slice(0, self.persons, Some(&["source_row"]))?;
        let rows = frame.column("source_row").and_then(|column| Ok(column.i32()?.iter().flatten().collect()));
        Ok(rows.unwrap_or_default())
    }

    /// An attribute; `None` if there is no such column.
    pub(in crate::output) fn get(&self, name: &str) -> Result<Option<Attribute>, ReadError> {
        if !self.names().contains(&name) {
            return Ok(None);
        }
        let frame = self.table.slice(0, self.persons, Some(&[name]))?;
        Ok(frame.column(name).ok().and_then(|column| attribute(name, column)))
    }
}

fn attribute(name: &str, column: &Column) -> Option<Attribute> {
    match column.dtype() {
        DataType::Float32 => Some(Attribute::Numbers(column.f32().ok()?.iter().collect())),
        DataType::Boolean => {
            let labels = Variable::from_name(name).map_or(&["no", "yes"][..], Variable::labels);
            let codes = column.bool().ok()?.iter().map(|value| value.map(usize::from)).collect();
            Some(Attribute::Labels(labels.iter().map(|label| (*label).to_owned()).collect(), codes))
        }
        DataType::String => {
            let values: Vec<Option<&str>> = column.str().ok()?.iter().collect();
            let labels = labels(name, &values);
            let code = |value: &Option<&str>| value.and_then(|value| labels.iter().position(|label| label == value));
            Some(Attribute::Labels(labels.clone(), values.iter().map(code).collect()))
        }
        _ => None,
    }
}

/// The labels of a text column: those of the variable, or the texts that occur, in the order of their first numbers.
fn labels(name: &str, values: &[Option<&str>]) -> Vec<String> {
    if let Some(variable) = Variable::from_name(name) {
        return variable.labels().iter().map(|label| (*label).to_owned()).collect();
    }
    let occurring: std::collections::BTreeSet<&str> = values.iter().flatten().copied().collect();
    let mut labels: Vec<String> = occurring.into_iter().map(str::to_owned).collect();
    labels.sort_by(|one, other| first_number(one).total_cmp(&first_number(other)));
    labels
}

/// The first number in the label of a class such as `[18, 40)`.
fn first_number(label: &str) -> f64 {
    let digits = |c: char| c.is_ascii_digit() || ".-eE".contains(c);
    label.split(|c| !digits(c)).find_map(|part| part.parse().ok()).unwrap_or(f64::INFINITY)
}
