//! What may stand behind a key.

use std::ops::Bound::{self, Excluded, Included, Unbounded};

use std::ops::RangeInclusive;

use super::Keys;
use crate::scenario::Variable;

/// What may stand behind a key.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Text.
    Text,
    /// Text that is not blank.
    Line,
    /// Lower-case letters, digits, `_` and `-`, a letter first.
    Identifier,
    /// An identifier without `-`, which can be a column of a table.
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
    /// One of many names of this sort, which have a table of their own.
    Entry(&'static str, fn() -> Vec<&'static str>),
    /// The name of something that the file defines elsewhere.
    Name(&'static str),
    /// As many of one kind as one likes.
    List(&'static Kind),
    /// One of each kind, in this order.
    Row(&'static [Kind]),
    /// Any of these kinds.
    Either(&'static [Kind]),
    /// A table with keys of its own.
    Table(&'static Keys),
    /// A value of a variable: a number, a truth or a label.
    Value,
    /// A value of a variable, or a table that distributes it.
    Distribution,
}

/// The numbers that are allowed, with their unit: empty where it is that of a variable, 1 for pure numbers.
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

/// A number that a variable may be.
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
