//! Descriptions of tables: the one source of column order, types, units and words.

use super::Table;

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
    /// Which one.
    pub table: Table,
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
}

impl TableSpec {
    /// Inserts columns before the one with this name, or at the end where there is none.
    pub fn insert_before(&mut self, name: &str, columns: impl IntoIterator<Item = ColumnSpec>) {
        let at = self.columns.iter().position(|column| column.name == name).unwrap_or(self.columns.len());
        self.columns.splice(at..at, columns);
    }
}

/// Shorthand for a column.
pub fn column(name: &str, kind: ColumnType, unit: &str, description: &str) -> ColumnSpec {
    ColumnSpec { name: name.to_owned(), kind, unit: unit.to_owned(), description: description.to_owned() }
}
