//! Interventions. Each kind of intervention has one file, with all its facts.

pub mod bouts;
pub mod compression;
mod daily;
mod dose;
pub mod habits;
mod none;
mod part;
mod routines;
mod rule;
pub mod training;
mod trials;

use crate::attributes::Variable;
use crate::keys::Key;

pub use bouts::{BODY_KG, Bouts, Dose, Knee, Sides, Timing};
pub use compression::Garment;
pub use daily::{DAILY, Daily};
pub use dose::InterventionKind;
pub use habits::{Clinician, Habit, HabitFacts, HabitKind};
pub use part::{Host, Part};
pub use routines::{Routine, RoutineFacts, UsualDose};
pub use rule::{RULES, Rule};
pub use training::{Focus, FocusFacts, Gains, LONGEST_PLAN, Stage};
pub use trials::{Basis, Setting, Trial, trials};

use bouts::{LASTING, LOADED, PACED, REPEATED};
use part::{sets, sets_of, still};
use rule::{EXERCISE, HEAVY, RED_FLAGS};

/// Facts that every kind of intervention has.
pub struct Facts {
    /// Its word in scenario files.
    pub word: &'static str,
    /// Group of kinds in documents.
    pub group: Group,
    /// Keys of its dose, in addition to those of every kind.
    pub keys: &'static [Key],
    /// Effect of the intervention in the model, for documents.
    pub about: &'static str,
    /// The literature on this effect, for documents.
    pub source: &'static str,
}

/// Groups of kinds in documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// No intervention.
    Nothing,
    /// Exercises at the seat or on the spot.
    Exercise,
    /// Moving about.
    Moving,
    /// Weeks of training.
    Training,
    /// Treatments of the leg.
    Support,
    /// Body and habits.
    Habit,
}

/// A kind of intervention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    None,
    /// An exercise or treatment that is done in bouts.
    Routine(Routine),
    /// A garment.
    Compression,
    /// Training with the same session in all weeks.
    Sessions(Focus),
    /// Training in several stages.
    Plan,
    /// Something that changes people before the day.
    Habit(HabitKind),
}

impl Kind {
    /// All of them, in the order of documents.
    pub fn all() -> impl Iterator<Item = Self> {
        let sessions = Focus::ALL.into_iter().filter(|focus| focus.facts().kind.is_some()).map(Self::Sessions);
        [Self::None]
            .into_iter()
            .chain(Routine::ALL.map(Self::Routine))
            .chain([Self::Compression])
            .chain(sessions)
            .chain([Self::Plan])
            .chain(HabitKind::ALL.map(Self::Habit))
    }

    /// The facts that every kind has.
    pub fn facts(self) -> &'static Facts {
        match self {
            Self::None => &none::FACTS,
            Self::Routine(routine) => &routine.facts().kind,
            Self::Compression => &compression::FACTS,
            // A focus without a kind of its own is only possible in plans.
            Self::Sessions(focus) => focus.facts().kind.as_ref().unwrap_or(&training::PLAN),
            Self::Plan => &training::PLAN,
            Self::Habit(habit) => &habit.facts().kind,
        }
    }
}

impl InterventionKind {
    /// Whether a person adopts it once, and not bout by bout.
    pub fn is_adopted(&self) -> bool {
        !matches!(self, Self::None | Self::Bouts(_))
    }

    /// Contraindications: the people who must not do it.
    pub fn contraindications(&self) -> &'static [Rule] {
        match self {
            Self::None => &[],
            Self::Bouts(bouts) => (bouts.routine.facts().contraindications)(bouts),
            Self::Compression(_) => compression::CONTRAINDICATIONS,
            Self::Training(stages) => training::contraindications(stages),
            Self::Habit(habit) => (habit.kind.facts().contraindications)(habit),
        }
    }

    /// Precautions: people who may do it, but should ask a clinician first.
    pub fn precautions(&self) -> Vec<Variable> {
        let concerned = match self {
            Self::None => &[],
            Self::Bouts(bouts) => bouts.routine.facts().precautions,
            Self::Compression(_) => compression::PRECAUTIONS,
            Self::Training(stages) => training::precautions(stages),
            Self::Habit(habit) => habit.kind.facts().precautions,
        };
        let excluded = |variable: &Variable| self.contraindications().iter().any(|rule| rule.variable == *variable);
        concerned.iter().copied().filter(|variable| !excluded(variable)).collect()
    }

    /// Whether all people need a clinician before they start it.
    pub fn needs_clinician(&self) -> bool {
        match self {
            Self::Habit(habit) => habit.kind.facts().clinician == Clinician::Prescribes,
            Self::None | Self::Bouts(_) | Self::Compression(_) | Self::Training(_) => false,
        }
    }
}
