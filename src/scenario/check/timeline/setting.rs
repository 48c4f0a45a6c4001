//! Conditions of a phase: air, seat, free movement of the legs, cuffs.

use std::ops::RangeInclusive;

use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use crate::scenario::{Activity, Cuff, Duration, Exercise, Legs, Phase, Posture, Seat};

/// Accepted pressures of a cuff around the calf (mmHg), from suction to arterial occlusion.
pub(in crate::scenario) const CALF_MMHG: RangeInclusive<f64> = -60.0..=300.0;
/// Accepted pressures of a cuff around the thigh (mmHg).
pub(in crate::scenario) const THIGH_MMHG: RangeInclusive<f64> = 0.0..=300.0;

/// Accepted air temperatures (°C).
pub(in crate::scenario) const TEMPERATURE_C: RangeInclusive<f64> = 5.0..=45.0;
/// Angles between thigh and shank of a seated person (degrees).
pub(in crate::scenario) const KNEE_DEG: RangeInclusive<f64> = 60.0..=180.0;

/// Conditions of a phase.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// `None` if the temperature of the timeline applies.
    pub(super) temperature_c: Option<f64>,
    pub(super) knee_angle_deg: f64,
    pub(super) legs: Legs,
    pub(super) seat: Seat,
    pub(super) calf_cuff: Cuff,
    pub(super) thigh_cuff: Cuff,
}

/// Reads the temperature, `legs`, `seat`, the knee's angle and the cuffs.
pub(super) fn read(section: &Section<'_>, posture: Option<Posture>, problems: &mut Problems) -> Option<Setting> {
    let legs = seated(section, "legs", Legs::CHOICES, posture, problems);
    let seat = seated(section, "seat", Seat::CHOICES, posture, problems);
    let knee_angle_deg = knee_angle_deg(section, posture, problems);
    let temperature_c = match section.get("temperature_c") {
        None => Some(None),
        Some(item) => item.number_in(TEMPERATURE_C, "°C", problems).map(Some),
    };
    let calf_cuff = cuff(section, "calf_cuff_mmhg", CALF_MMHG, problems);
    let thigh_cuff = cuff(section, "thigh_cuff_mmhg", THIGH_MMHG, problems);
    Some(Setting {
        temperature_c: temperature_c?,
        knee_angle_deg: knee_angle_deg?,
        legs: legs?,
        seat: seat?,
        calf_cuff: calf_cuff?,
        thigh_cuff: thigh_cuff?,
    })
}

/// Angle of the knee of a seated person.
fn knee_angle_deg(section: &Section<'_>, posture: Option<Posture>, problems: &mut Problems) -> Option<f64> {
    let Some(item) = section.get("knee_angle_deg") else { return Some(Phase::SEATED_KNEE_DEG) };
    let angle = item.number_in(KNEE_DEG, "", problems)?;
    only_seated(section, "knee_angle_deg", posture, problems).map(|()| angle)
}

/// A word that applies only to seated people. The first choice is the default.
fn seated<T: Copy>(
    section: &Section<'_>,
    key: &str,
    choices: &[(&str, T)],
    posture: Option<Posture>,
    problems: &mut Problems,
) -> Option<T> {
    let Some(item) = section.get(key) else { return choices.first().map(|(_, usual)| *usual) };
    let choice = item.one_of(key, choices, problems)?;
    only_seated(section, key, posture, problems).map(|()| choice)
}

fn only_seated(section: &Section<'_>, key: &str, posture: Option<Posture>, problems: &mut Problems) -> Option<()> {
    match posture.map(Posture::facts).filter(|facts| !facts.seated) {
        None => Some(()),
        Some(other) => {
            let message = format!("`{key}` means nothing while {}", other.word);
            let problem = Problem::new(Code::KeyConflict, section.key_span(key), message).label("means nothing here");
            problems.fail(problem.hint("remove it, or use `posture = \"sitting\"`"))
        }
    }
}

/// The pressures of a cuff (mmHg): one number, or the first and the last pressure of a cuff that inflates evenly. Units are not guessed,
/// because cuffs are never inflated in pascals.
fn cuff(section: &Section<'_>, key: &str, range: RangeInclusive<f64>, problems: &mut Problems) -> Option<Cuff> {
    let Some(item) = section.get(key) else { return Some(Cuff::NONE) };
    let Some(_) = item.value.get_ref().as_array() else {
        let mmhg = item.number_in(range, "", problems)?;
        return Some(Cuff { from_mmhg: mmhg, to_mmhg: mmhg });
    };
    let ends = item.list(problems)?;
    let [from, to] = ends.as_slice() else {
        return item.wrong_type("a pressure, or [from, to] with two of them", problems);
    };
    let (from, to) = (from.number_in(range.clone(), "", problems), to.number_in(range, "", problems));
    Some(Cuff { from_mmhg: from?, to_mmhg: to? })
}

/// Complains if a cuff inflates in a phase with moving legs or with a length that differs between people. Its pressure is computed in
/// advance for all people, minute by minute.
pub(super) fn check_inflation(
    section: &Section<'_>,
    setting: &Setting,
    posture: Posture,
    exercise: Option<Exercise>,
    duration: Duration,
    problems: &mut Problems,
) -> Option<()> {
    let cuffs = [("calf_cuff_mmhg", setting.calf_cuff), ("thigh_cuff_mmhg", setting.thigh_cuff)];
    let Some((key, _)) = cuffs.iter().find(|(_, cuff)| cuff.inflates()) else { return Some(()) };
    let (culprit, wanted) = match duration {
        Duration::Of(_) => ("duration_of", "a duration that is the same for everyone"),
        _ if exercise.is_some() => ("activity", "legs at rest"),
        _ if Activity::of_posture(posture).is_some() => ("posture", "legs at rest"),
        _ => return Some(()),
    };
    let problem = Problem::new(Code::KeyConflict, section.key_span(key), format!("an inflating cuff needs {wanted}"));
    let problem = problem.label("inflates").also(section.key_span(culprit), "does not go with it");
    problems
        .fail(problem.hint("give one pressure in place of [from, to], or make a phase of its own for the inflation"))
}
