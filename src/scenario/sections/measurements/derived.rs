//! A measurement that is computed from earlier ones.

use toml::de::DeValue;

use super::{Earlier, MeasurementSource};
use crate::keys::Need::Optional;
use crate::keys::{Composite, Key, Kind, composite, number};
use crate::scenario::Scenario;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, float, list, quoted};
use crate::scenario::read::{Item, Section, all};

keys! {
    SUM: Composite = "sum", Optional, composite(TERMS), "Sum of all terms.";
    DIFFERENCE: Composite = "difference", Optional, composite(TERMS), "The first term minus the others.";
    PRODUCT: Composite = "product", Optional, composite(TERMS), "Product of all terms.";
    RATIO: Composite = "ratio", Optional, composite(TERMS), "The first term divided by the others.";
    PERCENT: Composite = "percent", Optional, composite(TERMS), "The first term divided by the others, in percent.";
}

/// The operations with their keys.
pub(super) const OPERATIONS: [(Key, Operation); 5] = [
    (SUM.key, Operation::Sum),
    (DIFFERENCE.key, Operation::Difference),
    (PRODUCT.key, Operation::Product),
    (RATIO.key, Operation::Ratio),
    (PERCENT.key, Operation::Percent),
];
/// Terms of a computation.
const TERMS: Kind = Kind::List(&Kind::Either(&[NUMBER, Kind::Name("measurement")]));
const NUMBER: Kind = number("").kind;

/// Operation on the terms, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Sum.
    Sum,
    /// The first term minus the others.
    Difference,
    /// Product.
    Product,
    /// The first term divided by the others.
    Ratio,
    /// The first term divided by the others, in percent.
    Percent,
}

impl Operation {
    /// The key of the operation.
    fn name(self) -> &'static str {
        OPERATIONS.iter().find(|(_, operation)| *operation == self).map_or("", |(key, _)| key.name)
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

/// The operations that a section has, with their terms.
pub(super) fn given<'a>(section: &Section<'a>) -> Vec<(Item<'a>, Operation)> {
    OPERATIONS.into_iter().filter_map(|(key, operation)| Some((section.get(key.name)?, operation))).collect()
}

/// Reads the terms of an operation.
pub(super) fn read(
    item: &Item<'_>,
    operation: Operation,
    earlier: &Earlier<'_>,
    problems: &mut Problems,
) -> Option<MeasurementSource> {
    let entries = item.list(problems)?;
    let terms: Vec<Term> = all(entries.iter().map(|entry| term(entry, earlier, problems)))?;
    if terms.len() < 2 {
        let problem = Problem::new(Code::OutOfRange, item.span(), format!("`{}` needs two terms", item.name));
        return problems.fail(problem.label("too few terms"));
    }
    if !terms.iter().any(|term| matches!(term, Term::Measurement(_))) {
        let message = format!("`{}` uses only constants", item.name);
        let problem = Problem::new(Code::OutOfRange, item.span(), message).label("the same number for all people");
        return problems.fail(problem.hint("name at least one earlier measurement"));
    }
    check_divisors(&entries, &terms, operation, problems)?;
    Some(MeasurementSource::Derived(operation, terms))
}

fn term(item: &Item<'_>, earlier: &Earlier<'_>, problems: &mut Problems) -> Option<Term> {
    match item.value.get_ref() {
        DeValue::String(_) => earlier.find(item, problems).map(Term::Measurement),
        DeValue::Integer(_) | DeValue::Float(_) => item.number(problems).map(Term::Number),
        _ => item.wrong_type("a list of numbers and names of earlier measurements", problems),
    }
}

fn check_divisors(entries: &[Item<'_>], terms: &[Term], operation: Operation, problems: &mut Problems) -> Option<()> {
    if !matches!(operation, Operation::Ratio | Operation::Percent) {
        return Some(());
    }
    let Some(at) = terms.iter().skip(1).position(|term| *term == Term::Number(0.0)) else { return Some(()) };
    let message = format!("`{}` divides by 0", operation.name());
    problems.fail(Problem::new(Code::OutOfRange, entries[at + 1].span(), message).label("divides by this"))
}

/// Writes an operation with its terms.
pub(super) fn write(operation: Operation, terms: &[Term], scenario: &Scenario, out: &mut Text) {
    let term = |term: &Term| match term {
        Term::Measurement(at) => quoted(&scenario.measurements[*at].id),
        Term::Number(value) => float(*value),
    };
    out.pair(operation.name(), &list(terms.iter().map(term)));
}
