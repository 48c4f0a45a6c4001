//! The JSON Schema of scenario files (draft 7, which editors of TOML read), made from the table of keys.
//!
//! It knows keys, types, ranges and words. What hangs together across sections, only `soleus check` knows.

mod distribution;

use std::ops::Bound::{Excluded, Included, Unbounded};

use serde_json::{Map, Value, json};

use super::read::keys::{self, Key, Keys, Kind, Need, Span};
use super::words::{EVERYWHERE, kinds_with_doses};
use crate::model::PARAMETERS;

/// Name of the file that `soleus new` writes beside a scenario.
pub const SCHEMA_FILE: &str = "soleus-scenario-1.schema.json";

/// Longest identifier in the checks, less its first letter.
const MORE_CHARACTERS: usize = super::check::limits::LONGEST - 1;

/// What conditions say of the keys that they do not name: Tombi warns of every such key where they say nothing.
const ANY: &str = "additionalProperties";

/// The JSON Schema of scenario files.
pub fn json_schema() -> Value {
    let mut definitions: Map<String, Value> =
        keys::SECTIONS.iter().skip(1).map(|section| (slug(section), self::section(section))).collect();
    definitions.extend(distribution::definitions());
    let mut root = section(&keys::ROOT);
    root["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    root["title"] = "soleus scenario".into();
    root["definitions"] = definitions.into();
    root
}

/// A section: its keys and nothing else.
fn section(section: &Keys) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut schema = json!({ "title": section.section, "description": section.about, "type": "object", "additionalProperties": false });
    for key in section.entries {
        match key.need {
            Need::Later => continue,
            Need::Each(Kind::Entry(..)) => properties.extend(entries(key)),
            Need::Each(names) => {
                schema["additionalProperties"] = described(key);
                schema["propertyNames"] = json!({ "pattern": pattern(names) });
            }
            Need::Required => required.push(key.name),
            Need::Optional | Need::Default(_) => {}
        }
        if !matches!(key.need, Need::Each(_)) {
            properties.insert(key.name.to_owned(), described(key));
        }
    }
    schema["properties"] = properties.into();
    schema["required"] = required.into();
    if section.section == keys::INTERVENTION.section {
        schema["allOf"] = doses().into();
    }
    schema
}

/// What each kind of intervention takes.
fn doses() -> Vec<Value> {
    let taken = |(kind, doses): (&str, &[&str])| {
        let names: Vec<&str> = EVERYWHERE.iter().chain(doses).copied().collect();
        json!({ "if": { "properties": { "kind": { "const": kind } } }, "then": { "propertyNames": { "enum": names } } })
    };
    kinds_with_doses().map(taken).collect()
}

/// One property for each name that exists: variables and constants.
fn entries(key: &Key) -> Map<String, Value> {
    if let Kind::Distribution = key.kind {
        return distribution::variables();
    }
    let constant = |parameter: &crate::model::Parameter| {
        let mut schema = value(key.kind);
        schema["description"] = format!(
            "{} Usually {} {}; plausible: {} to {} ({}).",
            parameter.doc, parameter.default, parameter.unit, parameter.low, parameter.high, parameter.source
        )
        .into();
        (parameter.name.to_owned(), schema)
    };
    PARAMETERS.iter().map(constant).collect()
}

fn described(key: &Key) -> Value {
    let mut schema = value(key.kind);
    let about = key.about.into();
    // What stands beside a reference is ignored.
    if schema.get("$ref").is_some() {
        return json!({ "description": about, "allOf": [schema] });
    }
    schema["description"] = about;
    if let Need::Default(usual) = key.need
        && let Ok(usual) = serde_json::from_str::<Value>(usual)
    {
        schema["default"] = usual;
    }
    schema
}

/// What may stand behind a key.
fn value(kind: Kind) -> Value {
    match kind {
        Kind::Text | Kind::Name(_) => json!({ "type": "string" }),
        Kind::Line => json!({ "type": "string", "pattern": "\\S" }),
        Kind::Identifier | Kind::Column => json!({ "type": "string", "pattern": pattern(&kind) }),
        Kind::Whole { low, high, .. } => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Number(span) => number(span),
        Kind::Truth => json!({ "type": "boolean" }),
        Kind::Word(words) | Kind::Entry(_, words) => json!({ "type": "string", "enum": words() }),
        Kind::List(kind) => json!({ "type": "array", "items": value(*kind) }),
        Kind::Row(kinds) => {
            let items: Vec<Value> = kinds.iter().map(|kind| value(*kind)).collect();
            json!({ "type": "array", "minItems": items.len(), "maxItems": items.len(), "items": items })
        }
        Kind::Either([first, others @ ..]) if !others.is_empty() => {
            let first = value(*first);
            // A condition on the type gives better messages than `anyOf`.
            json!({
                "if": { "type": first["type"], ANY: true },
                "then": first,
                "else": value(Kind::Either(others)),
                ANY: true,
            })
        }
        Kind::Either(last) => last.first().map_or(json!(true), |kind| value(*kind)),
        Kind::Table(keys) => reference(&slug(keys)),
        Kind::Value => json!({ "type": ["number", "string", "boolean"] }),
        Kind::Distribution => reference(distribution::SHARE),
        Kind::Unsettled => json!(false),
    }
}

fn number(span: Span) -> Value {
    let mut schema = json!({ "type": "number" });
    match span.low {
        Included(low) => schema["minimum"] = low.into(),
        Excluded(low) => schema["exclusiveMinimum"] = low.into(),
        Unbounded => {}
    }
    match span.high {
        Included(high) => schema["maximum"] = high.into(),
        Excluded(high) => schema["exclusiveMaximum"] = high.into(),
        Unbounded => {}
    }
    schema
}

/// Names of this kind as a regular expression.
fn pattern(kind: &Kind) -> String {
    let joiners = if matches!(kind, Kind::Column) { "_" } else { "_-" };
    format!("^[a-z][a-z0-9{joiners}]{{0,{MORE_CHARACTERS}}}$")
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

/// A section's name among the definitions.
fn slug(section: &Keys) -> String {
    let words = section.section.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_")
}
