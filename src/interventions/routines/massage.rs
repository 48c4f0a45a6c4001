//! Strokes from ankle to knee.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::attributes::Variable;
use crate::interventions::{EXERCISE, Facts, Group, PACED, sets};
use crate::postures::Posture;

/// People who should ask a clinician first, because their calf may contain a clot.
pub(super) const ASK: &[Variable] =
    &[Variable::PriorVte, Variable::Cancer, Variable::RecentSurgery, Variable::Pregnant];

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "massage",
        group: Group::Support,
        keys: PACED,
        about: "strokes of 15-25 mmHg from the foot to the knee, with as much drive of lymph as walking",
        source: "assumption",
    },
    usual_per_min: Activity::Massage.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Lying, Posture::LegsRaised, Posture::Reclining],
    parts: |bouts, _| sets(bouts, Activity::Massage, None),
    contraindications: |_| EXERCISE,
    precautions: ASK,
};
