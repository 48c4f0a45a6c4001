//! Walking.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::interventions::{EXERCISE, Facts, Group, REPEATED, sets};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "walk",
        group: Group::Moving,
        keys: REPEATED,
        about: "the pumps of foot, calf and thigh work in the order of a stride; pressures and metabolic rate rise \
                with `cadence_per_min` from 50 (slow) to 80 (run)",
        source: "Ballard 1998 (walk and run), Stick 1992; linear between them (assumption)",
    },
    usual_per_min: Activity::Walk.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: true,
    hosts: &[Posture::Sitting, Posture::Standing, Posture::Lying, Posture::Reclining],
    parts: |bouts, _| sets(bouts, Activity::Walk, Some(Posture::Walking)),
    contraindications: |_| EXERCISE,
    precautions: &[],
};
