//! Doses of interventions: intervals, bouts, sets, pressures.

use std::ops::RangeInclusive;

use crate::interventions::USUAL_REST_S;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section};
use crate::scenario::{Bouts, Dose, Garment, Knee, Routine, Sides, Timing};

/// A day in minutes, the longest interval.
pub(in crate::scenario) const DAY_MIN: u32 = 24 * 60;
/// A week in minutes, the longest phase.
pub(in crate::scenario) const WEEK_MIN: u32 = 7 * DAY_MIN;
/// Highest cadence that a leg can follow, per minute.
pub(in crate::scenario) const HIGHEST_CADENCE: u32 = 120;
/// Most repetitions in a set: a day of them.
pub(in crate::scenario) const MOST_REPETITIONS: u32 = DAY_MIN * HIGHEST_CADENCE;
/// Sets of a bout or of a session.
pub(in crate::scenario) const SETS: RangeInclusive<u32> = 1..=20;
/// Pause between sets (s).
pub(in crate::scenario) const REST_S: RangeInclusive<u32> = 0..=600;
/// Accepted loads that a person carries (kg).
pub(in crate::scenario) const LOAD_KG: RangeInclusive<f64> = 0.0..=200.0;
/// Highest plausible number of strides of one leg per minute; a run has about as many.
const FASTEST_STRIDES: u32 = 80;
/// Highest stocking pressure at the ankle.
pub(in crate::scenario) const HIGHEST_PRESSURE_MMHG: f64 = 60.0;
/// Compression classes by label, with the midpoint of the pressure range (mmHg).
pub(super) const CLASSES: &[(&str, f64)] = &[("7-14", 10.5), ("15-20", 17.5), ("20-30", 25.0), ("30-40", 35.0)];

/// Reads the bouts of a routine: when, how much, how.
pub(super) fn bouts(section: &Section<'_>, routine: Routine, problems: &mut Problems) -> Option<Bouts> {
    let timing = timing(section, routine, problems);
    let cadence = match section.get("cadence_per_min") {
        None => Some(routine.facts().usual_per_min),
        Some(item) => item.whole_in(1..=HIGHEST_CADENCE, "1/min", problems).inspect(|given| {
            warn_of_steps(&item, routine, *given, problems);
        }),
    };
    let dose = dose(section, routine, problems);
    let knee = section.get("knee").map_or(Some(Knee::Straight), |item| item.one_of("knee", Knee::CHOICES, problems));
    let sides = section.get("legs").map_or(Some(Sides::Both), |item| item.one_of("legs", Sides::CHOICES, problems));
    let load_kg = section.get("load_kg").map_or(Some(0.0), |item| item.number_in(LOAD_KG, "kg", problems));
    let bouts = Bouts {
        routine,
        timing: timing?,
        dose: dose?,
        cadence_per_min: cadence?,
        knee: knee?,
        sides: sides?,
        load_kg: load_kg?,
    };
    check_turns(section, &bouts, problems)?;
    check_fit(section, &bouts, problems).map(|()| bouts)
}

/// Warns of a walk with as many strides as a run. The author of the file has probably counted the steps of both legs.
fn warn_of_steps(item: &Item<'_>, routine: Routine, strides: u32, problems: &mut Problems) {
    if routine.facts().strides && strides > FASTEST_STRIDES {
        let message = format!("{strides} strides of one leg per minute are {} steps: faster than a run", 2 * strides);
        let problem = Problem::new(Code::Suspicious, item.span(), message).label("steps of both legs?");
        problems.push(problem.hint(format!("`cadence_per_min` counts one leg: {} for {strides} steps", strides / 2)));
    }
}

fn timing(section: &Section<'_>, routine: Routine, problems: &mut Problems) -> Option<Timing> {
    let mut get = |key| section.get(key).map_or(Some(None), |item| from_start(&item, problems).map(Some));
    let (from_min, until_min) = (get("from_min"), get("until_min"));
    let every_min = section.get("every_min").map_or(Some(None), |item| minutes(&item, problems).map(Some));
    let (from_min, until_min, every_min) = (from_min?, until_min?, every_min?);
    let first = match from_min.or(every_min).or(routine.facts().usual_from_min) {
        Some(first) => first,
        None => {
            let hint = "the interval from start to start of the bouts; or give `from_min` for a single one";
            return section.require("every_min", hint, problems).and(None);
        }
    };
    Some(Timing { from_min: first, every_min, until_min })
}

/// Minutes from the start of a phase, at most a week (the longest phase).
fn from_start(item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    item.whole_in(0..=WEEK_MIN, "min", problems)
}

/// Whole minutes, at most a day.
fn minutes(item: &Item<'_>, problems: &mut Problems) -> Option<u32> {
    item.whole_in(1..=DAY_MIN, "min", problems)
}

