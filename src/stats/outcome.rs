//! What statistics are made of: a measure, a measurement of the scenario, or a flag derived from a measure.

use super::is_flagged;
use crate::results::{ArmBlock, Measure};
use crate::scenario::{Flag, Measurement, Scenario};

/// A column of the outcomes that has statistics.
#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome<'a> {
    /// A number.
    Measure(Measure),
    /// A number that the scenario defines, and its position among these.
    Measured(usize, &'a Measurement),
    /// Yes or no.
    Flag(&'a Flag),
}

impl<'a> Outcome<'a> {
    /// All of a scenario, in column order.
    pub(super) fn all(scenario: &'a Scenario) -> Vec<Self> {
        let measures = Measure::ALL.iter().copied().map(Outcome::Measure);
        let measured =
            scenario.measurements.iter().enumerate().map(|(at, measurement)| Outcome::Measured(at, measurement));
        measures.chain(measured).chain(scenario.outcomes.flags.iter().map(Outcome::Flag)).collect()
    }

    /// Column name.
    pub(super) fn name(&self) -> &'a str {
        match self {
            Outcome::Measure(measure) => measure.name(),
            Outcome::Measured(_, measurement) => &measurement.id,
            Outcome::Flag(flag) => &flag.id,
        }
    }

    /// Unit of its values.
    pub(super) fn unit(&self) -> &'static str {
        match self {
            Outcome::Measure(measure) => measure.unit(),
            Outcome::Measured(_, measurement) => measurement.unit(),
            Outcome::Flag(_) => "1",
        }
    }

    /// The value of one person, where the person counts; flags are 0 or 1.
    pub(super) fn value(&self, columns: &ArmBlock, person: usize) -> Option<f64> {
        let of = |measure: Measure| columns.measures[measure as usize][person];
        let (counted, value) = match self {
            Outcome::Measure(measure) => (of(*measure), f64::from(of(*measure))),
            Outcome::Measured(at, _) => {
                let value = columns.measured[*at][person];
                (value, f64::from(value))
            }
            Outcome::Flag(flag) => {
                let value = of(flag.from);
                (value, f64::from(u8::from(is_flagged(flag, value))))
            }
        };
        (columns.valid[person] && counted.is_finite()).then_some(value)
    }
}
