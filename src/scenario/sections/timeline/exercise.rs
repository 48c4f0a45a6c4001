//! `activity`: what the legs do during a whole phase, with its cadence.

use super::length::REPETITIONS;
use super::phase::POSTURE;
use crate::interventions::bouts::HIGHEST_CADENCE;
use crate::keys::Need::Optional;
use crate::keys::{Key, Word, whole, word};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Activity, Posture};

keys! {
    ACTIVITY: Activity = "activity", Optional, word(), "What the legs do during the whole phase.";
    CADENCE_PER_MIN: u32 = "cadence_per_min", Optional, whole(1, HIGHEST_CADENCE, "1/min"), "Cycles of one leg per minute; by default, the usual number for the activity.";
}

/// Keys of an exercise.
pub(super) const KEYS: [Key; 2] = [ACTIVITY.key, CADENCE_PER_MIN.key];

/// A rhythmic exercise of the legs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// The activity.
    pub activity: Activity,
    /// Cycles of one leg per minute, at least 1.
    pub cadence_per_min: u32,
}

/// Names of inflated cuffs. Cuffs are not activities of the legs.
const CUFFS: &[&str] = &["calf_cuff", "thigh_cuff"];

/// Reads `activity` and `cadence_per_min`. The outer `None` is a fault, the inner one is rest.
pub(super) fn read(
    section: &Section<'_>,
    posture: Option<Posture>,
    problems: &mut Problems,
) -> Option<Option<Exercise>> {
    let Some(item) = section.get(ACTIVITY.name) else { return without(section, problems).map(|()| None) };
    let found = activity(&item, problems);
    let cadence = section.optional(&CADENCE_PER_MIN, problems);
    let activity = found?;
    let cadence_per_min = cadence?.unwrap_or(activity.usual_per_min());
    check_posture(&item, activity, section, posture?, problems)?;
    Some(Some(Exercise { activity, cadence_per_min }))
}

/// Complains about keys for the cadence without an activity.
fn without(section: &Section<'_>, problems: &mut Problems) -> Option<()> {
    let Some(item) = section.first_of(&[REPETITIONS.key, CADENCE_PER_MIN.key]) else {
        return Some(());
    };
    let message = format!("`{}` needs an `activity`", item.name);
    let hint = format!("add `activity`, one of {}", suggest::list(&Activity::words()));
    problems.fail(Problem::new(Code::MissingKey, item.span(), message).label("of what?").hint(hint))
}

fn activity(item: &Item<'_>, problems: &mut Problems) -> Option<Activity> {
    let word = item.text(problems)?;
    if CUFFS.contains(&word) {
        let problem = Problem::new(Code::UnknownName, item.span(), format!("unknown activity `{word}`"));
        let hint = format!(
            "a cuff is not an activity of the legs: remove `activity` and give the pressure of the cuff, such as \
             `{word}_mmhg = 80`"
        );
        return problems.fail(problem.label("no such activity").hint(hint));
    }
    item.one_of(ACTIVITY.name, &Activity::choices(), problems)
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
    let problem = Problem::new(Code::KeyConflict, item.span(), format!("`{word}` cannot be done while {held}"))
        .label("not possible in this posture")
        .also(section.place(&POSTURE), "the posture");
    problems.fail(problem.hint(facts.posture_hint))
}

impl Exercise {
    /// Writes the keys of the exercise.
    pub(super) fn write(&self, out: &mut Text) {
        out.key(&ACTIVITY, &self.activity);
        out.key(&CADENCE_PER_MIN, &self.cadence_per_min);
    }
}
