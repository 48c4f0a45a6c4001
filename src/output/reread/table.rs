//! One table of a finished run, read in slices.

use std::fs::File;
use std::path::PathBuf;

use polars::prelude::{AnyValue, Column, DataFrame, DataType, PolarsResult};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::ReadError;
use crate::output::ROW_GROUP;
use crate::results::Table;

/// A table on disk.
#[derive(Clone, Debug)]
pub(in crate::output) struct SavedTable {
    path: PathBuf,
    table: Table,
    rows: usize,
    columns: Vec<String>,
    /// The columns of text.
    texts: Vec<String>,
}

impl SavedTable {
    /// Reads the footer of the file.
    pub(in crate::output) fn open(path: PathBuf, table: Table) -> Result<Self, ReadError> {
        let file = File::open(&path).map_err(|source| ReadError::File { path: path.clone(), source })?;
        let mut reader = ParquetReader::new(file);
        let footer = reader.num_rows().and_then(|rows| Ok((rows, reader.with_slice(Some((0, 0))).finish()?)));
        let (rows, empty) = footer.map_err(|source| ReadError::Table { path: path.clone(), source })?;
        let named =
            |columns: &mut dyn Iterator<Item = &Column>| columns.map(|column| column.name().to_string()).collect();
        let columns = named(&mut empty.columns().iter());
        let texts = named(&mut empty.columns().iter().filter(|column| *column.dtype() == DataType::String));
        Ok(Self { path, table, rows, columns, texts })
    }

    /// Number of rows.
    pub(in crate::output) fn rows(&self) -> usize {
        self.rows
    }

    /// Names of its columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// Names of its columns of text.
    pub(in crate::output) fn texts(&self) -> Vec<&str> {
        self.texts.iter().map(String::as_str).collect()
    }

    /// Whether it has a column.
    pub(in crate::output) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// Rows from `first` on, with these columns, or with all columns.
    pub(in crate::output) fn slice(
        &self,
        first: usize,
        rows: usize,
        columns: Option<&[&str]>,
    ) -> Result<DataFrame, ReadError> {
        if let Some(column) = columns.into_iter().flatten().find(|column| !self.has(column)) {
            let path = self.path.parent().unwrap_or(&self.path).to_owned();
            return Err(ReadError::NoColumn { path, table: self.table, column: (*column).to_owned() });
        }
        let names = columns.map(|columns| columns.iter().map(|name| (*name).to_owned()).collect());
        let read = || -> PolarsResult<DataFrame> {
            let reader = ParquetReader::new(File::open(&self.path)?);
            let mut frame = reader.with_columns(names).with_slice(Some((first, rows))).finish()?;
            frame.rechunk_mut();
            Ok(frame)
        };
        read().map_err(|source| ReadError::Table { path: self.path.clone(), source })
    }

    /// All rows.
    pub(in crate::output) fn whole(&self) -> Result<DataFrame, ReadError> {
        self.slice(0, self.rows, None)
    }

    /// All rows, in slices of a row group; with these columns, or with all columns.
    pub(in crate::output) fn slices<'a>(
        &'a self,
        columns: Option<&'a [&'a str]>,
    ) -> impl Iterator<Item = Result<DataFrame, ReadError>> + 'a {
        (0..self.rows.max(1)).step_by(ROW_GROUP).map(move |first| self.slice(first, ROW_GROUP, columns))
    }
}

/// The number in a cell; `None` if it is null or there is no such column.
pub(in crate::output) fn cell(frame: &DataFrame, column: &str, row: usize) -> Option<f64> {
    frame.column(column).ok()?.get(row).ok()?.extract()
}

/// The text in a cell; `None` if it is null or there is no such column.
pub(in crate::output) fn text_cell<'a>(frame: &'a DataFrame, column: &str, row: usize) -> Option<&'a str> {
    match frame.column(column).ok()?.get(row).ok()? {
        AnyValue::String(text) => Some(text),
        _ => None,
    }
}
