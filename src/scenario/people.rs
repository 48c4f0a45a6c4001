//! People of a data file, from which a study draws its people.

use std::path::PathBuf;
use std::sync::Arc;

use super::Variable;

/// A data file of people, read once when the scenario is loaded. Two are equal if the same bytes are read in the same way.
#[derive(Clone, Debug)]
pub struct PeopleFile {
    /// The path. If the file is in the folder of the scenario file or below, it is relative to that folder.
    pub file: String,
    /// The absolute path at which the file was found. It is a fact of the machine, so it has no part in comparisons.
    pub found_at: PathBuf,
    /// Hexadecimal BLAKE3 of the file.
    pub hash: String,
    /// For each variable in the file, its column, in the order of `Variable`.
    pub columns: Vec<(Variable, String)>,
    /// The column of weights. Without it, all rows have equal weights.
    pub weight: Option<String>,
    /// Treatment of missing values.
    pub missing: Missing,
    /// Variables that are not read from the file, even if it has columns for them.
    pub ignored: Vec<Variable>,
    /// What the values of the file mean, where the scenario says so; at most one entry per variable.
    pub codes: Vec<Codes>,
    /// The rows that are used, by the values of their columns. All conditions must hold.
    pub conditions: Vec<Condition>,
    /// Columns of the file that are not read.
    pub unread: Vec<String>,
    /// What became of the rows.
    pub counts: RowCounts,
    /// The people.
    pub rows: Arc<PeopleRows>,
}

/// A value of a data file, as a scenario writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum FileValue {
    /// A number, in any notation.
    Number(f64),
    /// Text, in any case.
    Text(String),
}

impl FileValue {
    /// The value that a text in a data file stands for.
    pub fn of_text(text: &str) -> Self {
        let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
        number.map_or_else(|| Self::Text(text.trim().to_owned()), Self::Number)
    }

    /// Whether both mean the same value of a data file.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one == other,
            (Self::Text(one), Self::Text(other)) => one.to_lowercase() == other.to_lowercase(),
            _ => false,
        }
    }
}

/// What values of a variable's column mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Codes {
    /// The variable.
    pub variable: Variable,
    /// Values that mean a missing value.
    pub missing: Vec<FileValue>,
    /// Values of the file, and the values of the variable that they mean.
    pub recode: Vec<(FileValue, f64)>,
}

/// Rows that are used: those whose value in a column is accepted. A missing value is not accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The column of the file.
    pub column: String,
    /// The accepted values.
    pub accepted: Accepted,
}

/// Accepted values of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Accepted {
    /// These values.
    Values(Vec<FileValue>),
    /// Numbers from the first to the second, both included; infinite if there is no limit.
    Between(f64, f64),
}

impl Accepted {
    /// Whether a value is accepted.
    pub fn accepts(&self, value: &FileValue) -> bool {
        match (self, value) {
            (Self::Values(values), _) => values.iter().any(|accepted| accepted.is(value)),
            (Self::Between(low, high), FileValue::Number(number)) => low <= number && number <= high,
            (Self::Between(..), FileValue::Text(_)) => false,
        }
    }
}

/// What became of the rows of a data file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows of the file.
    pub in_file: usize,
    /// Rows that `where` leaves out.
    pub filtered: usize,
    /// Other rows with weight 0.
    pub weightless: usize,
    /// Other rows that are left out because values are missing.
    pub incomplete: usize,
}

impl RowCounts {
    /// Rows from which people are drawn.
    pub fn used(&self) -> usize {
        self.in_file - self.filtered - self.weightless - self.incomplete
    }
}

words! {
    /// Treatment of missing values.
    pub enum Missing {
        /// They make the scenario invalid.
        Refuse = "refuse",
        /// Their rows are left out.
        Drop = "drop",
        /// They are drawn from the base population, given the known values of the person.
        Draw = "draw",
    }
}

/// Rows of a data file, sorted by sex, age and the other variables, so that the order of the file does not matter.
#[derive(Debug)]
pub struct PeopleRows {
    lines: Vec<i32>,
    /// One column per variable of the file; NaN for missing values.
    columns: Vec<(Variable, Vec<f64>)>,
    /// Sum of the weights up to and including each row.
    cumulated: Vec<f64>,
}

