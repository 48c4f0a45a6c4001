//! A table of the file whose keys have been checked.

use std::ops::Range;

use toml::de::DeTable;

use super::keys::{self, Keys};
use super::suggest;
use super::value::Item;
use crate::scenario::problem::{Code, Problem, Problems};

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

    /// The value of a required key.
    pub(crate) fn require(&self, key: &str, hint: &str, problems: &mut Problems) -> Option<Item<'a>> {
        self.get(key).or_else(|| {
            let message = format!("{} needs `{key}`", self.title);
            let label = format!("`{key}` is missing");
            problems.fail(Problem::new(Code::MissingKey, self.span.clone(), message).label(label).hint(hint))
        })
    }

    /// All entries in the order of the file.
    pub(crate) fn items(&self) -> impl Iterator<Item = Item<'a>> + use<'a> {
        self.table.iter().map(|(name, value)| Item { name: name.get_ref().as_ref(), value })
    }

    /// Position of a key, or of the section if the key is not given.
    pub(crate) fn key_span(&self, key: &str) -> Range<usize> {
        self.table.get_key_value(key).map_or(self.span.clone(), |(name, _)| name.span())
    }

    /// A table under a key, with its keys checked; `None` if it is not given or is not a table.
    pub(crate) fn subsection(&self, key: &str, keys: &Keys, problems: &mut Problems) -> Option<Section<'a>> {
        let mut section = self.get(key)?.section(keys.section, problems)?;
        section.span = self.key_span(key);
        section.allow(keys, problems);
        Some(section)
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
        let home = keys::home_of(key)?;
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
