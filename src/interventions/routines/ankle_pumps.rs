//! Plantar and dorsal flexion of unloaded ankles.

use super::RoutineFacts;
use crate::activities::Activity;
use crate::interventions::{EXERCISE, Facts, Group, REPEATED, sets};
use crate::postures::Posture;

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "ankle_pumps",
        group: Group::Exercise,
        keys: REPEATED,
        about: "plantar flexion squeezes the calf compartments, dorsiflexion the anterior one, with a third of the \
                pressures of walking",
        source: "popliteal velocity with ankle exercise (targets in [evidence.md](evidence.md)); peaks are assumptions",
    },
    usual_per_min: Activity::AnklePumps.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Lying, Posture::LegsRaised, Posture::Reclining],
    parts: |bouts, _| sets(bouts, Activity::AnklePumps, None),
    contraindications: |_| EXERCISE,
    precautions: &[],
};
