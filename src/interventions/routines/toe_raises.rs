//! Raising the forefeet, heels on the floor.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::interventions::{EXERCISE, Facts, Group, REPEATED, sets};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "toe_raises",
        group: Group::Exercise,
        keys: REPEATED,
        about: "raises the pressure of the tibialis anterior muscle to 110 mmHg; the calf is only stretched",
        source: "shin pressure while walking, Ballard 1998; assumption",
    },
    usual_per_min: Activity::ToeRaises.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Standing],
    parts: |bouts, _| sets(bouts, Activity::ToeRaises, None),
    contraindications: |_| EXERCISE,
    precautions: &[],
};
