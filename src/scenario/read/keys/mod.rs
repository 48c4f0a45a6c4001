//! The documented table of all keys: what each section may hold, of which kind, in which range, and what it means.
//!
//! The checks refuse what is not here; `docs/scenario.md`, the JSON Schema and `soleus explain` are made from it.

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
    /// How the section is called in messages.
    pub section: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What it may hold.
    pub entries: &'static [Key],
}

/// One key of a section.
pub struct Key {
    /// Its name; in angle brackets where whoever writes the file chooses it.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: Need,
    /// What may stand behind it.
    pub kind: Kind,
    /// What it says, in a sentence.
    pub about: &'static str,
}

/// Whether a key must be there.
#[derive(Clone, Copy)]
pub enum Need {
    /// The section is faulty without it.
    Required,
    /// May be left out.
    Optional,
    /// May be left out; then this holds, in the words of the file.
    Default(&'static str),
    /// Not a key but as many as one likes, with names of this kind.
    Each(&'static Kind),
}

impl Keys {
    /// The names of the keys, but for those that whoever writes the file chooses.
    pub fn known(&self) -> Vec<&'static str> {
        self.entries.iter().filter(|key| !matches!(key.need, Need::Each(_))).map(|key| key.name).collect()
    }

    /// Whether there is such a key.
    pub fn knows(&self, key: &str) -> bool {
        self.known().contains(&key)
    }
}

/// Where a key belongs, if it exists anywhere. Where sections share a key, the earlier one is meant more often.
pub(super) fn home_of(key: &str) -> Option<&'static str> {
    let home = SECTIONS.iter().find(|keys| keys.knows(key)).map(|keys| keys.section);
    home.or_else(|| crate::scenario::Variable::from_name(key).map(|_| VARIABLES.section))
}
