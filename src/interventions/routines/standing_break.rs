//! Standing up.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::interventions::{EXERCISE, Facts, Group, LASTING, still};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "standing_break",
        group: Group::Moving,
        keys: LASTING,
        about: "hips and knees are straight, the column of blood is higher, and no muscle pumps, except for shifts of weight",
        source: "postures in [model.md](model.md)",
    },
    usual_per_min: Activity::Rest.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Lying],
    parts: |_, _| vec![still(Some(Posture::Standing), 0.0)],
    contraindications: |_| EXERCISE,
    precautions: &[],
};
