//! Parquet files.

use std::io::Cursor;

use polars::prelude::{Column, DataType, PolarsError};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::{Cell, Cells, DataError};

/// Names of the columns.
pub(super) fn header(bytes: &[u8]) -> Result<Vec<String>, DataError> {
    let schema = reader(bytes).schema().map_err(refused)?;
    Ok(schema.iter_names().map(ToString::to_string).collect())
}

/// All rows of the columns at these positions of the header.
pub(super) fn cells(bytes: &[u8], header: &[String], positions: &[usize]) -> Result<Cells, DataError> {
    let names: Vec<String> = positions.iter().map(|&position| header[position].clone()).collect();
    let frame = reader(bytes).with_columns(Some(names.clone())).finish().map_err(refused)?;
    let columns = names.iter().map(|name| column(frame.column(name).map_err(refused)?));
    let columns = columns.collect::<Result<_, DataError>>()?;
    Ok(Cells { lines: (1..).take(frame.height()).collect(), columns })
}

fn reader(bytes: &[u8]) -> ParquetReader<Cursor<&[u8]>> {
    ParquetReader::new(Cursor::new(bytes))
}

fn column(column: &Column) -> Result<Vec<Cell>, DataError> {
    let kind = column.dtype();
    if kind.is_primitive_numeric() || kind.is_bool() {
        let numbers = column.cast(&DataType::Float64).map_err(refused)?;
        return Ok(numbers.f64().map_err(refused)?.iter().map(Cell::of_number).collect());
    }
    if kind.is_null() {
        return Ok(vec![Cell::Missing; column.len()]);
    }
    let text = || DataError::ColumnType { column: column.name().to_string(), kind: kind.to_string() };
    if !(kind.is_string() || kind.is_categorical() || kind.is_enum()) {
        return Err(text());
    }
    let texts = column.cast(&DataType::String).map_err(refused)?;
    let texts = texts.str().map_err(refused)?;
    Ok(texts.iter().map(|text| text.map_or(Cell::Missing, Cell::of_text)).collect())
}

fn refused(error: PolarsError) -> DataError {
    DataError::Parquet(error.to_string())
}
