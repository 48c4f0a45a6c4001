//! What the legs do all through a phase: `activity`, at its cadence.

use crate::scenario::check::doses::HIGHEST_CADENCE;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Activity, Exercise, Posture};

use super::posture_name;

/// What a phase can ask for.
pub(in crate::scenario::check) const ACTIVITIES: &[(&str, Activity)] = &[
    ("tiptoe", Activity::Tiptoe),
    ("ankle_pumps", Activity::AnklePumps),
    ("ankle_circles", Activity::AnkleCircles),
    ("toe_raises", Activity::ToeRaises),
    ("walk", Activity::Walk),
    ("weight_transfer", Activity::WeightTransfer),
    ("stairs", Activity::Stairs),
    ("cycling", Activity::Cycling),
    ("massage", Activity::Massage),
    ("foam_rolling", Activity::FoamRolling),
];

/// Words for cuffs that are inflated, which is nothing that legs do.
const CUFFS: &[&str] = &["calf_cuff", "thigh_cuff"];

/// Reads `activity` and `cadence_per_min`: the outer none is a fault, the inner one rest.
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

/// Complains about keys that say how often, where nothing says what.
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
    item.one_of("activity", ACTIVITIES, problems)
}

/// Whether an activity can be done in a posture.
fn suits(activity: Activity, posture: Posture) -> bool {
    match activity {
        Activity::Walk => matches!(posture, Posture::Walking | Posture::Standing),
        Activity::Stairs => posture == Posture::Stairs,
        Activity::Tiptoe | Activity::WeightTransfer => posture == Posture::Standing,
        Activity::ToeRaises => matches!(posture, Posture::Sitting | Posture::Standing),
        Activity::AnklePumps
        | Activity::AnkleCircles
        | Activity::Cycling
        | Activity::Massage
        | Activity::FoamRolling => !matches!(posture, Posture::Walking | Posture::Stairs),
        Activity::Rest => true,
    }
}

fn check_posture(
    item: &Item<'_>,
    activity: Activity,
    section: &Section<'_>,
    posture: Posture,
    problems: &mut Problems,
) -> Option<()> {
    if suits(activity, posture) {
        return Some(());
    }
    let (word, held) = (activity_name(activity), posture_name(posture));
    let problem = Problem::new(Code::KeyConflict, item.span(), format!("nobody does `{word}` while {held}"))
        .label("does not go with the posture")
        .also(section.get("posture").map_or(section.span.clone(), |item| item.span()), "the posture");
    let hint = match activity {
        Activity::Walk => "a walk needs `posture = \"walking\"`, or `\"standing\"` for one on the spot",
        Activity::Stairs => "this is done with `posture = \"stairs\"`",
        Activity::ToeRaises => "this is done with `posture = \"sitting\"` or `\"standing\"`",
        Activity::Tiptoe | Activity::WeightTransfer => "this is done with `posture = \"standing\"`",
        _ => "use `posture = \"sitting\"`, `\"lying\"`, `\"legs_raised\"` or `\"standing\"`",
    };
    problems.fail(problem.hint(hint))
}

fn words() -> Vec<&'static str> {
    ACTIVITIES.iter().map(|(word, _)| *word).collect()
}

/// The word for an activity in scenario files.
pub(in crate::scenario) fn activity_name(activity: Activity) -> &'static str {
    ACTIVITIES.iter().find(|(_, known)| *known == activity).map_or("", |(word, _)| word)
}
