//! A measurement that is computed from earlier ones.

use toml::de::DeValue;

use super::Earlier;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section};
use crate::scenario::{MeasurementSource, Operation, Term};

/// The operations that a section has, with their terms.
pub(super) fn given<'a>(section: &Section<'a>) -> Vec<(Item<'a>, Operation)> {
    Operation::CHOICES.iter().filter_map(|(word, operation)| Some((section.get(word)?, *operation))).collect()
}

/// Reads the terms of an operation.
pub(super) fn read(
    item: &Item<'_>,
    operation: Operation,
    earlier: &Earlier<'_>,
    problems: &mut Problems,
) -> Option<MeasurementSource> {
    let entries = item.list(problems)?;
    let terms: Vec<Option<Term>> = entries.iter().map(|entry| term(entry, earlier, problems)).collect();
    let terms: Vec<Term> = terms.into_iter().collect::<Option<_>>()?;
    if terms.len() < 2 {
        let problem = Problem::new(Code::OutOfRange, item.span(), format!("`{}` needs two terms", item.name));
        return problems.fail(problem.label("too few terms"));
    }
    if !terms.iter().any(|term| matches!(term, Term::Measurement(_))) {
        let message = format!("`{}` is made of constants only", item.name);
        let problem = Problem::new(Code::OutOfRange, item.span(), message).label("the same number for everyone");
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
    let message = format!("`{}` divides by 0", operation.word());
    problems.fail(Problem::new(Code::OutOfRange, entries[at + 1].span(), message).label("divides by this"))
}
