//! Turning the ankles, massage, legs up.

use super::{RoutineFacts, UsualDose, massage};
use crate::activities::Activity;
use crate::interventions::{Bouts, EXERCISE, Facts, Group, Host, LASTING, Part, still};
use crate::postures::Posture;

/// Minutes of ankle circles, massage and raised legs.
const USUAL_MIN: [u32; 3] = [2, 5, 10];

/// Ankle circles, massage, and legs up for the rest; each has a minute at least.
fn parts(bouts: &Bouts, host: Host) -> Vec<Part> {
    let [circles, massage, _] = USUAL_MIN;
    let usual: u32 = USUAL_MIN.iter().sum();
    let minutes = bouts.duration_min();
    let share = |of: u32| f64::from((minutes * of / usual).max(1)) * 60.0;
    let work = |activity: Activity, seconds: f64| Part {
        activity,
        effort: activity.effort(),
        posture: None,
        cadence_per_min: activity.usual_per_min(),
        seconds,
    };
    vec![
        work(Activity::AnkleCircles, share(circles)),
        work(Activity::Massage, share(massage)),
        still(Some(host.raised), 0.0),
    ]
}

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "bedtime_routine",
        group: Group::Support,
        keys: LASTING,
        about: "ankle circles, then massage, then raised legs for the rest of the bout",
        source: "sources of its parts",
    },
    usual_per_min: Activity::Rest.usual_per_min(),
    usual_dose: Some(UsualDose::Minutes(USUAL_MIN[0] + USUAL_MIN[1] + USUAL_MIN[2])),
    usual_from_min: Some(0),
    least_min: 3,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Lying, Posture::Sitting],
    parts,
    contraindications: |_| EXERCISE,
    precautions: massage::ASK,
};
