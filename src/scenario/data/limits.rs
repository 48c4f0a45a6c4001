//! The largest files that are accepted. They keep the memory of the program within a few gigabytes, whatever a file contains.

use super::DataError;

/// Largest file, and largest size of the used columns of a Parquet file without compression (bytes).
pub(super) const BYTES: u64 = 1 << 30;
/// Largest number of columns.
const COLUMNS: usize = 50_000;
/// Longest line of a text file (bytes).
const LINE: usize = 1 << 22;
/// Largest number of rows.
const ROWS: usize = 20_000_000;
/// Largest number of values in all columns that are read.
const VALUES: usize = 60_000_000;

/// Refuses a file of too many bytes.
pub(super) fn check_bytes(bytes: u64) -> Result<(), DataError> {
    if bytes > BYTES { Err(DataError::TooLarge { bytes, most: BYTES }) } else { Ok(()) }
}

/// Refuses too many columns.
pub(super) fn check_columns(count: usize) -> Result<(), DataError> {
    too_many(count, COLUMNS, "columns")
}

/// Refuses too many rows, and too many values in so many columns.
pub(super) fn check_rows(count: usize, columns: usize) -> Result<(), DataError> {
    too_many(count, ROWS, "rows")?;
    too_many(count.saturating_mul(columns), VALUES, "values in the columns that are read")
}

fn too_many(count: usize, most: usize, what: &'static str) -> Result<(), DataError> {
    if count > most { Err(DataError::TooMany { count, most, what }) } else { Ok(()) }
}

/// Refuses a text with too long a line.
pub(super) fn check_lines(bytes: &[u8]) -> Result<(), DataError> {
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    match bytes.split(ends).position(|line| line.len() > LINE) {
        Some(at) => Err(DataError::LongLine { line: at + 1, most: LINE }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused() {
        assert!(check_bytes(BYTES).is_ok() && check_bytes(BYTES + 1).is_err());
        assert!(check_columns(COLUMNS).is_ok() && check_columns(COLUMNS + 1).is_err());
        assert!(check_rows(ROWS, 3).is_ok() && check_rows(ROWS + 1, 0).is_err() && check_rows(ROWS, 4).is_err());
        let mut text = vec![b'a'; LINE];
        assert!(check_lines(&text).is_ok());
        text.splice(0..0, *b"a,b\n1");
        assert!(matches!(check_lines(&text), Err(DataError::LongLine { line: 2, .. })));
    }
}
