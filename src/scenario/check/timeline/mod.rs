//! `[timeline]`: the phases of the day. Faulty phases are kept too, so that other sections can refer to them.

mod exercise;
mod length;
mod setting;

use super::names::Unique;
use crate::scenario::compose::is_copy;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Exercise, Phase, PopulationSpec, Posture, Timeline};
use length::Length;
use setting::Setting;

pub(super) use exercise::activities;
pub(in crate::scenario) use length::{LONGEST_H, LONGEST_S, SHORTEST_H};
pub(in crate::scenario) use setting::{CALF_MMHG, KNEE_DEG, TEMPERATURE_C, THIGH_MMHG};

/// Postures that this version supports.
pub(super) fn postures() -> Vec<(&'static str, Posture)> {
    Posture::ALL.into_iter().map(|posture| (posture.facts().word, posture)).collect()
}

/// Postures of the format that this version does not support yet.
const LATER_POSTURES: &[&str] = &["cycling", "squatting", "kneeling"];

/// The phases as far as they could be read.
pub(super) struct Draft<'a> {
    temperature_c: Option<f64>,
    /// `None` if the list itself is faulty.
    phases: Option<Vec<PhaseDraft<'a>>>,
}

/// A phase as far as it could be read.
pub(super) struct PhaseDraft<'a> {
    /// Its name.
    pub(super) name: Option<&'a str>,
    /// Posture.
    pub(super) posture: Option<Posture>,
    /// Length.
    pub(super) length: Option<Length>,
    /// What the legs do: the outer `None` is a fault, the inner one is rest.
    exercise: Option<Option<Exercise>>,
    /// Air, seat, legs and cuffs.
    setting: Option<Setting>,
}

/// Reads `[timeline]`.
pub(super) fn read<'a>(root: &Section<'a>, population: Option<&PopulationSpec>, problems: &mut Problems) -> Draft<'a> {
    let hint = "add [timeline] with `phases`";
    let Some(section) = super::section(root, "timeline", &keys::TIMELINE, hint, problems) else {
        return Draft { temperature_c: None, phases: None };
    };
    let temperature_c = match section.get("temperature_c") {
        None => Some(Phase::COMFORT_C),
        Some(item) => item.number_in(setting::TEMPERATURE_C, "°C", problems),
    };
    Draft { temperature_c, phases: phases(&section, population, problems) }
}

fn phases<'a>(
    section: &Section<'a>,
    population: Option<&PopulationSpec>,
    problems: &mut Problems,
) -> Option<Vec<PhaseDraft<'a>>> {
    let item = section.require("phases", "list at least one phase", problems)?;
    let entries = item.list(problems)?;
    if entries.is_empty() {
        let problem = Problem::new(Code::OutOfRange, item.span(), "the timeline has no phases").label("empty");
        return problems.fail(problem.hint("list at least one phase"));
    }
    let mut unique = Unique::default();
    Some(entries.iter().map(|entry| phase(entry, population, &mut unique, problems)).collect())
}

fn phase<'a>(
    entry: &Item<'a>,
    population: Option<&PopulationSpec>,
    unique: &mut Unique,
    problems: &mut Problems,
) -> PhaseDraft<'a> {
    let Some(section) = entry.section("this phase", problems) else {
        return PhaseDraft { name: None, posture: None, length: None, exercise: None, setting: None };
    };
    section.allow(&keys::PHASE, problems);
    let name = section.require("name", "a short name, unique in the timeline", problems).and_then(|item| {
        let name = item.text(problems)?;
        if name.trim().is_empty() {
            return problems.fail(Problem::new(Code::Identifier, item.span(), "a phase needs a name").label("empty"));
        }
        unique.add("the phase", name, item.span(), problems).map(|()| name)
    });
    let posture = section.require("posture", "such as \"sitting\"", problems).and_then(|item| posture(&item, problems));
    let exercise = exercise::read(&section, posture, problems);
    let length = length::read(&section, exercise, population, problems);
    let setting = setting::read(&section, posture, problems);
    if let (Some(setting), Some(posture), Some(exercise), Some(length)) = (&setting, posture, exercise, length) {
        setting::check_inflation(&section, setting, posture, exercise, length.duration, problems);
    }
    // If the rest of a phase is faulty, its length is not used: it is unknown what fits into it.
    let length = exercise.and(setting).and(length);
    PhaseDraft { name, posture, length, exercise, setting }
}

