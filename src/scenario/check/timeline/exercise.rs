//! `activity`: what the legs do during a whole phase, with its cadence.

use crate::scenario::check::doses::HIGHEST_CADENCE;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Activity, Exercise, Posture};

/// The activities that a phase can have.
pub(in crate::scenario::check) fn activities() -> Vec<(&'static str, Activity)> {
    Activity::ALL.into_iter().filter_map(|activity| Some((activity.facts().word?, activity))).collect()
}

/// Names of inflated cuffs. Cuffs are not activities of the legs.
const CUFFS: &[&str] = &["calf_cuff", "thigh_cuff"];

/// Reads `activity` and `cadence_per_min`. The outer `None` is a fault, the inner one is rest.
pub(super) fn read(
    section: &Section<'_>,
    posture: Option<Posture>,
    problems: &mut Problems,
) -> Option<Option<Exercise>> {
    let Some(item) = section.get("activity") else { return without(section, problems).map(|()| None) };
    let found = activity(&item, problems);
    let cadence = section.get("cadence_per_min").map(|item| item.whole_in(1..=HIGHEST_CADENCE, "1/min", problems));
    let activity = found?;
    let cadence_per_min = cadence.unwrap_or(Some(activity.usual_per_min()))?;
    check_posture(&item, activity, section, posture?, problems)?;
    Some(Some(Exercise { activity, cadence_per_min }))
}

/// Complains about keys for the cadence without an activity.
fn without(section: &Section<'_>, problems: &mut Problems) -> Option<()> {
    let Some(item) = ["repetitions", "cadence_per_min"].iter().find_map(|key| section.get(key)) else {
        return Some(());
    };
    let message = format!("`{}` needs `activity`: what is repeated?", item.name);
    let hint = format!("add `activity`, one of {}", suggest::list(&words()));
    problems.fail(Problem::new(Code::MissingKey, item.span(), message).label("of what?").hint(hint))
}

fn activity(item: &Item<'_>, problems: &mut Problems) -> Option<Activity> {
    let word = item.text(problems)?;
    if CUFFS.contains(&word) {
        let problem = Problem::new(Code::UnknownName, item.span(), format!("unknown activity `{word}`"));
        let hint =
            format!("a cuff is nothing that legs do: remove `activity` and give its pressure, `{word}_mmhg = 80`");
        return problems.fail(problem.label("no such activity").hint(hint));
    }
    item.one_of("activity", &activities(), problems)
}

fn check_posture(
    item: &Item<'_>,
    activity: Activity,
    section: &Section<'_>,
    posture: Posture,
    problems: &mut Problems,
) -> Option<()> {
    let facts = activity.facts();
    if facts.postures.contains(&posture) {
        return Some(());
    }
    let (word, held) = (facts.word.unwrap_or_default(), posture.facts().word);
    let problem = Problem::new(Code::KeyConflict, item.span(), format!("nobody does `{word}` while {held}"))
        .label("does not go with the posture")
        .also(section.get("posture").map_or(section.span.clone(), |item| item.span()), "the posture");
    problems.fail(problem.hint(facts.posture_hint))
}

fn words() -> Vec<&'static str> {
    activities().into_iter().map(|(word, _)| word).collect()
}
