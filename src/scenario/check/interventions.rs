//! `[interventions.<id>]`: what can be done, with its dose.

use std::ops::Range;

use super::{distribution, doses, habits, host, names, timeline, training};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Focus, Intervention, InterventionKind, Routine};

/// What a word for a kind stands for.
#[derive(Clone, Copy)]
enum Kind {
    None,
    Routine(Routine),
    Compression,
    Plan,
    Sessions(Focus),
    Habit(habits::Kind),
}

/// Keys of what is repeated within a bout.
const REPEATED: &[&str] =
    &["every_min", "from_min", "until_min", "duration_min", "sets", "repetitions", "rest_s", "cadence_per_min"];
/// Keys of heel raises.
const LOADED: &[&str] = &[
    "every_min",
    "from_min",
    "until_min",
    "duration_min",
    "sets",
    "repetitions",
    "rest_s",
    "cadence_per_min",
    "knee",
    "legs",
    "load_kg",
];
/// Keys of what lasts.
const LASTING: &[&str] = &["every_min", "from_min", "until_min", "duration_min"];
/// The same at a cadence.
const PACED: &[&str] = &["every_min", "from_min", "until_min", "duration_min", "cadence_per_min"];
/// Keys of training by equal sessions.
const SESSIONS: &[&str] = &["weeks", "sessions_per_week", "sets", "repetitions", "load_kg", "legs"];

/// Keys of every kind.
pub(in crate::scenario) const EVERYWHERE: &[&str] = &["kind", "during", "adherence"];
/// Every kind with its keys beside those.
const KINDS: &[(&str, Kind, &[&str])] = &[
    ("none", Kind::None, &[]),
    ("ankle_pumps", Kind::Routine(Routine::AnklePumps), REPEATED),
    ("ankle_circles", Kind::Routine(Routine::AnkleCircles), REPEATED),
    ("toe_raises", Kind::Routine(Routine::ToeRaises), REPEATED),
    ("heel_raises", Kind::Routine(Routine::HeelRaises), LOADED),
    (
        "calf_circuit",
        Kind::Routine(Routine::CalfCircuit),
        &["every_min", "from_min", "until_min", "sets", "rest_s", "cadence_per_min"],
    ),
    ("aisle_walk", Kind::Routine(Routine::AisleWalk), REPEATED),
    ("walk", Kind::Routine(Routine::Walk), REPEATED),
    ("stairs", Kind::Routine(Routine::Stairs), REPEATED),
    ("standing_break", Kind::Routine(Routine::StandingBreak), LASTING),
    ("elevation", Kind::Routine(Routine::Elevation), LASTING),
    ("massage", Kind::Routine(Routine::Massage), PACED),
    ("foam_rolling", Kind::Routine(Routine::FoamRolling), PACED),
    ("bedtime_routine", Kind::Routine(Routine::BedtimeRoutine), LASTING),
    ("compression", Kind::Compression, &["class", "ankle_pressure_mmhg", "from_min", "until_min"]),
    ("resistance", Kind::Sessions(Focus::Resistance), SESSIONS),
    ("eccentric", Kind::Sessions(Focus::Eccentric), SESSIONS),
    ("plyometrics", Kind::Sessions(Focus::Plyometrics), SESSIONS),
    ("training_plan", Kind::Plan, &["weeks", "sessions_per_week", "stages"]),
    ("hydration", Kind::Habit(habits::Kind::Hydration), &["water_ml_h", "plasma_volume_rel"]),
    ("salt", Kind::Habit(habits::Kind::Salt), &["salt_g_day"]),
    ("weight_change", Kind::Habit(habits::Kind::WeightChange), &["change_kg", "change_pct"]),
    ("smoking_cessation", Kind::Habit(habits::Kind::SmokingCessation), &[]),
    ("footwear", Kind::Habit(habits::Kind::Footwear), &["footwear"]),
    ("fidgeting", Kind::Habit(habits::Kind::Fidgeting), &["movements_per_h"]),
    ("anticoagulant", Kind::Habit(habits::Kind::Anticoagulant), &[]),
];

/// The interventions as far as they could be read.
pub(super) struct Drafts<'a> {
    /// None where the section itself is faulty.
    list: Option<Vec<Draft<'a>>>,
}

/// One intervention: its name exists even where the rest is faulty.
struct Draft<'a> {
    id: &'a str,
    span: Range<usize>,
    whole: Option<Intervention>,
}

