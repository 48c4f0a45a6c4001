//! `[interventions.<id>]`: what can be done, with its dose.

use std::ops::Range;

use super::{doses, host, names, timeline};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Intervention, InterventionKind};

/// Default cadence of ankle pumps, per minute.
const PUMP_CADENCE: u32 = 30;
/// Default cadence of walking, strides of one leg per minute.
const STRIDE_CADENCE: u32 = 50;

/// Kinds of this version, each with its keys beside `kind` and `during`.
pub(crate) const KINDS: &[(&str, &[&str])] = &[
    ("none", &[]),
    ("ankle_pumps", &["every_min", "duration_min", "repetitions", "cadence_per_min"]),
    ("aisle_walk", &["every_min", "duration_min", "repetitions", "cadence_per_min"]),
    ("elevation", &["every_min", "duration_min"]),
    ("compression", &["class", "ankle_pressure_mmhg"]),
    ("training_plan", &["weeks", "sessions_per_week"]),
];

/// Kinds of the format that this version lacks.
const LATER_KINDS: &[&str] = &[
    "toe_raises",
    "heel_raises",
    "calf_circuit",
    "ankle_circles",
    "walk",
    "stairs",
    "standing_break",
    "massage",
    "foam_rolling",
    "resistance",
    "eccentric",
    "plyometrics",
    "bedtime_routine",
    "hydration",
    "salt",
    "weight_change",
    "smoking_cessation",
    "footwear",
    "anticoagulant",
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
    let kind = kind(&section, problems)?;
    let during = host::phases_of(&section, &kind, timeline, problems)?;
    valid.map(|()| Intervention { id: item.name.to_owned(), kind, during })
}

fn kind(section: &Section<'_>, problems: &mut Problems) -> Option<InterventionKind> {
    let item = section.require("kind", "such as `kind = \"ankle_pumps\"`", problems)?;
    let name = item.text(problems)?;
    if LATER_KINDS.contains(&name) {
        return item.not_available("the intervention", name, problems);
    }
    let Some((kind, doses)) = KINDS.iter().find(|(kind, _)| *kind == name) else {
        let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        return item.unknown("kind of intervention", name, &names, problems);
    };
    check_doses(section, kind, doses, problems);
    match *kind {
        "ankle_pumps" => {
            let (bouts, cadence_per_min) = doses::paced_bouts(section, PUMP_CADENCE, problems)?;
            Some(InterventionKind::AnklePumps { bouts, cadence_per_min })
        }
        "aisle_walk" => {
            let (bouts, cadence_per_min) = doses::paced_bouts(section, STRIDE_CADENCE, problems)?;
            Some(InterventionKind::AisleWalk { bouts, cadence_per_min })
        }
        "elevation" => {
            let every = doses::every(section, problems);
            let duration = section.require("duration_min", "how long each bout lasts", problems);
            let duration = duration.and_then(|item| doses::minutes(&item, problems));
            Some(InterventionKind::Elevation { bouts: doses::fitting(section, every?, duration?, problems)? })
        }
        "compression" => {
            let ankle_pressure_mmhg = doses::pressure(section, problems)?;
            Some(InterventionKind::Compression { ankle_pressure_mmhg })
        }
        "training_plan" => doses::training_plan(section, problems),
        _ => Some(InterventionKind::None),
    }
}

/// Complains about dose keys that exist, but mean nothing to this kind.
fn check_doses(section: &Section<'_>, kind: &str, doses: &[&str], problems: &mut Problems) {
    let known = |key: &str| keys::INTERVENTION.knows(key);
    let idle = |key: &str| known(key) && !["kind", "during"].contains(&key) && !doses.contains(&key);
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
