//! `[interventions.<id>]`: what can be done, with its dose.

use std::ops::Range;

use super::timeline;
use super::{host, names};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Bouts, Intervention, InterventionKind};

/// A day in minutes: no interval is longer.
const DAY_MIN: u32 = 24 * 60;
/// Default cadence of ankle pumps, per minute.
const PUMP_CADENCE: u32 = 30;
/// Default cadence of walking, strides of one leg per minute.
const STRIDE_CADENCE: u32 = 50;
/// Highest cadence that a leg can follow, per minute.
pub(super) const HIGHEST_CADENCE: u32 = 120;
/// Longest training plan in weeks.
const LONGEST_PLAN: u32 = 104;
/// Most training sessions in a week: two a day.
const MOST_SESSIONS: u32 = 14;
/// Highest stocking pressure at the ankle.
const HIGHEST_PRESSURE_MMHG: f64 = 60.0;

/// Compression classes by their label; the middle of the range stands for it.
const CLASSES: &[(&str, f64)] = &[("7-14", 10.5), ("15-20", 17.5), ("20-30", 25.0), ("30-40", 35.0)];

/// Kinds of this version, each with its keys beside `kind` and `during`.
const KINDS: &[(&str, &[&str])] = &[
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
            let (bouts, cadence_per_min) = paced_bouts(section, PUMP_CADENCE, problems)?;
            Some(InterventionKind::AnklePumps { bouts, cadence_per_min })
        }
        "aisle_walk" => {
            let (bouts, cadence_per_min) = paced_bouts(section, STRIDE_CADENCE, problems)?;
            Some(InterventionKind::AisleWalk { bouts, cadence_per_min })
        }
        "elevation" => {
            let every = every(section, problems);
            let duration = section.require("duration_min", "how long each bout lasts", problems);
            let duration = duration.and_then(|item| minutes(&item, problems));
            Some(InterventionKind::Elevation { bouts: fitting(section, every?, duration?, problems)? })
        }
        "compression" => {
            let ankle_pressure_mmhg = pressure(section, problems)?;
            Some(InterventionKind::Compression { ankle_pressure_mmhg })
        }
        "training_plan" => training_plan(section, problems),
        _ => Some(InterventionKind::None),
    }
}

/// Complains about dose keys that exist, but mean nothing to this kind.
fn check_doses(section: &Section<'_>, kind: &str, doses: &[&str], problems: &mut Problems) {
    let known = |key: &str| keys::INTERVENTION.known.contains(&key);
    let idle = |key: &str| known(key) && !["kind", "during"].contains(&key) && !doses.contains(&key);
    for item in section.items().filter(|item| idle(item.name)) {
        let message = format!("`{}` means nothing to {kind}", item.name);
        let hint =
            if doses.is_empty() { "remove it".to_owned() } else { format!("{kind} takes {}", suggest::list(doses)) };
        let span = section.key_span(item.name);
        problems.push(Problem::new(Code::KeyConflict, span, message).label("means nothing here").hint(hint));
    }
}

fn paced_bouts(section: &Section<'_>, usual: u32, problems: &mut Problems) -> Option<(Bouts, u32)> {
    let every = every(section, problems);
    let cadence = match section.get("cadence_per_min") {
        None => Some(usual),
        Some(item) => item.whole_in(1..=HIGHEST_CADENCE, "1/min", problems),
    };
    let duration = match (section.get("duration_min"), section.get("repetitions")) {
        (Some(first), Some(second)) => {
            let message = "the dose is given twice: `duration_min` and `repetitions`";
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"))
        }
        (None, Some(item)) => {
            let repetitions = item.whole_in(1..=DAY_MIN * HIGHEST_CADENCE, "", problems);
            repetitions.zip(cadence).map(|(repetitions, cadence)| whole_minutes(&item, repetitions, cadence, problems))
        }
        (Some(item), None) => minutes(&item, problems),
        (None, None) => {
            section.require("duration_min", "how long each bout lasts, or give `repetitions`", problems).and(None)
        }
    };
    Some((fitting(section, every?, duration?, problems)?, cadence?))
}

/// Minutes of a bout, which go on to the end of the last one; warns where that makes more repetitions than were asked for.
fn whole_minutes(item: &Item<'_>, repetitions: u32, cadence_per_min: u32, problems: &mut Problems) -> u32 {
    let minutes = repetitions.div_ceil(cadence_per_min);
    let done = minutes * cadence_per_min;
    if done != repetitions {
        let message = format!("bouts fill whole minutes: {done} repetitions will be done in place of {repetitions}");
        let problem = Problem::new(Code::Suspicious, item.span(), message).label(format!("{minutes} min"));
        problems.push(problem.hint("ask for a multiple of `cadence_per_min`, or change that"));
    }
    minutes
}

fn every(section: &Section<'_>, problems: &mut Problems) -> Option<u32> {
    minutes(&section.require("every_min", "the interval from start to start of the bouts", problems)?, problems)
}

fn minutes(item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    item.whole_in(1..=DAY_MIN, "min", problems)
}

fn fitting(section: &Section<'_>, every_min: u32, duration_min: u32, problems: &mut Problems) -> Option<Bouts> {
    if duration_min < every_min {
        return Some(Bouts { every_min, duration_min });
    }
    let key = if section.get("duration_min").is_some() { "duration_min" } else { "repetitions" };
    let place = |key: &str| section.get(key).map_or(section.span.clone(), |item| item.span());
    let message = format!("a bout of {duration_min} min does not fit into an interval of {every_min} min");
    let problem =
        Problem::new(Code::Dose, place(key), message).label("too long").also(place("every_min"), "the interval");
    problems.fail(problem.hint("`every_min` counts from start to start and must be longer than the bout"))
}

fn pressure(section: &Section<'_>, problems: &mut Problems) -> Option<f64> {
    match (section.get("class"), section.get("ankle_pressure_mmhg")) {
        (Some(item), None) => item.one_of("compression class", CLASSES, problems),
        (None, Some(item)) => item.number_in(0.0..=HIGHEST_PRESSURE_MMHG, "mmHg", problems),
        (Some(first), Some(second)) => {
            let message = "the dose is given twice: `class` and `ankle_pressure_mmhg`";
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"))
        }
        (None, None) => {
            section.require("class", "such as `class = \"15-20\"`, or give `ankle_pressure_mmhg`", problems).and(None)
        }
    }
}

fn training_plan(section: &Section<'_>, problems: &mut Problems) -> Option<InterventionKind> {
    let weeks = section.require("weeks", "how many weeks of training come before the day", problems);
    let weeks = weeks.and_then(|item| item.whole_in(1..=LONGEST_PLAN, "", problems));
    let sessions = section.require("sessions_per_week", "how often people train", problems);
    let sessions = sessions.and_then(|item| item.whole_in(1..=MOST_SESSIONS, "", problems));
    if section.get("during").is_some() {
        let message = "`during` means nothing to training_plan: the training is over when the day begins";
        let problem = Problem::new(Code::KeyConflict, section.key_span("during"), message);
        return problems.fail(problem.label("means nothing here").hint("remove it"));
    }
    Some(InterventionKind::TrainingPlan { weeks: weeks?, sessions_per_week: sessions? })
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
