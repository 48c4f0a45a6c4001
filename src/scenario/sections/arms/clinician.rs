//! Warns of precautions: interventions for people who should ask a clinician first.

use super::Asked;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::suggest;
use crate::scenario::{PopulationSpec, Variable};

/// Warns of each intervention of an arm that has precautions.
pub(super) fn warn(asked: &Asked<'_>, problems: &mut Problems) {
    for intervention in asked.interventions() {
        let (arm, id) = (asked.arm, &intervention.id);
        let message = if intervention.kind.needs_clinician() {
            format!("arm `{arm}` gives all people `{id}`, which only a clinician may prescribe")
        } else {
            let Some(population) = asked.population else { continue };
            let concerned: Vec<&str> = intervention
                .kind
                .precautions()
                .iter()
                .filter(|variable| occurs(**variable, population))
                .map(|variable| variable.name())
                .collect();
            if concerned.is_empty() {
                continue;
            }
            let who = suggest::list(&concerned);
            format!("arm `{arm}` gives `{id}` to people who should ask a clinician first: {who}")
        };
        let hint = "results hold for simulated people; say in your report that these people ask first";
        problems.push(Problem::new(Code::AskClinician, asked.place.clone(), message).label("ask first").hint(hint));
    }
}

/// Whether the scenario or its data file gives people this attribute. The illnesses of a built-in population do not count: they would warn of
/// every stocking.
fn occurs(variable: Variable, population: &PopulationSpec) -> bool {
    let given = population.overrides.iter().find(|(overridden, _)| *overridden == variable);
    let in_file = population.file.as_ref().and_then(|file| file.rows.largest(variable)).is_some_and(|most| most > 0.5);
    in_file
        || given
            .is_some_and(|(_, distribution)| distribution.families().iter().any(|family| family.law().largest() > 0.5))
}
