//! Checks that tables have the columns that `datapackage.json` describes, and the id of the run.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;

use polars::prelude::{DataType, PolarsResult};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use serde_json::Value;

use super::Examined;
use crate::output::RunFile;
use crate::output::datapackage::kind_of;
use crate::results::{ColumnType, Table};

/// Name and type of each column, in order.
type Columns = Vec<(String, String)>;

/// Compares the tables among these files with their description.
pub(super) fn check(folder: &Path, listed: &BTreeSet<String>, found: &mut Examined) {
    let package = folder.join(&*RunFile::DataPackage.name());
    let text = fs::read_to_string(&package).unwrap_or_default();
    let described: Value = serde_json::from_str(&text).unwrap_or_default();
    for table in Table::ALL.into_iter().filter(|table| listed.contains(&table.file())) {
        let path = folder.join(table.file());
        match read(&path) {
            Err(error) => found.fault(&path, &format!("no Parquet table: {error}")),
            Ok((columns, run_id)) => {
                if columns != columns_of(&described, table) {
                    found.fault(&path, "its columns differ from those in datapackage.json");
                }
                if run_id.as_deref() != Some(&found.run_id) {
                    found.fault(&path, "of another run: its run_id differs from that in the manifest");
                }
            }
        }
    }
}

/// The columns of a table, and the id of its run.
fn read(path: &Path) -> PolarsResult<(Columns, Option<String>)> {
    let mut reader = ParquetReader::new(File::open(path)?);
    let facts = reader.get_metadata()?.key_value_metadata().clone().unwrap_or_default();
    let run_id = facts.into_iter().find(|fact| fact.key == "soleus.run_id").and_then(|fact| fact.value);
    let frame = reader.with_slice(Some((0, 0))).finish()?;
    let columns = frame.columns().iter().map(|column| (column.name().to_string(), kind(column.dtype()).to_owned()));
    Ok((columns.collect(), run_id.map(|id| id.to_string())))
}

fn columns_of(described: &Value, table: Table) -> Columns {
    let resources = described["resources"].as_array().into_iter().flatten();
    let resource = resources.into_iter().find(|resource| resource["path"] == *table.file());
    let fields = resource.and_then(|resource| resource["schema"]["fields"].as_array()).into_iter().flatten();
    let text = |field: &Value, key: &str| field[key].as_str().unwrap_or_default().to_owned();
    fields.map(|field| (text(field, "name"), text(field, "type"))).collect()
}

fn kind(kind: &DataType) -> &'static str {
    match kind {
        DataType::Int32 => kind_of(ColumnType::Int32),
        DataType::Float32 => kind_of(ColumnType::Float32),
        DataType::Float64 => kind_of(ColumnType::Float64),
        DataType::Boolean => kind_of(ColumnType::Bool),
        DataType::String => kind_of(ColumnType::Text),
        _ => "another",
    }
}
