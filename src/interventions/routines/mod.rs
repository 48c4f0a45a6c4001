//! What is done in bouts: one file per routine, which says everything about it.

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

/// Everything about a routine.
pub struct RoutineFacts {
    /// What every kind of intervention has.
    pub kind: Facts,
    /// Cycles of one leg per minute where nothing is said; 1 where nothing is repeated.
    pub usual_per_min: u32,
    /// The dose where none is given; none where one has to be.
    pub usual_dose: Option<UsualDose>,
    /// When the first bout begins where neither that nor an interval is given (min); none where one has to be.
    pub usual_from_min: Option<u32>,
    /// Shortest bout (min).
    pub least_min: u32,
    /// Cycles of one leg in a set, where they are fixed.
    pub cycles_per_set: Option<u32>,
    /// Whether its cadence counts strides.
    pub strides: bool,
    /// Postures of the phases in which it can be done, the usual one first.
    pub hosts: &'static [Posture],
    /// What a bout is made of.
    pub parts: fn(&Bouts, Host) -> Vec<Part>,
    /// Who may not take it.
    pub contraindications: fn(&Bouts) -> &'static [Rule],
    /// Who should ask a clinician first.
    pub precautions: &'static [Variable],
}

/// The dose of a routine where none is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsualDose {
    /// A duration.
    Minutes(u32),
    /// Repetitions; 1 where the rounds are fixed.
    Sets {
        /// Number of sets.
        sets: u32,
        /// Repetitions in each set.
        repetitions: u32,
    },
}

macro_rules! routines {
    ($( $(#[$doc:meta])* $variant:ident => $file:ident, )*) => {
        /// What a bout consists of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Routine { $( $(#[$doc])* $variant, )* }

        impl Routine {
            /// All of them, in the order of documents.
            pub const ALL: [Routine; [$( $file::FACTS.least_min, )*].len()] = [$( Routine::$variant, )*];

            /// Everything about it.
            pub fn facts(self) -> &'static RoutineFacts { match self { $( Routine::$variant => &$file::FACTS, )* } }
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
