//! A small shader for each function, in which every thread calls it once. It reads with `load_input` and writes with `store_checkpoint`, as the kernel
//! does.

use super::super::layout::Text;
use super::super::names::{self, is_shared, path};
use super::super::recording::{Definition, Recording};
use super::access::built;
use crate::model::{Function, Kind};

/// A function and the entry point that calls it.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    /// The function.
    pub(crate) function: &'static Function,
    /// Its name in the shader.
    pub(crate) name: String,
    /// Name of the entry point.
    pub(crate) entry: String,
    /// The entry point.
    pub(crate) wgsl: String,
    /// For each number of the output, its place in the result.
    pub(crate) places: Vec<String>,
}

/// A trial of every function of a recording.
pub(crate) fn trials(recording: &Recording) -> Vec<Trial> {
    recording.definitions.iter().map(trial).collect()
}

/// The numbers of a value that are passed as arguments: all except the shared ones.
pub(crate) fn passed(kind: &Kind) -> Vec<usize> {
    let mut places = Vec::new();
    let mut first = 0;
    let parts: Vec<&Kind> = match kind {
        _ if is_shared(kind) => Vec::new(),
        Kind::Number | Kind::Pair => return (0..kind.count()).collect(),
        Kind::Array(item, length) => vec![item.as_ref(); *length],
        Kind::Struct(fields) => fields.fields.iter().map(|field| &field.kind).collect(),
    };
    for part in parts {
        places.extend(passed(part).iter().map(|place| first + place));
        first += part.count();
    }
    places
}

fn trial(definition: &Definition) -> Trial {
    let name = names::function(definition.function);
    let entry = format!("try_{name}");
    let mut at = 0;
    let mut arguments = Vec::new();
    for (_, kind) in definition.parameters.iter().filter(|(_, kind)| !is_shared(kind)) {
        arguments.push(built(kind, at, &|leaf| format!("load_input({leaf}u, id.x)")));
        at += passed(kind).len();
    }
    let call = Text::Call(name.clone(), arguments).flat();
    let result = &definition.result;
    let places: Vec<String> = passed(result).into_iter().map(|place| path("result", result, place)).collect();
    let kept = places.iter().enumerate().map(|(at, place)| format!("    store_checkpoint({at}u, id.x, {place});\n"));
    let wgsl = format!(
        "\n@compute @workgroup_size(64)\nfn {entry}(@builtin(global_invocation_id) id: vec3<u32>) {{\n    \
         let result = {call};\n{}}}\n",
        kept.collect::<String>()
    );
    Trial { function: definition.function, name, entry, wgsl, places }
}
