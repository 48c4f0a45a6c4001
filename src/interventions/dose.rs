//! What an intervention does, with its dose.

use super::{Bouts, Garment, Habit, Kind, Stage};

/// An intervention with its dose.
#[derive(Clone, Debug, PartialEq)]
pub enum InterventionKind {
    /// Nothing: for an arm without interventions.
    None,
    /// An exercise or treatment that is done in bouts.
    Bouts(Bouts),
    /// A garment on the lower leg.
    Compression(Garment),
    /// Weeks of calf training that are over when the timeline begins.
    Training(Vec<Stage>),
    /// Something that changes the person before the timeline begins.
    Habit(Habit),
}

impl InterventionKind {
    /// The kind without its dose.
    pub fn kind(&self) -> Kind {
        match self {
            Self::None => Kind::None,
            Self::Bouts(bouts) => Kind::Routine(bouts.routine),
            Self::Compression(_) => Kind::Compression,
            Self::Training(stages) => match stages.as_slice() {
                [Stage { focus, .. }] if focus.facts().kind.is_some() => Kind::Sessions(*focus),
                _ => Kind::Plan,
            },
            Self::Habit(habit) => Kind::Habit(habit.kind),
        }
    }

    /// The bouts of a routine.
    pub fn bouts(&self) -> Option<&Bouts> {
        match self {
            Self::Bouts(bouts) => Some(bouts),
            Self::None | Self::Compression(_) | Self::Training(_) | Self::Habit(_) => None,
        }
    }

    /// The garment of a compression.
    pub fn garment(&self) -> Option<&Garment> {
        match self {
            Self::Compression(garment) => Some(garment),
            Self::None | Self::Bouts(_) | Self::Training(_) | Self::Habit(_) => None,
        }
    }
}
