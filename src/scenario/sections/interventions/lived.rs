//! The daily habits of a training plan that people live on the simulated day.

use std::ops::Range;

use super::host::host_of_habit;
use super::{Intervention, bout_starts};
use crate::interventions::training::HABITS;
use crate::interventions::{DAILY, Daily, InterventionKind};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Item;
use crate::scenario::sections::names;
use crate::scenario::sections::timeline::Draft;

/// The habits of a plan; none unless it says so. Warns of those that find no room in the timeline.
pub(super) fn read(
    item: &Item<'_>,
    plan: Option<&Intervention>,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Vec<Intervention> {
    let Some(plan) = plan.filter(|plan| matches!(plan.kind, InterventionKind::Training(_))) else { return Vec::new() };
    let Some(section) = item.section(format!("[interventions.{}]", item.name), problems) else { return Vec::new() };
    if section.get(HABITS.name).is_none() || section.value(&HABITS, problems) != Some(true) {
        return Vec::new();
    }
    let place = section.place(&HABITS);
    DAILY.iter().filter_map(|daily| habit(daily, plan, place.clone(), timeline, problems)).collect()
}

fn habit(
    daily: &Daily,
    plan: &Intervention,
    place: Range<usize>,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Intervention> {
    let during = host_of_habit(&daily.bouts, timeline);
    let happens = |phase: &usize| !bout_starts(&daily.bouts, &during, *phase, |at| timeline.room(at)).is_empty();
    if !during.iter().any(happens) {
        let word = daily.bouts.routine.facts().kind.word;
        let message = format!("the timeline has no room for `{word}`, which belongs to the habits of `{}`", plan.id);
        problems.push(Problem::new(Code::NoEffect, place.clone(), message).label("without it"));
        return None;
    }
    let id = format!("{}_{}", plan.id, daily.name);
    names::check_identifier(&id, place, problems)?;
    let (adherence, uptake) = (plan.adherence.clone(), plan.uptake.clone());
    Some(Intervention { id, kind: InterventionKind::Bouts(daily.bouts), during, adherence, uptake })
}

/// Complains if an intervention of the file has the name of a habit.
pub(super) fn check_names<'a>(
    habits: &[Intervention],
    names: impl Iterator<Item = &'a str>,
    place: &Range<usize>,
    problems: &mut Problems,
) {
    for name in names.filter(|name| habits.iter().any(|habit| habit.id == *name)) {
        let message = format!("`{name}` is the name of a daily habit of this plan");
        let problem = Problem::new(Code::Duplicate, place.clone(), message).label("`habits = true`");
        problems.push(problem.hint("rename the other intervention"));
    }
}
