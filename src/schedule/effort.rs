//! How hard activities are: peak pressures, metabolic cost, drive of lymph.

use crate::model::Channels;
use crate::scenario::{Activity, Knee};

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

/// Strides of one leg per minute of the slow walk that `WALK` and its effort belong to, and of a run.
const STRIDES_PER_MIN: (f64, f64) = (50.0, 80.0);
/// Soleus pressure of a run over that of a walk, 269 over 181 mmHg: Ballard et al. 1998.
const RUN: f64 = 1.49;
/// Highest pressure in a contracting calf (mmHg): about 250, Ludbrook 1966 (from memory), and more under load (assumption).
const STRONGEST_MMHG: f32 = 300.0;
/// Share of superficial posterior pressure left where a bent knee slackens gastrocnemius, which makes up about a third of the force of
/// plantar flexion (assumption).
const BENT_KNEE: f32 = 0.7;

impl Effort {
    /// The same against a load: `demand` is the force on the forefoot over that of both feet under a standing body. Pressure rises less
    /// than force, since tendon and other muscles take their part (assumption).
    pub(super) fn loaded(self, demand: f64, knee: Knee) -> Self {
        let share = (0.4 + 0.6 * demand) as f32;
        let [superficial, deep, anterior, lateral, foot] = self.peak_mmhg;
        let slack = if knee == Knee::Bent { BENT_KNEE } else { 1.0 };
        let pressed = |mmhg: f32| (mmhg * share).min(STRONGEST_MMHG);
        Self {
            peak_mmhg: [pressed(superficial) * slack, pressed(deep), anterior, pressed(lateral), pressed(foot)],
            metabolism: self.metabolism * share.min(1.5),
            movement: self.movement,
        }
    }

    fn quickened(self, pressure: f64, pace: f64) -> Self {
        let peak_mmhg = self.peak_mmhg.map(|mmhg| mmhg * pressure as f32);
        Self { peak_mmhg, metabolism: self.metabolism * pace as f32, movement: self.movement * pace as f32 }
    }

    /// The channels of a posture with this effort in it.
    pub fn in_posture(self, posture: Channels<f32>) -> Channels<f32> {
        let [superficial, deep, anterior, lateral, foot] = self.peak_mmhg;
        Channels {
            muscle_superficial_posterior_mmhg: superficial,
            muscle_deep_posterior_mmhg: deep,
            muscle_anterior_mmhg: anterior,
            muscle_lateral_mmhg: lateral,
            foot_load_mmhg: foot,
            metabolism: self.metabolism,
            movement: self.movement,
            ..posture
        }
    }
}

impl Activity {
    /// Peaks and costs at a cadence (cycles of one leg per minute): brisk walking presses harder and costs more.
    pub fn effort_at(self, cadence_per_min: u32) -> Effort {
        let effort = self.effort();
        let (walk, run) = STRIDES_PER_MIN;
        let strides = f64::from(cadence_per_min).clamp(20.0, run);
        match self {
            Activity::Walk => effort.quickened(1.0 + (RUN - 1.0) * (strides - walk) / (run - walk), strides / walk),
            _ => effort.quickened(1.0, (f64::from(cadence_per_min) / self.full_per_min()).min(1.0)),
        }
    }

    /// Cadence from which on metabolism and lymph are those of [`Activity::effort`]; below, they fall with it (assumption).
    fn full_per_min(self) -> f64 {
        match self {
            Activity::Massage | Activity::FoamRolling => 6.0,
            Activity::Stairs | Activity::Cycling => 25.0,
            Activity::Rest => 1.0,
            _ => 15.0,
        }
    }

    /// Peaks and costs.
    pub fn effort(self) -> Effort {
        let effort = |peak_mmhg, metabolism, movement| Effort { peak_mmhg, metabolism, movement };
        match self {
            Activity::Rest => effort([0.0; 5], 0.0, 0.0),
            // Assumption: unloaded movement reaches a third of the pressures of walking.
            Activity::AnklePumps => effort([70.0, 60.0, 60.0, 40.0, 12.0], 0.45, 0.8),
            // Assumption: as pumps, but no muscle does more than a part of the circle.
            Activity::AnkleCircles => effort([45.0, 45.0, 50.0, 40.0, 8.0], 0.3, 0.7),
            // Assumption: the shin works somewhat harder than at heel strike, the calf is only stretched.
            Activity::ToeRaises => effort([25.0, 25.0, 110.0, 20.0, 25.0], 0.45, 0.8),
            Activity::Walk => effort([181.0, 150.0, 90.0, 90.0, 70.0], 1.0, 1.0),
            // Assumption: a slow walk that lifts the body with every step.
            Activity::Stairs => effort([210.0, 175.0, 70.0, 110.0, 80.0], 1.6, 1.2),
            // Assumption: body weight on both forefeet, somewhat above push-off at a slow walk.
            Activity::Tiptoe => effort([210.0, 180.0, 60.0, 120.0, 40.0], 1.0, 1.0),
            Activity::WeightTransfer => effort([0.0, 0.0, 0.0, 0.0, 70.0], 0.1, 0.3),
            // Assumption: 50 W at 50 per minute load the calf about half as much as a slow walk.
            Activity::Cycling => effort([90.0, 75.0, 45.0, 45.0, 30.0], 1.0, 1.0),
            // Assumption: firm strokes press about as hard as a stocking, and drive lymph as well as a walk does.
            Activity::Massage => effort([25.0, 20.0, 15.0, 15.0, 20.0], 0.0, 1.0),
            // Assumption: the weight of the leg on a roller presses deeper than a hand, but on a small place.
            Activity::FoamRolling => effort([40.0, 25.0, 5.0, 20.0, 0.0], 0.1, 0.7),
        }
    }
}
