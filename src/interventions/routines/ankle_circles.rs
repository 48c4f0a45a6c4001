//! Turning the ankles.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::interventions::{EXERCISE, Facts, Group, REPEATED, sets};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "ankle_circles",
        group: Group::Exercise,
        keys: REPEATED,
        about: "squeezes the same compartments as ankle pumps, one after the other and with less pressure",
        source: "assumption",
    },
    usual_per_min: Activity::AnkleCircles.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Lying, Posture::LegsRaised, Posture::Reclining],
    parts: |bouts, _| sets(bouts, Activity::AnkleCircles, None),
    contraindications: |_| EXERCISE,
    precautions: &[],
};
