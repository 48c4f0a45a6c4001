//! Descriptions of tables: the one source of column order, types, units and words.

use polars::prelude::{DataType, Field, PlSmallStr, Schema};

/// Type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// 32-bit signed integer.
    Int32,
    /// 32-bit floating point number.
    Float32,
    /// 64-bit floating point number.
    Float64,
    /// True or false.
    Bool,
    /// Text.
    Text,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: ColumnType,
    /// Unit, empty where there is none.
    pub unit: String,
    /// One or two sentences.
    pub description: String,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// Its name; the file is `<name>.parquet`.
    pub name: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// Its columns, in order.
    pub columns: Vec<ColumnSpec>,
}

impl ColumnType {
    /// Name in the dictionary.
    pub fn name(self) -> &'static str {
        match self {
            ColumnType::Int32 => "int32",
            ColumnType::Float32 => "float32",
            ColumnType::Float64 => "float64",
            ColumnType::Bool => "boolean",
            ColumnType::Text => "string",
        }
    }

    fn data_type(self) -> DataType {
        match self {
            ColumnType::Int32 => DataType::Int32,
            ColumnType::Float32 => DataType::Float32,
            ColumnType::Float64 => DataType::Float64,
            ColumnType::Bool => DataType::Boolean,
            ColumnType::Text => DataType::String,
        }
    }
}

impl TableSpec {
    /// Name of the file.
    pub fn file(&self) -> String {
        format!("{}.parquet", self.name)
    }

    /// The schema that frames of this table have.
    pub(super) fn schema(&self) -> Schema {
        let field = |column: &ColumnSpec| Field::new(PlSmallStr::from_str(&column.name), column.kind.data_type());
        self.columns.iter().map(field).collect()
    }
}

/// Shorthand for a column.
pub(super) fn column(name: &str, kind: ColumnType, unit: &str, description: &str) -> ColumnSpec {
    ColumnSpec { name: name.to_owned(), kind, unit: unit.to_owned(), description: description.to_owned() }
}
