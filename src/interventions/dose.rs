//! What an intervention does, with its dose.

use super::{Bouts, Garment, Habit, Stage};

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