/// Columns of a data file, with one value per row each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleColumns {
    /// Line of each row in the file, from 1; in a Parquet file the number of the row.
    pub lines: Vec<i32>,
    /// Number of people that each row represents; above 0.
    pub weights: Vec<f64>,
    /// Values of each variable, in the order of `Variable`; NaN for missing values.
    pub values: Vec<(Variable, Vec<f64>)>,
}

impl PeopleColumns {
    /// Removes rows, whose numbers ascend.
    pub fn remove(&mut self, rows: &[usize]) {
        remove(&mut self.lines, rows);
        remove(&mut self.weights, rows);
        self.values.iter_mut().for_each(|(_, column)| remove(column, rows));
    }
}

fn remove<T>(column: &mut Vec<T>, rows: &[usize]) {
    let (mut at, mut rows) = (0, rows.iter().peekable());
    column.retain(|_| {
        at += 1;
        rows.next_if(|row| **row == at - 1).is_none()
    });
}

impl PartialEq for PeopleFile {
    fn eq(&self, other: &Self) -> bool {
        let names = |file: &Self| (file.hash.clone(), file.columns.clone(), file.weight.clone(), file.missing);
        let same_rows = self.codes == other.codes && self.conditions == other.conditions;
        self.file == other.file && names(self) == names(other) && same_rows
    }
}

impl PeopleFile {
    /// Whether the file has a variable.
    pub fn has(&self, variable: Variable) -> bool {
        self.column(variable).is_some()
    }

    /// The column of a variable.
    pub fn column(&self, variable: Variable) -> Option<&str> {
        self.columns.iter().find(|(known, _)| *known == variable).map(|(_, column)| column.as_str())
    }
}

impl PeopleRows {
    /// Sorts the rows. Similar people become neighbors, so that evenly spread draws are even in sex and age too, and the order of the
    /// file does not matter. There must be at least one row.
    pub fn new(table: PeopleColumns) -> Self {
        let PeopleColumns { lines, weights, values } = table;
        let mut order: Vec<u32> = (0..).take(lines.len()).collect();
        order.sort_unstable_by(|a, b| {
            let (a, b) = (&(*a as usize), &(*b as usize));
            let values = values.iter().map(|(_, column)| column[*a].total_cmp(&column[*b]));
            let order = values.chain([weights[*a].total_cmp(&weights[*b])]).find(|order| order.is_ne());
            order.unwrap_or(lines[*a].cmp(&lines[*b]))
        });
        let mut sum = 0.0;
        let cumulated = order.iter().map(|row| {
            sum += weights[*row as usize];
            sum
        });
        let cumulated = cumulated.collect();
        // One column after the other, so that few values are in memory twice.
        let sorted = |(variable, column): (Variable, Vec<f64>)| {
            (variable, order.iter().map(|row| column[*row as usize]).collect())
        };
        let columns = values.into_iter().map(sorted).collect();
        Self { lines: order.iter().map(|row| lines[*row as usize]).collect(), columns, cumulated }
    }

    /// The row for a uniform number in (0, 1). The probability of each row is proportional to its weight.
    pub fn draw(&self, u: f64) -> usize {
        let at = u * self.total();
        self.cumulated.partition_point(|sum| *sum <= at).min(self.lines.len() - 1)
    }

    /// Number of rows.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// Number of rows of equal weight that estimate a mean as precisely as the weighted rows (Kish 1965).
    pub fn effective(&self) -> f64 {
        let (mut before, mut squares) = (0.0, 0.0);
        for sum in &self.cumulated {
            squares += (sum - before) * (sum - before);
            before = *sum;
        }
        before * before / squares
    }

    /// Line of a row in the file.
    pub fn line(&self, row: usize) -> i32 {
        self.lines[row]
    }

    /// Value of a variable in a row; `None` if the file does not have the variable or the value is missing.
    pub fn value(&self, variable: Variable, row: usize) -> Option<f64> {
        Some(self.column(variable)?[row]).filter(|value| !value.is_nan())
    }

