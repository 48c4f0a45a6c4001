//! Training before the day: equal sessions, or a plan of stages.

use super::KIND;
use crate::interventions::training::{
    FOCUS, LEGS, LOAD_KG, LONGEST_PLAN, REPETITIONS, SESSIONS_PER_WEEK, SETS, STAGE_KEYS, STAGES, WEEKS,
};
use crate::interventions::{Focus, Kind, Stage};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, list};
use crate::scenario::read::{Item, Section, all};

/// Reads a plan: `stages`, or a number of weeks of heavy resistance training.
pub(super) fn plan(section: &Section<'_>, problems: &mut Problems) -> Option<Vec<Stage>> {
    let Some(item) = section.get(STAGES.name) else {
        return stage(section, Focus::Resistance, problems).map(|stage| vec![stage]);
    };
    if let Some(other) = section.first_of(&[WEEKS.key, SESSIONS_PER_WEEK.key]) {
        let message = format!("`{}` is not possible together with `stages`, which have their own", other.name);
        let problem = Problem::new(Code::KeyConflict, other.span(), message).label("one too many");
        return problems.fail(problem.also(item.span(), "the stages").hint("keep one of them"));
    }
    let entries = item.list(problems)?;
    if entries.is_empty() {
        return problems.fail(Problem::new(Code::OutOfRange, item.span(), "the plan has no stages").label("empty"));
    }
    let stages: Vec<Stage> = all(entries.iter().map(|entry| entry_of_plan(entry, problems)))?;
    let weeks: u32 = stages.iter().map(|stage| stage.weeks).sum();
    if weeks > LONGEST_PLAN {
        let message = format!("all stages together last {weeks} weeks");
        let problem = Problem::new(Code::OutOfRange, item.span(), message);
        return problems.fail(problem.label(format!("at most {LONGEST_PLAN} weeks")));
    }
    Some(stages)
}

fn entry_of_plan(entry: &Item<'_>, problems: &mut Problems) -> Option<Stage> {
    let section = entry.section("this stage", problems)?;
    section.allow(&STAGE_KEYS, problems);
    let focus = section.value(&FOCUS, problems)?;
    stage(&section, focus, problems)
}

/// Weeks of equal sessions.
pub(super) fn stage(section: &Section<'_>, focus: Focus, problems: &mut Problems) -> Option<Stage> {
    let (usual_sets, usual_repetitions) = focus.facts().usual_dose;
    let weeks = section.value(&WEEKS, problems);
    let sessions_per_week = section.value(&SESSIONS_PER_WEEK, problems);
    let sets = section.value_or(&SETS, usual_sets, problems);
    let repetitions = section.value_or(&REPETITIONS, usual_repetitions, problems);
    let load_kg = section.value(&LOAD_KG, problems);
    let sides = section.value(&LEGS, problems);
    Some(Stage {
        focus,
        weeks: weeks?,
        sessions_per_week: sessions_per_week?,
        sets: sets?,
        repetitions: repetitions?,
        load_kg: load_kg?,
        sides: sides?,
    })
}

/// Writes the stages of a plan with its kind.
pub(super) fn write(stages: &[Stage], out: &mut Text) {
    out.key(&KIND, &Kind::Plan);
    out.pair(STAGES.name, &list(stages.iter().map(write_stage)));
}

fn write_stage(stage: &Stage) -> String {
    let mut out = Text::default();
    out.key(&FOCUS, &stage.focus);
    out.key(&WEEKS, &stage.weeks);
    out.key(&SESSIONS_PER_WEEK, &stage.sessions_per_week);
    out.key(&SETS, &stage.sets);
    out.key(&REPETITIONS, &stage.repetitions);
    out.key(&LOAD_KG, &stage.load_kg);
    out.key(&LEGS, &stage.sides);
    out.inline()
}
