//! Names and types in WGSL.

use crate::model::{Function, Kind};

/// The type of the shared value, which is the same for all people and has a buffer of its own.
pub(super) const SHARED: &str = "Params";
/// Name of that buffer's variable.
pub(super) const SHARED_NAME: &str = "params";

/// A name that is not a reserved word of WGSL.
pub(super) fn safe(name: &str) -> String {
    if naga::keywords::wgsl::RESERVED.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

/// Name of a function: its type's, then its own.
pub(super) fn function(function: &Function) -> String {
    match function.owner {
        "" => safe(function.name),
        owner => format!("{}_{}", snake(owner), function.name),
    }
}

/// Name of a parameter. A parameter without a name is a value of the function's own type.
pub(super) fn parameter(name: &str, kind: &Kind, owner: &str) -> String {
    match name {
        _ if is_shared(kind) => SHARED_NAME.to_owned(),
        "" => snake(owner),
        _ => safe(name),
    }
}

/// Name of a function's result: the function's own name, or that of the type that it makes.
pub(super) fn result(function: &Function) -> String {
    if function.name == "new" { snake(function.owner) } else { function.name.to_owned() }
}

/// Name of a type.
pub(super) fn type_name(kind: &Kind) -> String {
    match kind {
        Kind::Number => "f32".to_owned(),
        Kind::Pair => "vec2<f32>".to_owned(),
        Kind::Array(item, length) => format!("array<{}, {length}>", type_name(item)),
        Kind::Struct(fields) => fields.name.to_owned(),
    }
}

/// Whether a kind is that of the shared value, which is never passed as an argument.
pub(super) fn is_shared(kind: &Kind) -> bool {
    matches!(kind, Kind::Struct(fields) if fields.name == SHARED)
}

/// A constant, as short as possible without changing its bits.
pub(super) fn literal(bits: u32) -> String {
    format!("{:?}", f32::from_bits(bits))
}

/// Path of a number within a value, as WGSL writes it after the value's name.
pub(super) fn path(name: &str, kind: &Kind, leaf: usize) -> String {
    match kind {
        Kind::Number => name.to_owned(),
        Kind::Pair => format!("{name}.{}", ["x", "y"][leaf.min(1)]),
        Kind::Array(item, _) => {
            let size = item.count();
            path(&format!("{name}[{}]", leaf / size), item, leaf % size)
        }
        Kind::Struct(fields) => {
            let mut first = 0;
            for field in &fields.fields {
                let size = field.kind.count();
                if leaf < first + size {
                    return path(&member(name, field.name, fields.name), &field.kind, leaf - first);
                }
                first += size;
            }
            name.to_owned()
        }
    }
}

/// Path of the part of a value that has kind `wanted` and begins with a number, if there is one.
pub(super) fn subpath(name: &str, kind: &Kind, leaf: usize, wanted: &Kind) -> Option<String> {
    if leaf == 0 && kind == wanted {
        return Some(name.to_owned());
    }
    match kind {
        Kind::Number | Kind::Pair => None,
        Kind::Array(item, _) => {
            let size = item.count();
            subpath(&format!("{name}[{}]", leaf / size), item, leaf % size, wanted)
        }
        Kind::Struct(fields) => {
            let mut first = 0;
            for field in &fields.fields {
                let size = field.kind.count();
                if leaf < first + size {
                    return subpath(&member(name, field.name, fields.name), &field.kind, leaf - first, wanted);
                }
                first += size;
            }
            None
        }
    }
}

fn member(value: &str, field: &str, owner: &str) -> String {
    if field == SHARED_NAME && owner != SHARED { SHARED_NAME.to_owned() } else { format!("{value}.{}", safe(field)) }
}

/// A type's name in lower case.
pub(super) fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
