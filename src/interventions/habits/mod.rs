//! Habits, which change people before the day. Each kind of habit has one file, with all its facts.

mod anticoagulant;
mod fidgeting;
mod footwear;
mod hydration;
mod salt;
mod smoking_cessation;
mod weight_change;

use super::{Facts, Habit, Rule};
use crate::attributes::Variable;

/// Everything about a kind of habit.
pub struct HabitFacts {
    /// Facts that every kind of intervention has.
    pub kind: Facts,
    /// Contraindications.
    pub contraindications: fn(&Habit) -> &'static [Rule],
    /// Precautions: people who should ask a clinician first.
    pub precautions: &'static [Variable],
    /// Whether all people need a clinician.
    pub clinician: Clinician,
}

/// Whether all people need a clinician before starting a habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clinician {
    /// Only people with a precaution should ask one.
    NotNeeded,
    /// It needs a prescription.
    Prescribes,
}

macro_rules! habits {
    ($( $(#[$doc:meta])* $variant:ident => $file:ident, )*) => {
        /// A kind of habit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum HabitKind { $( $(#[$doc])* $variant, )* }

        impl HabitKind {
            /// All of them, in the order of documents.
            pub const ALL: [HabitKind; [$( $file::FACTS.kind.word, )*].len()] = [$( HabitKind::$variant, )*];

            /// Everything about it.
            pub fn facts(self) -> &'static HabitFacts { match self { $( HabitKind::$variant => &$file::FACTS, )* } }
        }
    };
}

habits! {
    /// Water.
    Hydration => hydration,
    /// Salt.
    Salt => salt,
    /// Weight.
    WeightChange => weight_change,
    /// Smoking.
    SmokingCessation => smoking_cessation,
    /// Shoes.
    Footwear => footwear,
    /// Spontaneous movement.
    Fidgeting => fidgeting,
    /// A drug against clots.
    Anticoagulant => anticoagulant,
}

impl Habit {
    /// Which kind it is.
    pub fn kind(&self) -> HabitKind {
        match self {
            Self::Water(_) | Self::PlasmaVolume(_) => HabitKind::Hydration,
            Self::Salt(_) => HabitKind::Salt,
            Self::WeightKg(_) | Self::WeightPct(_) => HabitKind::WeightChange,
            Self::SmokingCessation => HabitKind::SmokingCessation,
            Self::Footwear(_) => HabitKind::Footwear,
            Self::Fidgeting(_) => HabitKind::Fidgeting,
            Self::Anticoagulant => HabitKind::Anticoagulant,
        }
    }
}
