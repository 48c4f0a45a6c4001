//! Climbing stairs.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::attributes::Variable;
use crate::interventions::{EXERCISE, Facts, Group, REPEATED, sets};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "stairs",
        group: Group::Moving,
        keys: REPEATED,
        about: "like a walk, with higher pressures in the calf, less load on the foot and a higher metabolic rate",
        source: "activity of calf muscles uphill, Franz & Kram 2011; load of the arch, Burnfield 2007; the pressures \
                 of the calf and the metabolic rate are assumptions",
    },
    usual_per_min: Activity::Stairs.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: true,
    hosts: &[Posture::Sitting, Posture::Standing, Posture::Lying, Posture::Reclining],
    parts: |bouts, _| sets(bouts, Activity::Stairs, Some(Posture::Stairs)),
    contraindications: |_| EXERCISE,
    precautions: &[Variable::RecentSurgery],
};
