//! Published effects that concern the arms of a scenario.

use super::{Arm, Scenario, Seat};
use crate::interventions::{Setting, Trial, trials};
use crate::postures::Posture;

/// A published effect that concerns an arm.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The arm.
    pub arm: &'a Arm,
    /// The effect.
    pub trial: &'static Trial,
}

/// The published effects for every arm that has all kinds of interventions of the reference and exactly one more, if it was studied in a
/// setting like that of the assessed phases.
pub fn published(scenario: &Scenario) -> Vec<Published<'_>> {
    let reference = kinds(scenario, &scenario.arms[scenario.reference_arm()]);
    let of_arm = |arm: &'_ Arm| {
        let (shared, more): (Vec<&str>, Vec<&str>) =
            kinds(scenario, arm).into_iter().partition(|kind| reference.contains(kind));
        let fits = |trial: &&'static Trial| {
            shared == reference && more == [trial.intervention.as_str()] && is_like(scenario, trial.setting)
        };
        trials().iter().filter(fits).collect::<Vec<_>>()
    };
    let arms = scenario.arms.iter().filter(|arm| !arm.reference);
    arms.flat_map(|arm| of_arm(arm).into_iter().map(move |trial| Published { arm, trial })).collect()
}

/// The kinds of interventions of an arm.
fn kinds(scenario: &Scenario, arm: &Arm) -> Vec<&'static str> {
    let mut words: Vec<&str> = arm.uses.iter().map(|at| scenario.interventions[*at].kind.kind().facts().word).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether the assessed phases are a setting of this kind.
fn is_like(scenario: &Scenario, setting: Setting) -> bool {
    let phases = || scenario.outcomes.assess.iter().map(|at| &scenario.timeline.phases[*at]);
    let seated = |posture| matches!(posture, Posture::Sitting | Posture::Reclining);
    let vehicle = phases().any(|phase| phase.conditions.seat == Seat::Vehicle);
    match setting {
        Setting::Any => true,
        Setting::Vehicle => vehicle,
        Setting::Seat => phases().all(|phase| seated(phase.posture)),
        Setting::Ward => {
            !vehicle && phases().any(|phase| matches!(phase.posture, Posture::Lying | Posture::LegsRaised))
        }
        Setting::Work => !vehicle && phases().any(|phase| phase.posture == Posture::Standing),
    }
}
