//! Effort of an activity: peak pressures, metabolic cost, drive of lymph.

use crate::model::Channels;

/// An activity in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Peak intramuscular pressures (mmHg): superficial posterior, deep posterior, anterior, lateral; then on the plantar veins.
    pub peak_mmhg: [f32; 5],
    /// Metabolic rate of the calf relative to walking.
    pub metabolism: f32,
    /// Drive of lymph relative to walking.
    pub movement: f32,
}

impl Effort {
    /// The same with pressures times `pressure` and costs times `pace`.
    pub(super) fn quickened(self, pressure: f64, pace: f64) -> Self {
        let peak_mmhg = self.peak_mmhg.map(|mmhg| mmhg * pressure as f32);
        Self { peak_mmhg, metabolism: self.metabolism * pace as f32, movement: self.movement * pace as f32 }
    }

    /// The channels of a posture together with this effort.
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
            // People who exercise do not shift their weight in addition.
            sway: if self.peak_mmhg.iter().any(|peak| *peak > 0.0) { 0.0 } else { posture.sway },
            ..posture
        }
    }
}
