//! The table of the scenario's measurements that is printed at the end of a run: one line for each.

use super::Results;
use crate::output::screen::{NOTHING, ScreenTable, difference};
use crate::results::Statistic;
use crate::scenario::{Arm, Measurement};
use crate::stats::Estimate;

/// Number of digits of a mean.
const DIGITS: i32 = 3;

/// Mean and standard deviation in the reference arm, and the mean difference of each other arm from it; empty without measurements.
pub(super) fn table(results: &Results<'_>) -> String {
    let (scenario, measurements) = (results.scenario, &results.scenario.measurements);
    if measurements.is_empty() {
        return String::new();
    }
    let cells = |cell: &dyn Fn(&Measurement) -> String| measurements.iter().map(cell).collect::<Vec<_>>();
    let reference = &scenario.arms[scenario.reference_arm()];
    let mut table = ScreenTable::new("measurement", cells(&|measurement| measurement.id.clone()))
        .column("mean (SD)", cells(&|measurement| usual(results, reference, &measurement.id)));
    for arm in scenario.arms.iter().filter(|arm| !arm.reference) {
        table = table.column(&arm.label, cells(&|measurement| change(results, arm, &measurement.id)));
    }
    let title = match scenario.arms.len() {
        1 => "Measurements".to_owned(),
        _ => format!("Measurements: mean (SD) of \"{}\", mean difference of the other arms", reference.label),
    };
    results.titled(&title, &[], &table)
}

fn usual(results: &Results<'_>, reference: &Arm, id: &str) -> String {
    let of = |statistic| results.summary(reference, id, statistic).value;
    let Some(mean) = of(Statistic::Mean) else { return NOTHING.to_owned() };
    let decimals = decimals(mean);
    let sd = of(Statistic::Sd).map_or_else(|| NOTHING.to_owned(), |sd| format!("{sd:.decimals$}"));
    format!("{mean:.decimals$} ({sd})")
}

fn change(results: &Results<'_>, arm: &Arm, id: &str) -> String {
    let found = results.contrast(arm, id, Statistic::MeanDifference);
    difference(Estimate { interval: None, ..found }, 1.0, decimals(found.value.unwrap_or_default()))
}

/// Number of decimals that show [`DIGITS`] digits of a value; values below 0.1 get fewer digits.
fn decimals(value: f64) -> usize {
    let whole = [1.0, 10.0, 100.0].iter().filter(|power| value.abs() >= **power).count() as i32;
    (DIGITS - whole) as usize
}

#[cfg(test)]
mod tests {
    use super::decimals;

    #[test]
    fn means_have_three_digits() {
        assert_eq!([1234.5, 123.4, 12.3, 1.23, 0.123, 0.0].map(decimals), [0, 0, 1, 2, 3, 3]);
        assert_eq!([-123.4, -1.23, f64::INFINITY].map(decimals), [0, 2, 0]);
    }
}
