//! Measurements that a scenario takes of every person, as a clinic would: readings of one signal, and numbers made of them.

use crate::model::Signal;

/// One column of `outcomes.parquet` that the scenario defines.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// Column name; ends in the unit.
    pub id: String,
    /// Where the number comes from.
    pub source: MeasurementSource,
}

/// Where a number comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasurementSource {
    /// Read from a signal.
    Reading(Reading),
    /// Computed from earlier measurements and constants; at least one term.
    Derived(Operation, Vec<Term>),
}

/// A signal over one phase, or a part of it, in one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// What is read.
    pub signal: Signal,
    /// Phase (index).
    pub phase: usize,
    /// Part of the phase, from its start (s); the end may lie beyond that of the phase.
    pub from_s: f64,
    /// End of that part (s), infinite for the whole phase.
    pub until_s: f64,
    /// How the part becomes one number.
    pub take: Take,
}

/// How a stretch of a signal becomes one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Take {
    /// Value when the part begins.
    Start,
    /// Value when it ends.
    End,
    /// Mean over time.
    Mean,
    /// Smallest value.
    Min,
    /// Largest value.
    Max,
    /// Seconds from the part's start until the signal has covered this share of the way from its first value to an earlier measurement
    /// (index). The length of the part where it never does.
    TimeToShare(f64, usize),
    /// Seconds until the signal crosses this level. The length of the part where it never does.
    TimeToLevel(f64),
}

/// What is done with the terms, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Sum.
    Sum,
    /// The first less the others.
    Difference,
    /// Product.
    Product,
    /// The first over the others.
    Ratio,
    /// The first over the others, in percent.
    Percent,
}

/// A number in a computation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Term {
    /// An earlier measurement (index).
    Measurement(usize),
    /// A constant.
    Number(f64),
}
