//! Words of types that are not declared with `words!`.

use crate::activities::Activity;
use crate::attributes::{Feature, Variable};
use crate::interventions::Kind;
use crate::keys::Word;
use crate::postures::Posture;
use crate::results::{Measure, Presence, Table};

/// Implements [`Word`] for a type from all its values and the word of each.
macro_rules! word {
    ($type:ty, $all:expr, $word:expr) => {
        impl Word for $type {
            fn choices() -> Vec<(&'static str, Self)> {
                $all.map(|value| (value.word(), value)).collect()
            }

            fn word(self) -> &'static str {
                $word(self)
            }
        }
    };
}

word!(Activity, Self::ALL.into_iter().filter(|one| one.facts().word.is_some()), |one: Self| one
    .facts()
    .word
    .unwrap_or_default());
word!(Kind, Self::all(), |one: Self| one.facts().word);
word!(Measure, Self::ALL.iter().copied(), Self::name);
word!(Posture, Self::ALL.into_iter(), |one: Self| one.facts().word);
word!(Table, Self::ALL.into_iter().filter(|one| one.presence() != Presence::Sweep), Self::name);
word!(Variable, Self::ALL.iter().copied(), Self::name);
word!(Feature, Self::all(), Self::name);
