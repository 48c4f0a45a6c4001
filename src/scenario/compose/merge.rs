//! Merges one table over another.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// Keys that determine the meaning of the other keys of a table. For example, parameters of one distribution do not apply to another.
const CHOOSE: [&str; 2] = ["dist", "by"];

/// Merges the child over the base. Tables are merged; all other values are replaced. Keys of the base keep their position; keys that only
/// the child has are added at the end.
pub(super) fn merge<'a>(base: DeTable<'a>, child: DeTable<'a>) -> DeTable<'a> {
    overlay(base, child, &|old, new| {
        let span = new.span();
        match (old.into_inner(), new.into_inner()) {
            (DeValue::Table(old), DeValue::Table(new)) if !chooses_anew(&old, &new) => {
                Spanned::new(span, DeValue::Table(merge(old, new)))
            }
            (_, new) => Spanned::new(span, new),
        }
    })
}

/// Sets a key: at the position of its old value, otherwise at the end.
pub(super) fn replace<'a>(table: &mut DeTable<'a>, key: Spanned<DeString<'a>>, value: Spanned<DeValue<'a>>) {
    let mut new = DeTable::new();
    new.insert(key, value);
    *table = overlay(std::mem::take(table), new, &|_, new| new);
}

fn overlay<'a>(
    base: DeTable<'a>,
    mut child: DeTable<'a>,
    both: &dyn Fn(Spanned<DeValue<'a>>, Spanned<DeValue<'a>>) -> Spanned<DeValue<'a>>,
) -> DeTable<'a> {
    let mut result = DeTable::new();
    for (key, old) in base {
        match child.remove_entry(&key) {
            Some((key, new)) => result.insert(key, both(old, new)),
            None => result.insert(key, old),
        };
    }
    result.extend(child);
    result
}

fn chooses_anew(old: &DeTable<'_>, new: &DeTable<'_>) -> bool {
    CHOOSE.iter().any(|key| new.contains_key(*key) && word(old, key) != word(new, key))
}

fn word<'a>(table: &'a DeTable<'_>, key: &str) -> Option<&'a str> {
    table.get(key).and_then(|value| value.get_ref().as_str())
}

/// The table with its positions shifted, for a text that starts at this byte.
pub(super) fn moved_table(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    let entries = table.into_iter();
    entries.map(|(key, value)| (Spanned::new(shift(key.span(), by), key.into_inner()), moved(value, by))).collect()
}

/// The value with its positions shifted, for a text that starts at this byte.
pub(super) fn moved(value: Spanned<DeValue<'_>>, by: usize) -> Spanned<DeValue<'_>> {
    let span = shift(value.span(), by);
    let inner = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(moved_table(table, by)),
        DeValue::Array(items) => DeValue::Array(items.into_iter().map(|item| moved(item, by)).collect()),
        plain => plain,
    };
    Spanned::new(span, inner)
}

fn shift(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}
