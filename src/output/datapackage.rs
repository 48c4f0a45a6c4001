//! `datapackage.json`: the schemas of the tables, for tools that read Frictionless data packages.

use serde_json::{Map, Value, json};

use super::sweep::MEMBER;
use super::{RunIdentity, STATEMENT};
use crate::results::{ColumnSpec, ColumnType, Key, Reference, TableSpec};
use crate::scenario::Scenario;

/// Texts that mean that there is no value. Readers that turn whole numbers with nulls into floating point numbers show a null as `nan`.
const MISSING: [&str; 2] = ["", "nan"];
/// Licenses of this program, which are also those of the descriptions in the package.
const LICENSES: &str = env!("CARGO_PKG_LICENSE");

/// The text of the file.
pub(super) fn datapackage_text(scenario: &Scenario, identity: &RunIdentity, tables: &[TableSpec]) -> String {
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": scenario.study.id,
        "id": identity.run_id,
        "title": scenario.study.title,
        "description": format!("{}\n\n{STATEMENT}", scenario.study.question),
        "version": identity.version,
        "licenses": licenses(scenario),
        "resources": tables.iter().map(|table| resource(table, tables)).collect::<Vec<_>>(),
    });
    format!("{package:#}\n")
}

/// The licenses of the package. People from a data file keep the license of that file, which is unknown here.
fn licenses(scenario: &Scenario) -> Vec<Value> {
    match &scenario.population.file {
        Some(_) => vec![json!({ "name": "notspecified", "title": "That of the data file of the people" })],
        None => LICENSES.split(" OR ").map(license).collect(),
    }
}

fn license(name: &str) -> Value {
    json!({ "name": name, "path": format!("https://spdx.org/licenses/{name}.html") })
}

fn resource(table: &TableSpec, all: &[TableSpec]) -> Value {
    json!({
        "name": table.table.name(),
        "path": table.table.file(),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.description,
        "schema": schema(table, all),
    })
}

fn schema(table: &TableSpec, all: &[TableSpec]) -> Value {
    let mut schema = Map::new();
    schema.insert("fields".to_owned(), table.columns.iter().map(field).collect());
    schema.insert("missingValues".to_owned(), json!(MISSING));
    let of_kind = |kind| match kind {
        Key::Primary(fields) => ("primaryKey".to_owned(), json!(key(table, fields))),
        Key::Unique(fields) => ("uniqueKeys".to_owned(), json!([key(table, fields)])),
    };
    schema.extend(table.table.key().map(of_kind));
    let references: Vec<Value> = references(table, all).collect();
    if !references.is_empty() {
        schema.insert("foreignKeys".to_owned(), Value::Array(references));
    }
    Value::Object(schema)
}

