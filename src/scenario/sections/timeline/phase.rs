//! A phase of the day.

use super::exercise::{self, Exercise};
use super::length::{self, Duration, Length};
use super::setting::{self, Conditions};
use crate::keys::Need::{Optional, Required};
use crate::keys::{Word, line, whole, word};
use crate::scenario::compose::MOST_COPIES;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section};
use crate::scenario::sections::names::Unique;
use crate::scenario::{PopulationSpec, Posture, Seat, Variable};

section! {
    KEYS, "an entry of `phases` in [timeline]", "A phase: a part of the day in one posture.", {
        NAME: String = "name", Required, line(), "Name of the phase, unique in the timeline.";
        POSTURE: Posture = "posture", Required, word(), "Posture of the body, such as \"sitting\".";
        REPEAT: u32 = "repeat", Optional, whole(1, MOST_COPIES, ""), "Number of copies of the phase, one after the other; copies of `day` have the names `day_1`, `day_2` and so on.";
    } .. length::KEYS.into_iter().chain(exercise::KEYS).chain(setting::KEYS)
}

/// A part of the day in one posture.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Unique within the timeline.
    pub name: String,
    /// Posture.
    pub posture: Posture,
    /// Length.
    pub duration: Duration,
    /// What the legs do during the whole phase. Such a phase cannot have bouts of interventions.
    pub exercise: Option<Exercise>,
    /// Air, seat, legs and cuffs.
    pub conditions: Conditions,
}

impl Phase {
    /// A phase with default conditions.
    pub fn plain(name: &str, posture: Posture, duration: Duration) -> Self {
        Self { name: name.to_owned(), posture, duration, exercise: None, conditions: Conditions::USUAL }
    }

    /// Length of the phase (s) for a person with these hours of a variable.
    pub fn length_s(&self, hours: impl Fn(Variable) -> f64) -> f64 {
        match self.duration {
            Duration::Minutes(minutes) => f64::from(minutes) * 60.0,
            Duration::Seconds(seconds) => f64::from(seconds),
            Duration::Repetitions(count) => f64::from(count) * self.cycle_s(),
            Duration::Of(variable) => (hours(variable) * 60.0).round().max(1.0) * 60.0,
        }
    }

    /// Whether it can have bouts of interventions.
    pub fn hosts_bouts(&self) -> bool {
        let inflating = self.conditions.calf_cuff.inflates() || self.conditions.thigh_cuff.inflates();
        let maneuver = self.exercise.is_some() || inflating;
        !maneuver && matches!(self.duration, Duration::Minutes(_) | Duration::Of(_))
    }

    /// Whether people travel in this phase.
    pub fn in_vehicle(&self) -> bool {
        self.posture.facts().has_seat && self.conditions.seat == Seat::Vehicle
    }

    /// Length of one cycle of the phase's exercise (s); 1 s if there is no exercise.
    pub fn cycle_s(&self) -> f64 {
        self.exercise.map_or(1.0, |exercise| 60.0 / f64::from(exercise.cadence_per_min.max(1)))
    }
}

/// A phase as far as it could be read.
#[derive(Clone, Copy)]
pub(in crate::scenario::sections) struct PhaseDraft<'a> {
    /// Its name.
    pub(in crate::scenario::sections) name: Option<&'a str>,
    /// Posture.
    pub(in crate::scenario::sections) posture: Option<Posture>,
    /// Length.
    pub(in crate::scenario::sections) length: Option<Length>,
    /// What the legs do: the outer `None` is a fault, the inner one is rest.
    exercise: Option<Option<Exercise>>,
    /// Air, seat, legs and cuffs.
    conditions: Option<Conditions>,
}

/// Reads a phase. The air has the temperature `usual_c`, unless the phase sets another one; `unique` has the names of the earlier phases.
pub(super) fn read<'a>(
    entry: &Item<'a>,
    population: Option<&PopulationSpec>,
    usual_c: f64,
    unique: &mut Unique,
    problems: &mut Problems,
) -> PhaseDraft<'a> {
    let Some(section) = entry.section("this phase", problems) else {
        return PhaseDraft { name: None, posture: None, length: None, exercise: None, conditions: None };
    };
    section.allow(&KEYS, problems);
    let name = name(&section, unique, problems);
    let posture = section.require(&POSTURE, problems).and_then(|item| posture(&item, problems));
    let exercise = exercise::read(&section, posture, problems);
    let length = length::read(&section, exercise, population, problems);
    let conditions = setting::read(&section, posture, usual_c, problems);
    // If the rest of a phase is faulty, its length is not used: it is unknown what fits into it.
    let length = exercise.and(conditions).and(length);
    let draft = PhaseDraft { name, posture, length, exercise, conditions };
    if let Some(phase) = draft.unnamed() {
        setting::check_inflation(&section, &phase, problems);
        setting::warn_of_still_exercise(&section, &phase, problems);
    }
    draft
}

fn name<'a>(section: &Section<'a>, unique: &mut Unique, problems: &mut Problems) -> Option<&'a str> {
    let item = section.require(&NAME, problems)?;
    let name = item.text(problems)?;
    if name.trim().is_empty() {
        return problems.fail(Problem::new(Code::Identifier, item.span(), "a phase needs a name").label("empty"));
    }
    unique.add("the phase", name, item.span(), problems).map(|()| name)
}

/// Postures of the format that this version does not support yet.
const LATER_POSTURES: &[&str] = &["cycling", "squatting", "kneeling"];

fn posture(item: &Item<'_>, problems: &mut Problems) -> Option<Posture> {
    let word = item.text(problems)?;
    if LATER_POSTURES.contains(&word) && !Posture::words().contains(&word) {
        return item.not_available("the posture", word, problems);
    }
    item.one_of(POSTURE.name, &Posture::choices(), problems)
}

impl PhaseDraft<'_> {
    /// The phase, if no part of it is faulty.
    pub(super) fn whole(&self) -> Option<Phase> {
        Some(Phase {
            name: self.name?.to_owned(),
            posture: self.posture?,
            duration: self.length?.duration,
            exercise: self.exercise?,
            conditions: self.conditions?,
        })
    }

    /// The phase, even if its name is faulty.
    fn unnamed(&self) -> Option<Phase> {
        PhaseDraft { name: Some(""), ..*self }.whole()
    }

    /// Whether it can have bouts. A faulty phase counts as suitable, to avoid further complaints.
    pub(in crate::scenario::sections) fn hosts_bouts(&self) -> bool {
        self.whole().is_none_or(|phase| phase.hosts_bouts())
    }
}

impl Phase {
    /// The phase as a table in one line.
    pub(super) fn write(&self) -> String {
        let mut out = Text::default();
        out.key(&NAME, &self.name);
        out.key(&POSTURE, &self.posture);
        if let Some(exercise) = &self.exercise {
            exercise.write(&mut out);
        }
        self.duration.write(&mut out);
        self.conditions.write(self.posture, &mut out);
        out.inline()
    }
}
