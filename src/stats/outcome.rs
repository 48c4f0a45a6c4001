//! Columns for which statistics are computed: measures, measurements of the scenario, and flags derived from measures.

use super::estimate::Scale;
use crate::results::{ArmBlock, Measure};
use crate::scenario::{Flag, Measurement, Scenario};

/// A column for which statistics are computed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome<'a> {
    /// A measure.
    Measure(Measure),
    /// A measurement that the scenario defines, with its position among the measurements.
    Measured(usize, &'a Measurement),
    /// A flag: yes or no.
    Flag(&'a Flag),
    /// A responder. Its value is that of the outcome whose difference between two arms decides.
    Responder(&'a Flag),
}

impl<'a> Outcome<'a> {
    /// All outcomes of a scenario, in column order.
    pub(super) fn all(scenario: &'a Scenario) -> Vec<Self> {
        let measures = Measure::ALL.iter().copied().map(Outcome::Measure);
        let measured =
            scenario.measurements.iter().enumerate().map(|(at, measurement)| Outcome::Measured(at, measurement));
        measures.chain(measured).chain(scenario.outcomes.flags.iter().map(Outcome::Flag)).collect()
    }

    /// All outcomes that are compared between two arms: those of one arm, then the responders.
    pub(super) fn compared(scenario: &'a Scenario) -> Vec<Self> {
        let responders = scenario.analysis.responders.iter().map(Outcome::Responder);
        Self::all(scenario).into_iter().chain(responders).collect()
    }

    /// Column name.
    pub(super) fn name(&self) -> &'a str {
        match self {
            Outcome::Measure(measure) => measure.name(),
            Outcome::Measured(_, measurement) => &measurement.id,
            Outcome::Flag(flag) | Outcome::Responder(flag) => &flag.id,
        }
    }

    /// Unit of its values.
    pub(super) fn unit(&self) -> &'static str {
        match self {
            Outcome::Measure(measure) => measure.unit(),
            Outcome::Measured(_, measurement) => measurement.unit(),
            Outcome::Flag(_) | Outcome::Responder(_) => "1",
        }
    }

    /// The scale of the interval of its mean. Probabilities of clots are positive, and few people have most of the risk.
    pub(super) fn scale(&self) -> Scale {
        match self {
            Outcome::Measure(Measure::VteSymptomaticRisk | Measure::DvtSymptomlessRisk) => Scale::Logarithm,
            _ => Scale::Linear,
        }
    }

    /// Whether the columns have values of the outcome: a block that was read from a table has only the columns that were needed.
    pub(super) fn is_in(&self, columns: &ArmBlock) -> bool {
        let column = match self {
            Outcome::Measure(measure) => columns.measure(*measure),
            Outcome::Measured(at, _) => &columns.measured[*at],
            Outcome::Flag(flag) | Outcome::Responder(flag) => columns.measure(flag.from),
        };
        column.len() == columns.people()
    }

    /// The value of one person; `None` if the person does not count. Flags are 0 or 1; a responder has the value of its outcome.
    pub(super) fn value(&self, columns: &ArmBlock, person: usize) -> Option<f64> {
        let of = |measure: Measure| columns.measures[measure as usize][person];
        let (counted, value) = match self {
            Outcome::Measure(measure) => (of(*measure), f64::from(of(*measure))),
            Outcome::Responder(responder) => (of(responder.from), f64::from(of(responder.from))),
            Outcome::Measured(at, _) => {
                let value = columns.measured[*at][person];
                (value, f64::from(value))
            }
            Outcome::Flag(flag) => {
                let value = of(flag.from);
                (value, f64::from(u8::from(flag.threshold.counts(f64::from(value)))))
            }
        };
        (columns.valid[person] && counted.is_finite()).then_some(value)
    }
}
