//! The two best arms beside each other: whether the run can tell them apart.

use crate::output::OutputError;
use crate::output::pair::Pair;
use crate::output::report::read::Row;
use crate::output::report::run::Run;
use crate::output::report::shown::{Shown, difference_words};
use crate::output::report::words::level;
use crate::scenario::Arm;

/// Compares the best arm with the next best one in words; `None` without another arm, or if the run does not have what it takes.
pub(super) fn sentence(run: &Run<'_>, shown: &Shown, best: &Arm) -> Result<Option<String>, OutputError> {
    let Some((next, pair)) = next(run, shown, best) else { return Ok(None) };
    let Some(rows) = run.contrasts_of(pair)? else { return Ok(None) };
    Ok(shown.difference(&rows, &best.id).map(|row| words(run, shown, (best, next), row)))
}

/// The arm with the lowest value among those that are neither the best nor the reference.
fn next<'a>(run: &'a Run<'_>, shown: &Shown, best: &Arm) -> Option<(&'a Arm, Pair)> {
    let others = run.others().filter(|(_, arm)| arm.id != best.id);
    let known = others.filter_map(|(at, arm)| Some((at, arm, shown.level(&run.summary, &arm.id)?.value)));
    let (reference, next, _) = known.min_by(|one, other| one.2.total_cmp(&other.2))?;
    let arm = run.scenario.arms.iter().position(|arm| arm.id == best.id)?;
    Some((next, Pair { arm, reference }))
}

fn words(run: &Run<'_>, shown: &Shown, (best, next): (&Arm, &Arm), row: &Row) -> String {
    let difference = difference_words(shown, row, &level(run.scenario.design.confidence));
    let (best, next) = (&best.label, &next.label);
    match row.known_interval() {
        Some((_, high)) if high < 0.0 => {
            format!("The next best arm is \"{next}\": \"{best}\" differs from it by {difference}.")
        }
        Some(_) => format!(
            "Between \"{best}\" and the next best arm, \"{next}\", there is no difference that this run can show: {difference}."
        ),
        None => format!(
            "The next best arm is \"{next}\": \"{best}\" differs from it by {difference}, so that the run cannot tell which is better."
        ),
    }
}
