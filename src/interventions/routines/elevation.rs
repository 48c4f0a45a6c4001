//! Lying back with the legs above the heart, or as high as the seat allows.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::interventions::{EXERCISE, Facts, Group, LASTING, still};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "elevation",
        group: Group::Support,
        keys: LASTING,
        about: "raises the legs above the heart; in a vehicle seat only to the level of the cushion (`reclining`)",
        source: "postures in [model.md](model.md)",
    },
    usual_per_min: Activity::Rest.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Standing, Posture::Lying, Posture::Reclining],
    parts: |_, host| vec![still(Some(host.raised), 0.0)],
    contraindications: |_| EXERCISE,
    precautions: &[],
};
