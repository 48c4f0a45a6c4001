//! Warns where an intervention finds nothing to act on.

use super::interventions::Drafts;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use crate::scenario::{Habit, InterventionKind, PopulationSpec, Variable};

/// Warns of water for people who lack none.
pub(super) fn warn(
    arm: &str,
    uses: &[usize],
    section: &Section<'_>,
    interventions: &Drafts<'_>,
    population: Option<&PopulationSpec>,
    problems: &mut Problems,
) {
    let Some(population) = population else { return };
    let given = population.overrides.iter().any(|(variable, _)| *variable == Variable::HydrationRel);
    let in_file = population.file.as_ref().is_some_and(|file| file.column(Variable::HydrationRel).is_some());
    if given || in_file {
        return;
    }
    let place = section.get("use").map_or(section.span.clone(), |item| item.span());
    for intervention in uses.iter().filter_map(|index| interventions.get(*index)) {
        if let InterventionKind::Habit(Habit::Water(_)) = intervention.kind {
            let message = format!("arm `{arm}` gives water with `{}` to people who lack none", intervention.id);
            let problem = Problem::new(Code::NoEffect, place.clone(), message).label("has no effect");
            problems.push(problem.hint(
                "say who is dry, such as `hydration_rel = { dist = \"uniform\", min = 0.95, max = 1.0 }` in [population.variables]",
            ));
        }
    }
}
