//! Reading and writing whole values in buffers, number by number.

use super::super::layout::Text;
use super::super::names::{is_shared, path, snake, type_name};
use super::super::symbol::Symbol;
use crate::model::{Channels, Habits, Kind, Leg, LegOutcomes, Means, OutcomeSums, Shape, State};

/// Functions for values in buffers. The kernel defines functions for each buffer: `load_input` and `load_checkpoint` read a component of a person,
/// `load_table` reads a place of a table, `store_checkpoint` writes the values that `load_checkpoint` reads, and `store_result` writes outcomes.
pub(super) fn text() -> String {
    let kept =
        [State::<Symbol>::kind(), OutcomeSums::<Symbol>::kind(), Means::<Symbol>::kind(), Habits::<Symbol>::kind()];
    let mut text = reading(&Leg::<Symbol>::kind(), "load_input", true);
    text.push_str(&reading(&Channels::<Symbol>::kind(), "load_table", false));
    for kind in &kept {
        text.push_str(&reading(kind, "load_checkpoint", true));
        text.push_str(&writing(kind, "store_checkpoint"));
    }
    let outcomes = LegOutcomes::<Symbol>::kind();
    text.push_str(&writing(&outcomes, "store_result"));
    text.push_str(&format!("\n// Number of outcomes of a leg.\nconst LEG_OUTCOMES: u32 = {}u;\n", outcomes.count()));
    text
}

fn reading(kind: &Kind, read: &str, of_person: bool) -> String {
    let name = type_name(kind);
    let (parameter, argument) = if of_person { (", person: u32", ", person") } else { ("", "") };
    let value = built(kind, 0, &|leaf| format!("{read}({}{argument})", component(leaf)));
    format!("\nfn {}_read(first: u32{parameter}) -> {name} {{\n    return {};\n}}\n", snake(&name), value.broken(11, 4))
}

fn writing(kind: &Kind, write: &str) -> String {
    let name = type_name(kind);
    let variable = snake(&name);
    let lines = (0..kind.count())
        .map(|leaf| format!("    {write}({}, person, {});\n", component(leaf), path(&variable, kind, leaf)))
        .collect::<String>();
    format!("\nfn {variable}_write(first: u32, person: u32, {variable}: {name}) {{\n{lines}}}\n")
}

/// Position of a number after the first one.
fn component(leaf: usize) -> String {
    if leaf == 0 { "first".to_owned() } else { format!("first + {leaf}u") }
}

/// A value that is built from numbers, which are read one by one from number `first` on.
pub(super) fn built(kind: &Kind, first: usize, read: &dyn Fn(usize) -> String) -> Text {
    let items: Vec<(&Kind, usize)> = match kind {
        Kind::Number => return Text::Plain(read(first)),
        Kind::Pair => vec![(&Kind::Number, first), (&Kind::Number, first + 1)],
        Kind::Array(item, length) => (0..*length).map(|at| (item.as_ref(), first + at * item.count())).collect(),
        Kind::Struct(fields) => {
            let mut at = first;
            let mut items = Vec::new();
            for field in fields.fields.iter().filter(|field| !is_shared(&field.kind)) {
                items.push((&field.kind, at));
                at += field.kind.count();
            }
            items
        }
    };
    Text::Call(type_name(kind), items.into_iter().map(|(kind, at)| built(kind, at, read)).collect())
}
