//! CSV that spreadsheets and R read as meant: decimal points, empty cells for nulls, TRUE and FALSE, and no text that a spreadsheet would
//! take for a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use polars::prelude::{Column, DataFrame, DataType};

use crate::output::reread::{ReadError, SavedTable};

/// Tells spreadsheets that the text is UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";
/// First characters of a text that a spreadsheet takes for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Why a table could not be written as CSV.
pub(super) enum CommaError {
    Read(ReadError),
    Write(io::Error),
}

/// Whether a table has text with other than ASCII characters, which spreadsheets read correctly only after a byte order mark.
pub(super) fn needs_mark(table: &SavedTable, texts: &[&str]) -> Result<bool, ReadError> {
    for frame in table.slices(Some(texts)).filter(|_| !texts.is_empty()) {
        let frame = frame?;
        let plain = |column: &Column| column.str().is_ok_and(|texts| texts.iter().flatten().all(str::is_ascii));
        if !frame.columns().iter().all(plain) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes all rows of a table, slice by slice.
pub(super) fn write(table: &SavedTable, to: impl Write) -> Result<(), CommaError> {
    let mut writer = csv::Writer::from_writer(to);
    for (number, frame) in table.slices(None).enumerate() {
        let frame = frame.map_err(CommaError::Read)?;
        write_frame(&mut writer, &frame, number == 0).map_err(|error| CommaError::Write(error.into()))?;
    }
    writer.flush().map_err(CommaError::Write)
}

/// Writes the rows of a frame, below the names of its columns if it is the first one.
pub(in crate::output) fn write_frame<W: Write>(
    writer: &mut csv::Writer<W>,
    frame: &DataFrame,
    first: bool,
) -> csv::Result<()> {
    if first {
        writer.write_record(frame.get_column_names().into_iter().map(|name| name.as_str()))?;
    }
    let columns: Vec<Cells> = frame.columns().iter().map(cells).collect();
    for row in 0..frame.height() {
        for column in &columns {
            writer.write_field(column(row).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// The texts of the cells of a column, by row.
type Cells<'a> = Box<dyn Fn(usize) -> Cow<'a, str> + 'a>;

fn cells(column: &Column) -> Cells<'_> {
    match column.dtype() {
        DataType::Int32 => match column.i32() {
            Ok(values) => Box::new(|row| written(values.get(row).map(|value| value.to_string()))),
            Err(_) => nothing(),
        },
        DataType::Float32 => match column.f32() {
            Ok(values) => Box::new(|row| written(values.get(row).map(|value| number(value.into(), value)))),
            Err(_) => nothing(),
        },
        DataType::Float64 => match column.f64() {
            Ok(values) => Box::new(|row| written(values.get(row).map(|value| number(value, value)))),
            Err(_) => nothing(),
        },
        DataType::Boolean => match column.bool() {
            Ok(values) => Box::new(|row| Cow::Borrowed(values.get(row).map_or("", truth))),
            Err(_) => nothing(),
        },
        _ => match column.str() {
            Ok(values) => Box::new(|row| values.get(row).map_or(Cow::Borrowed(""), guarded)),
            Err(_) => nothing(),
        },
    }
}

/// Empty cells.
fn nothing<'a>() -> Cells<'a> {
    Box::new(|_| Cow::Borrowed(""))
}

fn written<'a>(text: Option<String>) -> Cow<'a, str> {
    Cow::Owned(text.unwrap_or_default())
}

fn truth(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// A number with as many digits as its type needs; very small and very large ones with an exponent.
fn number(value: f64, exact: impl std::fmt::Display + std::fmt::LowerExp) -> String {
    let size = value.abs();
    if value != 0.0 && !(1e-5..1e15).contains(&size) { format!("{exact:e}") } else { exact.to_string() }
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn cells_are_written_for_spreadsheets_and_programs() {
        let columns = vec![
            Column::new("whole".into(), vec![Some(-3), None]),
            Column::new("half".into(), vec![Some(61.3f32), Some(1e-7)]),
            Column::new("double".into(), vec![Some(0.1f64 + 0.2), None]),
            Column::new("truth".into(), vec![Some(true), None]),
            Column::new("text".into(), vec![Some("=1+1"), Some("a, \"b\"")]),
        ];
        let frame = DataFrame::new(2, columns).unwrap();
        let mut writer = csv::Writer::from_writer(Vec::new());
        write_frame(&mut writer, &frame, true).unwrap();
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let expected =
            "whole,half,double,truth,text\n-3,61.3,0.30000000000000004,TRUE,'=1+1\n,1e-7,,,\"a, \"\"b\"\"\"\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn only_texts_are_guarded() {
        for text in ["=1", "+1", "-1", "@a", "\tx"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!([guarded("[18, 40)"), guarded("usual")], ["[18, 40)", "usual"]);
    }
}
