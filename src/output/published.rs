//! Published effects beside the contrasts of arms.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::text;
use crate::interventions::{Setting, Trial, trials};
use crate::postures::Posture;
use crate::results::{EVERYONE, Measure, Statistic};
use crate::scenario::{Arm, Scenario, Seat};

/// Word of published rows in the columns `ci_kind` and `ci_method`.
pub(super) const PUBLISHED: &str = "published";

/// A published effect that concerns an arm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Published<'a> {
    /// The arm.
    pub(super) arm: &'a Arm,
    /// The effect.
    pub(super) trial: &'static Trial,
}

/// The published effects for every arm that has exactly one kind of intervention more than the reference, if it was studied in a setting like
/// that of the assessed phases.
pub(super) fn published(scenario: &Scenario) -> Vec<Published<'_>> {
    let reference = kinds(scenario, &scenario.arms[scenario.reference_arm()]);
    let of_arm = |arm: &'_ Arm| {
        let more: Vec<&str> = kinds(scenario, arm).into_iter().filter(|kind| !reference.contains(kind)).collect();
        let fits = |trial: &&'static Trial| more == [trial.intervention.as_str()] && is_like(scenario, trial.setting);
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

/// The published rows of `contrasts`.
pub(super) fn frame(run_id: &str, reference: &str, scenario: &Scenario) -> PolarsResult<DataFrame> {
    let rows = published(scenario);
    let n = rows.len();
    let all = |name: &str, word: &str| Column::new(name.into(), vec![word; n]);
    let number = |name: &str, read: fn(&Trial) -> Option<f64>| {
        Column::new(name.into(), rows.iter().map(|row| read(row.trial)).collect::<Vec<_>>())
    };
    let unknown = |name: &str| Column::new(name.into(), vec![None::<i32>; n]);
    let sources: Vec<String> = rows.iter().map(|row| row.trial.described()).collect();
    let columns = vec![
        all("run_id", run_id),
        text("arm", rows.iter().map(|row| row.arm.id.as_str())),
        all("reference", reference),
        all("stratum_by", EVERYONE),
        all("stratum", EVERYONE),
        text("measure", rows.iter().map(|row| row.trial.outcome.as_str())),
        text("unit", rows.iter().map(|row| unit(row.trial))),
        text("statistic", rows.iter().map(|row| row.trial.statistic.as_str())),
        number("estimate", |trial| Some(trial.value)),
        number("std_error", |_| None),
        number("conf_low", |trial| trial.low),
        number("conf_high", |trial| trial.high),
        all("ci_kind", PUBLISHED),
        all("ci_method", PUBLISHED),
        number("mcse", |_| None),
        unknown("n"),
        unknown("n_events"),
        text("source", sources.iter().map(String::as_str)),
    ];
    DataFrame::new(n, columns)
}

/// Unit of a published effect.
fn unit(trial: &Trial) -> &'static str {
    match Measure::from_name(&trial.outcome) {
        Some(measure) if trial.statistic == Statistic::MeanDifference.name() => measure.unit(),
        _ => "1",
    }
}
