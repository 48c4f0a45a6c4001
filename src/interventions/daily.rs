//! Daily habits of people who live a training plan.

use super::bouts::{Bouts, Dose, Knee, Sides, Timing};
use super::routines::Routine;

/// A habit of every day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Daily {
    /// Its name after that of the plan, and in messages.
    pub name: &'static str,
    /// What people do, and when.
    pub bouts: Bouts,
}

const fn daily(name: &'static str, routine: Routine, from_min: u32, every_min: Option<u32>, dose: Dose) -> Daily {
    let timing = Timing { from_min, every_min, until_min: None };
    let cadence_per_min = match routine.facts().usual_per_min {
        0 => 1,
        usual => usual,
    };
    Daily {
        name,
        bouts: Bouts { routine, timing, dose, cadence_per_min, knee: Knee::Straight, sides: Sides::Both, load_kg: 0.0 },
    }
}

/// The habits of a lived plan: ankle pumps every hour and, between them, a walk and a set of heel raises every two hours; in the evening, the
/// bedtime routine. None of them overlaps another.
pub const DAILY: [Daily; 4] = [
    daily("pumps", Routine::AnklePumps, 60, Some(60), Dose::Minutes(2)),
    daily("walk", Routine::Walk, 30, Some(120), Dose::Minutes(5)),
    daily("raises", Routine::HeelRaises, 90, Some(120), Dose::Sets { sets: 1, repetitions: 20, rest_s: 60 }),
    daily("bedtime", Routine::BedtimeRoutine, 0, None, Dose::Minutes(17)),
];
