//! Habits, which change people before the day. Each kind of habit has one file, with all its facts.

mod anticoagulant;
mod fidgeting;
mod footwear;
mod hydration;
mod salt;
mod smoking_cessation;
mod weight_change;

use super::{Facts, Rule};
use crate::attributes::Variable;
use crate::keys::Key;

pub(crate) use hydration::WATER_ML_H;

/// Facts of a kind of habit.
pub struct HabitFacts {
    /// Facts that every kind of intervention has.
    pub kind: Facts,
    /// The attribute of people that it changes.
    pub variable: Variable,
    /// How it changes this attribute.
    pub change: Change,
    /// Contraindications.
    pub contraindications: fn(&Habit) -> &'static [Rule],
    /// Precautions: people who should ask a clinician first.
    pub precautions: &'static [Variable],
    /// Whether all people need a clinician.
    pub clinician: Clinician,
}

/// How a habit changes an attribute.
pub enum Change {
    /// To this value.
    To(f64),
    /// By a dose; exactly one of these.
    By(&'static [HabitDose]),
}

/// A dose of a habit.
pub struct HabitDose {
    /// Its key.
    pub key: Key,
    /// The new value of the attribute, from the old one and the dose.
    pub change: fn(f64, f64) -> f64,
    /// Doses beyond this cause a warning.
    pub usual: Option<Usual>,
}

/// A usual limit of a dose.
pub struct Usual {
    /// Largest usual dose, in size.
    pub most: f64,
    /// What happens beyond.
    pub beyond: &'static str,
}

/// A habit with its dose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Habit {
    /// Its kind.
    pub kind: HabitKind,
    /// Which of the doses of its kind is given.
    pub dose: usize,
    /// The dose, in the unit of its key; an index for a label. It is 0 for kinds without a dose.
    pub amount: f64,
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

            /// Its facts.
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
    /// A habit without a dose.
    pub fn plain(kind: HabitKind) -> Self {
        Self { kind, dose: 0, amount: 0.0 }
    }

    /// The dose that is given, if the kind has doses.
    pub fn dose(&self) -> Option<&'static HabitDose> {
        match self.kind.facts().change {
            Change::To(_) => None,
            Change::By(doses) => doses.get(self.dose),
        }
    }

    /// The attribute of a person who adopts the habit.
    pub fn changed(&self, value: f64) -> f64 {
        match (&self.kind.facts().change, self.dose()) {
            (_, Some(dose)) => (dose.change)(value, self.amount),
            (Change::To(fixed), None) => *fixed,
            (Change::By(_), None) => value,
        }
    }
}

/// A dose without a usual limit.
const fn dose(key: Key, change: fn(f64, f64) -> f64) -> HabitDose {
    HabitDose { key, change, usual: None }
}
