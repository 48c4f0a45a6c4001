//! Entries of lists that have a name, such as phases, alone or within a group.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Key of the name of an entry.
const NAME: &str = "name";
/// Key of the entries of a group.
const GROUP: &str = "phases";

type Entries<'a> = [Spanned<DeValue<'a>>];

/// The names of all entries.
pub(super) fn names(entries: &Entries<'_>) -> Vec<String> {
    let tables = entries.iter().filter_map(|entry| entry.get_ref().as_table());
    let of = |table: &DeTable<'_>| {
        let own = table.get(NAME).and_then(|name| name.get_ref().as_str()).map(str::to_owned);
        let inner = table.get(GROUP).and_then(|inner| inner.get_ref().as_array());
        own.into_iter().chain(inner.into_iter().flat_map(|inner| names(inner))).collect::<Vec<_>>()
    };
    tables.flat_map(of).collect()
}

/// The entry with a name.
pub(super) fn find<'t, 'a>(entries: &'t mut Entries<'a>, name: &str) -> Option<&'t mut DeTable<'a>> {
    for entry in entries {
        let DeValue::Table(table) = entry.get_mut() else { continue };
        if is_named(table, name) {
            return Some(table);
        }
        if let Some(DeValue::Array(inner)) = table.get_mut(GROUP).map(Spanned::get_mut)
            && let Some(found) = find(inner, name)
        {
            return Some(found);
        }
    }
    None
}

/// Removes the entries with a name. Returns whether there was one.
pub(super) fn remove(entries: &mut DeArray<'_>, name: &str) -> bool {
    let mut removed = false;
    for entry in std::mem::replace(entries, DeArray::new()) {
        if entry.get_ref().as_table().is_some_and(|table| is_named(table, name)) {
            removed = true;
        } else {
            entries.push(entry);
        }
    }
    for entry in entries.iter_mut() {
        let DeValue::Table(table) = entry.get_mut() else { continue };
        if let Some(DeValue::Array(inner)) = table.get_mut(GROUP).map(Spanned::get_mut) {
            removed |= remove(inner, name);
        }
    }
    removed
}

fn is_named(table: &DeTable<'_>, name: &str) -> bool {
    table.get(NAME).and_then(|value| value.get_ref().as_str()) == Some(name)
}
