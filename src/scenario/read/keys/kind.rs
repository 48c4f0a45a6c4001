//! Kinds of values that keys can have.

use std::ops::Bound::{self, Excluded, Included, Unbounded};

use std::ops::RangeInclusive;

use super::Keys;
use crate::scenario::Variable;

/// A kind of value.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Text.
    Text,
    /// Text that is not blank.
    Line,
    /// Lower-case letters, digits, `_` and `-`, starting with a letter.
    Identifier,
    /// An identifier without `-`, so that it can be a column of a table.
    Column,
    /// A whole number from `low` to `high`, in a unit.
    #[expect(missing_docs, reason = "the sentence above names the fields")]
    Whole { low: u64, high: u64, unit: &'static str },
    /// A number.
    Number(Span),
    /// True or false.
    Truth,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// One of many names of this kind, which have a table of their own in the documentation.
    Entry(&'static str, fn() -> Vec<&'static str>),
    /// The name of something that is defined elsewhere in the file.
    Name(&'static str),
    /// A list of any number of values of one kind.
    List(&'static Kind),
    /// One of each kind, in this order.
    Row(&'static [Kind]),
    /// Any of these kinds.
    Either(&'static [Kind]),
    /// A table with its own keys.
    Table(&'static Keys),
    /// A value of a variable: a number, true or false, or a label.
    Value,
    /// A value of a variable, or a table with its distribution.
    Distribution,
}

/// A range of numbers with a unit. The unit is empty if it is that of a variable, and 1 for pure numbers.
#[derive(Clone, Copy)]
pub struct Span {
    /// The lower end.
    pub low: Bound<f64>,
    /// The upper end.
    pub high: Bound<f64>,
    /// The unit.
    pub unit: &'static str,
}

/// A whole number from `low` to `high`.
pub(super) const fn whole(low: u64, high: u64, unit: &'static str) -> Kind {
    Kind::Whole { low, high, unit }
}

/// A whole number of a range.
pub(super) const fn span(range: &RangeInclusive<u32>) -> Kind {
    Kind::Whole { low: *range.start() as u64, high: *range.end() as u64, unit: "" }
}

/// A number within the bounds of a variable.
pub(super) const fn variable(variable: Variable) -> Kind {
    let (low, high) = variable.bounds();
    within(low, high, variable.unit())
}

/// Any number.
pub(super) const fn number(unit: &'static str) -> Kind {
    Kind::Number(Span { low: Unbounded, high: Unbounded, unit })
}

/// A number from `low` to `high`.
pub(super) const fn within(low: f64, high: f64, unit: &'static str) -> Kind {
    Kind::Number(Span { low: Included(low), high: Included(high), unit })
}

/// A number that is at least `low`.
pub(super) const fn at_least(low: f64, unit: &'static str) -> Kind {
    Kind::Number(Span { low: Included(low), high: Unbounded, unit })
}

/// A number larger than `low`.
pub(super) const fn above(low: f64, unit: &'static str) -> Kind {
    Kind::Number(Span { low: Excluded(low), high: Unbounded, unit })
}

/// A number larger than `low` and not larger than `high`.
pub(super) const fn above_to(low: f64, high: f64, unit: &'static str) -> Kind {
    Kind::Number(Span { low: Excluded(low), high: Included(high), unit })
}

/// A number between `low` and `high`, both excluded.
pub(super) const fn between(low: f64, high: f64, unit: &'static str) -> Kind {
    Kind::Number(Span { low: Excluded(low), high: Excluded(high), unit })
}
