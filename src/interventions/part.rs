//! The parts of a bout: efforts and pauses, one after the other.

use super::{Bouts, Dose, Sides};
use crate::activities::{Activity, Effort};
use crate::postures::Posture;

/// A part of a bout with one activity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// What the legs do.
    pub activity: Activity,
    /// Its effort.
    pub effort: Effort,
    /// The posture, if it differs from that of the phase.
    pub posture: Option<Posture>,
    /// Cycles of one leg per minute.
    pub cadence_per_min: u32,
    /// Length (s): whole cycles. In a list that is being made, 0 means the rest of the bout.
    pub seconds: f64,
}

/// Conditions in which a bout is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    /// The posture of the phase.
    pub posture: Posture,
    /// The posture for raised legs. A vehicle seat limits how far people can lean back.
    pub raised: Posture,
}

impl Bouts {
    /// The parts of a bout. Together they last until its last minute.
    pub fn parts(&self, host: Host) -> Vec<Part> {
        let mut parts = (self.routine.facts().parts)(self, host);
        let left_s = f64::from(self.duration_min()) * 60.0 - parts.iter().map(|part| part.seconds).sum::<f64>();
        match parts.last_mut() {
            // A pause without a length lasts for the rest of the bout.
            Some(last) if last.seconds == 0.0 => last.seconds = left_s,
            _ if left_s > 1e-6 => parts.push(still(None, left_s)),
            _ => {}
        }
        parts.retain(|part| part.seconds > 0.0);
        parts
    }
}

/// Sets with pauses between them, or one part for all the minutes, with the activity's own effort.
pub(super) fn sets(bouts: &Bouts, activity: Activity, posture: Option<Posture>) -> Vec<Part> {
    sets_of(bouts, activity, activity.effort_at(bouts.cadence_per_min), posture)
}

/// The same at another effort.
pub(super) fn sets_of(bouts: &Bouts, activity: Activity, effort: Effort, posture: Option<Posture>) -> Vec<Part> {
    let cadence_per_min = bouts.cadence_per_min;
    let work = |seconds| Part { activity, effort, posture, cadence_per_min, seconds };
    let (count, repetitions, rest_s) = match bouts.dose {
        Dose::Minutes(minutes) => return vec![work(f64::from(minutes) * 60.0)],
        Dose::Sets { sets, repetitions, rest_s } => (sets, repetitions, f64::from(rest_s)),
    };
    let set_s = f64::from(repetitions) * 60.0 / f64::from(cadence_per_min);
    let mut parts = Vec::new();
    for set in 0..count {
        if set > 0 {
            parts.push(still(posture, rest_s));
        }
        parts.push(work(set_s));
        if bouts.sides == Sides::One {
            // The other leg works in this part.
            parts.push(still(posture, set_s));
        }
    }
    parts
}

/// A pause in this posture. A length of 0 means the rest of the bout.
pub(super) fn still(posture: Option<Posture>, seconds: f64) -> Part {
    Part { activity: Activity::Rest, effort: Activity::Rest.effort(), posture, cadence_per_min: 0, seconds }
}
