//! Kinds of values that keys can have.

use std::marker::PhantomData;
use std::ops::Bound::{self, Excluded, Included, Unbounded};

use super::{Keys, Word};
use crate::attributes::Variable;

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
    /// One of the labels of a variable.
    Label(Variable),
    /// The name of a thing of this kind, such as a signal. The documentation has a table of all names of the kind.
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

/// A kind whose values have this type in Rust.
pub struct Of<T> {
    /// The kind.
    pub kind: Kind,
    value: PhantomData<fn() -> T>,
}

impl Of<f64> {
    /// The kind for readers that do not guess a wrong unit.
    pub const fn without_unit(self) -> Kind {
        match self.kind {
            Kind::Number(Span { low, high, .. }) => Kind::Number(Span { low, high, unit: "" }),
            other => other,
        }
    }
}

/// The type of values that a section reads by itself, because they have parts or refer to other sections.
pub struct Composite;

const fn of<T>(kind: Kind) -> Of<T> {
    Of { kind, value: PhantomData }
}

/// A value that a section reads by itself.
pub const fn composite(kind: Kind) -> Of<Composite> {
    of(kind)
}

/// Text.
pub const fn text() -> Of<String> {
    of(Kind::Text)
}

/// Text that is not blank.
pub const fn line() -> Of<String> {
    of(Kind::Line)
}

/// An identifier.
pub const fn identifier() -> Of<String> {
    of(Kind::Identifier)
}

/// An identifier that can be a column of a table.
pub const fn column() -> Of<String> {
    of(Kind::Column)
}

/// True or false.
pub const fn truth() -> Of<bool> {
    of(Kind::Truth)
}

/// One of the words of a type.
pub const fn word<T: Word>() -> Of<T> {
    of(Kind::Word(T::words))
}

/// One of the labels of a variable, read as its index.
pub const fn label(variable: Variable) -> Of<f64> {
    of(Kind::Label(variable))
}

/// A name of this kind.
pub const fn entry<T: Word>(what: &'static str) -> Of<T> {
    of(Kind::Entry(what, T::words))
}

/// Values of one kind.
pub const fn list<T>(element: &'static Of<T>) -> Of<Vec<T>> {
    of(Kind::List(&element.kind))
}

/// A whole number from `low` to `high`.
pub const fn whole(low: u32, high: u32, unit: &'static str) -> Of<u32> {
    of(Kind::Whole { low: low as u64, high: high as u64, unit })
}

/// A whole number that is at least `low`.
pub const fn count(low: u32) -> Of<u32> {
    whole(low, NO_LIMIT, "")
}

/// The upper end of whole numbers that have none.
pub const NO_LIMIT: u32 = u32::MAX;

/// A whole number from 0 to `high`, which may need 64 bits.
pub const fn large_whole(high: u64) -> Of<u64> {
    of(Kind::Whole { low: 0, high, unit: "" })
}

/// A number within the bounds of a variable.
pub const fn variable(variable: Variable) -> Of<f64> {
    let (low, high) = variable.bounds();
    within(low, high, variable.unit())
}

const fn span(low: Bound<f64>, high: Bound<f64>, unit: &'static str) -> Of<f64> {
    of(Kind::Number(Span { low, high, unit }))
}

/// Any number.
pub const fn number(unit: &'static str) -> Of<f64> {
    span(Unbounded, Unbounded, unit)
}

/// A number from `low` to `high`.
pub const fn within(low: f64, high: f64, unit: &'static str) -> Of<f64> {
    span(Included(low), Included(high), unit)
}

/// A number that is at least `low`.
pub const fn at_least(low: f64, unit: &'static str) -> Of<f64> {
    span(Included(low), Unbounded, unit)
}

/// A number larger than `low`.
pub const fn above(low: f64, unit: &'static str) -> Of<f64> {
    span(Excluded(low), Unbounded, unit)
}

/// A number larger than `low` and not larger than `high`.
pub const fn above_to(low: f64, high: f64, unit: &'static str) -> Of<f64> {
    span(Excluded(low), Included(high), unit)
}

/// A number between `low` and `high`, both excluded.
pub const fn between(low: f64, high: f64, unit: &'static str) -> Of<f64> {
    span(Excluded(low), Excluded(high), unit)
}
