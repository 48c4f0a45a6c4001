//! What a bout is made of: efforts and pauses, one after the other.

use crate::scenario::{Activity, BODY_KG, Bouts, Dose, Knee, Phase, Posture, Routine, Seat, Sides};

use super::effort::Effort;

/// A part of a bout in which the same is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    /// What the legs do.
    pub(super) activity: Activity,
    /// How hard.
    pub(super) effort: Effort,
    /// How the body is held, where not as the phase says.
    pub(super) held: Option<Posture>,
    /// Cycles of one leg per minute.
    pub(super) cadence_per_min: u32,
    /// How long (s): whole cycles.
    pub(super) seconds: f64,
}

/// The parts of a bout in a phase. They fill it to its last minute.
pub(super) fn parts(bouts: &Bouts, phase: &Phase) -> Vec<Part> {
    let host = phase.posture;
    // A seat in a vehicle leans back so far, and no further.
    let raised =
        if host == Posture::Sitting && phase.seat == Seat::Vehicle { Posture::Reclining } else { Posture::LegsRaised };
    let mut parts = match bouts.routine {
        Routine::AnklePumps => sets(bouts, Activity::AnklePumps, None),
        Routine::AnkleCircles => sets(bouts, Activity::AnkleCircles, None),
        Routine::ToeRaises => sets(bouts, Activity::ToeRaises, None),
        Routine::HeelRaises => heel_raises(bouts, host),
        Routine::CalfCircuit => circuit(bouts),
        Routine::AisleWalk | Routine::Walk => sets(bouts, Activity::Walk, Some(Posture::Walking)),
        Routine::Stairs => sets(bouts, Activity::Stairs, Some(Posture::Stairs)),
        Routine::StandingBreak => vec![still(Some(Posture::Standing), 0.0)],
        Routine::Elevation => vec![still(Some(raised), 0.0)],
        Routine::Massage => sets(bouts, Activity::Massage, None),
        Routine::FoamRolling => sets(bouts, Activity::FoamRolling, None),
        Routine::BedtimeRoutine => bedtime(bouts, raised),
    };
    let left_s = f64::from(bouts.duration_min()) * 60.0 - parts.iter().map(|part| part.seconds).sum::<f64>();
    match parts.last_mut() {
        // A pause without a length of its own takes what is left.
        Some(last) if last.seconds == 0.0 => last.seconds = left_s,
        _ if left_s > 1e-6 => parts.push(still(None, left_s)),
        _ => {}
    }
    parts.retain(|part| part.seconds > 0.0);
    parts
}

/// Sets with pauses between them, or one for all of the minutes.
fn sets(bouts: &Bouts, activity: Activity, held: Option<Posture>) -> Vec<Part> {
    repeated(bouts, activity, activity.effort_at(bouts.cadence_per_min), held)
}

/// With straight knees people stand up; with bent knees those who sit stay seated, with no weight but that of the leg on the foot.
fn heel_raises(bouts: &Bouts, host: Posture) -> Vec<Part> {
    let seated = bouts.knee == Knee::Bent && host == Posture::Sitting;
    let held = (!seated).then_some(Posture::Standing);
    let demand = demand(bouts, seated);
    let effort = Activity::Tiptoe.effort_at(bouts.cadence_per_min).loaded(demand, bouts.knee);
    repeated(bouts, Activity::Tiptoe, effort, held)
}

/// Force on the forefoot over that of both feet under a standing body.
fn demand(bouts: &Bouts, seated: bool) -> f64 {
    let sides = if bouts.sides == Sides::One { 2.0 } else { 1.0 };
    // Assumption: a lower leg on a seated person's forefoot weighs a quarter of what half a body does.
    let own = if seated { 0.25 } else { sides };
    own + sides * bouts.load_kg / BODY_KG
}

fn repeated(bouts: &Bouts, activity: Activity, effort: Effort, held: Option<Posture>) -> Vec<Part> {
    let cadence_per_min = bouts.cadence_per_min;
    let work = |seconds| Part { activity, effort, held, cadence_per_min, seconds };
    let (count, repetitions, rest_s) = match bouts.dose {
        Dose::Minutes(minutes) => return vec![work(f64::from(minutes) * 60.0)],
        Dose::Sets { sets, repetitions, rest_s } => (sets, repetitions, f64::from(rest_s)),
    };
    let set_s = f64::from(repetitions) * 60.0 / f64::from(cadence_per_min);
    let mut parts = Vec::new();
    for set in 0..count {
        if set > 0 {
            parts.push(still(held, rest_s));
        }
        parts.push(work(set_s));
        if bouts.sides == Sides::One {
            // The other leg's turn.
            parts.push(still(held, set_s));
        }
    }
    parts
}

/// Pumps in the posture of the phase, then heel and toe raises while standing.
fn circuit(bouts: &Bouts) -> Vec<Part> {
    let (rounds, rest_s) = match bouts.dose {
        Dose::Minutes(minutes) => (minutes, 0.0),
        Dose::Sets { sets, rest_s, .. } => (sets, f64::from(rest_s)),
    };
    let exercises = [Activity::AnklePumps, Activity::Tiptoe, Activity::ToeRaises];
    let cadence_per_min = bouts.cadence_per_min;
    let mut parts = Vec::new();
    for round in 0..rounds {
        if round > 0 {
            parts.push(still(None, rest_s));
        }
        for (activity, count) in exercises.into_iter().zip(Routine::CIRCUIT) {
            let held = (activity != Activity::AnklePumps).then_some(Posture::Standing);
            let seconds = f64::from(count) * 60.0 / f64::from(cadence_per_min);
            let effort = activity.effort_at(cadence_per_min);
            parts.push(Part { activity, effort, held, cadence_per_min, seconds });
        }
    }
    parts
}

/// Ankle circles, massage, and legs up for the rest.
fn bedtime(bouts: &Bouts, raised: Posture) -> Vec<Part> {
    let [circles, massage, _] = Routine::BEDTIME_MIN;
    let usual: u32 = Routine::BEDTIME_MIN.iter().sum();
    let minutes = bouts.duration_min();
    let share = |of: u32| f64::from((minutes * of / usual).max(1)) * 60.0;
    let work = |activity: Activity, seconds: f64| Part {
        activity,
        effort: activity.effort(),
        held: None,
        cadence_per_min: activity.usual_per_min(),
        seconds,
    };
    vec![
        work(Activity::AnkleCircles, share(circles)),
        work(Activity::Massage, share(massage)),
        still(Some(raised), 0.0),
    ]
}

/// A pause, held like this; without a length it is what is left of the bout.
fn still(held: Option<Posture>, seconds: f64) -> Part {
    Part { activity: Activity::Rest, effort: Activity::Rest.effort(), held, cadence_per_min: 0, seconds }
}
