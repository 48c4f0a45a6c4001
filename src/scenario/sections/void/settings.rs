//! Settings of a study that change nothing.

use super::{Places, idle};
use crate::model::PARAMETERS;
use crate::scenario::problem::Problems;
use crate::scenario::sections::{ANALYSIS, OUTCOMES, OUTPUTS, PARAMETERS as PARAMETERS_KEY, POPULATION};
use crate::scenario::{Distribution, Scenario, Variable};

/// Warns of correlations, flags, constants and intervals.
pub(super) fn warn(scenario: &Scenario, place: &Places<'_>, problems: &mut Problems) {
    correlations(scenario, place, problems);
    flags(scenario, place, problems);
    responders(scenario, place, problems);
    constants(scenario, place, problems);
    course(scenario, place, problems);
}

/// Warns of correlations of a variable that is the same for all people.
fn correlations(scenario: &Scenario, place: &Places<'_>, problems: &mut Problems) {
    let constant = |variable: Variable| {
        let set = scenario.population.overrides.iter().find(|(set, _)| *set == variable);
        set.is_some_and(|(_, distribution)| match distribution {
            Distribution::Plain(family) => family.law().bounds().0 == family.law().bounds().1,
            Distribution::By { .. } | Distribution::Share { .. } => false,
        })
    };
    for pair in &scenario.population.correlations {
        if let Some(variable) = [pair.a, pair.b].into_iter().find(|variable| constant(*variable)) {
            let (a, b) = (pair.a.name(), pair.b.name());
            let message =
                format!("`{a}` and `{b}` cannot be correlated: all people have the same `{}`", variable.name());
            problems.push(idle(place.of(POPULATION.name, "correlation"), message).label("has no effect"));
        }
    }
}

/// Warns of flags that are equal.
fn flags(scenario: &Scenario, place: &Places<'_>, problems: &mut Problems) {
    let flags = &scenario.outcomes.flags;
    for (at, flag) in flags.iter().enumerate() {
        let twin = flags[..at].iter().find(|first| first.from == flag.from && first.threshold == flag.threshold);
        if let Some(first) = twin {
            let message = format!("the flags `{}` and `{}` are the same", first.id, flag.id);
            let problem = idle(place.of(OUTCOMES.name, &flag.id), message).label("the same again");
            problems.push(problem.also(place.of(OUTCOMES.name, &first.id), "first here"));
        }
    }
}

/// Warns of responders without an arm that is compared.
fn responders(scenario: &Scenario, place: &Places<'_>, problems: &mut Problems) {
    if scenario.arms.len() < 2 && !scenario.analysis.responders.is_empty() {
        let message = "there are no responders, because only one arm is simulated".to_owned();
        let problem = idle(place.of(ANALYSIS.name, "responders"), message).label("has no effect");
        problems.push(problem.hint("add another arm"));
    }
}

/// Warns of constants that are set to the value that they have anyway.
fn constants(scenario: &Scenario, place: &Places<'_>, problems: &mut Problems) {
    for set in &scenario.parameters {
        let parameter = &PARAMETERS[set.at];
        if set.uncertain.is_none() && set.source.is_empty() && set.value == parameter.default {
            let message = format!("`{}` is set to its default, {}", parameter.name, parameter.default);
            problems.push(idle(place.of(PARAMETERS_KEY.name, parameter.name), message).label("has no effect"));
        }
    }
}

/// Warns of a time course with a single point.
fn course(scenario: &Scenario, place: &Places<'_>, problems: &mut Problems) {
    let Some(every) = scenario.outputs.timeseries_every_min else { return };
    let bound = |variable: Variable| scenario.population.upper_bound(variable);
    let longest = scenario.timeline.phases.iter().map(|phase| phase.length_s(bound) / 60.0).fold(0.0, f64::max);
    if f64::from(every) > longest {
        let message = format!("the time course has one point every {every} min, but no phase lasts so long");
        problems.push(idle(place.of(OUTPUTS.name, "timeseries_every_min"), message).label("has no points between"));
    }
}
