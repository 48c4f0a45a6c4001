//! The desk circuit: pumps, heel raises, toe raises.

use super::{RoutineFacts, UsualDose};
use crate::activities::Activity;
use crate::attributes::Variable;
use crate::interventions::bouts::{CADENCE_PER_MIN, EVERY_MIN, FROM_MIN, REST_S, SETS, UNTIL_MIN};
use crate::interventions::{Bouts, Dose, EXERCISE, Facts, Group, Part, still};
use crate::postures::Posture;

/// The exercises of a round.
const ROUND: [(Activity, u32); 3] = [(Activity::AnklePumps, 15), (Activity::Tiptoe, 12), (Activity::ToeRaises, 10)];

/// Pumps in the posture of the phase, then heel and toe raises while standing, at one pace.
fn parts(bouts: &Bouts) -> Vec<Part> {
    let (rounds, rest_s) = match bouts.dose {
        Dose::Minutes(minutes) => (minutes, 0.0),
        Dose::Sets { sets, rest_s, .. } => (sets, f64::from(rest_s)),
    };
    let cadence_per_min = bouts.cadence_per_min;
    let mut parts = Vec::new();
    for round in 0..rounds {
        if round > 0 {
            parts.push(still(None, rest_s));
        }
        for (activity, count) in ROUND {
            let posture = (activity != Activity::AnklePumps).then_some(Posture::Standing);
            let seconds = f64::from(count) * 60.0 / f64::from(cadence_per_min);
            let effort = activity.effort_at(cadence_per_min);
            parts.push(Part { activity, effort, posture, cadence_per_min, seconds });
        }
    }
    parts
}

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "calf_circuit",
        group: Group::Exercise,
        keys: &[EVERY_MIN.key, FROM_MIN.key, UNTIL_MIN.key, SETS.key, REST_S.key, CADENCE_PER_MIN.key],
        about: "rounds of 15 pumps, 12 heel raises, 10 toe raises",
        source: "sources of its parts",
    },
    usual_per_min: Activity::AnklePumps.usual_per_min(),
    usual_dose: Some(UsualDose::Sets { sets: 3, repetitions: 1 }),
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: Some(ROUND[0].1 + ROUND[1].1 + ROUND[2].1),
    strides: false,
    hosts: &[Posture::Sitting, Posture::Standing],
    parts: |bouts, _| parts(bouts),
    contraindications: |_| EXERCISE,
    precautions: &[Variable::RecentSurgery],
};
