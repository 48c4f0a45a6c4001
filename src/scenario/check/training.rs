//! Training before the day: equal sessions, or a plan of stages.

use std::ops::RangeInclusive;

use super::doses::{LOAD_KG, SETS};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Focus, Sides, Stage};

/// Longest training plan in weeks.
pub(in crate::scenario) const LONGEST_PLAN: u32 = 104;
/// Largest number of training sessions per week: two a day.
pub(in crate::scenario) const MOST_SESSIONS: u32 = 14;
/// Repetitions of a set.
pub(in crate::scenario) const REPETITIONS: RangeInclusive<u32> = 1..=200;
/// Training goals of a stage.
pub(super) fn focuses() -> Vec<(&'static str, Focus)> {
    Focus::ALL.into_iter().map(|focus| (focus.facts().word, focus)).collect()
}

/// Reads a plan: `stages`, or a number of weeks of heavy resistance training.
pub(super) fn plan(section: &Section<'_>, problems: &mut Problems) -> Option<Vec<Stage>> {
    let Some(item) = section.get("stages") else {
        return stage(section, Focus::Resistance, problems).map(|stage| vec![stage]);
    };
    if let Some(other) = ["weeks", "sessions_per_week"].iter().find_map(|key| section.get(key)) {
        let message = format!("`{}` stands beside `stages`, which have their own", other.name);
        let problem = Problem::new(Code::KeyConflict, other.span(), message).label("one too many");
        return problems.fail(problem.also(item.span(), "the stages").hint("keep one of them"));
    }
    let entries = item.list(problems)?;
    if entries.is_empty() {
        return problems.fail(Problem::new(Code::OutOfRange, item.span(), "the plan has no stages").label("empty"));
    }
    let stages: Vec<Option<Stage>> = entries.iter().map(|entry| entry_of_plan(entry, problems)).collect();
    let stages: Vec<Stage> = stages.into_iter().collect::<Option<_>>()?;
    let weeks: u32 = stages.iter().map(|stage| stage.weeks).sum();
    if weeks > LONGEST_PLAN {
        let message = format!("the stages take {weeks} weeks together");
        let problem = Problem::new(Code::OutOfRange, item.span(), message);
        return problems.fail(problem.label(format!("at most {LONGEST_PLAN} weeks")));
    }
    Some(stages)
}

fn entry_of_plan(entry: &Item<'_>, problems: &mut Problems) -> Option<Stage> {
    let section = entry.section("this stage", problems)?;
    section.allow(&keys::STAGE, problems);
    let focus = section.require("focus", "what the stage is for, such as \"volume\"", problems);
    let focus = focus.and_then(|item| item.one_of("focus", &focuses(), problems));
    stage(&section, focus?, problems)
}

/// Weeks of equal sessions.
pub(super) fn stage(section: &Section<'_>, focus: Focus, problems: &mut Problems) -> Option<Stage> {
    let weeks = section.require("weeks", "how many weeks of training come before the day", problems);
    let weeks = weeks.and_then(|item| item.whole_in(1..=LONGEST_PLAN, "", problems));
    let sessions = section.require("sessions_per_week", "how often people train", problems);
    let sessions = sessions.and_then(|item| item.whole_in(1..=MOST_SESSIONS, "", problems));
    let (sets, repetitions) = focus.facts().usual_dose;
    let sets = section.get("sets").map_or(Some(sets), |item| item.whole_in(SETS, "", problems));
    let repetitions =
        section.get("repetitions").map_or(Some(repetitions), |item| item.whole_in(REPETITIONS, "", problems));
    let load_kg = section.get("load_kg").map_or(Some(0.0), |item| item.number_in(LOAD_KG, "kg", problems));
    let sides = section.get("legs").map_or(Some(Sides::Both), |item| item.one_of("legs", Sides::CHOICES, problems));
    Some(Stage {
        focus,
        weeks: weeks?,
        sessions_per_week: sessions?,
        sets: sets?,
        repetitions: repetitions?,
        load_kg: load_kg?,
        sides: sides?,
    })
}
