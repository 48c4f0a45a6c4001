//! Values of variables: a number, true or false, a label, or a table with a distribution.

use serde_json::{Map, Value, json};

use super::{ANY, Extent, reference, value};
use crate::keys::Kind;
use crate::scenario::sections::{FAMILIES, FamilyKeys, SHARE as PART};
use crate::scenario::{Variable, VariableKind};

/// Name of the definition for the adherence of arms.
pub(super) const SHARE: &str = "share";

/// What a distribution returns.
#[derive(Clone, Copy)]
enum Product {
    Number,
    Flag,
    Label,
}

const PRODUCTS: [Product; 3] = [Product::Number, Product::Flag, Product::Label];

impl Product {
    fn of(variable: Variable) -> Self {
        match variable.kind() {
            VariableKind::Continuous => Self::Number,
            VariableKind::Flag => Self::Flag,
            VariableKind::Category(_) => Self::Label,
        }
    }

    /// Name of the definition of its distributions.
    fn definition(self) -> &'static str {
        match self {
            Self::Number => "distribution_of_a_number",
            Self::Flag => "distribution_of_a_flag",
            Self::Label => "distribution_of_a_label",
        }
    }

    /// Name of the definition of its cases in `by` tables.
    fn case(self) -> &'static str {
        match self {
            Self::Number => "case_of_a_number",
            Self::Flag => "case_of_a_flag",
            Self::Label => "case_of_a_label",
        }
    }

    /// A single value.
    fn value(self) -> Value {
        match self {
            Self::Number => json!({ "type": "number" }),
            Self::Flag => json!({ "enum": [true, false, 0, 1, "no", "yes"] }),
            Self::Label => json!({ "type": "string" }),
        }
    }

    fn families(self) -> impl Iterator<Item = &'static FamilyKeys> {
        FAMILIES.iter().filter(move |family| match self {
            Self::Number => true,
            Self::Flag => ["bernoulli", "categorical"].contains(&family.name),
            Self::Label => family.name == "categorical",
        })
    }
}

/// Definitions to which the sections refer.
pub(super) fn definitions() -> Map<String, Value> {
    let distributions = PRODUCTS.map(|product| (product.definition().to_owned(), distribution(product)));
    let cases = PRODUCTS.map(|product| (product.case().to_owned(), case(product)));
    let share = (SHARE.to_owned(), of_variable(Variable::Adherence));
    distributions.into_iter().chain(cases).chain([share]).collect()
}

/// Every variable with its accepted values.
pub(super) fn variables() -> Map<String, Value> {
    let described = |variable: &Variable| {
        let mut schema = of_variable(*variable);
        let unit = if variable.unit().is_empty() { String::new() } else { format!(" ({})", variable.unit()) };
        schema["description"] = format!("{}{unit}", variable.description()).into();
        (variable.name().to_owned(), schema)
    };
    Variable::ALL.iter().map(described).collect()
}

fn of_variable(variable: Variable) -> Value {
    let (low, high) = variable.bounds();
    let single = match variable.kind() {
        VariableKind::Continuous => json!({ "type": "number", "minimum": low, "maximum": high }),
        VariableKind::Flag => Product::Flag.value(),
        VariableKind::Category(labels) => json!({ "type": "string", "enum": labels }),
    };
    value_or_table(&single, &reference(Product::of(variable).definition()))
}

fn value_or_table(single: &Value, table: &Value) -> Value {
    json!({ "if": { "type": "object", ANY: true }, "then": table, "else": single, ANY: true })
}

/// A table with `dist`, or with `by` and a case for each label.
fn distribution(product: Product) -> Value {
    let names: Vec<&str> = product.families().map(|family| family.name).collect();
    let families: Vec<Value> =
        product.families().map(|family| when("dist", family.name, parameters(family, product))).collect();
    let cases: Vec<Value> = labeled().map(|(name, labels)| when("by", name, by(labels, product))).collect();
    let divisors: Vec<&str> = labeled().map(|(name, _)| name).collect();
    json!({
        "type": "object",
        "properties": { "dist": { "type": "string", "enum": names }, "by": { "type": "string", "enum": divisors } },
        ANY: true,
        "if": { "required": ["by"], ANY: true },
        "then": { "allOf": cases, ANY: true },
        "else": { "required": ["dist"], "allOf": families, ANY: true },
    })
}

fn when(key: &str, word: &str, then: Value) -> Value {
    json!({ "if": { "properties": { key: { "const": word } }, "required": [key], ANY: true }, "then": then })
}

/// The parameters of a family: one of their sets, and the parameters that may be added to any set.
fn parameters(family: &FamilyKeys, product: Product) -> Value {
    let mut properties = Map::from_iter([("dist".to_owned(), json!(true))]);
    for key in family.parameters {
        properties.insert(key.name.to_owned(), parameter(key.kind, key.about, product));
    }
    if let Product::Number = product {
        properties.insert(PART.name.to_owned(), parameter(PART.kind, PART.about, product));
    }
    let mut schema = json!({ "properties": properties, "additionalProperties": false });
    match family.sets {
        [only] => schema["required"] = (*only).into(),
        sets => schema["anyOf"] = sets.iter().map(|set| json!({ "required": set })).collect(),
    }
    schema
}

fn parameter(kind: Kind, about: &str, product: Product) -> Value {
    let mut schema = match kind {
        Kind::List(Kind::Value) => json!({ "type": "array", "items": product.value() }),
        other => value(other, Extent::Whole),
    };
    schema["description"] = about.into();
    schema
}

/// Variables with labels, and their labels.
fn labeled() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let all = Variable::ALL.iter().map(|variable| (variable.name(), variable.labels()));
    all.filter(|(_, labels)| !labels.is_empty())
}

/// A case for each label; `dist` is the default of all labels.
fn by(labels: &[&str], product: Product) -> Value {
    let mut properties = Map::from_iter([("by".to_owned(), json!(true)), ("dist".to_owned(), json!(true))]);
    properties.extend(labels.iter().map(|label| ((*label).to_owned(), reference(product.case()))));
    json!({ "properties": properties, "required": labels, "additionalProperties": false })
}

/// The value for a label: a value, a distribution, or parameters of the family in `dist`.
fn case(product: Product) -> Value {
    let part = matches!(product, Product::Number).then_some(PART.name);
    let bare: Map<String, Value> = product
        .families()
        .flat_map(|family| family.keys())
        .chain(part)
        .map(|key| (key.to_owned(), json!(true)))
        .collect();
    let whole = json!({ "anyOf": [{ "required": ["dist"] }, { "required": ["by"] }], ANY: true });
    let table = json!({
        "if": whole,
        "then": reference(product.definition()),
        "else": { "properties": bare, "additionalProperties": false },
    });
    value_or_table(&product.value(), &table)
}
