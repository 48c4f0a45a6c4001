//! Where trials and the run disagree.

use super::uncertainty::{beside, published};
use crate::output::report::read::Row;
use crate::output::report::run::Run;
use crate::output::report::words::{decimals, inside, interval, measure, number};
use crate::results::Measure;

/// Most examples in the answer.
const MOST: usize = 3;

/// The sentence of the answer; `None` without published effects.
pub(super) fn sentence(run: &Run<'_>) -> Option<String> {
    let known: Vec<(&Row, &Row)> =
        published(run).into_iter().filter_map(|row| Some((row, beside(run, row)?))).collect();
    let mut differing: Vec<(&Row, &Row)> =
        known.iter().copied().filter(|(published, ours)| disagree(published, ours)).collect();
    let (all, some) = (known.len(), differing.len());
    if all == 0 {
        return None;
    }
    if some == 0 {
        return Some(format!(
            "Trials: of the {all} published effects of arms like these, none is outside what this run finds, within the errors of both."
        ));
    }
    // Of several studies of the same effect, the first one is an example.
    differing.dedup_by(|(one, _), (other, _)| one.is_like(other));
    let listed: Vec<String> =
        differing.iter().take(MOST).map(|(published, ours)| words(run, published, ours)).collect();
    Some(format!(
        "Trials and model disagree in {some} of {all} published effects of arms like these. Examples: {}. Do not take the size of these effects \
         from this run; the section \"What is uncertain, and why\" lists what the trials measured.",
        listed.join("; ")
    ))
}

/// Whether two results exclude each other: their intervals do not meet. A result without an interval is a point.
fn disagree(published: &Row, ours: &Row) -> bool {
    let ends = |row: &Row| row.known_interval().unwrap_or((row.value, row.value));
    let ((low, high), (from, to)) = (ends(published), ends(ours));
    high < from || to < low
}

fn words(run: &Run<'_>, published: &Row, ours: &Row) -> String {
    let arm = run.scenario.arms.iter().find(|arm| arm.id == published.arm);
    let label = arm.map_or(published.arm.as_str(), |arm| arm.label.as_str());
    let outcome = Measure::from_name(&published.measure).map_or_else(|| published.measure.clone(), measure);
    format!(
        "\"{label}\", {}, {}: {} in a trial, {} in this run",
        inside(&outcome),
        published.statistic.replace('_', " "),
        with_interval(published),
        with_interval(ours)
    )
}

fn with_interval(row: &Row) -> String {
    let decimals = decimals([row.value]).clamp(1, 2);
    let ends = row.known_interval().map_or_else(String::new, |ends| format!(" ({})", interval(ends, decimals)));
    format!("{}{ends}", number(row.value, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::report::read::Covers;

    fn row(value: f64, interval: (f64, f64)) -> Row {
        let text = String::new;
        Row {
            arm: text(),
            by: text(),
            class: text(),
            measure: text(),
            statistic: text(),
            value,
            interval,
            covers: Covers::Nothing,
            mcse: f64::NAN,
            n: f64::NAN,
            small: f64::NAN,
            source: None,
            member: f64::NAN,
        }
    }

    #[test]
    fn results_whose_intervals_meet_agree() {
        let trial = row(0.1, (0.04, 0.25));
        assert!(disagree(&trial, &row(0.91, (0.7, 0.99))) && disagree(&row(0.91, (0.7, 0.99)), &trial));
        assert!(!disagree(&trial, &row(0.3, (0.2, 0.4))));
        let unknown = (f64::NAN, f64::NAN);
        assert!(disagree(&trial, &row(0.26, unknown)) && !disagree(&trial, &row(0.2, unknown)));
    }
}
