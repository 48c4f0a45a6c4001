//! Descriptions of tables. Column order, types, units and descriptions are defined only here.

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
    /// Unit; empty if there is none.
    pub unit: String,
    /// One or two sentences.
    pub description: String,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// Which one.
    pub table: Table,
    /// What a row represents.
    pub description: &'static str,
    /// Its columns, in order.
    pub columns: Vec<ColumnSpec>,
}

impl ColumnType {
    /// Its name in the data dictionary.
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
    /// Inserts columns before the column with this name, or at the end if there is no such column.
    pub fn insert_before(&mut self, name: &str, columns: impl IntoIterator<Item = ColumnSpec>) {
        let at = self.columns.iter().position(|column| column.name == name).unwrap_or(self.columns.len());
        self.columns.splice(at..at, columns);
    }
}

/// The column `run_id`.
pub(super) fn run_id() -> ColumnSpec {
    column("run_id", ColumnType::Text, "", "Identity of the run.")
}

/// The column `draw`.
pub(super) fn draw() -> ColumnSpec {
    column("draw", ColumnType::Int32, "", "Number of the draw of the uncertain constants, from 0.")
}

/// The column `arm` of tables other than `arms`.
pub(super) fn arm() -> ColumnSpec {
    column("arm", ColumnType::Text, "", "The arm, as in arms.")
}

/// Makes a column.
pub fn column(name: &str, kind: ColumnType, unit: &str, description: &str) -> ColumnSpec {
    ColumnSpec { name: name.to_owned(), kind, unit: unit.to_owned(), description: description.to_owned() }
}
