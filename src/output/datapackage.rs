//! `datapackage.json`: the schemas of the tables, for tools that read Frictionless data packages.

use serde_json::{Value, json};

use super::{RunIdentity, STATEMENT};
use crate::results::{ColumnSpec, ColumnType, TableSpec};
use crate::scenario::Scenario;

/// The text of the file.
pub(super) fn datapackage_text(scenario: &Scenario, identity: &RunIdentity, tables: &[TableSpec]) -> String {
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": scenario.study.id,
        "id": identity.run_id,
        "title": scenario.study.title,
        "description": format!("{}\n\n{STATEMENT}", scenario.study.question),
        "version": identity.version,
        "resources": tables.iter().map(resource).collect::<Vec<_>>(),
    });
    format!("{package:#}\n")
}

fn resource(table: &TableSpec) -> Value {
    json!({
        "name": table.table.name(),
        "path": table.table.file(),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.description,
        "schema": { "fields": table.columns.iter().map(field).collect::<Vec<_>>() },
    })
}

fn field(column: &ColumnSpec) -> Value {
    json!({ "name": column.name, "type": kind_of(column.kind), "unit": column.unit, "description": column.description })
}

/// The name of a column type.
pub(super) fn kind_of(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Int32 => "integer",
        ColumnType::Float32 | ColumnType::Float64 => "number",
        ColumnType::Bool => "boolean",
        ColumnType::Text => "string",
    }
}
