//! Lying back with the legs above the heart, or as high as the seat allows.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::interventions::{Facts, Group, LASTING, still};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "elevation",
        group: Group::Support,
        keys: LASTING,
        about: "legs above the heart; in the seat of a vehicle level with its cushion (`reclining`)",
        source: "postures; shank girth with raised legs is the one target that is missed ([evidence.md](evidence.md))",
    },
    usual_per_min: Activity::Rest.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Standing, Posture::Lying, Posture::Reclining],
    parts: |_, host| vec![still(Some(host.raised), 0.0)],
    contraindications: |_| &[],
    precautions: &[],
};
