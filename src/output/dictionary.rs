//! The data dictionary: every column of every table, as a table.

use polars::prelude::{Column, DataFrame, PolarsResult};
use serde_json::{Value, json};

use super::schema::{ColumnSpec, ColumnType, TableSpec, column};
use super::{arms, draws, outcomes, persons, sensitivity, tables};
use crate::scenario::{Faults, Overrides, Scenario, Table, Template, parse};

/// Every table of a run of this scenario, in the order of the dictionary.
pub fn all_tables(scenario: &Scenario) -> Vec<TableSpec> {
    let count = scenario.design.parameter_draws;
    let wanted = |table: Table, spec: TableSpec| scenario.writes(table).then_some(spec);
    let all = [
        wanted(Table::Persons, persons::spec(scenario)),
        wanted(Table::Outcomes, outcomes::spec(scenario)),
        Some(tables::summary_spec(count)),
        Some(tables::contrasts_spec(count)),
        wanted(Table::Timeseries, tables::timeseries_spec(count)),
        wanted(Table::Sensitivity, sensitivity::spec()),
        wanted(Table::Draws, draws::spec()),
        wanted(Table::Arms, arms::spec()),
        wanted(Table::Dictionary, spec()),
    ];
    all.into_iter().flatten().collect()
}

/// The tables of any run, without the columns that its scenario adds: flags, measurements and strata.
pub fn usual_tables() -> Result<Vec<TableSpec>, Faults> {
    let template = Template::ALL[0];
    let mut scenario = parse(template.name, template.text, &Overrides::default())?.scenario;
    scenario.outcomes.flags.clear();
    scenario.measurements.clear();
    scenario.analysis.strata.clear();
    Ok(all_tables(&scenario))
}

/// Tables and columns as one JSON object.
pub fn describe_tables(tables: &[TableSpec]) -> Value {
    let column = |column: &ColumnSpec| json!({ "name": column.name, "type": column.kind.name(), "unit": column.unit, "description": column.description });
    let table = |table: &TableSpec| {
        let columns: Vec<Value> = table.columns.iter().map(column).collect();
        json!({ "name": table.name, "file": table.file(), "description": table.description, "columns": columns })
    };
    json!({ "tables": tables.iter().map(table).collect::<Vec<_>>() })
}

/// Layout of the dictionary itself.
pub(super) fn spec() -> TableSpec {
    let columns = vec![
        column("table", ColumnType::Text, "", "Table."),
        column("column", ColumnType::Text, "", "Column of the table."),
        column("type", ColumnType::Text, "", "int32, float32, float64, boolean or string."),
        column("unit", ColumnType::Text, "", "Unit; empty where there is none, 1 for pure numbers."),
        column("description", ColumnType::Text, "", "What the column holds."),
    ];
    TableSpec { name: "dictionary", description: "One row per column of every table.", columns }
}

/// The dictionary as rows.
pub(super) fn frame(all: &[TableSpec]) -> PolarsResult<DataFrame> {
    let rows: Vec<(&str, &ColumnSpec)> =
        all.iter().flat_map(|table| table.columns.iter().map(move |column| (table.name, column))).collect();
    let text = |name: &str, values: Vec<&str>| Column::new(name.into(), values);
    let columns = vec![
        text("table", rows.iter().map(|(table, _)| *table).collect()),
        text("column", rows.iter().map(|(_, column)| column.name.as_str()).collect()),
        text("type", rows.iter().map(|(_, column)| column.kind.name()).collect()),
        text("unit", rows.iter().map(|(_, column)| column.unit.as_str()).collect()),
        text("description", rows.iter().map(|(_, column)| column.description.as_str()).collect()),
    ];
    DataFrame::new(rows.len(), columns)
}
