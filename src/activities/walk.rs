//! Level walking.

use super::{Effort, Facts, Pace, Pulses, pulse};
use crate::postures::Posture;

/// Push-off after mid-stance, foot loaded during stance, shin at heel strike and in swing (Ballard et al. 1998,
/// doi:10.1152/jappl.1998.84.6.1976; Ricci 2020, doi:10.24019/jtavr.115).
pub(super) const PULSES: Pulses = [
    &[pulse(0.20, 0.25, 0.14, 0.62, 1.0), pulse(0.68, 0.10, 0.10, 0.92, 0.08)],
    &[pulse(0.18, 0.25, 0.14, 0.62, 1.0), pulse(0.68, 0.10, 0.10, 0.92, 0.08)],
    &[pulse(0.90, 0.12, 0.12, 1.16, 1.0), pulse(0.62, 0.10, 0.10, 0.88, 0.45)],
    &[pulse(0.20, 0.20, 0.14, 0.62, 1.0)],
    &[pulse(0.0, 0.14, 0.14, 0.62, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("walk"),
    name: "walking",
    usual_per_min: 50,
    pace: Pace::Strides,
    postures: &[Posture::Walking, Posture::Standing],
    posture_hint: "a walk needs `posture = \"walking\"`, or `\"standing\"` for one on the spot",
    of_posture: Some(Posture::Walking),
    effort: Effort { peak_mmhg: [181.0, 150.0, 90.0, 90.0, 70.0], metabolism: 1.0, movement: 1.0 },
    pulses: Some(&PULSES),
};
