//! Data files as rows and named columns, independent of their meaning.

mod comma;
mod error;
mod parquet;

use std::fs;
use std::path::Path;

pub(crate) use error::DataError;

/// Largest accepted file.
const LARGEST_BYTES: u64 = 1 << 30;
/// First and last bytes of a Parquet file.
const PARQUET_MAGIC: &[u8] = b"PAR1";

/// The content of a row and column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing, or a code for a missing value.
    Missing,
    /// A number that is stored as a number.
    Number(f64),
    /// Text, which may be a number in digits.
    Text(Box<str>),
}

/// An opened data file. Its header has been read, its rows have not.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Names of the columns in the file.
    pub(crate) header: Vec<String>,
    /// Hexadecimal BLAKE3 of the file's bytes.
    pub(crate) hash: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// Comma-separated text.
    Text(Vec<u8>),
    /// Parquet.
    Parquet(Vec<u8>),
}

/// Rows of a file.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Cells {
    /// Line of the file on which each row starts, from 1. In a Parquet file: the row number, from 1.
    pub(crate) lines: Vec<i32>,
    /// The requested columns, with one cell per row.
    pub(crate) columns: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Opens a file and reads its header. Detects the type of the file from its first bytes.
    pub(crate) fn open(path: &Path) -> Result<Self, DataError> {
        let bytes = bytes(path)?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        if bytes.starts_with(PARQUET_MAGIC) {
            let header = parquet::header(&bytes)?;
            return Ok(Self { header, hash, content: Content::Parquet(bytes) });
        }
        check_text(&bytes)?;
        let header = comma::header(&bytes)?;
        Ok(Self { header, hash, content: Content::Text(bytes) })
    }

    /// Word for the number of a row: "line" in text files, otherwise "row".
    pub(crate) fn row_word(&self) -> &'static str {
        match self.content {
            Content::Text(_) => "line",
            Content::Parquet(_) => "row",
        }
    }

    /// All rows of the columns at these positions.
    pub(crate) fn cells(&self, positions: &[usize]) -> Result<Cells, DataError> {
        let cells = match &self.content {
            Content::Text(bytes) => comma::cells(bytes, self.header.len(), positions),
            Content::Parquet(bytes) => parquet::cells(bytes, &self.header, positions),
        }?;
        if cells.lines.is_empty() { Err(DataError::NoRows) } else { Ok(cells) }
    }
}

/// All bytes of a file. It must be a regular file and not too large.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, DataError> {
    let about = fs::metadata(path).map_err(DataError::Unreadable)?;
    if !about.is_file() {
        return Err(DataError::NoFile);
    }
    if about.len() > LARGEST_BYTES {
        return Err(DataError::TooLarge { bytes: about.len(), most: LARGEST_BYTES });
    }
    let bytes = fs::read(path).map_err(DataError::Unreadable)?;
    if bytes.is_empty() { Err(DataError::Empty) } else { Ok(bytes) }
}

/// Refuses spreadsheets and archives that have the name of a text file.
fn check_text(bytes: &[u8]) -> Result<(), DataError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(DataError::Binary("a spreadsheet or a ZIP archive"));
    }
    if bytes.starts_with(b"\x1f\x8b") {
        return Err(DataError::Binary("compressed"));
    }
    if bytes.contains(&0) {
        return Err(DataError::Binary("binary or UTF-16"));
    }
    let line = |valid: usize| bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
    str::from_utf8(bytes).map(|_| ()).map_err(|error| DataError::NotUtf8(line(error.valid_up_to())))
}

impl Cell {
    /// A cell of a text file. Surrounding spaces are ignored; some words mean a missing value.
    fn of_text(text: &str) -> Self {
        const NOTHING: [&str; 7] = ["", "NA", "N/A", "NaN", "null", "unknown", "."];
        let text = text.trim();
        if NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(text)) {
            Self::Missing
        } else {
            Self::Text(text.into())
        }
    }

    /// A cell of a numeric column. Some programs write NaN for a missing value.
    fn of_number(number: Option<f64>) -> Self {
        number.filter(|number| !number.is_nan()).map_or(Self::Missing, Self::Number)
    }
}
