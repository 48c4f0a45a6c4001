//! Keys of scenario files: each key is one constant with its name, range, unit, default and description, typed by its value.
//!
//! The reader, the checks, the resolved text, `docs/scenario.md`, the JSON Schema and `soleus explain` all use these constants.

mod kind;
#[macro_use]
mod word;

use std::marker::PhantomData;
use std::ops::Deref;

pub use kind::*;
pub use word::Word;

/// Keys of one kind of section.
pub struct Keys {
    /// Name of the section in messages.
    pub section: &'static str,
    /// Purpose of the section.
    pub about: &'static str,
    /// Returns the keys that it may have.
    pub(crate) gather: fn() -> Vec<Key>,
}

/// One key of a section.
#[derive(Clone, Copy)]
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
    /// A section without it is faulty.
    Required,
    /// May be left out.
    Optional,
    /// May be left out. Its default value, as written in a file.
    Default(&'static str),
    /// A placeholder for any number of keys, with names of this kind.
    Each(&'static Kind),
}

/// A key whose value has this type.
pub struct Typed<T> {
    /// The key.
    pub key: Key,
    value: PhantomData<fn() -> T>,
}

impl<T> Typed<T> {
    /// A key with a value of this kind.
    pub const fn new(name: &'static str, need: Need, kind: Of<T>, about: &'static str) -> Self {
        Self { key: Key { name, need, kind: kind.kind, about }, value: PhantomData }
    }
}

impl<T> Deref for Typed<T> {
    type Target = Key;

    fn deref(&self) -> &Key {
        &self.key
    }
}

/// Declares typed keys: `NAME: type = "name", need, kind, description;`.
macro_rules! keys {
    ($( $name:ident: $type:ty = $word:literal, $need:expr, $kind:expr, $about:literal; )*) => {
        $(
            #[doc = $about]
            pub(crate) const $name: $crate::keys::Typed<$type> = $crate::keys::Typed::new($word, $need, $kind, $about);
        )*
    };
}

/// Declares a section with its typed keys. Keys of other files may follow after `..`.
macro_rules! section {
    ($section:ident, $title:literal, $about:literal, { $( $name:ident: $type:ty = $word:literal, $need:expr, $kind:expr, $meaning:literal; )* } $( .. $more:expr )?) => {
        keys! { $( $name: $type = $word, $need, $kind, $meaning; )* }

        #[doc = concat!("`", $title, "`.")]
        pub(crate) const $section: $crate::keys::Keys = $crate::keys::Keys {
            section: $title,
            about: $about,
            gather: || {
                #[allow(unused_mut, reason = "most sections have no further keys")]
                let mut entries = vec![$( $name.key, )*];
                $( entries.extend($more); )?
                entries
            },
        };
    };
}

impl Keys {
    /// The keys that it may have, in the order of documents.
    pub fn entries(&self) -> Vec<Key> {
        (self.gather)()
    }

    /// The names of the keys, without placeholders.
    pub fn known(&self) -> Vec<&'static str> {
        let named = self.entries().into_iter().filter(|key| !matches!(key.need, Need::Each(_)));
        named.map(|key| key.name).collect()
    }

    /// Whether the section has this key.
    pub fn knows(&self, key: &str) -> bool {
        self.known().contains(&key)
    }
}
