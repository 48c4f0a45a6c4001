//! The JSON Schema of scenario files (draft 7, which TOML editors support), made from the table of keys.
//!
//! It has keys, types, ranges and words. Only `soleus check` knows the rules that concern several sections.

mod distribution;

use std::ops::Bound::{Excluded, Included, Unbounded};

use serde_json::{Map, Value, json};

use super::sections::{EVERY_KIND, INTERVENTION_KEYS, ROOT, SECTIONS, names};
use crate::interventions;
use crate::keys::{Key, Keys, Kind, Need, Span};
use crate::model::PARAMETERS;

/// Name of the file that `soleus new` writes beside a scenario.
pub const SCHEMA_FILE: &str = "soleus-scenario-1.schema.json";

/// Longest identifier, without its first letter.
const MORE_CHARACTERS: usize = names::LONGEST - 1;

/// Setting of conditions for keys that they do not name. Without it, Tombi warns of every such key.
const ANY: &str = "additionalProperties";

/// Whether a section must be complete.
#[derive(Clone, Copy)]
enum Extent {
    /// All required keys must be there.
    Whole,
    /// Keys may be missing, because the extended file may have them.
    Part,
}

/// The JSON Schema of scenario files.
pub fn json_schema() -> Value {
    let sections = |extent| SECTIONS.iter().map(move |section| (slug(section, extent), self::section(section, extent)));
    let mut definitions: Map<String, Value> = sections(Extent::Whole).chain(sections(Extent::Part)).collect();
    definitions.extend(distribution::definitions());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "soleus scenario",
        "type": "object",
        ANY: true,
        "if": { "required": ["extends"], ANY: true },
        "then": reference(&slug(&ROOT, Extent::Part)),
        "else": reference(&slug(&ROOT, Extent::Whole)),
        "definitions": definitions,
    })
}

/// A section: it has only its own keys.
fn section(section: &Keys, extent: Extent) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut schema = json!({ "title": section.section, "description": section.about, "type": "object", "additionalProperties": false });
    for key in &section.entries() {
        match key.need {
            Need::Each(Kind::Entry(..)) => properties.extend(entries(key, extent)),
            Need::Each(names) => {
                schema["additionalProperties"] = described(key, extent);
                schema["propertyNames"] = json!({ "pattern": pattern(names) });
            }
            Need::Required => required.push(key.name),
            Need::Optional | Need::Default(_) => {}
        }
        if !matches!(key.need, Need::Each(_)) {
            properties.insert(key.name.to_owned(), described(key, extent));
        }
    }
    schema["properties"] = properties.into();
    if let Extent::Whole = extent {
        schema["required"] = required.into();
    }
    if section.section == INTERVENTION_KEYS.section {
        schema["allOf"] = doses().into();
    }
    schema
}

/// The keys of each kind of intervention.
fn doses() -> Vec<Value> {
    let taken = |kind: interventions::Kind| {
        let interventions::Facts { word: kind, keys: doses, .. } = kind.facts();
        let names: Vec<&str> = EVERY_KIND.iter().chain(*doses).map(|key| key.name).collect();
        json!({ "if": { "properties": { "kind": { "const": kind } } }, "then": { "propertyNames": { "enum": names } } })
    };
    interventions::Kind::all().map(taken).collect()
}

/// One property for each existing name: variables and constants.
fn entries(key: &Key, extent: Extent) -> Map<String, Value> {
    match (key.kind, key.need) {
        (Kind::Distribution, _) => distribution::variables(),
        (Kind::Either(_), _) => constants(key, extent),
        (_, Need::Each(Kind::Entry(_, names))) => {
            names().into_iter().map(|name| (name.to_owned(), described(key, extent))).collect()
        }
        _ => Map::new(),
    }
}

fn constants(key: &Key, extent: Extent) -> Map<String, Value> {
    let constant = |parameter: &crate::model::Parameter| {
        let mut schema = value(key.kind, extent);
        schema["description"] = format!(
            "{} Default: {} {}; plausible range: {} to {} ({}).",
            parameter.doc, parameter.default, parameter.unit, parameter.low, parameter.high, parameter.source
        )
        .into();
        (parameter.name.to_owned(), schema)
    };
    PARAMETERS.iter().map(constant).collect()
}

fn described(key: &Key, extent: Extent) -> Value {
    let mut schema = value(key.kind, extent);
    let about = key.about.into();
    // Other keys beside a `$ref` are ignored.
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

/// The value of a key. Elements of lists are always complete, because lists are replaced and not merged.
fn value(kind: Kind, extent: Extent) -> Value {
    match kind {
        Kind::Text | Kind::Name(_) => json!({ "type": "string" }),
        Kind::Line => json!({ "type": "string", "pattern": "\\S" }),
        Kind::Identifier | Kind::Column => json!({ "type": "string", "pattern": pattern(&kind) }),
        Kind::Whole { low, high, .. } => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Number(span) => number(span),
        Kind::Truth => json!({ "type": "boolean" }),
        Kind::Label(variable) => json!({ "type": "string", "enum": variable.labels() }),
        Kind::Word(words) | Kind::Entry(_, words) => json!({ "type": "string", "enum": words() }),
        Kind::List(kind) => json!({ "type": "array", "items": value(*kind, Extent::Whole) }),
        Kind::Row(kinds) => {
            let items: Vec<Value> = kinds.iter().map(|kind| value(*kind, Extent::Whole)).collect();
            json!({ "type": "array", "minItems": items.len(), "maxItems": items.len(), "items": items })
        }
        Kind::Either([first, others @ ..]) if !others.is_empty() => {
            // A condition gives better messages than `anyOf`.
            json!({
                "if": distinction(*first, extent),
                "then": value(*first, extent),
                "else": value(Kind::Either(others), extent),
                ANY: true,
            })
        }
        Kind::Either(last) => last.first().map_or(json!(true), |kind| value(*kind, extent)),
        Kind::Table(keys) => reference(&slug(keys, extent)),
        Kind::Value => json!({ "type": ["number", "string", "boolean"] }),
        Kind::Distribution => reference(distribution::SHARE),
    }
}

/// How a kind differs from alternative kinds: its type, or the keys that a table must have.
fn distinction(kind: Kind, extent: Extent) -> Value {
    match kind {
        Kind::Table(keys) => {
            let required = keys.entries().into_iter().filter(|key| matches!(key.need, Need::Required));
            json!({ "required": required.map(|key| key.name).collect::<Vec<_>>(), ANY: true })
        }
        other => json!({ "type": value(other, extent)["type"], ANY: true }),
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
    if let Kind::Line = kind {
        return "\\S".to_owned();
    }
    let joiners = if matches!(kind, Kind::Column) { "_" } else { "_-" };
    format!("^[a-z][a-z0-9{joiners}]{{0,{MORE_CHARACTERS}}}$")
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

/// Name of a section among the definitions.
fn slug(section: &Keys, extent: Extent) -> String {
    let words = section.section.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let part = match extent {
        Extent::Whole => None,
        Extent::Part => Some("part"),
    };
    words.chain(part).collect::<Vec<_>>().join("_")
}
