//! Converts the cells of a data file to values of variables and to weights.

use super::columns::{Column, Content};
use super::{Source, missing};
use crate::scenario::data::{Cell, Cells};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::{self, short};
use crate::scenario::read::{all, suggest};
use crate::scenario::{Variable, VariableKind};

/// The numbers in the cells, column by column; NaN if a value is missing.
pub(super) fn values(
    source: &Source<'_>,
    columns: &[Column],
    cells: &Cells,
    problems: &mut Problems,
) -> Option<Vec<Vec<f64>>> {
    let read = columns.iter().zip(&cells.columns).map(|(column, found)| {
        let mut faults = Vec::new();
        let value = |(cell, line): (&Cell, &i32)| match value(column.content, cell) {
            Ok(value) => value.unwrap_or(f64::NAN),
            Err(why) => {
                faults.push((*line, why));
                f64::NAN
            }
        };
        let values: Vec<f64> = found.iter().zip(&cells.lines).map(value).collect();
        if faults.is_empty() { Some(values) } else { problems.fail(complaint(source, column, &faults)) }
    });
    all(read)
}

fn complaint(source: &Source<'_>, column: &Column, faults: &[(i32, String)]) -> Problem {
    let what = match column.content {
        Content::Variable(variable) => format!("values of `{}`", variable.name()),
        Content::Weight => "weights".to_owned(),
    };
    let message = format!("{} {what} in `{}` cannot be used", faults.len(), source.name);
    let lines = faults.iter().map(|(line, why)| format!("{} {line}: {why}", source.sheet.row_word()));
    let problem = Problem::new(Code::DataValue, column.span.clone(), message);
    problem.label(format!("column `{}`", column.name)).hint(missing::first_few(lines))
}

/// The number in a cell (`None` if it is missing), or the fault in it.
fn value(content: Content, cell: &Cell) -> Result<Option<f64>, String> {
    match content {
        Content::Weight => weight(cell),
        Content::Variable(variable) => of_variable(variable, cell),
    }
}

/// The value of a variable.
pub(in crate::scenario::sections) fn of_variable(variable: Variable, cell: &Cell) -> Result<Option<f64>, String> {
    if *cell == Cell::Missing {
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
pub(in crate::scenario::sections) fn weight(cell: &Cell) -> Result<Option<f64>, String> {
    if *cell == Cell::Missing {
        return Ok(None);
    }
    match number(cell)? {
        weight if weight >= 0.0 => Ok(Some(weight)),
        weight => Err(format!("{} is negative", short(weight))),
    }
}

fn number(cell: &Cell) -> Result<f64, String> {
    let number = match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => text.parse().ok(),
        Cell::Missing => None,
    };
    match number {
        Some(number) if number.is_finite() => Ok(number),
        Some(_) => Err("not a finite number".to_owned()),
        None => Err(format!("{} is not a number", shown(cell))),
    }
}

fn measure(variable: Variable, cell: &Cell) -> Result<f64, String> {
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
fn flag(cell: &Cell) -> Result<f64, String> {
    const NO: [&str; 4] = ["no", "n", "false", "0"];
    const YES: [&str; 4] = ["yes", "y", "true", "1"];
    let word = match cell {
        Cell::Number(number) => short(*number),
        Cell::Text(text) => text.to_lowercase(),
        Cell::Missing => String::new(),
    };
    match (NO.contains(&word.as_str()), YES.contains(&word.as_str())) {
        (true, _) => Ok(0.0),
        (_, true) => Ok(1.0),
        _ => Err(format!("{} is neither yes nor no", shown(cell))),
    }
}

fn category(labels: &[&str], cell: &Cell) -> Result<f64, String> {
    let same = |label: &&str| matches!(cell, Cell::Text(text) if text.eq_ignore_ascii_case(label));
    let place = labels.iter().position(same);
    place.map(|place| place as f64).ok_or_else(|| format!("{} is none of {}", shown(cell), suggest::list(labels)))
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => short(*number),
        Cell::Text(text) => format!("`{}`", text.chars().take(30).collect::<String>()),
        Cell::Missing => "nothing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variable: Variable, text: &str) -> Result<Option<f64>, String> {
        value(Content::Variable(variable), &Cell::Text(text.into()))
    }

    #[test]
    fn values_are_read_in_the_spellings_of_surveys() {
        assert_eq!(read(Variable::Sex, "Male"), Ok(Some(1.0)));
        assert_eq!(read(Variable::Smoker, "Yes"), Ok(Some(1.0)));
        assert_eq!(read(Variable::Smoker, "FALSE"), Ok(Some(0.0)));
        assert_eq!(value(Content::Variable(Variable::Smoker), &Cell::Number(1.0)), Ok(Some(1.0)));
        assert_eq!(read(Variable::AgeYears, "1.8e1"), Ok(Some(18.0)));
        assert_eq!(value(Content::Weight, &Cell::Missing), Ok(None));
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
        assert!(value(Content::Weight, &Cell::Number(-1.0)).is_err());
    }
}
