//! Conditions of a phase: air, seat, free movement of the legs, cuffs.

use super::exercise::ACTIVITY;
use super::length::{DURATION_OF, Duration};
use super::phase::{POSTURE, Phase};
use crate::keys::Need::{Default, Optional};
use crate::keys::{Composite, Key, Kind, Of, Typed, composite, truth, within, word};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, float, list};
use crate::scenario::read::{Section, Value};
use crate::scenario::{Activity, Posture};

/// Temperature of the air.
pub(super) const AIR_C: Of<f64> = within(5.0, 45.0, "°C");
/// Pressures of a cuff around the calf, from suction to arterial occlusion.
const CALF_MMHG: Of<f64> = within(-60.0, 300.0, "mmHg");
/// Pressures of a cuff around the thigh.
const THIGH_MMHG: Of<f64> = within(0.0, 300.0, "mmHg");

keys! {
    STILL: bool = "still", Default("false"), truth(), "Whether standing people do not shift their weight, as in a laboratory.";
    LEGS: Legs = "legs", Default("\"free\""), word(), "Whether the legs of a seated person may move by themselves (`free`) or not (`still`).";
    SEAT: Seat = "seat", Default("\"chair\""), word(), "Seat of a sitting or reclining person. A vehicle seat leaves little space for the legs, and time in it counts as travel.";
    CALF_CUFF_MMHG: Composite = "calf_cuff_mmhg", Default("0"), composite(Kind::Either(&[CALF_MMHG.kind, Kind::Row(&[CALF_MMHG.kind, CALF_MMHG.kind])])), "Pressure of a cuff around the calf, negative for suction; with `[from, to]` it changes evenly during the phase.";
    THIGH_CUFF_MMHG: Composite = "thigh_cuff_mmhg", Default("0"), composite(Kind::Either(&[THIGH_MMHG.kind, Kind::Row(&[THIGH_MMHG.kind, THIGH_MMHG.kind])])), "Pressure of a cuff around the thigh; with `[from, to]` it changes evenly during the phase.";
    TEMPERATURE_C: f64 = "temperature_c", Optional, AIR_C, "Air temperature; by default, that of the timeline.";
    KNEE_ANGLE_DEG: f64 = "knee_angle_deg", Default("90"), within(60.0, 180.0, "deg"), "Angle between thigh and shank of a seated person; 180 degrees is a straight leg.";
}

/// Keys of the conditions.
pub(super) const KEYS: [Key; 7] =
    [STILL.key, LEGS.key, SEAT.key, CALF_CUFF_MMHG.key, THIGH_CUFF_MMHG.key, TEMPERATURE_C.key, KNEE_ANGLE_DEG.key];

words! {
    /// Whether legs may move by themselves while seated.
    pub enum Legs {
        /// As often as the person fidgets.
        Free = "free",
        /// Not at all.
        Still = "still",
    }
}

words! {
    /// What a seated person sits on.
    pub enum Seat {
        /// A chair in a room.
        Chair = "chair",
        /// A seat in an aircraft, coach, train or car: narrow, and time in it counts as travel.
        Vehicle = "vehicle",
    }
}

/// Pressure of a cuff, which changes evenly over the phase (mmHg). Negative for suction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cuff {
    /// At the start of the phase.
    pub from_mmhg: f64,
    /// At the end of the phase.
    pub to_mmhg: f64,
}

impl Cuff {
    /// No cuff.
    pub const NONE: Self = Self { from_mmhg: 0.0, to_mmhg: 0.0 };

    /// Whether its pressure changes.
    pub fn inflates(self) -> bool {
        self.from_mmhg != self.to_mmhg
    }
}

/// Conditions of a phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditions {
    /// Whether a standing person does not shift the weight, as in a laboratory.
    pub still: bool,
    /// Whether the legs may move by themselves while seated.
    pub legs: Legs,
    /// Seat of a seated person.
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

impl Conditions {
    /// Default air temperature (°C).
    pub const COMFORT_C: f64 = 24.0;
    /// Angle of the knee of a person who sits upright (degrees).
    pub const SEATED_KNEE_DEG: f64 = 90.0;
    /// The default conditions.
    pub const USUAL: Self = Self {
        still: false,
        legs: Legs::Free,
        seat: Seat::Chair,
        temperature_c: Self::COMFORT_C,
        knee_angle_deg: Self::SEATED_KNEE_DEG,
        calf_cuff: Cuff::NONE,
        thigh_cuff: Cuff::NONE,
    };
}

/// Reads the conditions of a phase.
pub(super) fn read(
    section: &Section<'_>,
    posture: Option<Posture>,
    usual_c: f64,
    problems: &mut Problems,
) -> Option<Conditions> {
    let still = only_in(&STANDING, section, &STILL, posture, problems);
    let legs = only_in(&SEATED, section, &LEGS, posture, problems);
    let seat = only_in(&WITH_SEAT, section, &SEAT, posture, problems);
    let knee_angle_deg = only_in(&SEATED, section, &KNEE_ANGLE_DEG, posture, problems);
    let temperature_c = section.value_or(&TEMPERATURE_C, usual_c, problems);
    let calf_cuff = cuff(section, &CALF_CUFF_MMHG, CALF_MMHG, problems);
    let thigh_cuff = cuff(section, &THIGH_CUFF_MMHG, THIGH_MMHG, problems);
    Some(Conditions {
        still: still?,
        temperature_c: temperature_c?,
        knee_angle_deg: knee_angle_deg?,
        legs: legs?,
        seat: seat?,
        calf_cuff: calf_cuff?,
        thigh_cuff: thigh_cuff?,
    })
}

