//! Raising the heels, forefeet on the floor.

use super::RoutineFacts;
use crate::activities::{Activity, Effort};
use crate::attributes::Variable;
use crate::interventions::{BODY_KG, Bouts, EXERCISE, Facts, Group, HEAVY, Host, Knee, LOADED, Part, Sides, sets_of};
use crate::postures::Posture;

/// Highest pressure in a contracting calf (mmHg): about 250, Ludbrook 1966 (from memory), and more under load (assumption).
const STRONGEST_MMHG: f32 = 300.0;
/// Share of superficial posterior pressure left where a bent knee slackens gastrocnemius, which makes up about a third of the force of
/// plantar flexion (assumption).
const BENT_KNEE: f32 = 0.7;

/// With straight knees people stand up; with bent knees those who sit stay seated, with no weight but that of the leg on the foot. The
/// usual cadence is that of pumps: heel raises are done more slowly than the tiptoes of an examination.
fn parts(bouts: &Bouts, host: Host) -> Vec<Part> {
    let seated = bouts.knee == Knee::Bent && host.posture.facts().seated;
    let posture = (!seated).then_some(Posture::Standing);
    let effort = loaded(Activity::Tiptoe.effort_at(bouts.cadence_per_min), demand(bouts, seated), bouts.knee);
    sets_of(bouts, Activity::Tiptoe, effort, posture)
}

/// Force on the forefoot over that of both feet under a standing body.
fn demand(bouts: &Bouts, seated: bool) -> f64 {
    let sides = if bouts.sides == Sides::One { 2.0 } else { 1.0 };
    // Assumption: a lower leg on a seated person's forefoot weighs a quarter of what half a body does.
    let own = if seated { 0.25 } else { sides };
    own + sides * bouts.load_kg / BODY_KG
}

/// The same effort against a load. Pressure rises less than force, since tendon and other muscles take their part (assumption).
fn loaded(effort: Effort, demand: f64, knee: Knee) -> Effort {
    let share = (0.4 + 0.6 * demand) as f32;
    let [superficial, deep, anterior, lateral, foot] = effort.peak_mmhg;
    let slack = if knee == Knee::Bent { BENT_KNEE } else { 1.0 };
    let pressed = |mmhg: f32| (mmhg * share).min(STRONGEST_MMHG);
    Effort {
        peak_mmhg: [pressed(superficial) * slack, pressed(deep), anterior, pressed(lateral), pressed(foot)],
        metabolism: effort.metabolism * share.min(1.5),
        movement: effort.movement,
    }
}

pub(super) const FACTS: RoutineFacts = RoutineFacts {
    kind: Facts {
        word: "heel_raises",
        group: Group::Exercise,
        keys: LOADED,
        about: "body weight on the forefeet: 210 mmHg in the superficial posterior compartment, more with `load_kg` \
                or on one leg, at most 300 mmHg; with `knee = \"bent\"` the gastrocnemius muscle is slack (70 % of \
                    the pressure), and seated people stay seated, with a quarter of the weight",
        source: "ejection by one tiptoe, Bays 1994; load, knee and seat are assumptions",
    },
    usual_per_min: Activity::AnklePumps.usual_per_min(),
    usual_dose: None,
    usual_from_min: None,
    least_min: 1,
    cycles_per_set: None,
    strides: false,
    hosts: &[Posture::Sitting, Posture::Standing],
    parts,
    contraindications: |bouts| if bouts.load_kg > 0.0 { HEAVY } else { EXERCISE },
    precautions: &[Variable::RecentSurgery],
};
