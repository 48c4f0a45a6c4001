//! Comma-separated text with a header line.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::{Cell, DataError, Receive, Row};

/// Names of the columns.
pub(super) fn header(bytes: &[u8]) -> Result<Vec<String>, DataError> {
    let mut record = ByteRecord::new();
    if !reader(table(bytes)?).read_byte_record(&mut record)? {
        return Err(DataError::Empty);
    }
    let names: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    if let [only] = names.as_slice() {
        for (separator, name) in SEPARATORS {
            if only.contains(char::from(separator)) {
                return Err(DataError::Separator(name));
            }
        }
    }
    Ok(names)
}

/// Hands over all cells of the columns at these positions, row by row, below a header of `width` columns. Returns the number of rows.
pub(super) fn visit(
    bytes: &[u8],
    width: usize,
    positions: &[usize],
    receive: &mut Receive<'_>,
) -> Result<usize, DataError> {
    let table = table(bytes)?;
    let mut reader = reader(table);
    let above = bytes.len() - table.len();
    let mut lines = Lines { bytes, place: 0, line: 1 };
    let (mut record, mut rows) = (ByteRecord::new(), 0);
    reader.read_byte_record(&mut record)?;
    let mut begins = 0;
    while reader.read_byte_record(&mut record)? {
        begins = record.position().map_or(0, csv::Position::byte) as usize + above;
        let line = lines.at(begins);
        if record.len() != width {
            let is_last = reader.position().byte() as usize >= table.len();
            check_quotes(&bytes[begins..], is_last, line)?;
            return Err(DataError::Ragged { line, found: record.len(), wanted: width });
        }
        for (column, &position) in positions.iter().enumerate() {
            let cell = str::from_utf8(record.get(position).unwrap_or_default());
            receive(column, Row { at: rows, line }, Cell::of_text(cell.map_err(|_| DataError::NotUtf8(line))?));
        }
        rows += 1;
    }
    check_quotes(&bytes[begins..], true, lines.line)?;
    Ok(rows)
}

/// Refuses a last record that a quote without end has swallowed.
fn check_quotes(last: &[u8], is_last: bool, line: i32) -> Result<(), DataError> {
    let quotes = last.iter().filter(|byte| **byte == b'"').count();
    if is_last && quotes % 2 == 1 { Err(DataError::OpenQuote(line)) } else { Ok(()) }
}

/// Separators that are not read.
const SEPARATORS: [(u8, &str); 3] = [(b';', "semicolons"), (b'\t', "tabs"), (b'|', "vertical bars")];

/// The text below comment lines (`# ...`) and below the line `sep=,` that spreadsheets write.
fn table(bytes: &[u8]) -> Result<&[u8], DataError> {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
        match rest[..end].trim_ascii() {
            [b'#', b' ' | b'#', ..] | b"sep=," | b"#" if !rest.is_empty() => rest = &rest[end..],
            [b's', b'e', b'p', b'=', other] => {
                let named = SEPARATORS.iter().find(|(separator, _)| separator == other);
                return Err(DataError::Separator(named.map_or("other signs", |(_, name)| *name)));
            }
            _ => return Ok(rest),
        }
    }
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
    fn at(&mut self, byte: usize) -> i32 {
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

    /// The rows with their cells, each cell as text.
    fn cells(bytes: &[u8], width: usize, positions: &[usize]) -> Result<(Vec<i32>, Vec<Vec<String>>), DataError> {
        let (mut lines, mut columns) = (Vec::new(), vec![Vec::new(); positions.len()]);
        visit(bytes, width, positions, &mut |column, row, cell| {
            lines.truncate(row.at);
            lines.push(row.line);
            columns[column].push(match cell {
                Cell::Text(text) => text.to_owned(),
                other => format!("{other:?}"),
            });
        })?;
        Ok((lines, columns))
    }

    #[test]
    fn spreadsheets_of_every_habit_are_read() {
        let bytes =
            "\u{feff}\"id\", age ,note\r\n1, 34 ,\"tall, thin\"\r\n\r\n2,NA,\"two\r\nlines\"\r\n3,.,x".as_bytes();
        assert_eq!(header(bytes).unwrap(), ["id", "age", "note"]);
        let (lines, columns) = cells(bytes, 3, &[2, 1]).unwrap();
        assert_eq!(lines, [2, 4, 6]);
        assert_eq!(columns[0], ["tall, thin", "two\r\nlines", "x"]);
        assert_eq!(columns[1], ["34", "Missing", "Missing"]);
    }

    #[test]
    fn lines_above_the_header_are_skipped_and_counted() {
        let bytes = b"# made by hand\n#\nsep=,\na,b\n1,2\n#3,4\n";
        assert_eq!(header(bytes).unwrap(), ["a", "b"]);
        assert_eq!(cells(bytes, 2, &[0]).unwrap(), (vec![5, 6], vec![vec!["1".to_owned(), "#3".to_owned()]]));
        assert_eq!(header(b"#id,b\n1,2\n").unwrap(), ["#id", "b"]);
        assert!(matches!(header(b"sep=;\na;b\n"), Err(DataError::Separator("semicolons"))));
    }

    #[test]
    fn another_encoding_matters_only_where_it_is_read() {
        let bytes = b"a,town\n1,Orl\xe9ans\n";
        assert_eq!(cells(bytes, 2, &[0]).unwrap().1, [["1"]]);
        assert!(matches!(cells(bytes, 2, &[1]), Err(DataError::NotUtf8(2))));
    }

    #[test]
    fn a_quote_without_end_is_not_the_end_of_the_file() {
        let bytes = b"a,b\n1,x\n2,\"y\n3,z\n4,w\n";
        assert!(matches!(cells(bytes, 2, &[0]), Err(DataError::OpenQuote(_))));
        assert!(matches!(cells(b"a,b\n1,x\n\"2,y\n3,z\n", 2, &[0]), Err(DataError::OpenQuote(3))));
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let ragged = cells(b"a,b\n1,2\n1,2,3\n", 2, &[0]).unwrap_err();
        assert!(matches!(ragged, DataError::Ragged { line: 3, found: 3, wanted: 2 }), "{ragged}");
        assert!(matches!(header(b"a;b\n1;2\n"), Err(DataError::Separator("semicolons"))));
        assert!(matches!(header(b"\n\n"), Err(DataError::Empty)));
    }
}
