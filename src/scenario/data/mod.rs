//! Data files as rows and named columns, independent of their meaning.

mod comma;
mod error;
mod limits;
mod parquet;

use std::fs;
use std::path::Path;

pub(crate) use error::DataError;

/// First and last bytes of a Parquet file.
const PARQUET_MAGIC: &[u8] = b"PAR1";

/// The content of a row and column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing, or a code for a missing value.
    Missing,
    /// A number that is stored as a number.
    Number(f64),
    /// Text, which may be a number in digits.
    Text(&'a str),
}

/// A row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its number, from 0.
    pub(crate) at: usize,
    /// Line of the file on which it starts, from 1. In a Parquet file: the row number, from 1.
    pub(crate) line: i32,
}

/// Receives a cell: the place of its column among the requested ones, its row, its content. Each column is received from its first row to
/// its last; columns may come one after the other or row by row.
pub(crate) type Receive<'a> = dyn FnMut(usize, Row, Cell<'_>) + 'a;

/// An opened data file. Its header has been read, its rows have not.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Names of the columns in the file.
    pub(crate) header: Vec<String>,
    /// Hexadecimal BLAKE3 of the file's bytes.
    pub(crate) hash: String,
    format: Format,
    /// Its content; empty after [`Sheet::close`].
    bytes: Vec<u8>,
    /// Number of rows, or an upper bound of it.
    most_rows: usize,
}

#[derive(Clone, Copy, Debug)]
enum Format {
    /// Comma-separated text.
    Text,
    /// Parquet.
    Parquet,
}

impl Sheet {
    /// Opens a file and reads its header. Detects the type of the file from its first bytes.
    pub(crate) fn open(path: &Path) -> Result<Self, DataError> {
        let bytes = bytes(path)?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let (format, header, most_rows) = if bytes.starts_with(PARQUET_MAGIC) {
            let (header, rows) = parquet::header(&bytes)?;
            (Format::Parquet, header, rows)
        } else {
            check_text(&bytes)?;
            let count = |end: u8| bytes.iter().filter(|byte| **byte == end).count();
            let lines = count(b'\n').max(count(b'\r'));
            (Format::Text, comma::header(&bytes)?, lines)
        };
        limits::check_columns(header.len())?;
        Ok(Self { header, hash, format, bytes, most_rows })
    }

    /// Word for the number of a row: "line" in text files, otherwise "row".
    pub(crate) fn row_word(&self) -> &'static str {
        match self.format {
            Format::Text => "line",
            Format::Parquet => "row",
        }
    }

    /// An upper bound of the number of rows.
    pub(crate) fn most_rows(&self) -> usize {
        self.most_rows
    }

    /// Frees the memory of the content, when all columns have been read.
    pub(crate) fn close(&mut self) {
        self.bytes = Vec::new();
    }

    /// Hands over all cells of the columns at these positions, without keeping them. Returns the number of rows, which is not 0.
    pub(crate) fn visit(&self, positions: &[usize], receive: &mut Receive<'_>) -> Result<usize, DataError> {
        limits::check_rows(self.most_rows, positions.len())?;
        let rows = match self.format {
            Format::Text => comma::visit(&self.bytes, self.header.len(), positions, receive),
            Format::Parquet => parquet::visit(&self.bytes, &self.header, positions, receive),
        }?;
        if rows == 0 { Err(DataError::NoRows) } else { Ok(rows) }
    }
}

/// All bytes of a file. It must be a regular file and not too large.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, DataError> {
    let about = fs::metadata(path).map_err(DataError::Unreadable)?;
    if !about.is_file() {
        return Err(DataError::NoFile);
    }
    limits::check_bytes(about.len())?;
    let bytes = fs::read(path).map_err(DataError::Unreadable)?;
    if bytes.is_empty() { Err(DataError::Empty) } else { Ok(bytes) }
}

/// Refuses spreadsheets, archives, files of statistics programs and endless lines. A file with another encoding is refused where its text is used.
fn check_text(bytes: &[u8]) -> Result<(), DataError> {
    const OTHERS: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "a spreadsheet or a ZIP archive"),
        (b"\x1f\x8b", "compressed"),
        (b"ARROW1", "an Arrow or Feather file"),
        (b"$FL2", "an SPSS file"),
        (b"HEADER RECORD*******", "a SAS transport file"),
    ];
    let known = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what);
    if let Some(what) = known.or(bytes.contains(&0).then_some("binary or UTF-16")) {
        return Err(DataError::Binary(what));
    }
    limits::check_lines(bytes)
}

impl<'a> Cell<'a> {
    /// A cell of text. Surrounding spaces are ignored; the words by which programs mark a missing value mean one.
    fn of_text(text: &'a str) -> Self {
        const NOTHING: [&str; 13] =
            ["", "NA", "N/A", "NaN", "null", "unknown", ".", "<NA>", "#N/A", "#N/A N/A", "#NA", "None", "#NULL!"];
        let text = text.trim();
        if NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(text)) || is_letter_code(text) {
            Self::Missing
        } else {
            Self::Text(text)
        }
    }

    /// A cell of a numeric column. Some programs write NaN for a missing value.
    fn of_number(number: Option<f64>) -> Self {
        number.filter(|number| !number.is_nan()).map_or(Self::Missing, Self::Number)
    }
}

/// Whether it is one of the codes `.a` to `.z` for reasons of a missing value.
fn is_letter_code(text: &str) -> bool {
    matches!(text.as_bytes(), [b'.', letter] if letter.is_ascii_alphabetic())
}
