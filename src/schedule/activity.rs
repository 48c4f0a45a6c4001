//! Rhythmic activities: who squeezes when. A new exercise is a row here and one of its effort.

use crate::model::Wave;
use crate::scenario::Activity;

use super::wave::{Pulse, STILL, sample};

const fn pulse(start: f64, rise: f64, fall: f64, end: f64, height: f64) -> Pulse {
    Pulse { start, rise, fall, end, height }
}

/// Push-off after mid-stance, foot loaded during stance, shin at heel strike and in swing (Ballard et al. 1998,
/// doi:10.1152/jappl.1998.84.6.1976; Ricci 2020, doi:10.24019/jtavr.115).
const WALK: [&[Pulse]; 5] = [
    &[pulse(0.20, 0.25, 0.14, 0.62, 1.0), pulse(0.68, 0.10, 0.10, 0.92, 0.08)],
    &[pulse(0.18, 0.25, 0.14, 0.62, 1.0), pulse(0.68, 0.10, 0.10, 0.92, 0.08)],
    &[pulse(0.90, 0.12, 0.12, 1.16, 1.0), pulse(0.62, 0.10, 0.10, 0.88, 0.45)],
    &[pulse(0.20, 0.20, 0.14, 0.62, 1.0)],
    &[pulse(0.0, 0.14, 0.14, 0.62, 1.0)],
];

/// Foot loaded for the first part of the cycle, nothing else.
const WEIGHT_TRANSFER: [&[Pulse]; 5] = [&[], &[], &[], &[], &[pulse(0.0, 0.14, 0.14, 0.62, 1.0)]];

/// Downstroke, then the upstroke with a lifted forefoot.
const CYCLING: [&[Pulse]; 5] = [
    &[pulse(0.05, 0.20, 0.20, 0.60, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.60, 1.0)],
    &[pulse(0.60, 0.15, 0.15, 1.0, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.60, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.55, 1.0)],
];

const ANKLE_PUMPS: [&[Pulse]; 5] = [
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0), pulse(0.55, 0.12, 0.12, 0.90, 0.15)],
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0), pulse(0.55, 0.12, 0.12, 0.90, 0.15)],
    &[pulse(0.52, 0.14, 0.14, 0.96, 1.0)],
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0)],
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0)],
];

const TIPTOE: [&[Pulse]; 5] = [
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.72, 0.10, 0.10, 0.98, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
];

/// Rolling from toes over the outer edge to the heel: everything a little, one after the other.
const ANKLE_CIRCLES: [&[Pulse]; 5] = [
    &[pulse(0.02, 0.20, 0.20, 0.50, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.55, 1.0)],
    &[pulse(0.52, 0.20, 0.20, 0.98, 1.0)],
    &[pulse(0.30, 0.20, 0.20, 0.80, 1.0)],
    &[pulse(0.02, 0.20, 0.20, 0.50, 1.0)],
];

/// Shin lifts the forefoot; the calf is stretched meanwhile.
const TOE_RAISES: [&[Pulse]; 5] = [
    &[pulse(0.05, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.75, 0.10, 0.10, 1.0, 1.0)],
];

/// A hand that goes up from the foot over the calf and lets go at the knee.
const STROKES: [&[Pulse]; 5] = [
    &[pulse(0.30, 0.20, 0.15, 0.75, 1.0)],
    &[pulse(0.25, 0.20, 0.15, 0.70, 1.0)],
    &[pulse(0.25, 0.20, 0.15, 0.70, 1.0)],
    &[pulse(0.25, 0.20, 0.15, 0.70, 1.0)],
    &[pulse(0.0, 0.15, 0.15, 0.40, 1.0)],
];

impl Activity {
    /// One cycle in this many steps; at rest, one step whatever is asked.
    pub fn waves(self, steps: usize) -> Vec<Wave> {
        match self {
            Activity::Rest => STILL.to_vec(),
            Activity::AnklePumps => sample(&ANKLE_PUMPS, steps),
            Activity::AnkleCircles => sample(&ANKLE_CIRCLES, steps),
            Activity::ToeRaises => sample(&TOE_RAISES, steps),
            Activity::Walk | Activity::Stairs => sample(&WALK, steps),
            Activity::Tiptoe => sample(&TIPTOE, steps),
            Activity::WeightTransfer => sample(&WEIGHT_TRANSFER, steps),
            Activity::Cycling => sample(&CYCLING, steps),
            Activity::Massage | Activity::FoamRolling => sample(&STROKES, steps),
        }
    }
}
