//! Converts layouts and columns of tables to the types of polars.

use polars::prelude::{Column, DataType, Field, PlSmallStr, Schema};

use crate::results::{ColumnSpec, ColumnType, TableSpec};

/// The schema of the frames of a table.
pub(super) fn schema(spec: &TableSpec) -> Schema {
    let field = |column: &ColumnSpec| Field::new(PlSmallStr::from_str(&column.name), data_type(column.kind));
    spec.columns.iter().map(field).collect()
}

fn data_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Int32 => DataType::Int32,
        ColumnType::Float32 => DataType::Float32,
        ColumnType::Float64 => DataType::Float64,
        ColumnType::Bool => DataType::Boolean,
        ColumnType::Text => DataType::String,
    }
}

/// A column of text.
pub(super) fn text<'a>(name: &str, values: impl Iterator<Item = &'a str>) -> Column {
    Column::new(name.into(), values.collect::<Vec<&str>>())
}
