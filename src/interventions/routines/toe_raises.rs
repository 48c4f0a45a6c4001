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
        about: "raises the pressure of the tibialis anterior muscle to 110 mmHg; the stretched calf is squeezed as hard as \
                by ankle pumps, but faster and for a shorter time",
        source: "shin pressure while walking, Ballard 1998; the peaks of the calf are assumptions; directions: \
                 [evidence.md](evidence.md#activities)",
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
