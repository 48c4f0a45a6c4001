//! The table of the scenario's measurements that is printed at the end of a run: one line for each.

use super::{Column, Finished, LABEL, NOTHING, find, shorten, summary, tables};
use crate::results::Statistic;
use crate::scenario::{Arm, Measurement, Scenario};

/// Largest length of a measurement's id; longer ids are cut.
const ID: usize = 40;
/// Largest length of an arm's heading.
const ARM: usize = 16;
/// Number of digits of a mean.
const DIGITS: i32 = 3;

/// Mean and standard deviation in the reference arm, and the mean difference of each other arm from it; empty without measurements.
pub(super) fn table(scenario: &Scenario, finished: &Finished) -> String {
    let measurements = &scenario.measurements;
    if measurements.is_empty() {
        return String::new();
    }
    let cells = |cell: &dyn Fn(&Measurement) -> String| measurements.iter().map(cell).collect::<Vec<_>>().into_iter();
    let reference = &scenario.arms[scenario.reference_arm()];
    let label = Column::of("measurement", cells(&|measurement| shorten(&measurement.id, ID)));
    let usual = Column::of("mean (SD)", cells(&|measurement| usual(finished, reference, &measurement.id)));
    let others = scenario.arms.iter().filter(|arm| !arm.reference).map(|arm| {
        Column::of(&shorten(&arm.label, ARM), cells(&|measurement| difference(finished, arm, &measurement.id)))
    });
    let name = shorten(&reference.label, LABEL);
    let title = match scenario.arms.len() {
        1 => "Measurements".to_owned(),
        _ => format!("Measurements: mean (SD) of \"{name}\", mean difference of the other arms"),
    };
    tables(&title, &label, std::iter::once(usual).chain(others))
}

fn usual(finished: &Finished, reference: &Arm, id: &str) -> String {
    let of = |statistic| summary(finished, reference, id, statistic);
    let Some(mean) = of(Statistic::Mean) else { return NOTHING.to_owned() };
    let decimals = decimals(mean);
    let sd = of(Statistic::Sd).map_or_else(|| NOTHING.to_owned(), |sd| format!("{sd:.decimals$}"));
    format!("{mean:.decimals$} ({sd})")
}

fn difference(finished: &Finished, arm: &Arm, id: &str) -> String {
    let row = find(&finished.contrasts, arm, id, Statistic::MeanDifference);
    let value = row.and_then(|row| row.estimate.value);
    value.map_or_else(|| NOTHING.to_owned(), |value| format!("{value:+.decimals$}", decimals = decimals(value)))
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