/// The dose: minutes, or sets of repetitions.
fn dose(section: &Section<'_>, routine: Routine, problems: &mut Problems) -> Option<Dose> {
    let usual = routine.facts().usual_dose;
    let repetitions = match (section.get("duration_min"), section.get("repetitions")) {
        (Some(first), Some(second)) => {
            let message = "the dose is given twice: `duration_min` and `repetitions`";
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            return problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"));
        }
        (Some(item), None) => {
            let least_min = routine.facts().least_min;
            return no_sets(section, problems)
                .and(item.whole_in(least_min..=DAY_MIN, "min", problems))
                .map(Dose::Minutes);
        }
        (None, Some(item)) => item.whole_in(1..=MOST_REPETITIONS, "", problems),
        (None, None) => match usual {
            Some(Dose::Sets { repetitions, .. }) => Some(repetitions),
            Some(minutes @ Dose::Minutes(_)) => return Some(minutes),
            None => {
                let hint = "how long each bout lasts; what is repeated may have `repetitions` instead";
                section.require("duration_min", hint, problems).and(None)
            }
        },
    };
    let usual_sets = if let Some(Dose::Sets { sets, .. }) = usual { sets } else { 1 };
    let sets = section.get("sets").map_or(Some(usual_sets), |item| item.whole_in(SETS, "", problems));
    let rest = section.get("rest_s").map_or(Some(USUAL_REST_S), |item| item.whole_in(REST_S, "s", problems));
    Some(Dose::Sets { sets: sets?, repetitions: repetitions?, rest_s: rest? })
}

/// Complains about sets together with minutes.
fn no_sets(section: &Section<'_>, problems: &mut Problems) -> Option<()> {
    let Some(item) = ["sets", "rest_s"].iter().find_map(|key| section.get(key)) else { return Some(()) };
    let message = format!("`{}` needs `repetitions`: a bout in minutes has no sets", item.name);
    let problem = Problem::new(Code::KeyConflict, item.span(), message).label("sets of what?");
    problems.fail(problem.hint("give `repetitions` in place of `duration_min`"))
}

/// Complains if the legs alternate by sets but there are no sets.
fn check_turns(section: &Section<'_>, bouts: &Bouts, problems: &mut Problems) -> Option<()> {
    if bouts.sides == Sides::Both || matches!(bouts.dose, Dose::Sets { .. }) {
        return Some(());
    }
    let message = "`legs = \"one\"` needs `repetitions`: the legs take turns set by set";
    let problem = Problem::new(Code::KeyConflict, section.key_span("legs"), message).label("turns of what?");
    problems.fail(problem.hint("give `repetitions` (and `sets`) in place of `duration_min`"))
}

/// Complains about bouts that are longer than their interval or their phases.
fn check_fit(section: &Section<'_>, bouts: &Bouts, problems: &mut Problems) -> Option<()> {
    let duration_min = bouts.duration_min();
    let key = ["duration_min", "repetitions", "sets"].into_iter().find(|key| section.get(key).is_some());
    let place = |key: &str| section.get(key).map_or(section.span.clone(), |item| item.span());
    let here = key.map_or(section.span.clone(), place);
    let Timing { from_min, every_min, until_min } = bouts.timing;
    if let Some(every_min) = every_min.filter(|every| duration_min >= *every) {
        let message = format!("a bout of {duration_min} min does not fit into an interval of {every_min} min");
        let problem =
            Problem::new(Code::Dose, here, message).label("too long").also(place("every_min"), "the interval");
        return problems.fail(problem.hint("`every_min` counts from start to start and must be longer than the bout"));
    }
    let Some(until_min) = until_min.filter(|until| from_min.saturating_add(duration_min) > *until) else {
        return Some(());
    };
    let message =
        format!("a bout of {duration_min} min that starts at minute {from_min} is not over by minute {until_min}");
    let problem = Problem::new(Code::Dose, place("until_min"), message).label("too early");
    problems.fail(problem.hint("choose a later `until_min`, an earlier `from_min` or a shorter bout"))
}

/// Reads a garment: its pressure, and when it is worn.
pub(super) fn garment(section: &Section<'_>, problems: &mut Problems) -> Option<Garment> {
    let pressure = pressure(section, problems);
    let from_min = section.get("from_min").map_or(Some(0), |item| from_start(&item, problems));
    let until_min = section.get("until_min").map_or(Some(None), |item| from_start(&item, problems).map(Some));
    let (from_min, until_min) = (from_min?, until_min?);
    if until_min.is_some_and(|until| until <= from_min) {
        let message = "the garment is taken off before it is put on";
        let problem = Problem::new(Code::Dose, section.key_span("until_min"), message).label("too early");
        return problems.fail(problem.hint("`until_min` must be later than `from_min`"));
    }
    Some(Garment { ankle_pressure_mmhg: pressure?, from_min, until_min })
}

/// Pressure of a garment at the ankle (mmHg), by class or by number.
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