/// The fields of a key. In tables of a sweep, the columns of the member come first.
fn key<'a>(table: &'a TableSpec, fields: &[&'a str]) -> Vec<&'a str> {
    let member = table.columns.first().map(|column| column.name.as_str()).filter(|name| *name == MEMBER);
    member.into_iter().chain(fields.iter().copied()).collect()
}

/// References to tables that are in the package.
fn references<'a>(table: &'a TableSpec, all: &'a [TableSpec]) -> impl Iterator<Item = Value> + 'a {
    let has = |table: &TableSpec, name: &&str| table.columns.iter().any(|column| column.name == **name);
    let holds = move |fields: &[&str], in_table: &TableSpec| fields.iter().all(|name| has(in_table, name));
    let known = move |reference: &&'a Reference| {
        let target = all.iter().find(|one| one.table == reference.table);
        holds(reference.fields, table) && target.is_some_and(|target| holds(reference.fields, target))
    };
    table.table.references().iter().filter(known).map(|reference| {
        let target = json!({ "resource": reference.table.name(), "fields": reference.fields });
        json!({ "fields": reference.fields, "reference": target })
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

/// The same package with its tables as CSV files: only those of `tables`, and those of `marked` begin with a byte order mark.
pub(super) fn as_csv(package: &str, tables: &[&str], marked: &[&str]) -> String {
    let mut package: Value = serde_json::from_str(package).unwrap_or_default();
    let resources = package["resources"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let has = |name: &Value, among: &[&str]| name.as_str().is_some_and(|name| among.contains(&name));
    let kept = resources.into_iter().filter(|resource| has(&resource["name"], tables));
    let converted = kept.map(|mut resource| {
        let encoding = if has(&resource["name"], marked) { "utf-8-sig" } else { "utf-8" };
        resource["path"] = json!(format!("{}.csv", resource["name"].as_str().unwrap_or_default()));
        resource["format"] = json!("csv");
        resource["mediatype"] = json!("text/csv");
        resource["encoding"] = json!(encoding);
        resource["schema"]["missingValues"] = json!([""]);
        keep_references(&mut resource, |target| has(target, tables));
        resource
    });
    package["resources"] = converted.collect();
    format!("{package:#}\n")
}

/// Removes references to tables that are not in the package.
fn keep_references(resource: &mut Value, is_there: impl Fn(&Value) -> bool) {
    let Some(schema) = resource["schema"].as_object_mut() else { return };
    if let Some(Value::Array(mut references)) = schema.remove("foreignKeys") {
        references.retain(|reference| is_there(&reference["reference"]["resource"]));
        if !references.is_empty() {
            schema.insert("foreignKeys".to_owned(), Value::Array(references));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::all_tables;
    use crate::scenario::Sampler;
    use crate::stats::synthetic;

    fn package() -> Value {
        let identity = RunIdentity::new("seed = 1".to_owned(), "abc".to_owned(), "0.1.0".to_owned());
        let scenario = synthetic::scenario(10, Sampler::Sobol);
        serde_json::from_str(&datapackage_text(&scenario, &identity, &all_tables(&scenario))).unwrap()
    }

    fn resources(package: &Value) -> &Vec<Value> {
        package["resources"].as_array().unwrap()
    }

    #[test]
    fn keys_are_columns_of_their_tables() {
        let package = package();
        for resource in resources(&package) {
            let schema = &resource["schema"];
            let names: Vec<&Value> = schema["fields"].as_array().unwrap().iter().map(|field| &field["name"]).collect();
            let key = schema["primaryKey"].as_array().or(schema["uniqueKeys"][0].as_array());
            assert_eq!(key.is_none(), resource["name"] == "contrasts", "{resource}");
            assert!(key.into_iter().flatten().all(|name| names.contains(&name)), "{resource}");
            for reference in schema["foreignKeys"].as_array().into_iter().flatten() {
                assert!(reference["fields"].as_array().unwrap().iter().all(|name| names.contains(&name)));
                let target = &reference["reference"]["resource"];
                assert!(resources(&package).iter().any(|resource| resource["name"] == *target), "{target}");
            }
        }
        assert_eq!(package["licenses"][0]["name"], "MIT");
    }

    #[test]
    fn references_to_tables_that_are_not_exported_are_left_out() {
        let package = as_csv(&package().to_string(), &["outcomes", "persons"], &["persons"]);
        let package: Value = serde_json::from_str(&package).unwrap();
        let [persons, outcomes] = [0, 1].map(|at| &resources(&package)[at]);
        assert_eq!(resources(&package).len(), 2);
        assert_eq!((&outcomes["path"], &outcomes["encoding"]), (&json!("outcomes.csv"), &json!("utf-8")));
        assert_eq!(persons["encoding"], "utf-8-sig");
        assert!(persons["schema"].get("foreignKeys").is_none(), "an empty list is no valid schema");
        let references = outcomes["schema"]["foreignKeys"].as_array().unwrap();
        assert_eq!(references.len(), 1);
        assert_eq!(references[0]["reference"]["resource"], "persons");
    }
}
