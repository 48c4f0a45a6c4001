//! Names of values from the field of the result in which they end up.

use super::super::names::{path, subpath};
use super::super::recording::{Definition, Origin};
use super::super::symbol::Symbol;
use super::super::usage::whole;
use crate::model::Kind;

/// The call whose value is the whole result of a function.
pub(super) fn returned(definition: &Definition) -> Option<usize> {
    let (value, _) = whole(&definition.frame, &definition.result, &definition.leaves)?;
    let value_of_call = &definition.frame.values[value];
    let is_call = matches!(value_of_call.origin, Origin::Call(..));
    (is_call && value_of_call.kind == definition.result).then_some(value)
}

/// A name for the result of a call, if it ends up in a field of the function's result: the name of this field.
pub(super) fn place_of_call(definition: &Definition, value: usize) -> Option<String> {
    let Kind::Struct(_) = definition.result else { return None };
    let kind = &definition.frame.values[value].kind;
    let fits = |leaves: &[Symbol]| whole(&definition.frame, kind, leaves) == Some((value, 0));
    let first = definition.leaves.windows(kind.count()).position(fits)?;
    subpath("", &definition.result, first, kind).map(|place| words(&place))
}

/// A name for a number of the result, from the field in which it ends up.
pub(super) fn place_of_number(kind: &Kind, leaf: usize) -> String {
    match kind {
        Kind::Array(..) => words(&path("result", kind, leaf)),
        _ => words(&path("", kind, leaf)),
    }
}

/// The names and numbers in a path.
fn words(path: &str) -> String {
    let words: Vec<&str> = path.split(['.', '[', ']']).filter(|word| !word.is_empty()).collect();
    words.join("_")
}
