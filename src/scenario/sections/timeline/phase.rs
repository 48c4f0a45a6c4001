//! A phase of the day.

use super::exercise::{self, Exercise};
use super::length::{self, Duration, Length};
use super::setting::{self, Cuff, Legs, Seat, Setting};
use crate::keys::Need::{Optional, Required};
use crate::keys::{Word, line, whole, word};
use crate::scenario::compose::MOST_COPIES;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section};
use crate::scenario::sections::names::Unique;
use crate::scenario::{PopulationSpec, Posture, Variable};

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
    /// Whether a standing person does not shift the weight, as in a laboratory.
    pub still: bool,
    /// Whether the legs may move by themselves while seated.
    pub legs: Legs,
    /// What a seated person sits on.
    pub seat: Seat,
    /// Air temperature (°C).
    pub temperature_c: f64,
    /// Angle between thigh and shank of a seated person (degrees); 180 is straight.
    pub knee_angle_deg: f64,
    /// Cuff around the calf.
    pub calf_cuff: Cuff,
    /// Cuff around the thigh.
    pub thigh_cuff: Cuff,
}

impl Phase {
    /// Default air temperature (°C).
    pub const COMFORT_C: f64 = 24.0;
    /// Angle of the knee of a person who sits upright (degrees).
    pub const SEATED_KNEE_DEG: f64 = 90.0;

    /// A phase with default conditions.
    pub fn plain(name: &str, posture: Posture, duration: Duration) -> Self {
        Self {
            name: name.to_owned(),
            posture,
            duration,
            exercise: None,
            still: false,
            legs: Legs::Free,
            seat: Seat::Chair,
            temperature_c: Self::COMFORT_C,
            knee_angle_deg: Self::SEATED_KNEE_DEG,
            calf_cuff: Cuff::NONE,
            thigh_cuff: Cuff::NONE,
        }
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
        let inflating = self.calf_cuff.inflates() || self.thigh_cuff.inflates();
        let maneuver = self.exercise.is_some() || inflating;
        !maneuver && matches!(self.duration, Duration::Minutes(_) | Duration::Of(_))
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
    setting: Option<Setting>,
}

/// Reads a phase. `unique` has the names of the earlier ones.
pub(super) fn read<'a>(
    entry: &Item<'a>,
    population: Option<&PopulationSpec>,
    unique: &mut Unique,
    problems: &mut Problems,
) -> PhaseDraft<'a> {
    let Some(section) = entry.section("this phase", problems) else {
        return PhaseDraft { name: None, posture: None, length: None, exercise: None, setting: None };
    };
    section.allow(&KEYS, problems);
    let name = name(&section, unique, problems);
    let posture = section.require(&POSTURE, problems).and_then(|item| posture(&item, problems));
    let exercise = exercise::read(&section, posture, problems);
    let length = length::read(&section, exercise, population, problems);
    let setting = setting::read(&section, posture, problems);
    // If the rest of a phase is faulty, its length is not used: it is unknown what fits into it.
    let length = exercise.and(setting).and(length);
    let draft = PhaseDraft { name, posture, length, exercise, setting };
    if let Some(phase) = draft.conditions() {
        setting::check_inflation(&section, &phase, problems);
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
    /// The phase, if no part of it is faulty. `temperature_c` applies if the phase has no temperature of its own.
    pub(super) fn whole(&self, temperature_c: f64) -> Option<Phase> {
        let setting = self.setting?;
        Some(Phase {
            name: self.name?.to_owned(),
            posture: self.posture?,
            duration: self.length?.duration,
            exercise: self.exercise?,
            still: setting.still,
            legs: setting.legs,
            seat: setting.seat,
            temperature_c: setting.temperature_c.unwrap_or(temperature_c),
            knee_angle_deg: setting.knee_angle_deg,
            calf_cuff: setting.calf_cuff,
            thigh_cuff: setting.thigh_cuff,
        })
    }

    /// The phase at the usual temperature, even if its name is faulty.
    fn conditions(&self) -> Option<Phase> {
        PhaseDraft { name: Some(""), ..*self }.whole(Phase::COMFORT_C)
    }

    /// Whether it can have bouts. A faulty phase counts as suitable, to avoid further complaints.
    pub(in crate::scenario::sections) fn hosts_bouts(&self) -> bool {
        self.whole(Phase::COMFORT_C).is_none_or(|phase| phase.hosts_bouts())
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
        setting::write(self, &mut out);
        out.inline()
    }
}
