//! The data dictionary: a table that describes every column of every table.

use polars::prelude::{DataFrame, PolarsResult};
use serde_json::{Value, json};

use super::schema::text;
use super::tables;
use crate::results::{ColumnSpec, TableSpec};
use crate::scenario::{Faults, Overrides, Template, parse};

/// The tables of a run, without the columns that only some scenarios have: flags, measurements and strata.
pub fn usual_tables() -> Result<Vec<TableSpec>, Faults> {
    let template = Template::ALL[0];
    let mut scenario = parse(template.name, template.text, &Overrides::default())?.scenario;
    scenario.outcomes.flags.clear();
    scenario.measurements.clear();
    scenario.analysis.strata.clear();
    scenario.analysis.cross.clear();
    Ok(tables::specs(&scenario))
}

/// The tables and their columns as a JSON object.
pub fn describe_tables(tables: &[TableSpec]) -> Value {
    let column = |column: &ColumnSpec| json!({ "name": column.name, "type": column.kind.name(), "unit": column.unit, "description": column.description });
    let table = |table: &TableSpec| {
        let columns: Vec<Value> = table.columns.iter().map(column).collect();
        json!({ "name": table.table.name(), "file": table.table.file(), "description": table.description, "columns": columns })
    };
    json!({ "tables": tables.iter().map(table).collect::<Vec<_>>() })
}

/// The rows of the dictionary.
pub(super) fn frame(all: &[TableSpec]) -> PolarsResult<DataFrame> {
    let rows: Vec<(&str, &ColumnSpec)> =
        all.iter().flat_map(|table| table.columns.iter().map(move |column| (table.table.name(), column))).collect();
    let columns = vec![
        text("table", rows.iter().map(|(table, _)| *table)),
        text("column", rows.iter().map(|(_, column)| column.name.as_str())),
        text("type", rows.iter().map(|(_, column)| column.kind.name())),
        text("unit", rows.iter().map(|(_, column)| column.unit.as_str())),
        text("description", rows.iter().map(|(_, column)| column.description.as_str())),
    ];
    DataFrame::new(rows.len(), columns)
}
