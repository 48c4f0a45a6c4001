//! Measurements that a scenario takes of every person, as in a clinic: readings of a signal, and numbers computed from them.

use crate::model::Signal;

/// One column of `outcomes.parquet` that the scenario defines.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// Column name; ends in the unit.
    pub id: String,
    /// Where the number comes from.
    pub source: MeasurementSource,
}

/// Endings of ids, with the units that they mean. An ending that is a part of another one comes after it.
const UNITS: [(&str, &str); 16] = [
    ("_mmhg", "mmHg"),
    ("_ml_s", "mL/s"),
    ("_ml_min", "mL/min"),
    ("_ml_h", "mL/h"),
    ("_cm_s", "cm/s"),
    ("_per_s", "1/s"),
    ("_per_min", "1/min"),
    ("_ml", "mL"),
    ("_pct", "%"),
    ("_mm", "mm"),
    ("_cm", "cm"),
    ("_s", "s"),
    ("_min", "min"),
    ("_h", "h"),
    ("_ratio", "1"),
    ("_rel", "1"),
];

impl Measurement {
    /// The unit in the ending of the id: 1 for pure numbers, empty if the ending is not a unit.
    pub fn unit(&self) -> &'static str {
        UNITS.iter().find(|(end, _)| self.id.ends_with(end)).map_or("", |(_, unit)| unit)
    }
}

/// Source of a number.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasurementSource {
    /// Read from a signal.
    Reading(Reading),
    /// Computed from earlier measurements and constants; at least one term.
    Derived(Operation, Vec<Term>),
}

/// One number that is read from a signal during a phase or a part of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The signal.
    pub signal: Signal,
    /// Phase (index).
    pub phase: usize,
    /// Start of the part, from the start of the phase (s). Parts may extend beyond the end of the phase.
    pub from_s: f64,
    /// End of that part (s), infinite for the whole phase.
    pub until_s: f64,
    /// How the signal becomes one number.
    pub take: Take,
}

/// How a stretch of a signal becomes one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Take {
    /// Value at the start of the part.
    Start,
    /// Value at the end of the part.
    End,
    /// Mean over time.
    Mean,
    /// Smallest value.
    Min,
    /// Largest value.
    Max,
    /// Seconds from the part's start until the signal has covered this share of the way from its first value to an earlier measurement
    /// (index). If it never does, the length of the part.
    TimeToShare(f64, usize),
    /// Seconds until the signal crosses this level. If it never does, the length of the part.
    TimeToLevel(f64),
}

words! {
    /// Operation on the terms, from left to right.
    pub enum Operation {
        /// Sum.
        Sum = "sum",
        /// The first term minus the others.
        Difference = "difference",
        /// Product.
        Product = "product",
        /// The first term divided by the others.
        Ratio = "ratio",
        /// The first term divided by the others, in percent.
        Percent = "percent",
    }
}

/// A number in a computation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Term {
    /// An earlier measurement (index).
    Measurement(usize),
    /// A constant.
    Number(f64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_end_in_their_unit() {
        let unit = |id: &str| {
            Measurement { id: id.to_owned(), source: MeasurementSource::Derived(Operation::Sum, vec![]) }.unit()
        };
        let pure = ["reflux_ratio", "strength_rel"].map(unit);
        assert_eq!(pure, ["1", "1"]);
        let volumes = ["calf_ml", "inflow_ml_s", "inflow_ml_min", "lymph_ml_h"].map(unit);
        assert_eq!(volumes, ["mL", "mL/s", "mL/min", "mL/h"]);
        let others = ["ankle_mmhg", "ejected_pct", "girth_mm", "calf_cm", "speed_cm_s"].map(unit);
        assert_eq!(others, ["mmHg", "%", "mm", "cm", "cm/s"]);
        let times = ["refill_s", "walk_min", "day_h", "shear_per_s", "steps_per_min"].map(unit);
        assert_eq!(times, ["s", "min", "h", "1/s", "1/min"]);
        assert_eq!(["score", "ml", "calf_ML"].map(unit), ["", "", ""]);
    }
}
