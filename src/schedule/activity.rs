//! Rhythmic activities: peak pressures, waveforms and metabolic cost. A new exercise is a row here.

use crate::model::{Channels, Wave};
use crate::scenario::Activity;

use super::wave::{Pulse, STILL, sample};

/// An activity in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Peak intramuscular pressures (mmHg): superficial posterior, deep posterior, anterior, lateral; then on the plantar veins.
    pub peak_mmhg: [f32; 5],
    /// Metabolic rate of the calf over walking.
    pub metabolism: f32,
    /// Drive of lymph over walking.
    pub movement: f32,
}

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

impl Activity {
    /// Peaks and costs.
    pub fn effort(self) -> Effort {
        let effort = |peak_mmhg, metabolism, movement| Effort { peak_mmhg, metabolism, movement };
        match self {
            Activity::Rest => effort([0.0; 5], 0.0, 0.0),
            // Assumption: unloaded movement reaches a third of the pressures of walking.
            Activity::AnklePumps => effort([70.0, 60.0, 60.0, 40.0, 12.0], 0.45, 0.8),
            Activity::Walk => effort([181.0, 150.0, 90.0, 90.0, 70.0], 1.0, 1.0),
            // Assumption: body weight on both forefeet, somewhat above push-off at a slow walk.
            Activity::Tiptoe => effort([210.0, 180.0, 60.0, 120.0, 40.0], 1.0, 1.0),
            Activity::WeightTransfer => effort([0.0, 0.0, 0.0, 0.0, 70.0], 0.1, 0.3),
            // Assumption: 50 W at 50 per minute load the calf about half as much as a slow walk.
            Activity::Cycling => effort([90.0, 75.0, 45.0, 45.0, 30.0], 1.0, 1.0),
        }
    }

    /// One cycle in this many steps; at rest, one step whatever is asked.
    pub fn waves(self, steps: usize) -> Vec<Wave> {
        match self {
            Activity::Rest => STILL.to_vec(),
            Activity::AnklePumps => sample(&ANKLE_PUMPS, steps),
            Activity::Walk => sample(&WALK, steps),
            Activity::Tiptoe => sample(&TIPTOE, steps),
            Activity::WeightTransfer => sample(&WEIGHT_TRANSFER, steps),
            Activity::Cycling => sample(&CYCLING, steps),
        }
    }

    /// The channels of a posture with this activity in it.
    pub fn in_posture(self, posture: Channels<f32>) -> Channels<f32> {
        let effort = self.effort();
        let [superficial, deep, anterior, lateral, foot] = effort.peak_mmhg;
        Channels {
            muscle_superficial_posterior_mmhg: superficial,
            muscle_deep_posterior_mmhg: deep,
            muscle_anterior_mmhg: anterior,
            muscle_lateral_mmhg: lateral,
            foot_load_mmhg: foot,
            metabolism: effort.metabolism,
            movement: effort.movement,
            ..posture
        }
    }
}
