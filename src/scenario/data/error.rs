//! Reasons why a data file cannot be read, and hints.

/// Reason why a data file cannot be read. The text follows the name of the file in a sentence.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataError {
    /// The operating system reports an error.
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// It is a folder or a device.
    #[error("is not a file")]
    NoFile,
    /// It is too large to be read at once.
    #[error("is too large: {} MB of at most {} MB", bytes >> 20, most >> 20)]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// Largest size.
        most: u64,
    },
    /// It has too many columns or rows.
    #[error("has {count} {what}, more than {most}")]
    TooMany {
        /// Their number.
        count: usize,
        /// Largest number.
        most: usize,
        /// What is counted.
        what: &'static str,
    },
    /// A line of text is too long.
    #[error("has more than {} MB on line {line}", most >> 20)]
    LongLine {
        /// The line, from 1.
        line: usize,
        /// Longest line (bytes).
        most: usize,
    },
    /// A quote is not closed.
    #[error("has a quote without its end, on line {0} or above: everything from there would be one cell")]
    OpenQuote(i32),
    /// It is empty.
    #[error("is empty")]
    Empty,
    /// It has a header but no rows.
    #[error("has no rows")]
    NoRows,
    /// It is not text.
    #[error("is neither comma-separated text nor Parquet: it is {0}")]
    Binary(&'static str),
    /// It is not UTF-8.
    #[error("is not UTF-8 text on line {0}")]
    NotUtf8(i32),
    /// Its separator is not a comma.
    #[error("has {0} between its columns, not commas")]
    Separator(&'static str),
    /// A row has a different number of cells.
    #[error("has {found} cells on line {line}, but {wanted} columns in its header")]
    Ragged {
        /// Line of the file, from 1.
        line: i32,
        /// Cells of that line.
        found: usize,
        /// Columns of the header.
        wanted: usize,
    },
    /// Another error of the CSV reader.
    #[error("cannot be read: {0}")]
    Text(#[from] csv::Error),
    /// An error of the Parquet reader.
    #[error("cannot be read as Parquet: {0}")]
    Parquet(String),
    /// A column has neither numbers nor text.
    #[error("has {kind} in column `{column}`, and not numbers, text, or true and false")]
    ColumnType {
        /// Name of the column.
        column: String,
        /// What it holds.
        kind: &'static str,
    },
}

impl DataError {
    /// What the user can do.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable(_) | Self::NoFile => "the path is relative to the scenario file",
            Self::TooLarge { .. } | Self::TooMany { .. } => {
                "keep only the columns and rows that are used, or save it as Parquet"
            }
            Self::Empty | Self::NoRows => "it needs a header with the names of the columns, and a row for each person",
            Self::LongLine { .. } => "a table has one line for each person; write it with line ends",
            Self::OpenQuote(_) => "remove the quote, or write two quotes for a quote inside a cell",
            Self::Binary("a SAS transport file") => {
                "convert it with Python: import pandas; pandas.read_sas(\"people.xpt\").to_parquet(\"people.parquet\")"
            }
            Self::Binary(_) | Self::NotUtf8(_) => "save it as comma-separated text in UTF-8, or as Parquet",
            Self::Separator(_) => {
                "save it with commas between the columns and a point in decimals (in spreadsheets \"CSV UTF-8, comma delimited\")"
            }
            Self::Ragged { .. } => "put text that holds a comma into double quotes",
            Self::Text(_) | Self::Parquet(_) => "write the file again, or save it in the other format",
            Self::ColumnType { .. } => "write the column as numbers or text (an age in years instead of a date)",
        }
    }
}