    /// Weighted median of a variable, over the rows that have it.
    pub fn median(&self, variable: Variable) -> Option<f64> {
        let column = self.column(variable)?.iter();
        let weights = self.cumulated.iter().scan(0.0, |below, sum| Some(sum - std::mem::replace(below, *sum)));
        let mut known: Vec<(f64, f64)> = column.copied().zip(weights).filter(|(value, _)| !value.is_nan()).collect();
        known.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = 0.5 * known.iter().map(|(_, weight)| weight).sum::<f64>();
        let mut sum = 0.0;
        let middle = known.iter().find(|(_, weight)| {
            sum += weight;
            sum >= half
        });
        middle.map(|(value, _)| *value)
    }

    /// The largest value of a variable, including the base population if some rows lack the variable.
    pub fn largest(&self, variable: Variable) -> Option<f64> {
        let values = self.column(variable)?.iter().copied();
        values.reduce(|a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { a.max(b) }).filter(|value| !value.is_nan())
    }

    fn column(&self, variable: Variable) -> Option<&[f64]> {
        self.columns.iter().find(|(known, _)| *known == variable).map(|(_, values)| values.as_slice())
    }

    fn total(&self) -> f64 {
        self.cumulated.last().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> PeopleColumns {
        PeopleColumns {
            lines: vec![2, 3, 5],
            weights: vec![1.0, 5.0, 2.0],
            values: vec![(Variable::Sex, vec![1.0, 0.0, 0.0]), (Variable::AgeYears, vec![50.0, f64::NAN, 30.0])],
        }
    }

    #[test]
    fn rows_are_drawn_as_often_as_their_weights_say() {
        let people = PeopleRows::new(rows());
        let lines: Vec<i32> = (0..8).map(|i| people.line(people.draw((f64::from(i) + 0.5) / 8.0))).collect();
        assert_eq!(lines, [5, 5, 3, 3, 3, 3, 3, 2]);
        assert_eq!(people.line(people.draw(1.0 - f64::EPSILON / 2.0)), 2);
    }

    #[test]
    fn weighted_rows_count_as_fewer_equal_ones() {
        let people = PeopleRows::new(rows());
        // Weights 1, 5 and 2: 8^2 / 30.
        assert!((people.effective() - 64.0 / 30.0).abs() < 1e-12 && people.count() == 3);
    }

    #[test]
    fn neither_their_order_nor_the_unit_of_the_weights_matters() {
        let people = PeopleRows::new(rows());
        let mut changed = rows();
        changed.lines.reverse();
        changed.weights.reverse();
        changed.values.iter_mut().for_each(|(_, column)| column.reverse());
        changed.weights.iter_mut().for_each(|weight| *weight *= 2.0);
        let changed = PeopleRows::new(changed);
        for i in 0..1000 {
            let u = (f64::from(i) + 0.5) / 1000.0;
            assert_eq!(people.line(people.draw(u)), changed.line(changed.draw(u)), "{u}");
        }
    }

    #[test]
    fn values_of_a_file_are_compared_as_numbers_first() {
        let accepted = Accepted::Values(vec![FileValue::of_text("2"), FileValue::of_text("Ja")]);
        let accepts = |text: &str| accepted.accepts(&FileValue::of_text(text));
        assert!(accepts("2.0") && accepts(" 2 ") && accepts("JA"));
        assert!(!accepts("22") && !accepts("nein") && !accepts("inf"));
        let range = Accepted::Between(18.0, f64::INFINITY);
        assert!(range.accepts(&FileValue::Number(18.0)) && !range.accepts(&FileValue::of_text("adult")));
    }

    #[test]
    fn medians_are_weighted_and_ends_are_known_where_nothing_is_missing() {
        let people = PeopleRows::new(rows());
        assert_eq!(people.median(Variable::Sex), Some(0.0));
        assert_eq!(people.median(Variable::AgeYears), Some(30.0));
        assert_eq!(people.median(Variable::HeightCm), None);
        assert_eq!(people.largest(Variable::Sex), Some(1.0));
        assert_eq!(people.largest(Variable::AgeYears), None);
    }
}
