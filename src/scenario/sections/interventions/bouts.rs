//! Bouts of a routine: when, how much, how.

use super::KIND;
use crate::interventions::bouts::{
    CADENCE_PER_MIN, DURATION_MIN, EVERY_MIN, FROM_MIN, KNEE, LEGS, LOAD_KG, REPETITIONS, REST_S, SETS, UNTIL_MIN,
};
use crate::interventions::{Kind, UsualDose};
use crate::keys::Key;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use crate::scenario::read::text::Text;
use crate::scenario::{Bouts, Dose, Routine, Sides, Timing};

/// Highest plausible number of strides of one leg per minute; a run has about as many.
const FASTEST_STRIDES: u32 = 80;

/// Reads the bouts of a routine.
pub(super) fn read(section: &Section<'_>, routine: Routine, problems: &mut Problems) -> Option<Bouts> {
    let timing = timing(section, routine, problems);
    let cadence = section.value_or(&CADENCE_PER_MIN, routine.facts().usual_per_min, problems);
    if let Some(cadence) = cadence {
        warn_of_steps(section, routine, cadence, problems);
    }
    let dose = dose(section, routine, problems);
    let knee = section.value(&KNEE, problems);
    let sides = section.value(&LEGS, problems);
    let load_kg = section.value(&LOAD_KG, problems);
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
fn warn_of_steps(section: &Section<'_>, routine: Routine, strides: u32, problems: &mut Problems) {
    if routine.facts().strides && strides > FASTEST_STRIDES {
        let message = format!("{strides} strides of one leg per minute are {} steps: faster than a run", 2 * strides);
        let problem =
            Problem::new(Code::Suspicious, section.place(&CADENCE_PER_MIN), message).label("steps of both legs?");
        problems.push(problem.hint(format!("`cadence_per_min` counts one leg: {} for {strides} steps", strides / 2)));
    }
}

fn timing(section: &Section<'_>, routine: Routine, problems: &mut Problems) -> Option<Timing> {
    let from_min = section.optional(&FROM_MIN, problems);
    let until_min = section.optional(&UNTIL_MIN, problems);
    let every_min = section.optional(&EVERY_MIN, problems);
    let (from_min, until_min, every_min) = (from_min?, until_min?, every_min?);
    match from_min.or(every_min).or(routine.facts().usual_from_min) {
        Some(from_min) => Some(Timing { from_min, every_min, until_min }),
        None => {
            let hint =
                "the time from the start of one bout to the start of the next; or give `from_min` for a single bout";
            section.missing(EVERY_MIN.name, hint, problems)
        }
    }
}

/// The dose: minutes, or sets of repetitions.
fn dose(section: &Section<'_>, routine: Routine, problems: &mut Problems) -> Option<Dose> {
    let usual = routine.facts().usual_dose;
    let repetitions = match (section.get(DURATION_MIN.name), section.get(REPETITIONS.name)) {
        (Some(first), Some(second)) => {
            let message = "the dose is given twice: `duration_min` and `repetitions`";
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            return problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"));
        }
        (Some(_), None) => return no_sets(section, problems).and(minutes(section, routine, problems)),
        (None, Some(_)) => section.value(&REPETITIONS, problems),
        (None, None) => match usual {
            Some(UsualDose::Sets { repetitions, .. }) => Some(repetitions),
            Some(UsualDose::Minutes(minutes)) => return Some(Dose::Minutes(minutes)),
            None => {
                let hint = "the length of each bout; repeated movements may have `repetitions` instead";
                return section.missing(DURATION_MIN.name, hint, problems);
            }
        },
    };
    let usual_sets = if let Some(UsualDose::Sets { sets, .. }) = usual { sets } else { 1 };
    let sets = section.value_or(&SETS, usual_sets, problems);
    let rest = section.value(&REST_S, problems);
    Some(Dose::Sets { sets: sets?, repetitions: repetitions?, rest_s: rest? })
}

/// Minutes, at least the shortest bout of the routine.
fn minutes(section: &Section<'_>, routine: Routine, problems: &mut Problems) -> Option<Dose> {
    let minutes = section.value(&DURATION_MIN, problems)?;
    let least = routine.facts().least_min;
    if minutes >= least {
        return Some(Dose::Minutes(minutes));
    }
    let message = format!("`duration_min` = {minutes} is too small");
    let problem = Problem::new(Code::OutOfRange, section.place(&DURATION_MIN), message);
    problems.fail(problem.label(format!("at least {least} min")).hint(format!("it must be at least {least} min")))
}

/// Complains about sets together with minutes.
fn no_sets(section: &Section<'_>, problems: &mut Problems) -> Option<()> {
    let Some(item) = section.first_of(&[SETS.key, REST_S.key]) else { return Some(()) };
    let message = format!("`{}` needs `repetitions`, because a bout with a duration has no sets", item.name);
    let problem = Problem::new(Code::KeyConflict, item.span(), message).label("no repetitions");
    problems.fail(problem.hint("give `repetitions` instead of `duration_min`"))
}

/// Complains if the legs alternate by sets but there are no sets.
fn check_turns(section: &Section<'_>, bouts: &Bouts, problems: &mut Problems) -> Option<()> {
    if bouts.sides == Sides::Both || matches!(bouts.dose, Dose::Sets { .. }) {
        return Some(());
    }
    let message = "`legs = \"one\"` needs `repetitions`, because the legs alternate after each set";
    let problem = Problem::new(Code::KeyConflict, section.key_span(LEGS.name), message).label("no repetitions");
    problems.fail(problem.hint("give `repetitions` (and `sets`) instead of `duration_min`"))
}

/// Complains about bouts that are longer than their interval or their phases.
fn check_fit(section: &Section<'_>, bouts: &Bouts, problems: &mut Problems) -> Option<()> {
    let duration_min = bouts.duration_min();
    let given = section.first_of(&[DURATION_MIN.key, REPETITIONS.key, SETS.key]);
    let here = given.map_or(section.span.clone(), |item| item.span());
    let Timing { from_min, every_min, until_min } = bouts.timing;
    if let Some(every_min) = every_min.filter(|every| duration_min >= *every) {
        let message = format!("a bout of {duration_min} min does not fit into an interval of {every_min} min");
        let problem =
            Problem::new(Code::Dose, here, message).label("too long").also(section.place(&EVERY_MIN), "the interval");
        return problems
            .fail(problem.hint("`every_min` is the time from start to start and must be longer than the bout"));
    }
    let Some(until_min) = until_min.filter(|until| from_min.saturating_add(duration_min) > *until) else {
        return Some(());
    };
    let message =
        format!("a bout of {duration_min} min that starts at minute {from_min} does not end by minute {until_min}");
    let problem = Problem::new(Code::Dose, section.place(&UNTIL_MIN), message).label("too early");
    problems.fail(problem.hint("choose a later `until_min`, an earlier `from_min` or a shorter bout"))
}

/// Writes the bouts with their kind.
pub(super) fn write(bouts: &Bouts, out: &mut Text) {
    let kind = Kind::Routine(bouts.routine);
    let takes = |key: &Key| kind.facts().keys.iter().any(|known| known.name == key.name);
    let Timing { from_min, every_min, until_min } = &bouts.timing;
    out.key(&KIND, &kind);
    out.key(&FROM_MIN, from_min);
    out.optional(&EVERY_MIN, every_min.as_ref());
    out.optional(&UNTIL_MIN, until_min.as_ref());
    match &bouts.dose {
        Dose::Minutes(minutes) => out.key(&DURATION_MIN, minutes),
        Dose::Sets { sets, repetitions, rest_s } => {
            out.key(&SETS, sets);
            out.optional(&REPETITIONS, takes(&REPETITIONS).then_some(repetitions));
            out.key(&REST_S, rest_s);
        }
    }
    out.optional(&CADENCE_PER_MIN, takes(&CADENCE_PER_MIN).then_some(&bouts.cadence_per_min));
    out.optional(&KNEE, takes(&KNEE).then_some(&bouts.knee));
    out.optional(&LEGS, takes(&LEGS).then_some(&bouts.sides));
    out.optional(&LOAD_KG, takes(&LOAD_KG).then_some(&bouts.load_kg));
}
