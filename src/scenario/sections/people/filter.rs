//! `where`: the rows of a data file that are used.

use super::Source;
use super::codes::{self, value, values};
use crate::keys::Need::{Each, Optional};
use crate::keys::{Composite, Kind, composite, number};
use crate::scenario::people::{Accepted, Condition};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section, all};
use crate::scenario::sections::population::WHERE;

section! {
    WHERE_KEYS, "[population.where]", "The rows of a data file that are used. All conditions must hold; a missing value fulfills none.", {
        ANY_CONDITION: Composite = "<column>", Each(&Kind::Line), composite(Kind::Either(&[Kind::List(&Kind::Value), Kind::Value, Kind::Table(&RANGE_KEYS)])), "The accepted value of this column of the file, a list of accepted values, or the smallest and the largest accepted number.";
    }
}

section! {
    RANGE_KEYS, "a range in [population.where]", "Accepted numbers.", {
        MIN: f64 = "min", Optional, number(""), "Smallest accepted number.";
        MAX: f64 = "max", Optional, number(""), "Largest accepted number.";
    }
}

/// A condition, and the place of its column in the header.
pub(super) struct Filter {
    pub(super) condition: Condition,
    pub(super) position: usize,
}

/// Reads the conditions.
pub(super) fn read(population: &Section<'_>, source: &Source<'_>, problems: &mut Problems) -> Option<Vec<Filter>> {
    let Some(item) = population.get(WHERE.name) else { return Some(Vec::new()) };
    let section = item.section(WHERE_KEYS.section, problems)?;
    all(section.items().map(|item| {
        let position = source.position(item.name, section.key_span(item.name), problems);
        let accepted = accepted(&item, problems);
        Some(Filter { position: position?, condition: Condition { column: item.name.to_owned(), accepted: accepted? } })
    }))
}

fn accepted(item: &Item<'_>, problems: &mut Problems) -> Option<Accepted> {
    if item.value.get_ref().as_array().is_some() {
        return values(item, problems).map(Accepted::Values);
    }
    if item.value.get_ref().as_table().is_none() {
        return value(item, problems).map(|value| Accepted::Values(vec![value]));
    }
    let section = item.section(RANGE_KEYS.section, problems)?;
    section.allow(&RANGE_KEYS, problems);
    let low = section.value_or(&MIN, f64::NEG_INFINITY, problems);
    let high = section.value_or(&MAX, f64::INFINITY, problems);
    let (low, high) = (low?, high?);
    if low > high {
        let message = "no number is accepted, because `max` is smaller than `min`";
        return problems.fail(Problem::new(Code::OutOfRange, item.span(), message).label("empty range"));
    }
    Some(Accepted::Between(low, high))
}

/// Whether a cell fulfills a condition.
pub(super) fn accepts(condition: &Condition, cell: crate::scenario::data::Cell<'_>) -> bool {
    codes::of_cell(cell).is_some_and(|value| condition.accepted.accepts(&value))
}

/// Writes the conditions, if there are any.
pub(super) fn write(conditions: &[Condition], out: &mut Text) {
    if conditions.is_empty() {
        return;
    }
    let mut table = Text::default();
    for Condition { column, accepted } in conditions {
        let text = match accepted {
            Accepted::Values(values) => codes::written(values),
            Accepted::Between(low, high) => {
                let mut range = Text::default();
                range.optional(&MIN, low.is_finite().then_some(low));
                range.optional(&MAX, high.is_finite().then_some(high));
                range.inline()
            }
        };
        table.pair(&crate::scenario::read::text::quoted(column), &text);
    }
    out.pair(WHERE.name, &table.inline());
}
