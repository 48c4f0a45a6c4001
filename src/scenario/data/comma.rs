//! Comma-separated text with a header line.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::{Cell, Cells, DataError};

/// Names of the columns.
pub(super) fn header(bytes: &[u8]) -> Result<Vec<String>, DataError> {
    let mut record = StringRecord::new();
    if !reader(bytes).read_record(&mut record)? {
        return Err(DataError::Empty);
    }
    let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    if let [only] = names.as_slice() {
        for (separator, name) in [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")] {
            if only.contains(separator) {
                return Err(DataError::Separator(name));
            }
        }
    }
    Ok(names)
}

/// All rows of the columns at these positions, below a header of `width` columns.
pub(super) fn cells(bytes: &[u8], width: usize, positions: &[usize]) -> Result<Cells, DataError> {
    let mut reader = reader(bytes);
    let mut lines = Lines { bytes, place: 0, line: 1 };
    let mut record = StringRecord::new();
    reader.read_record(&mut record)?;
    let mut cells = Cells { lines: Vec::new(), columns: vec![Vec::new(); positions.len()] };
    while reader.read_record(&mut record)? {
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if record.len() != width {
            return Err(DataError::Ragged { line, found: record.len(), wanted: width });
        }
        cells.lines.push(line);
        for (column, &position) in cells.columns.iter_mut().zip(positions) {
            column.push(Cell::of_text(record.get(position).unwrap_or_default()));
        }
    }
    Ok(cells)
}

/// The header is the first record. Rows with a different length are reported with their line number.
fn reader(bytes: &[u8]) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes)
}

/// Counts line numbers as text editors do.
struct Lines<'a> {
    bytes: &'a [u8],
    place: usize,
    line: i32,
}

impl Lines<'_> {
    /// The line on which a record starts, given the byte that the CSV reader reports. This byte may come before line ends and empty lines
    /// that precede the record.
    fn at(&mut self, byte: u64) -> i32 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(&found) = self.bytes.get(self.place) {
            if self.place >= byte && !matches!(found, b'\r' | b'\n') {
                break;
            }
            self.place += 1;
            let ends_line = found == b'\n' || (found == b'\r' && self.bytes.get(self.place) != Some(&b'\n'));
            self.line += i32::from(ends_line);
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn spreadsheets_of_every_habit_are_read() {
        let bytes =
            "\u{feff}\"id\", age ,note\r\n1, 34 ,\"tall, thin\"\r\n\r\n2,NA,\"two\r\nlines\"\r\n3,.,x".as_bytes();
        assert_eq!(header(bytes).unwrap(), ["id", "age", "note"]);
        let cells = cells(bytes, 3, &[2, 1]).unwrap();
        assert_eq!(cells.lines, [2, 4, 6]);
        assert_eq!(cells.columns[0], [text("tall, thin"), text("two\r\nlines"), text("x")]);
        assert_eq!(cells.columns[1], [text("34"), Cell::Missing, Cell::Missing]);
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let ragged = cells(b"a,b\n1,2\n1,2,3\n", 2, &[0]).unwrap_err();
        assert!(matches!(ragged, DataError::Ragged { line: 3, found: 3, wanted: 2 }), "{ragged}");
        assert!(matches!(header(b"a;b\n1;2\n"), Err(DataError::Separator("semicolons"))));
        assert!(matches!(header(b"\n\n"), Err(DataError::Empty)));
    }
}
