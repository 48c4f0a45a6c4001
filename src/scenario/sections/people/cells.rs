//! Converts the cells of a data file to values of variables and to weights.

use super::Source;
use super::columns::Column;
use super::missing::{SHOWN, first_few};
use crate::scenario::data::{Cell, Sheet};
use crate::scenario::problem::{Code, Problem};
use crate::scenario::read::magnitude::{self, short};
use crate::scenario::read::suggest;
use crate::scenario::{Variable, VariableKind};

/// Faulty rows of a column: their number and the first few of them.
#[derive(Debug, Default)]
pub(in crate::scenario::sections) struct RowFaults {
    count: usize,
    first: Vec<(i32, String)>,
}

impl RowFaults {
    /// Adds the fault of a row on a line.
    pub(in crate::scenario::sections) fn add(&mut self, line: i32, why: String) {
        self.count += 1;
        if self.first.len() < SHOWN {
            self.first.push((line, why));
        }
    }

    /// Number of faulty rows.
    pub(in crate::scenario::sections) fn count(&self) -> usize {
        self.count
    }

    /// The first few faults with their lines.
    pub(in crate::scenario::sections) fn describe(&self, sheet: &Sheet) -> String {
        let lines = self.first.iter().map(|(line, why)| format!("{} {line}: {why}", sheet.row_word()));
        first_few(lines, self.count)
    }

    /// The complaint about a column, if it has faults.
    pub(super) fn complaint(&self, source: &Source<'_>, column: &Column, what: &str) -> Option<Problem> {
        let message = format!("{} {what} in `{}` cannot be used", self.count, source.name);
        let problem = Problem::new(Code::DataValue, column.span.clone(), message);
        let problem = problem.label(format!("column `{}`", column.name));
        (self.count > 0).then(|| problem.hint(format!("{}{}", self.describe(&source.sheet), self.advice(column))))
    }

    /// How other words can be read.
    fn advice(&self, column: &Column) -> String {
        let Some(variable) = column.variable() else { return String::new() };
        let example = match variable.kind() {
            VariableKind::Continuous => {
                return format!(". If they are codes: `missing_codes = {{ {} = [...] }}`", variable.name());
            }
            VariableKind::Flag => "\"2\" = \"no\"".to_owned(),
            VariableKind::Category(labels) => format!("\"1\" = \"{}\"", labels[0]),
        };
        format!(". Their meaning: `recode = {{ {} = {{ {example} }} }}`", variable.name())
    }
}

/// The value of a variable.
pub(in crate::scenario::sections) fn of_variable(variable: Variable, cell: Cell<'_>) -> Result<Option<f64>, String> {
    if cell == Cell::Missing {
        return Ok(None);
    }
    let value = match variable.kind() {
        VariableKind::Continuous => measure(variable, cell),
        VariableKind::Flag => flag(cell),
        VariableKind::Category(labels) => category(labels, cell),
    };
    value.map(Some)
}

/// A weight, which is not negative.
pub(in crate::scenario::sections) fn weight(cell: Cell<'_>) -> Result<Option<f64>, String> {
    if cell == Cell::Missing {
        return Ok(None);
    }
    match number(cell)? {
        weight if weight >= 0.0 => Ok(Some(weight)),
        weight => Err(format!("{} is negative", short(weight))),
    }
}

/// Smallest number that differs from 0. SAS transport files hold zeros that other programs read as 5.4e-79.
const SMALLEST: f64 = 1e-70;

fn number(cell: Cell<'_>) -> Result<f64, String> {
    let number: Option<f64> = match cell {
        Cell::Number(number) => Some(number),
        Cell::Text(text) => text.parse().ok(),
        Cell::Missing => None,
    };
    match number {
        Some(number) if number.abs() < SMALLEST => Ok(0.0),
        Some(number) if number.is_finite() => Ok(number),
        Some(_) => Err("not a finite number".to_owned()),
        None => Err(format!("{} is not a number", shown(cell))),
    }
}

fn measure(variable: Variable, cell: Cell<'_>) -> Result<f64, String> {
    let number = number(cell)?;
    let (low, high) = variable.bounds();
    if (low..=high).contains(&number) {
        return Ok(number);
    }
    Err(match magnitude::guess(number, &(low..=high), variable.unit()) {
        Some(guess) => format!("{} is out of range ({guess})", short(number)),
        None => format!("{} is not between {} and {} {}", short(number), short(low), short(high), variable.unit()),
    })
}

/// Yes or no, in the spellings that questionnaires and programs use.
fn flag(cell: Cell<'_>) -> Result<f64, String> {
    const NO: [&str; 3] = ["no", "n", "false"];
    const YES: [&str; 3] = ["yes", "y", "true"];
    let word = match (number(cell), cell) {
        (Ok(0.0), _) => return Ok(0.0),
        (Ok(1.0), _) => return Ok(1.0),
        (_, Cell::Text(text)) => text.to_lowercase(),
        _ => String::new(),
    };
    match (NO.contains(&word.as_str()), YES.contains(&word.as_str())) {
        (true, _) => Ok(0.0),
        (_, true) => Ok(1.0),
        _ => Err(format!("{} is neither yes nor no", shown(cell))),
    }
}

fn category(labels: &[&str], cell: Cell<'_>) -> Result<f64, String> {
    let same = |label: &&str| matches!(&cell, Cell::Text(text) if text.eq_ignore_ascii_case(label));
    let place = labels.iter().position(same);
    place.map(|place| place as f64).ok_or_else(|| format!("{} is none of {}", shown(cell), suggest::list(labels)))
}

fn shown(cell: Cell<'_>) -> String {
    match cell {
        Cell::Number(number) => short(number),
        Cell::Text(text) => format!("`{}`", text.chars().take(30).collect::<String>()),
        Cell::Missing => "nothing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variable: Variable, text: &str) -> Result<Option<f64>, String> {
        of_variable(variable, Cell::Text(text))
    }

    #[test]
    fn values_are_read_in_the_spellings_of_surveys() {
        assert_eq!(read(Variable::Sex, "Male"), Ok(Some(1.0)));
        assert_eq!(read(Variable::Smoker, "Yes"), Ok(Some(1.0)));
        assert_eq!(read(Variable::Smoker, "FALSE"), Ok(Some(0.0)));
        assert_eq!(of_variable(Variable::Smoker, Cell::Number(1.0)), Ok(Some(1.0)));
        assert_eq!(read(Variable::Smoker, "1.0"), Ok(Some(1.0)));
        assert_eq!(read(Variable::Smoker, "0.00"), Ok(Some(0.0)));
        assert_eq!(of_variable(Variable::Smoker, Cell::Number(5.397_605e-79)), Ok(Some(0.0)));
        assert_eq!(read(Variable::AgeYears, "1.8e1"), Ok(Some(18.0)));
        assert_eq!(weight(Cell::Missing), Ok(None));
    }

    #[test]
    fn other_values_are_refused_with_a_reason() {
        let refused = |variable, text, reason: &str| {
            let why = read(variable, text).err().unwrap_or_default();
            assert!(why.contains(reason), "{text}: {why:?}");
        };
        refused(Variable::HeightCm, "1.75", "meters given? 1.75 m = 175 cm");
        refused(Variable::HeightCm, "172,5", "`172,5` is not a number");
        refused(Variable::AgeYears, "17", "17 is not between 18 and 110 years");
        refused(Variable::AgeYears, "inf", "not a finite number");
        refused(Variable::Sex, "1", "`1` is none of `female`, `male`");
        refused(Variable::Smoker, "2", "`2` is neither yes nor no");
        assert!(weight(Cell::Number(-1.0)).is_err());
    }
}
