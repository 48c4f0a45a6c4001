//! Climbing stairs.

use super::{Effort, Facts, Pace, walk};
use crate::postures::Posture;

pub(super) const FACTS: Facts = Facts {
    word: Some("stairs"),
    name: "stairs",
    usual_per_min: 45,
    pace: Pace::UpTo(25.0),
    postures: &[Posture::Stairs],
    posture_hint: "this is done with `posture = \"stairs\"`",
    of_posture: Some(Posture::Stairs),
    // Every step lifts the body: uphill, soleus and gastrocnemius are more active than on the level (Franz & Kram 2011, Gait Posture).
    // Assumption: the posterior compartments are half-way from the walk to the run of Ballard 1998. The arch bears 80 / 119 of its load in
    // walking (stair climber, Burnfield 2007, doi:10.1249/mss.0b013e318148bdfa).
    effort: Effort { peak_mmhg: [225.0, 187.0, 70.0, 112.0, 47.0], metabolism: 1.6, movement: 1.2 },
    pulses: Some(&walk::PULSES),
};
