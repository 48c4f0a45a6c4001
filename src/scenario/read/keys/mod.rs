//! The documented table of all keys: the keys of each section, their kinds, ranges and descriptions.
//!
//! The checks refuse all other keys. `docs/scenario.md`, the JSON Schema and `soleus explain` are made from this table.

mod families;
mod kind;
mod sections;
#[cfg(test)]
mod tests;

pub use families::{FAMILIES, Family};
pub use kind::{Kind, Span};
pub use sections::*;

/// Keys of one kind of section.
pub struct Keys {
    /// Name of the section in messages.
    pub section: &'static str,
    /// Purpose of the section.
    pub about: &'static str,
    /// Keys that it may have.
    pub entries: &'static [Key],
}

/// One key of a section.
pub struct Key {
    /// Its name, or a placeholder in angle brackets if the author of the file chooses the name.
    pub name: &'static str,
    /// Whether it is required.
    pub need: Need,
    /// Kind of its value.
    pub kind: Kind,
    /// Description, in one sentence.
    pub about: &'static str,
}

/// Whether a key is required.
#[derive(Clone, Copy)]
pub enum Need {
    /// The section is faulty without it.
    Required,
    /// May be left out.
    Optional,
    /// May be left out. Its default value, as written in a file.
    Default(&'static str),
    /// A placeholder for any number of keys, with names of this kind.
    Each(&'static Kind),
}

impl Keys {
    /// The names of the keys, without placeholders.
    pub fn known(&self) -> Vec<&'static str> {
        self.entries.iter().filter(|key| !matches!(key.need, Need::Each(_))).map(|key| key.name).collect()
    }

    /// Whether the section has this key.
    pub fn knows(&self, key: &str) -> bool {
        self.known().contains(&key)
    }
}

/// The section of a key, if there is one. If several sections have the key, the first one is the most probable.
pub(super) fn home_of(key: &str) -> Option<&'static str> {
    let home = SECTIONS.iter().find(|keys| keys.knows(key)).map(|keys| keys.section);
    home.or_else(|| crate::scenario::Variable::from_name(key).map(|_| VARIABLES.section))
}
