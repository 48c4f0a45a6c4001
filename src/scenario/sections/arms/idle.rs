//! Warns if an intervention has no effect on the population.

use super::Asked;
use crate::interventions::habits::WATER_ML_H;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::{InterventionKind, Variable};

/// Warns of extra water for people who are normally hydrated.
pub(super) fn warn(asked: &Asked<'_>, problems: &mut Problems) {
    let Some(population) = asked.population else { return };
    let given = population.overrides.iter().any(|(variable, _)| *variable == Variable::HydrationRel);
    let in_file = population.file.as_ref().is_some_and(|file| file.column(Variable::HydrationRel).is_some());
    if given || in_file {
        return;
    }
    for intervention in asked.interventions() {
        let InterventionKind::Habit(habit) = &intervention.kind else { continue };
        if habit.dose().is_some_and(|dose| dose.key.name == WATER_ML_H.name) {
            let message = format!(
                "arm `{}` gives water with `{}` to people who are normally hydrated",
                asked.arm, intervention.id
            );
            let problem = Problem::new(Code::NoEffect, asked.place.clone(), message).label("has no effect");
            problems.push(problem.hint(
                "describe people who lack water, for example `hydration_rel = { dist = \"uniform\", min = 0.95, max = \
                 1.0 }` in [population.variables]",
            ));
        }
    }
}