/// Reads `[interventions]`; a study without any is possible.
pub(super) fn read<'a>(root: &Section<'a>, timeline: &timeline::Draft<'_>, problems: &mut Problems) -> Drafts<'a> {
    let Some(item) = root.get("interventions") else { return Drafts { list: Some(Vec::new()) } };
    let Some(section) = item.section("[interventions]", problems) else { return Drafts { list: None } };
    let list = section.items().map(|item| {
        let span = section.key_span(item.name);
        let whole = intervention(&item, span.clone(), timeline, problems);
        Draft { id: item.name, span, whole }
    });
    Drafts { list: Some(list.collect()) }
}

fn intervention(
    item: &Item<'_>,
    span: Range<usize>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<Intervention> {
    let valid = names::check_identifier(item.name, span.clone(), problems);
    let mut section = item.section(format!("[interventions.{}]", item.name), problems)?;
    section.span = span;
    section.allow(&keys::INTERVENTION, problems);
    let adherence =
        section.get("adherence").map_or(Some(None), |item| distribution::of_adherence(&item, problems).map(Some));
    let kind = kind(&section, problems)?;
    let during = host::phases_of(&section, &kind, timeline, problems)?;
    valid.and(adherence).map(|adherence| Intervention { id: item.name.to_owned(), kind, during, adherence })
}

fn kind(section: &Section<'_>, problems: &mut Problems) -> Option<InterventionKind> {
    let item = section.require("kind", "such as `kind = \"ankle_pumps\"`", problems)?;
    let name = item.text(problems)?;
    let Some((name, kind, doses)) = KINDS.iter().find(|(kind, ..)| *kind == name) else {
        let names: Vec<&str> = KINDS.iter().map(|(name, ..)| *name).collect();
        return item.unknown("kind of intervention", name, &names, problems);
    };
    check_doses(section, name, doses, problems);
    match *kind {
        Kind::None => Some(InterventionKind::None),
        Kind::Routine(routine) => doses::bouts(section, routine, problems).map(InterventionKind::Bouts),
        Kind::Compression => doses::garment(section, problems).map(InterventionKind::Compression),
        Kind::Plan => training::plan(section, problems).map(InterventionKind::Training),
        Kind::Sessions(focus) => {
            training::stage(section, focus, problems).map(|stage| InterventionKind::Training(vec![stage]))
        }
        Kind::Habit(kind) => habits::read(section, kind, problems).map(InterventionKind::Habit),
    }
}

/// The words for all kinds, each with the keys that only some kinds have.
pub fn kinds_with_doses() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    KINDS.iter().map(|(name, _, doses)| (*name, *doses))
}

/// The word for a routine in scenario files.
pub(in crate::scenario) fn routine_name(routine: Routine) -> &'static str {
    let is = |kind: &Kind| matches!(kind, Kind::Routine(known) if *known == routine);
    KINDS.iter().find(|(_, kind, _)| is(kind)).map_or("", |(name, ..)| name)
}

/// Complains about dose keys that exist, but mean nothing to this kind.
fn check_doses(section: &Section<'_>, kind: &str, doses: &[&str], problems: &mut Problems) {
    let known = |key: &str| keys::INTERVENTION.knows(key);
    let idle = |key: &str| known(key) && !EVERYWHERE.contains(&key) && !doses.contains(&key);
    for item in section.items().filter(|item| idle(item.name)) {
        let message = format!("`{}` means nothing to {kind}", item.name);
        let hint =
            if doses.is_empty() { "remove it".to_owned() } else { format!("{kind} takes {}", suggest::list(doses)) };
        let span = section.key_span(item.name);
        problems.push(Problem::new(Code::KeyConflict, span, message).label("means nothing here").hint(hint));
    }
}

impl Drafts<'_> {
    /// The index of the intervention that an item names.
    pub(super) fn find(&self, item: &Item<'_>, problems: &mut Problems) -> Option<usize> {
        let id = item.text(problems)?;
        let list = self.list.as_ref()?;
        list.iter().position(|draft| draft.id == id).or_else(|| {
            let ids: Vec<&str> = list.iter().map(|draft| draft.id).collect();
            item.unknown("intervention", id, &ids, problems)
        })
    }

    /// An intervention that could be read completely.
    pub(super) fn get(&self, index: usize) -> Option<&Intervention> {
        self.list.as_ref()?.get(index)?.whole.as_ref()
    }

    /// Warns of interventions that no arm uses.
    pub(super) fn warn_unused(&self, used: &[usize], problems: &mut Problems) {
        for (index, draft) in self.list.iter().flatten().enumerate() {
            if !used.contains(&index) {
                let message = format!("no arm uses the intervention `{}`", draft.id);
                problems.push(Problem::new(Code::NoEffect, draft.span.clone(), message).label("unused"));
            }
        }
    }

    /// All of them, if nothing in them is faulty.
    pub(super) fn complete(self) -> Option<Vec<Intervention>> {
        self.list?.into_iter().map(|draft| draft.whole).collect()
    }
}
