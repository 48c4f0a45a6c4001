//! A table of the file whose keys have been checked.

use std::ops::Range;

use toml::de::DeTable;

use super::suggest;
use super::typed::Value;
use super::value::Item;
use crate::keys::{Composite, Key, Keys, Kind, Need, Typed};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::sections::home_of;

/// A table with its title for messages and its position for complaints about missing keys.
#[derive(Clone)]
pub(crate) struct Section<'a> {
    /// Its title, such as `[design]`.
    pub(crate) title: String,
    /// The table in the file.
    pub(crate) table: &'a DeTable<'a>,
    /// Its position.
    pub(crate) span: Range<usize>,
}

impl<'a> Section<'a> {
    /// The value of a key, if given.
    pub(crate) fn get(&self, key: &str) -> Option<Item<'a>> {
        self.table.get_key_value(key).map(|(name, value)| Item { name: name.get_ref().as_ref(), value })
    }

    /// The value of a key that is required or has a default.
    pub(crate) fn value<T: Value>(&self, key: &Typed<T>, problems: &mut Problems) -> Option<T> {
        match (self.get(key.name), key.need) {
            (Some(item), _) => T::read(&item, key.kind, problems),
            (None, Need::Default(_)) => usual(key),
            (None, _) => self.require(key, problems).and(None),
        }
    }

    /// The value of an optional key: the outer `None` is a fault, the inner one means that the key is not given.
    pub(crate) fn optional<T: Value>(&self, key: &Typed<T>, problems: &mut Problems) -> Option<Option<T>> {
        self.get(key.name).map_or(Some(None), |item| T::read(&item, key.kind, problems).map(Some))
    }

    /// The value of an optional key, or `other` if the key is not given.
    pub(crate) fn value_or<T: Value>(&self, key: &Typed<T>, usual: T, problems: &mut Problems) -> Option<T> {
        self.optional(key, problems).map(|value| value.unwrap_or(usual))
    }

    /// The item of a required key.
    pub(crate) fn require(&self, key: &Key, problems: &mut Problems) -> Option<Item<'a>> {
        let hint = match key.kind {
            Kind::Table(keys) => format!("add {}: {}", keys.section, key.about),
            _ => key.about.to_owned(),
        };
        self.need(key.name, hint, problems)
    }

    /// The item of a required key that is known by its name.
    pub(crate) fn need(&self, key: &str, hint: impl Into<String>, problems: &mut Problems) -> Option<Item<'a>> {
        self.get(key).or_else(|| self.missing(key, hint, problems))
    }

    /// Complains that a key is missing.
    pub(crate) fn missing<T>(&self, key: &str, hint: impl Into<String>, problems: &mut Problems) -> Option<T> {
        let message = format!("{} needs `{key}`", self.title);
        let label = format!("`{key}` is missing");
        problems.fail(Problem::new(Code::MissingKey, self.span.clone(), message).label(label).hint(hint))
    }

    /// The first of several keys that is given.
    pub(crate) fn first_of(&self, keys: &[Key]) -> Option<Item<'a>> {
        keys.iter().find_map(|key| self.get(key.name))
    }

    /// Position of a value, or of the section if the key is not given.
    pub(crate) fn place(&self, key: &Key) -> Range<usize> {
        self.get(key.name).map_or(self.span.clone(), |item| item.span())
    }

    /// Position of an element of a list, or of the key if it is not a list of so many elements.
    pub(crate) fn element(&self, key: &Key, at: usize) -> Range<usize> {
        let array = self.get(key.name).and_then(|item| item.value.get_ref().as_array());
        array.and_then(|array| array.get(at)).map_or(self.place(key), |element| element.span())
    }

    /// All entries in the order of the file.
    pub(crate) fn items(&self) -> impl Iterator<Item = Item<'a>> + use<'a> {
        self.table.iter().map(|(name, value)| Item { name: name.get_ref().as_ref(), value })
    }

    /// Position of a key, or of the section if the key is not given.
    pub(crate) fn key_span(&self, key: &str) -> Range<usize> {
        self.table.get_key_value(key).map_or(self.span.clone(), |(name, _)| name.span())
    }

    /// A table under a required key, with its keys checked.
    pub(crate) fn required_section(&self, key: &Typed<Composite>, problems: &mut Problems) -> Option<Section<'a>> {
        self.require(key, problems)?;
        self.optional_section(key, problems)?
    }

    /// A table under a key, with its keys checked. The outer `None` is a fault, the inner one means that the key is not given.
    pub(crate) fn optional_section(
        &self,
        key: &Typed<Composite>,
        problems: &mut Problems,
    ) -> Option<Option<Section<'a>>> {
        let Kind::Table(keys) = key.kind else { return None };
        let Some(item) = self.get(key.name) else { return Some(None) };
        let mut section = item.section(keys.section, problems)?;
        section.span = self.key_span(key.name);
        section.allow(keys, problems);
        Some(Some(section))
    }

    /// Complains about every key that this kind of section does not have.
    pub(crate) fn allow(&self, keys: &Keys, problems: &mut Problems) {
        self.allow_only(&keys.known(), problems);
    }

    /// Complains about every key that is not among the known ones.
    pub(crate) fn allow_only(&self, known: &[&str], problems: &mut Problems) {
        for name in self.table.keys() {
            let key: &str = name.get_ref().as_ref();
            if !known.contains(&key) {
                problems.push(self.refusal(key, name.span(), known));
            }
        }
    }

    /// The complaint about a key that belongs to other sections.
    pub(crate) fn misplaced(&self, key: &str) -> Option<Problem> {
        let home = home_of(key)?;
        let message = format!("`{key}` does not belong in {}", self.title);
        let problem = Problem::new(Code::MisplacedKey, self.key_span(key), message).label("misplaced");
        Some(problem.hint(format!("`{key}` belongs in {home}")))
    }

    fn refusal(&self, key: &str, span: Range<usize>, known: &[&str]) -> Problem {
        if let Some(problem) = self.misplaced(key) {
            return problem;
        }
        let message = format!("unknown key `{key}` in {}", self.title);
        Problem::new(Code::UnknownKey, span, message).label("no such key").hint(suggest::hint(key, known))
    }
}

/// The default value of a key.
pub(crate) fn usual<T: Value>(key: &Typed<T>) -> Option<T> {
    let Need::Default(source) = key.need else { return None };
    let mut problems = Problems::default();
    let value = super::value(source, &mut problems)?;
    T::read(&Item { name: key.name, value: &value }, key.kind, &mut problems)
}
