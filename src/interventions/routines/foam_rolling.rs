//! Rolling the calf over a foam roller.

use super::{RoutineFacts, massage};
use crate::activities::Activity;
use crate::interventions::rule::{NO_PRESSING_INJURED, NO_PRESSING_TREATED};
use crate::interventions::{Facts, Group, PACED, RED_FLAGS, Rule, sets};
use crate::postures::Posture;

/// Contraindications of deep pressure on a calf that may contain a clot or that bleeds easily.
const PRESSING: &[Rule] = &[NO_PRESSING_TREATED, NO_PRESSING_INJURED, RED_FLAGS];

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "foam_rolling",
        group: Group::Support,
        keys: PACED,
        about: "presses a smaller part of the calf than massage, but deeper, and drives less lymph",
        source: "assumption",
    },
    usual_per_min: Activity::FoamRolling.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Lying],
    parts: |bouts, _| sets(bouts, Activity::FoamRolling, None),
    contraindications: |_| PRESSING,
    precautions: massage::ASK,
};