fn posture(item: &Item<'_>, problems: &mut Problems) -> Option<Posture> {
    let word = item.text(problems)?;
    let known = postures();
    if LATER_POSTURES.contains(&word) && known.iter().all(|(posture, _)| *posture != word) {
        return item.not_available("the posture", word, problems);
    }
    item.one_of("posture", &known, problems)
}

impl PhaseDraft<'_> {
    /// The phase, if no part of it is faulty. `temperature_c` applies if the phase has no temperature of its own.
    fn whole(&self, temperature_c: f64) -> Option<Phase> {
        let setting = self.setting?;
        Some(Phase {
            name: self.name?.to_owned(),
            posture: self.posture?,
            duration: self.length?.duration,
            exercise: self.exercise?,
            legs: setting.legs,
            seat: setting.seat,
            temperature_c: setting.temperature_c.unwrap_or(temperature_c),
            knee_angle_deg: setting.knee_angle_deg,
            calf_cuff: setting.calf_cuff,
            thigh_cuff: setting.thigh_cuff,
        })
    }

    /// Whether it can have bouts. A faulty phase counts as suitable, to avoid further complaints.
    pub(super) fn hosts_bouts(&self) -> bool {
        self.whole(Phase::COMFORT_C).is_none_or(|phase| phase.hosts_bouts())
    }
}

impl<'a> Draft<'a> {
    /// The phases with their indices, as far as they could be read.
    pub(super) fn phases(&self) -> impl Iterator<Item = (usize, &PhaseDraft<'a>)> {
        self.phases.iter().flatten().enumerate()
    }

    /// Whether every name and posture is known. If not, checks that depend on them are skipped.
    pub(super) fn is_known(&self) -> bool {
        self.phases.is_some() && self.phases().all(|(_, phase)| phase.name.is_some() && phase.posture.is_some())
    }

    /// Whether a length could not be read. Then lengths are not compared.
    pub(super) fn has_faulty_length(&self) -> bool {
        self.phases().any(|(_, phase)| phase.length.is_none())
    }

    /// The index of the phase that an item names; for a repeated phase, that of the last copy.
    pub(super) fn find(&self, item: &Item<'_>, problems: &mut Problems) -> Option<usize> {
        self.find_all(item, problems)?.pop()
    }

    /// The indices of the phases that an item names: one, or all copies of a repeated phase.
    pub(super) fn find_all(&self, item: &Item<'_>, problems: &mut Problems) -> Option<Vec<usize>> {
        let name = item.text(problems)?;
        let indices = |qualifies: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let named = self.phases().filter(|(_, phase)| phase.name.is_some_and(qualifies));
            named.map(|(index, _)| index).collect()
        };
        let exact = indices(&|known| known == name);
        let found = if exact.is_empty() { indices(&|known| is_copy(known, name)) } else { exact };
        if !found.is_empty() {
            return Some(found);
        }
        if !self.is_known() {
            return None;
        }
        let names: Vec<&str> = self.phases().filter_map(|(_, phase)| phase.name).collect();
        item.unknown("phase", name, &names, problems)
    }

    /// The name of a phase, for messages.
    pub(super) fn name(&self, index: usize) -> &'a str {
        self.phases().nth(index).and_then(|(_, phase)| phase.name).unwrap_or_default()
    }

    /// The longest phase with a posture that `qualifies`; the last one of equally long phases.
    pub(super) fn longest(&self, qualifies: impl Fn(Posture) -> bool) -> Option<usize> {
        let candidates = self.phases().filter(|(_, phase)| phase.posture.is_some_and(&qualifies));
        let timed = candidates.filter_map(|(index, phase)| Some((index, phase.length?.typical_s)));
        timed.reduce(|best, next| if next.1 >= best.1 { next } else { best }).map(|(index, _)| index)
    }

    /// The timeline, if no part of it is faulty.
    pub(super) fn complete(self) -> Option<Timeline> {
        let temperature_c = self.temperature_c?;
        let phases = self.phases?.iter().map(|phase| phase.whole(temperature_c)).collect::<Option<_>>()?;
        Some(Timeline { temperature_c, phases })
    }
}
