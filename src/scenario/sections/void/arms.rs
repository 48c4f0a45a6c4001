//! Arms whose comparison does not show what it seems to show.

use super::{Places, idle};
use crate::probability::Family;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::sections::{ARMS, INTERVENTIONS};
use crate::scenario::{
    Arm, ArmAdherence, Distribution, Intervention, InterventionKind, MeasurementSource, Routine, Scenario,
};

/// Warns of arms and interventions.
pub(super) fn warn(scenario: &Scenario, place: &Places<'_>, problems: &mut Problems) {
    for (at, arm) in scenario.arms.iter().enumerate() {
        if let Some(first) = scenario.arms[..at].iter().find(|first| same(first, arm, scenario)) {
            problems.push(twin(first, arm, place));
        } else if !done(arm, scenario).is_empty() && never(arm) {
            let message = format!("nobody does what arm `{}` asks, because its adherence or uptake is 0", arm.id);
            problems.push(idle(place.of(ARMS.name, &arm.id), message).label("equals an arm without interventions"));
        }
    }
    for (at, intervention) in scenario.interventions.iter().enumerate() {
        problems.maybe(unlike(at, intervention, scenario, place));
        problems.maybe(late(intervention, scenario, place));
    }
}

/// The interventions of an arm that do something.
fn done<'a>(arm: &Arm, scenario: &'a Scenario) -> Vec<&'a Intervention> {
    let used = arm.uses.iter().map(|at| &scenario.interventions[*at]);
    used.filter(|intervention| intervention.kind != InterventionKind::None).collect()
}

/// Whether two arms ask the same of the same people. Copies of an arm after several weeks of training are not compared.
fn same(one: &Arm, other: &Arm, scenario: &Scenario) -> bool {
    let does = |arm: &Arm| -> Vec<String> {
        let mut does: Vec<String> = done(arm, scenario)
            .iter()
            .map(|used| format!("{:?}", (&used.kind, &used.during, &used.adherence, &used.uptake)))
            .collect();
        does.sort();
        does
    };
    let (first, second) = (does(one), does(other));
    let alike = (&one.adherence, one.uptake) == (&other.adherence, other.uptake) || first.is_empty();
    first == second && alike && one.after_weeks == other.after_weeks && one.eligibility == other.eligibility
}

fn twin(first: &Arm, arm: &Arm, place: &Places<'_>) -> Problem {
    let message = format!("arm `{}` asks the same as arm `{}`, so their results are equal", arm.id, first.id);
    let problem = idle(place.of(ARMS.name, &arm.id), message).label("the same again");
    problem.also(place.of(ARMS.name, &first.id), "first here").hint("change what one of them uses, or remove it")
}

fn never(arm: &Arm) -> bool {
    let zero = |family: &Family| family.law().largest() <= 0.0;
    arm.uptake == Some(0.0)
        || matches!(&arm.adherence, ArmAdherence::Given(Distribution::Plain(family)) if zero(family))
}

/// Warns of an intervention that people do with another adherence in one arm than in another arm with other interventions: the difference
/// between the arms then mixes both.
fn unlike(at: usize, intervention: &Intervention, scenario: &Scenario, place: &Places<'_>) -> Option<Problem> {
    if intervention.adherence.is_some() || intervention.kind == InterventionKind::None {
        return None;
    }
    let users: Vec<&Arm> = scenario.arms.iter().filter(|arm| arm.uses.contains(&at)).collect();
    let asks = |arm: &Arm| (arm.adherence.clone(), arm.uptake);
    let differ = |one: &Arm, other: &Arm| asks(one) != asks(other) && uses(one) != uses(other);
    let (one, other) = users
        .iter()
        .enumerate()
        .find_map(|(at, one)| users[at + 1..].iter().find(|other| differ(one, other)).map(|other| (*one, *other)))?;
    let id = &intervention.id;
    let message = format!("people do `{id}` with another adherence in arm `{}` than in arm `{}`", one.id, other.id);
    let problem = Problem::new(Code::Suspicious, place.of(ARMS.name, &other.id), message);
    let problem = problem.label("another adherence").also(place.of(ARMS.name, &one.id), "than here");
    Some(problem.hint(format!(
        "their difference is that of the interventions and of the adherence; `adherence` in [interventions.{id}] holds in all arms"
    )))
}

/// The interventions of an arm in a fixed order.
fn uses(arm: &Arm) -> Vec<usize> {
    let mut uses = arm.uses.clone();
    uses.sort_unstable();
    uses
}

/// Warns of an intervention that begins only after the assessed phase. A bedtime routine is meant for the night after the day.
fn late(intervention: &Intervention, scenario: &Scenario, place: &Places<'_>) -> Option<Problem> {
    let during_day = match &intervention.kind {
        InterventionKind::Bouts(bouts) => bouts.routine != Routine::BedtimeRoutine,
        InterventionKind::Compression(_) => true,
        InterventionKind::None | InterventionKind::Training(_) | InterventionKind::Habit(_) => false,
    };
    let first = intervention.during.iter().min().filter(|_| during_day)?;
    let last = scenario.outcomes.last_assessed();
    let measured = |phase: usize| phase >= *first;
    let read = scenario.measurements.iter().any(|measurement| match &measurement.source {
        MeasurementSource::Reading(reading) => measured(reading.phase),
        MeasurementSource::Derived(..) => false,
    });
    if *first <= last || read {
        return None;
    }
    let (id, assessed) = (&intervention.id, &scenario.timeline.phases[last].name);
    let message = format!("`{id}` is done only after `{assessed}`, the last phase that is assessed");
    let problem = idle(place.of(INTERVENTIONS.name, id), message).label("changes nothing before it");
    Some(problem.hint(
        "only `edema_recovery_h` and the time course can show it; `during` and [outcomes] `assess` choose phases",
    ))
}
