//! Dotted paths: the places of values in a scenario.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::merge::replace;
use super::named;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::suggest;

/// A dotted path and its position in the text.
#[derive(Clone, Debug)]
pub(super) struct Path {
    keys: Vec<String>,
    /// Its position in the text.
    pub(super) span: Range<usize>,
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.keys.iter().map(|key| quoted(key)).collect::<Vec<_>>().join("."))
    }
}

impl Path {
    /// Parses a dotted key of TOML, including quoted parts.
    pub(super) fn parse(text: &str, span: Range<usize>, problems: &mut Problems) -> Option<Self> {
        let keys = keys(text);
        if keys.is_none() {
            let message = format!("`{}` is not a dotted path", text.trim());
            let problem = Problem::new(Code::Path, span.clone(), message).label("not a path");
            problems.push(problem.hint("write keys with dots between them, such as `design.persons`"));
        }
        Some(Self { keys: keys?, span })
    }

    /// The path with everything after its first key joined into one key, for a path within a path.
    pub(super) fn folded(mut self) -> Self {
        let below = self.keys.split_off(1.min(self.keys.len()));
        match below.as_slice() {
            [] => {}
            [only] => self.keys.push(only.clone()),
            several => self.keys.push(several.iter().map(|key| quoted(key)).collect::<Vec<_>>().join(".")),
        }
        self
    }

    /// Whether it equals the other path or is below it.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.keys.starts_with(&other.keys)
    }

    /// Whether it consists of these keys.
    pub(super) fn is(&self, keys: &[&str]) -> bool {
        self.keys == keys
    }

    /// The first key.
    pub(super) fn section(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }

    /// Puts a value at this path. Creates missing tables. An entry of a list of tables is found by its `name`.
    pub(super) fn put<'a>(&self, root: &mut DeTable<'a>, value: Spanned<DeValue<'a>>, problems: &mut Problems) {
        let Some(last) = self.keys.last() else { return };
        match self.home(root, 0) {
            Ok(table) => replace(table, Spanned::new(self.span.clone(), last.clone().into()), value),
            Err(problem) => problems.push(*problem),
        }
    }

    /// Removes what is at this path, a key or a named entry of a list. Returns whether there was something.
    pub(super) fn remove(&self, root: &mut DeTable<'_>) -> bool {
        remove_in(root, &self.keys)
    }

    /// The table that has the last key of the path.
    fn home<'t, 'a>(&self, table: &'t mut DeTable<'a>, depth: usize) -> Result<&'t mut DeTable<'a>, Box<Problem>> {
        let Some(next) = self.keys.get(depth + 1) else { return Ok(table) };
        let missing = || Spanned::new(self.span.clone(), DeValue::Table(DeTable::new()));
        let key = Spanned::new(self.span.clone(), self.keys[depth].clone().into());
        let found = table.entry(key).or_insert_with(missing);
        let span = found.span();
        match found.get_mut() {
            DeValue::Table(inner) => self.home(inner, depth + 1),
            DeValue::Array(entries) if depth + 2 < self.keys.len() && !named::names(entries).is_empty() => {
                let known = named::names(entries);
                match named::find(entries, next) {
                    Some(inner) => self.home(inner, depth + 2),
                    None => Err(Box::new(self.nameless(depth, &known))),
                }
            }
            _ => Err(Box::new(self.blocked(depth, span))),
        }
    }

    /// The complaint that no entry of a list has a name of the path.
    fn nameless(&self, depth: usize, known: &[String]) -> Problem {
        let (list, name) = (self.keys[..=depth].join("."), &self.keys[depth + 1]);
        let message = format!("no entry of `{list}` has the name `{name}`");
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        Problem::new(Code::Path, self.span.clone(), message).label("no such name").hint(suggest::hint(name, &known))
    }

    /// The complaint that a value on the path is not a table.
    fn blocked(&self, depth: usize, span: Range<usize>) -> Problem {
        let (way, next) = (self.keys[..=depth].join("."), &self.keys[depth + 1]);
        let message = format!("`{self}` leads through `{way}`, which is not a table");
        let problem = Problem::new(Code::Path, self.span.clone(), message).label(format!("no `{next}` below `{way}`"));
        problem.also(span, "not a table").hint(format!("set `{way}` as a whole"))
    }
}

fn remove_in(table: &mut DeTable<'_>, keys: &[String]) -> bool {
    let [next, below @ ..] = keys else { return false };
    if below.is_empty() {
        return table.remove(next.as_str()).is_some();
    }
    match (table.get_mut(next.as_str()).map(Spanned::get_mut), below) {
        (Some(DeValue::Table(inner)), _) => remove_in(inner, below),
        (Some(DeValue::Array(entries)), [name]) => named::remove(entries, name),
        (Some(DeValue::Array(entries)), [name, below @ ..]) => {
            named::find(entries, name).is_some_and(|inner| remove_in(inner, below))
        }
        _ => false,
    }
}

/// A key in TOML syntax.
pub(super) fn quoted(key: &str) -> String {
    let bare = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { format!("{key:?}") }
}

/// Parses a key with the TOML parser. The key gets a value, which must then be the only entry, on a single line.
fn keys(text: &str) -> Option<Vec<String>> {
    if text.contains('\n') {
        return None;
    }
    let line = format!("{text} = 0");
    let mut table = &DeTable::parse(&line).ok()?.into_inner();
    let mut keys = Vec::new();
    loop {
        let (key, value) = table.iter().next().filter(|_| table.len() == 1)?;
        keys.push(key.get_ref().to_string());
        match value.get_ref() {
            DeValue::Table(inner) => table = inner,
            _ => return (value.span() == (line.len() - 1..line.len())).then_some(keys),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_toml_reads_them() {
        let parts = |text| keys(text).map(|keys| keys.join("|"));
        assert_eq!(parts("design.persons").as_deref(), Some("design|persons"));
        assert_eq!(parts("arms.\"a.b\" . 'c'").as_deref(), Some("arms|a.b|c"));
        for bad in ["", "a.", ".a", "a b", "a = 1 #", "a = 1\nb", "[a]\nb", "# a"] {
            assert_eq!(parts(bad), None, "{bad}");
        }
    }
}
