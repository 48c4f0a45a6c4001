//! Parquet files.

use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

use polars::prelude::{ArrowDataType, Column, DataType, PolarsError};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::{Cell, DataError, Receive, Row, limits};

/// Rows that are decoded at once.
const ROWS_AT_ONCE: usize = 1 << 18;

/// Names of the columns, and number of rows.
pub(super) fn header(bytes: &[u8]) -> Result<(Vec<String>, usize), DataError> {
    guarded(|| {
        let mut reader = reader(bytes);
        let schema = reader.schema().map_err(refused)?;
        let rows = reader.num_rows().map_err(refused)?;
        Ok((schema.iter_names().map(ToString::to_string).collect(), rows))
    })
}

/// Hands over all cells of the columns at these positions of the header, column by column. Returns the number of rows.
pub(super) fn visit(
    bytes: &[u8],
    header: &[String],
    positions: &[usize],
    receive: &mut Receive<'_>,
) -> Result<usize, DataError> {
    guarded(|| {
        let rows = reader(bytes).num_rows().map_err(refused)?;
        for (at, &position) in positions.iter().enumerate() {
            check_column(bytes, &header[position])?;
            for first in (0..rows).step_by(ROWS_AT_ONCE) {
                let part = slice(bytes, &header[position], first)?;
                hand_over(&part, first, &mut |row, cell| receive(at, row, cell))?;
            }
        }
        Ok(rows)
    })
}

/// Some rows of a column.
fn slice(bytes: &[u8], name: &str, first: usize) -> Result<Column, DataError> {
    let reader = reader(bytes).with_columns(Some(vec![name.to_owned()])).with_slice(Some((first, ROWS_AT_ONCE)));
    Ok(reader.finish().map_err(refused)?.column(name).map_err(refused)?.clone())
}

fn reader(bytes: &[u8]) -> ParquetReader<Cursor<&[u8]>> {
    ParquetReader::new(Cursor::new(bytes))
}

/// Refuses a column that holds neither numbers nor text, before it is decoded.
fn check_column(bytes: &[u8], name: &str) -> Result<(), DataError> {
    let mut reader = reader(bytes);
    let schema = reader.schema().map_err(refused)?;
    let kind = schema.get(name).map(|field| field.dtype().clone());
    if let Some(kind) = kind.and_then(|kind| unusable(&kind)) {
        return Err(DataError::ColumnType { column: name.to_owned(), kind });
    }
    let parts = reader.get_metadata().map_err(refused)?.row_groups.iter();
    let sizes = parts.flat_map(|part| part.columns_under_root_iter(name).into_iter().flatten());
    limits::check_bytes(sizes.map(|part| part.uncompressed_size().max(0).cast_unsigned()).fold(0, u64::saturating_add))
}

/// What a column holds, if it holds neither numbers, text, nor true and false.
fn unusable(kind: &ArrowDataType) -> Option<&'static str> {
    use ArrowDataType as Kind;
    match kind {
        Kind::Null | Kind::Boolean => None,
        Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => None,
        Kind::UInt8 | Kind::UInt16 | Kind::UInt32 | Kind::UInt64 => None,
        Kind::Float16 | Kind::Float32 | Kind::Float64 => None,
        Kind::Decimal(..) | Kind::Decimal32(..) | Kind::Decimal64(..) => None,
        Kind::Decimal256(..) => Some("decimals of more than 38 digits"),
        Kind::Utf8 | Kind::LargeUtf8 | Kind::Utf8View => None,
        Kind::Dictionary(_, values, _) => unusable(values),
        Kind::Date32 | Kind::Date64 => Some("dates"),
        Kind::Timestamp(..) => Some("dates with times"),
        Kind::Time32(_) | Kind::Time64(_) => Some("times of day"),
        Kind::Duration(_) | Kind::Interval(_) => Some("lengths of time"),
        Kind::List(_) | Kind::LargeList(_) | Kind::FixedSizeList(..) => Some("lists"),
        Kind::Struct(_) | Kind::Map(..) | Kind::Union(_) => Some("tables"),
        Kind::Binary | Kind::LargeBinary | Kind::BinaryView | Kind::FixedSizeBinary(_) => Some("bytes"),
        _ => Some("values of an unknown type"),
    }
}

/// Hands over the cells of some rows of a column.
fn hand_over(column: &Column, first: usize, receive: &mut dyn FnMut(Row, Cell<'_>)) -> Result<(), DataError> {
    let kind = column.dtype();
    let row = |at: usize| Row { at: first + at, line: i32::try_from(first + at + 1).unwrap_or(i32::MAX) };
    if kind.is_primitive_numeric() || kind.is_decimal() || kind.is_bool() || kind.is_null() {
        let numbers = column.cast(&DataType::Float64).map_err(refused)?;
        let numbers = numbers.f64().map_err(refused)?.iter();
        numbers.enumerate().for_each(|(at, number)| receive(row(at), Cell::of_number(number)));
    } else {
        let texts = column.cast(&DataType::String).map_err(refused)?;
        let texts = texts.str().map_err(refused)?.iter();
        texts.enumerate().for_each(|(at, text)| receive(row(at), text.map_or(Cell::Missing, Cell::of_text)));
    }
    Ok(())
}

/// Reads a file whose content may make the Parquet library panic, and returns this as an error. The library's own message is not shown.
fn guarded<T>(read: impl FnOnce() -> Result<T, DataError>) -> Result<T, DataError> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(AssertUnwindSafe(read));
    panic::set_hook(hook);
    read.unwrap_or_else(|_| Err(DataError::Parquet("its content is damaged or of an unknown kind".to_owned())))
}

fn refused(error: PolarsError) -> DataError {
    DataError::Parquet(error.to_string())
}
