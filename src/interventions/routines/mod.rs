//! Routines: interventions that are done in bouts. Each routine has one file, with all its facts.

mod aisle_walk;
mod ankle_circles;
mod ankle_pumps;
mod bedtime_routine;
mod calf_circuit;
mod elevation;
mod foam_rolling;
mod heel_raises;
mod massage;
mod stairs;
mod standing_break;
mod toe_raises;
mod walk;

use super::{Bouts, Facts, Host, Part, Rule};
use crate::attributes::Variable;
use crate::postures::Posture;

/// Facts of a routine.
pub struct RoutineFacts {
    /// Facts that every kind of intervention has.
    pub kind: Facts,
    /// Default number of cycles of one leg per minute; 1 if nothing is repeated.
    pub usual_per_min: u32,
    /// Default dose; `None` if the scenario must give one.
    pub usual_dose: Option<UsualDose>,
    /// Start of the first bout if the scenario gives neither a start nor an interval (min); `None` if it must give one.
    pub usual_from_min: Option<u32>,
    /// Shortest bout (min).
    pub least_min: u32,
    /// Cycles of one leg in a set, if their number is fixed.
    pub cycles_per_set: Option<u32>,
    /// Whether its cadence counts strides.
    pub strides: bool,
    /// Postures of the phases in which it can be done, the usual one first.
    pub hosts: &'static [Posture],
    /// Function that returns the parts of a bout.
    pub parts: fn(&Bouts, Host) -> Vec<Part>,
    /// Contraindications: the people who must not do it.
    pub contraindications: fn(&Bouts) -> &'static [Rule],
    /// Precautions: people who should ask a clinician first.
    pub precautions: &'static [Variable],
}

/// Default dose of a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsualDose {
    /// A duration.
    Minutes(u32),
    /// Repetitions; 1 if the rounds are fixed.
    Sets {
        /// Number of sets.
        sets: u32,
        /// Repetitions in each set.
        repetitions: u32,
    },
}

macro_rules! routines {
    ($( $(#[$doc:meta])* $variant:ident => $file:ident, )*) => {
        /// The parts of a bout.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Routine { $( $(#[$doc])* $variant, )* }

        impl Routine {
            /// All of them, in the order of documents.
            pub const ALL: [Routine; [$( $file::FACTS.least_min, )*].len()] = [$( Routine::$variant, )*];

            /// Its facts.
            pub const fn facts(self) -> &'static RoutineFacts { match self { $( Routine::$variant => &$file::FACTS, )* } }
        }
    };
}

routines! {
    /// Plantar and dorsal flexion of unloaded ankles.
    AnklePumps => ankle_pumps,
    /// Turning the ankles.
    AnkleCircles => ankle_circles,
    /// Raising the forefeet, heels on the floor.
    ToeRaises => toe_raises,
    /// Raising the heels, forefeet on the floor.
    HeelRaises => heel_raises,
    /// The desk circuit: pumps, heel raises, toe raises.
    CalfCircuit => calf_circuit,
    /// Leaving the seat to walk.
    AisleWalk => aisle_walk,
    /// Walking.
    Walk => walk,
    /// Climbing stairs.
    Stairs => stairs,
    /// Standing up.
    StandingBreak => standing_break,
    /// Lying back with the legs above the heart, or as high as the seat allows.
    Elevation => elevation,
    /// Strokes from ankle to knee.
    Massage => massage,
    /// Rolling the calf over a foam roller.
    FoamRolling => foam_rolling,
    /// Turning the ankles, massage, legs up.
    BedtimeRoutine => bedtime_routine,
}
