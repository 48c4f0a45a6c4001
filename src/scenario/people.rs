//! People of a data file, from which a study draws its people.

use std::sync::Arc;

use super::Variable;

/// A data file of people, read once when the scenario is loaded. Two are equal if the same bytes are read in the same way.
#[derive(Clone, Debug)]
pub struct PeopleFile {
    /// The path. If the file is in the folder of the scenario file or below, it is relative to that folder.
    pub file: String,
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
    /// The people.
    pub rows: Arc<PeopleRows>,
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

/// One row of a data file.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleRow {
    /// Line of the file, from 1; in a Parquet file the number of the row.
    pub line: i32,
    /// Number of people that the row represents; not negative.
    pub weight: f64,
    /// One value per variable of the file; NaN for missing values.
    pub values: Vec<f64>,
}

impl PartialEq for PeopleFile {
    fn eq(&self, other: &Self) -> bool {
        let key = |file: &Self| (file.hash.clone(), file.columns.clone(), file.weight.clone(), file.missing);
        self.file == other.file && key(self) == key(other)
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
    /// file does not matter. `variables` must be in the order of `Variable`; at least one weight must be positive.
    pub fn new(variables: &[Variable], mut rows: Vec<PeopleRow>) -> Self {
        rows.retain(|row| row.weight > 0.0);
        rows.sort_by(|a, b| {
            let values = a.values.iter().zip(&b.values).map(|(x, y)| x.total_cmp(y));
            values.chain([a.weight.total_cmp(&b.weight)]).find(|order| order.is_ne()).unwrap_or(a.line.cmp(&b.line))
        });
        let mut sum = 0.0;
        let cumulated = rows.iter().map(|row| {
            sum += row.weight;
            sum
        });
        let cumulated = cumulated.collect();
        let column = |at: usize| rows.iter().map(|row| row.values[at]).collect();
        let columns = variables.iter().enumerate().map(|(at, variable)| (*variable, column(at))).collect();
        Self { lines: rows.iter().map(|row| row.line).collect(), columns, cumulated }
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

    fn row(line: i32, weight: f64, values: [f64; 2]) -> PeopleRow {
        PeopleRow { line, weight, values: values.to_vec() }
    }

    fn rows() -> Vec<PeopleRow> {
        vec![row(2, 1.0, [1.0, 50.0]), row(3, 5.0, [0.0, f64::NAN]), row(4, 0.0, [0.0, 90.0]), row(5, 2.0, [0.0, 30.0])]
    }

    const VARIABLES: [Variable; 2] = [Variable::Sex, Variable::AgeYears];

    #[test]
    fn rows_are_drawn_as_often_as_their_weights_say() {
        let people = PeopleRows::new(&VARIABLES, rows());
        let lines: Vec<i32> = (0..8).map(|i| people.line(people.draw((f64::from(i) + 0.5) / 8.0))).collect();
        assert_eq!(lines, [5, 5, 3, 3, 3, 3, 3, 2], "a row without weight is never drawn");
        assert_eq!(people.line(people.draw(1.0 - f64::EPSILON / 2.0)), 2);
    }

    #[test]
    fn weighted_rows_count_as_fewer_equal_ones() {
        let people = PeopleRows::new(&VARIABLES, rows());
        // Weights 1, 5, 0 and 2: 8^2 / 30.
        assert!((people.effective() - 64.0 / 30.0).abs() < 1e-12 && people.count() == 4);
    }

    #[test]
    fn neither_their_order_nor_the_unit_of_the_weights_matters() {
        let people = PeopleRows::new(&VARIABLES, rows());
        let mut changed: Vec<PeopleRow> = rows().into_iter().rev().collect();
        changed.iter_mut().for_each(|row| row.weight *= 2.0);
        let changed = PeopleRows::new(&VARIABLES, changed);
        for i in 0..1000 {
            let u = (f64::from(i) + 0.5) / 1000.0;
            assert_eq!(people.line(people.draw(u)), changed.line(changed.draw(u)), "{u}");
        }
    }

    #[test]
    fn medians_are_weighted_and_ends_are_known_where_nothing_is_missing() {
        let people = PeopleRows::new(&VARIABLES, rows());
        assert_eq!(people.median(Variable::Sex), Some(0.0));
        assert_eq!(people.median(Variable::AgeYears), Some(30.0));
        assert_eq!(people.median(Variable::HeightCm), None);
        assert_eq!(people.largest(Variable::Sex), Some(1.0));
        assert_eq!(people.largest(Variable::AgeYears), None);
    }
}
