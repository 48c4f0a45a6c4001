//! The text of `shaders/model.wgsl`.

use super::TraceError;
use super::layout::WIDTH;
use super::names::{self, SHARED, is_shared, safe, type_name};
use super::recording::{Definition, Recording};
use super::source::Sources;
use crate::model::{Kind, RECIP_MAGIC, RSQRT_MAGIC, Struct};

mod access;
mod body;
mod places;
mod trial;

pub(crate) use trial::{Trial, passed, trials};

const HEAD: &str = "\
// The leg model, generated from src/model. Do not edit: a test compares this file with the model. SOLEUS_BLESS=1 cargo
// test --release --lib tracer generates it again.
//
// Pressures in mmHg, volumes in mL, times in seconds unless a name says otherwise.
";

/// The recorded functions and their types as WGSL.
pub(crate) fn model_wgsl(recording: &Recording) -> Result<String, TraceError> {
    let mut sources = Sources::default();
    let mut text = HEAD.to_owned();
    for kind in types(recording) {
        text.push('\n');
        text.push_str(&struct_text(kind, &mut sources)?);
    }
    text.push_str(&access::text());
    text.push_str(&guesses());
    for definition in &recording.definitions {
        text.push('\n');
        text.push_str(&function_text(definition, &mut sources)?);
    }
    Ok(text)
}

/// Every struct that occurs, those that it contains before it.
fn types(recording: &Recording) -> Vec<&Struct> {
    let mut found = Vec::new();
    for definition in &recording.definitions {
        definition.parameters.iter().for_each(|(_, kind)| collect(kind, &mut found));
        collect(&definition.result, &mut found);
    }
    found
}

fn collect<'a>(kind: &'a Kind, found: &mut Vec<&'a Struct>) {
    match kind {
        Kind::Number | Kind::Pair => {}
        Kind::Array(item, _) => collect(item, found),
        Kind::Struct(fields) => {
            fields.fields.iter().for_each(|field| collect(&field.kind, found));
            if !found.iter().any(|known| known.name == fields.name) {
                found.push(fields);
            }
        }
    }
}

fn struct_text(kind: &Struct, sources: &mut Sources) -> Result<String, TraceError> {
    let mut text = comment(&sources.on_type(kind)?, "");
    text.push_str(&format!("struct {} {{\n", kind.name));
    for field in kind.fields.iter().filter(|field| kind.name == SHARED || !is_shared(&field.kind)) {
        text.push_str(&comment(&sources.on_field(kind, field)?, "    "));
        text.push_str(&format!("    {}: {},\n", safe(field.name), type_name(&field.kind)));
    }
    text.push_str("}\n");
    Ok(text)
}

/// First guesses by arithmetic on the bits of a number. These two operations are written differently in every language.
fn guesses() -> String {
    format!(
        "\n// 1 / x for positive, normal numbers.\n\
         fn recip(x: f32) -> f32 {{\n    return refined_recip(x, bitcast<f32>({RECIP_MAGIC:#010X}u - bitcast<u32>(x)));\n}}\n\
         \n// 1 / sqrt(x) for positive, normal numbers.\n\
         fn rsqrt(x: f32) -> f32 {{\n    \
         return refined_rsqrt(x, bitcast<f32>({RSQRT_MAGIC:#010X}u - (bitcast<u32>(x) >> 1u)));\n}}\n"
    )
}

fn function_text(definition: &Definition, sources: &mut Sources) -> Result<String, TraceError> {
    let function = definition.function;
    let owned = definition.parameters.iter().filter(|(_, kind)| !is_shared(kind));
    let parameters: Vec<String> = owned
        .map(|(name, kind)| format!("{}: {}", names::parameter(name, kind, function.owner), type_name(kind)))
        .collect();
    let mut text = comment(&sources.on_function(function)?, "");
    let name = names::function(function);
    let result = type_name(&definition.result);
    let line = format!("fn {name}({}) -> {result} {{\n", parameters.join(", "));
    if line.len() <= WIDTH {
        text.push_str(&line);
    } else {
        text.push_str(&format!("fn {name}(\n    {},\n) -> {result} {{\n", parameters.join(",\n    ")));
    }
    text.push_str(&body::text(definition)?);
    text.push_str("}\n");
    Ok(text)
}

fn comment(words: &[String], indent: &str) -> String {
    words.iter().map(|line| format!("{indent}// {line}").trim_end().to_owned() + "\n").collect()
}