/// The people to whom some keys apply.
struct Only {
    applies: fn(Posture) -> bool,
    /// A posture in which they apply.
    example: &'static str,
}

const SEATED: Only = Only { applies: |posture| posture.facts().seated, example: "sitting" };
const WITH_SEAT: Only = Only { applies: |posture| posture.facts().has_seat, example: "sitting" };
const STANDING: Only = Only { applies: |posture| posture == Posture::Standing, example: "standing" };

/// A value that applies only in some postures.
fn only_in<T: Value>(
    only: &Only,
    section: &Section<'_>,
    key: &Typed<T>,
    posture: Option<Posture>,
    problems: &mut Problems,
) -> Option<T> {
    let value = section.value(key, problems)?;
    let given = posture.filter(|_| section.get(key.name).is_some());
    let Some(other) = given.filter(|posture| !(only.applies)(*posture)) else { return Some(value) };
    let message = format!("`{}` has no effect while {}", key.name, other.facts().word);
    let problem = Problem::new(Code::KeyConflict, section.key_span(key.name), message).label("no effect here");
    problems.fail(problem.hint(format!("remove it, or use `posture = \"{}\"`", only.example)))
}

/// The pressures of a cuff (mmHg): one number, or the first and the last pressure of a cuff that inflates evenly. Units are not guessed,
/// because cuffs are never inflated in pascals.
fn cuff(section: &Section<'_>, key: &Key, range: Of<f64>, problems: &mut Problems) -> Option<Cuff> {
    let range = range.without_unit();
    let Some(item) = section.get(key.name) else { return Some(Cuff::NONE) };
    let Some(_) = item.value.get_ref().as_array() else {
        let mmhg = f64::read(&item, range, problems)?;
        return Some(Cuff { from_mmhg: mmhg, to_mmhg: mmhg });
    };
    let ends = item.list(problems)?;
    let [from, to] = ends.as_slice() else {
        return item.wrong_type("a pressure, or two pressures as [from, to]", problems);
    };
    let (from, to) = (f64::read(from, range, problems), f64::read(to, range, problems));
    Some(Cuff { from_mmhg: from?, to_mmhg: to? })
}

/// Complains if a cuff inflates in a phase with moving legs or with a length that differs between people. Its pressure is computed in
/// advance for all people, minute by minute.
pub(super) fn check_inflation(section: &Section<'_>, phase: &Phase, problems: &mut Problems) -> Option<()> {
    let cuffs =
        [(CALF_CUFF_MMHG.name, phase.conditions.calf_cuff), (THIGH_CUFF_MMHG.name, phase.conditions.thigh_cuff)];
    let Some((key, _)) = cuffs.iter().find(|(_, cuff)| cuff.inflates()) else { return Some(()) };
    let (culprit, wanted) = match phase.duration {
        Duration::Of(_) => (DURATION_OF.name, "a duration that is the same for everyone"),
        _ if phase.exercise.is_some() => (ACTIVITY.name, "legs at rest"),
        _ if Activity::of_posture(phase.posture).is_some() => (POSTURE.name, "legs at rest"),
        _ => return Some(()),
    };
    let problem = Problem::new(Code::KeyConflict, section.key_span(key), format!("an inflating cuff needs {wanted}"));
    let problem = problem.label("inflates").also(section.key_span(culprit), "not possible with it");
    problems.fail(problem.hint("give one pressure in place of [from, to], or use a separate phase for the inflation"))
}

/// Warns of `still` in a phase with an activity, during which nobody shifts the weight anyway.
pub(super) fn warn_of_still_exercise(section: &Section<'_>, phase: &Phase, problems: &mut Problems) {
    if phase.conditions.still && phase.exercise.is_some() {
        let message = "`still` has no effect in a phase with an activity";
        let problem = Problem::new(Code::NoEffect, section.key_span(STILL.name), message).label("no effect here");
        problems.push(problem.hint("remove it: people who exercise do not shift their weight"));
    }
}

impl Conditions {
    /// Writes the conditions. Those that do not apply in the posture are left out, and cuffs without pressure everywhere.
    pub(super) fn write(&self, posture: Posture, out: &mut Text) {
        out.key(&TEMPERATURE_C, &self.temperature_c);
        if posture == Posture::Standing {
            out.key(&STILL, &self.still);
        }
        if posture.facts().seated {
            out.key(&KNEE_ANGLE_DEG, &self.knee_angle_deg);
            out.key(&LEGS, &self.legs);
        }
        if posture.facts().has_seat {
            out.key(&SEAT, &self.seat);
        }
        let cuffs = [(CALF_CUFF_MMHG.name, self.calf_cuff), (THIGH_CUFF_MMHG.name, self.thigh_cuff)];
        for (key, cuff) in cuffs.into_iter().filter(|(_, cuff)| *cuff != Cuff::NONE) {
            out.pair(key, &cuff.write());
        }
    }
}

impl Cuff {
    fn write(self) -> String {
        if self.inflates() {
            list([self.from_mmhg, self.to_mmhg].into_iter().map(float))
        } else {
            float(self.from_mmhg)
        }
    }
}
