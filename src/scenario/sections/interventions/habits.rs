//! Habits, which change people before the day: each is given by exactly one of its doses.

use super::KIND;
use crate::interventions::habits::{Change, HabitDose};
use crate::interventions::{Habit, HabitKind, Kind};
use crate::keys;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::text::{Text, float, quoted};
use crate::scenario::read::{Item, Section, Value};

/// Reads a habit and its dose.
pub(super) fn read(section: &Section<'_>, kind: HabitKind, problems: &mut Problems) -> Option<Habit> {
    let Change::By(doses) = kind.facts().change else { return Some(Habit::plain(kind)) };
    let given: Vec<(usize, Item<'_>)> =
        doses.iter().enumerate().filter_map(|(at, dose)| Some((at, section.get(dose.key.name)?))).collect();
    let (dose, item) = match given.as_slice() {
        [only] => *only,
        [] => return missing(section, doses, problems),
        [(_, first), (_, second), ..] => {
            let message = format!("the dose is given twice: `{}` and `{}`", first.name, second.name);
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            return problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"));
        }
    };
    let amount = f64::read(&item, doses[dose].key.kind, problems)?;
    warn_of_much(&item, amount, &doses[dose], problems);
    Some(Habit { kind, dose, amount })
}

fn missing<T>(section: &Section<'_>, doses: &[HabitDose], problems: &mut Problems) -> Option<T> {
    let (first, others) = doses.split_first()?;
    let others = others.iter().map(|other| format!(" or give `{}`", other.key.name));
    let hint = format!("{}{}", first.key.about, others.collect::<String>());
    section.missing(first.key.name, hint, problems)
}

/// Warns of doses beyond the usual ones.
fn warn_of_much(item: &Item<'_>, amount: f64, dose: &HabitDose, problems: &mut Problems) {
    let Some(usual) = dose.usual.as_ref().filter(|usual| amount.abs() > usual.most) else { return };
    let message = format!("`{}` = {} is unusually large", item.name, short(amount));
    let problem = Problem::new(Code::Suspicious, item.span(), message).label("is this intended?");
    problems.push(problem.hint(usual.beyond));
}

/// Writes a habit with its kind.
pub(super) fn write(habit: &Habit, out: &mut Text) {
    out.key(&KIND, &Kind::Habit(habit.kind));
    let Some(HabitDose { key, .. }) = habit.dose() else { return };
    let value = match key.kind {
        keys::Kind::Label(variable) => quoted(variable.labels()[habit.amount as usize]),
        _ => float(habit.amount),
    };
    out.pair(key.name, &value);
}
