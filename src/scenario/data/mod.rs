//! Data files: rows and named columns, before anything is known of their meaning.

mod comma;
mod error;
mod parquet;

use std::fs;
use std::path::Path;

pub(crate) use error::DataError;

/// Largest file that is read whole.
const LARGEST_BYTES: u64 = 1 << 30;
/// First and last bytes of a Parquet file.
const PARQUET_MAGIC: &[u8] = b"PAR1";

/// What stands in a row and a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Nothing, or a sign for nothing.
    Missing,
    /// A number that the file holds as such.
    Number(f64),
    /// Text, which may spell a number.
    Text(Box<str>),
}

/// A data file that has been opened: its header is known, its rows are still to be read.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Names of the columns, as they stand in the file.
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
    /// Line of the file on which each row begins, from 1; in a Parquet file the row's number, from 1.
    pub(crate) lines: Vec<i32>,
    /// Columns in the order asked for, one cell per row.
    pub(crate) columns: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Opens a file and reads its header. What kind of file it is, its first bytes say.
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

    /// What a row is called: people find it by its line in text, by its number elsewhere.
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

/// All bytes of a file that is one, and not too large.
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

/// Refuses what a spreadsheet or an archive would leave under the name of a text file.
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
    /// A cell of text. Spaces around it mean nothing; some words stand for nothing.
    fn of_text(text: &str) -> Self {
        const NOTHING: [&str; 7] = ["", "NA", "N/A", "NaN", "null", "unknown", "."];
        let text = text.trim();
        if NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(text)) {
            Self::Missing
        } else {
            Self::Text(text.into())
        }
    }

    /// A cell of numbers; not-a-number is how some programs write that there is none.
    fn of_number(number: Option<f64>) -> Self {
        number.filter(|number| !number.is_nan()).map_or(Self::Missing, Self::Number)
    }
}
