//! The conditions of a phase for all legs: rhythm, channels, longest duration, garment.

use crate::activities::Effort;
use crate::interventions::Host;
use crate::model::Channels;
use crate::scenario::{
    Activity, Arm, Conditions, Cuff, Garment, Legs, Phase, Posture, Scenario, Seat, Variable, clock_min,
};

/// Share of their spontaneous movements that people still make in a narrow seat (assumption).
const VEHICLE_FIDGETING: f32 = 0.5;

/// Conditions in which bouts of a phase are done. A vehicle seat limits how far people can lean back.
pub(super) fn host_of(phase: &Phase) -> Host {
    let raised = if phase.in_vehicle() { Posture::Reclining } else { Posture::LegsRaised };
    Host { posture: phase.posture, raised }
}

/// What the legs do during a whole phase, and how often.
pub(super) fn rhythm_of(phase: &Phase) -> (Activity, u32) {
    let usual = |activity: Activity| (activity, activity.usual_per_min());
    match phase.exercise {
        Some(exercise) => (exercise.activity, exercise.cadence_per_min),
        None => Activity::of_posture(phase.posture).map_or((Activity::Rest, 0), usual),
    }
}

/// Channels of a phase in which people make this effort in this posture. `share` says how far cuffs have changed from their first to
/// their last pressure.
pub(super) fn phase_channels(phase: &Phase, effort: Effort, posture: Posture, share: f64) -> Channels<f32> {
    let channels = posture.channels();
    let freedom = match (phase.conditions.legs, phase.conditions.seat) {
        (Legs::Still, _) => 0.0,
        (Legs::Free, Seat::Chair) => 1.0,
        (Legs::Free, Seat::Vehicle) => VEHICLE_FIDGETING,
    };
    let at = |cuff: Cuff| (cuff.from_mmhg + share * (cuff.to_mmhg - cuff.from_mmhg)) as f32;
    let bent = ((180.0 - phase.conditions.knee_angle_deg) / (180.0 - Conditions::SEATED_KNEE_DEG)) as f32;
    effort.in_posture(Channels {
        fidgeting: channels.fidgeting * freedom,
        sway: if phase.conditions.still { 0.0 } else { channels.sway },
        flexion: channels.flexion * bent,
        warmth_c: (phase.conditions.temperature_c - Conditions::COMFORT_C) as f32,
        calf_cuff_mmhg: at(phase.conditions.calf_cuff),
        thigh_cuff_mmhg: at(phase.conditions.thigh_cuff),
        ..channels
    })
}

/// Whether a cuff changes its pressure during the phase.
pub(super) fn inflates(phase: &Phase) -> bool {
    [phase.conditions.calf_cuff, phase.conditions.thigh_cuff].iter().any(|cuff| cuff.from_mmhg != cuff.to_mmhg)
}

/// The longest duration of a phase that any person can have (s).
pub(super) fn longest_s(scenario: &Scenario, phase: &Phase) -> f64 {
    phase.length_s(|variable: Variable| scenario.population.upper_bound(variable))
}

/// The garment that an arm wears in a phase, and the minute of its clock at which the phase begins.
pub(super) fn worn(scenario: &Scenario, arm: &Arm, phase: usize) -> Option<(Garment, u32)> {
    let used = arm.uses.iter().map(|which| &scenario.interventions[*which]);
    let mut worn = used.filter(|intervention| intervention.during.contains(&phase));
    worn.find_map(|intervention| {
        let phases = &scenario.timeline.phases;
        let clock_min = clock_min(&intervention.during, phase, |at| phases[at].duration.fixed_min());
        Some((*intervention.kind.garment()?, clock_min))
    })
}
