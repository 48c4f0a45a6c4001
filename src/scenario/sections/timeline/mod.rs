//! `[timeline]`: the phases of the day. Faulty phases are kept too, so that other sections can refer to them.

mod exercise;
mod length;
mod phase;
mod setting;

use super::names::Unique;
use crate::keys::Need::{Default, Required};
use crate::keys::{Composite, Kind, composite, word};
use crate::scenario::compose::{GROUP_KEYS, is_copy};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section};
use crate::scenario::{PopulationSpec, Posture, Room};

pub use exercise::Exercise;
pub use length::Duration;
pub(in crate::scenario) use phase::KEYS as PHASE_KEYS;
pub use phase::Phase;
pub(super) use phase::PhaseDraft;
use setting::AIR_C;
pub use setting::{Conditions, Cuff, Legs, Seat};

words! {
    /// What people did before the timeline.
    pub enum Before {
        /// They got up and stood, sat and walked for half an hour each.
        UpAndAbout = "up_and_about",
        /// They have lain all night.
        FromBed = "from_bed",
    }
}

section! {
    KEYS, "[timeline]", "The phases of the simulated day, which are the same in every arm.", {
        TEMPERATURE_C: f64 = "temperature_c", Default("24"), AIR_C, "Air temperature in phases without a temperature of their own.";
        BEFORE: Before = "before", Default("\"up_and_about\""), word(), "What people did before the first phase, after ordinary days: `up_and_about` is half an hour each of standing, sitting and walking, `from_bed` is a night. Swelling counts from the start of the first phase.";
        PHASES: Composite = "phases", Required, composite(Kind::List(&Kind::Either(&[Kind::Table(&GROUP_KEYS), Kind::Table(&PHASE_KEYS)]))), "The phases of the day in order, at least one.";
    }
}

/// Ordered phases of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Default air temperature.
    pub temperature_c: f64,
    /// What people did before the first phase.
    pub before: Before,
    /// At least one.
    pub phases: Vec<Phase>,
}

impl Timeline {
    /// Lengths of the phases (min); `None` where the length differs between people.
    pub fn lengths_min(&self, population: &PopulationSpec) -> Vec<Option<f64>> {
        let length = |phase: &Phase| {
            let hours = match phase.duration {
                Duration::Of(variable) => population.same_for_all(variable)?,
                Duration::Minutes(_) | Duration::Seconds(_) | Duration::Repetitions(_) => 0.0,
            };
            Some(phase.length_s(|_| hours) / 60.0)
        };
        self.phases.iter().map(length).collect()
    }

    /// When the phases begin (min since the start of the timeline); `None` after a phase whose length differs between people.
    pub fn begins_min(&self, population: &PopulationSpec) -> Vec<Option<f64>> {
        let mut next = Some(0.0);
        let begin = |length: Option<f64>| {
            let begin = next;
            next = begin.zip(length).map(|(begin, length)| begin + length);
            begin
        };
        self.lengths_min(population).into_iter().map(begin).collect()
    }
}

/// The phases as far as they could be read.
pub(super) struct Draft<'a> {
    temperature_c: Option<f64>,
    before: Option<Before>,
    /// `None` if the list itself is faulty.
    phases: Option<Vec<PhaseDraft<'a>>>,
}

/// Reads `[timeline]`.
pub(super) fn read<'a>(root: &Section<'a>, population: Option<&PopulationSpec>, problems: &mut Problems) -> Draft<'a> {
    let Some(section) = root.required_section(&super::TIMELINE, problems) else {
        return Draft { temperature_c: None, before: None, phases: None };
    };
    let temperature_c = section.value(&TEMPERATURE_C, problems);
    let usual_c = temperature_c.unwrap_or(Conditions::COMFORT_C);
    let before = section.value(&BEFORE, problems);
    Draft { temperature_c, before, phases: phases(&section, population, usual_c, problems) }
}

fn phases<'a>(
    section: &Section<'a>,
    population: Option<&PopulationSpec>,
    usual_c: f64,
    problems: &mut Problems,
) -> Option<Vec<PhaseDraft<'a>>> {
    let item = section.require(&PHASES, problems)?;
    let entries = item.list(problems)?;
    if entries.is_empty() {
        let problem = Problem::new(Code::OutOfRange, item.span(), "the timeline has no phases").label("empty");
        return problems.fail(problem.hint("list at least one phase"));
    }
    let mut unique = Unique::default();
    Some(entries.iter().map(|entry| phase::read(entry, population, usual_c, &mut unique, problems)).collect())
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

    /// The length of a phase, if it is the same number of minutes for everybody.
    pub(super) fn fixed_min(&self, index: usize) -> Option<u32> {
        self.phases().nth(index)?.1.length?.duration.fixed_min()
    }

    /// The length of a phase that can have bouts, as far as it could be read.
    pub(super) fn room(&self, index: usize) -> Option<Room> {
        let (_, phase) = self.phases().nth(index).filter(|(_, phase)| phase.hosts_bouts())?;
        let length = phase.length?;
        Some(Room { longest_min: length.longest_min(), fixed: length.duration.fixed_min().is_some() })
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

    /// These phases in ascending order; a problem if the list of this key names one twice.
    pub(super) fn distinct(
        &self,
        key: &str,
        item: &Item<'_>,
        mut phases: Vec<usize>,
        problems: &mut Problems,
    ) -> Option<Vec<usize>> {
        phases.sort_unstable();
        if let Some(twice) = phases.windows(2).find(|pair| pair[0] == pair[1]) {
            let message = format!("`{key}` names `{}` twice", self.name(twice[0]));
            return problems.fail(Problem::new(Code::Duplicate, item.span(), message).label("named twice"));
        }
        Some(phases)
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
        let phases = self.phases?.iter().map(|phase| phase.whole()).collect::<Option<_>>()?;
        Some(Timeline { temperature_c, before: self.before?, phases })
    }
}

impl Timeline {
    /// Writes `[timeline]`, with one phase per line.
    pub(super) fn write(&self, out: &mut Text) {
        out.section("timeline");
        out.key(&TEMPERATURE_C, &self.temperature_c);
        out.key(&BEFORE, &self.before);
        out.line(format_args!("{} = [", PHASES.name));
        for phase in &self.phases {
            out.line(format_args!("  {},", phase.write()));
        }
        out.line(format_args!("]"));
    }
}
