//! `[measurements.<id>]`: numbers that are read from signals or computed from other measurements.

mod derived;
mod reading;

use std::ops::Range;

use super::{names, outcomes, timeline};
use crate::keys::Need::Each;
use crate::keys::{Composite, Kind, composite};
use crate::scenario::Scenario;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section, all, suggest};

pub use derived::{Operation, Term};
pub use reading::{Reading, Take};

section! {
    KEYS, "[measurements]", "Measurements of each person; they are computed in the order of the file.", {
        ANY_MEASUREMENT: Composite = "<id>", Each(&Kind::Column), composite(Kind::Table(&MEASUREMENT_KEYS)), "A measurement: one number per person. Its id becomes a column and ends with the unit.";
    }
}

section! {
    MEASUREMENT_KEYS, "[measurements.<id>]", "A measurement: a number that is read from a signal, or computed from earlier measurements.", {
    } .. reading::KEYS.into_iter().chain(derived::OPERATIONS.map(|(key, _)| key))
}

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

/// Reads `[measurements]` in the order of the file. A study may have none.
pub(super) fn read(
    root: &Section<'_>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<Measurement>> {
    let Some(item) = root.get(super::MEASUREMENTS.name) else { return Some(Vec::new()) };
    let section = item.section(KEYS.section, problems)?;
    let ids: Vec<&str> = section.items().map(|item| item.name).collect();
    all(section.items().enumerate().map(|(at, item)| {
        let span = section.key_span(item.name);
        let free = check_name(item.name, span.clone(), root, problems);
        let (earlier, later) = ids.split_at(at);
        let source = source(&item, span, &Earlier { ids: earlier, later }, timeline, problems);
        free.and(Some(Measurement { id: item.name.to_owned(), source: source? }))
    }))
}

/// Measurements that come earlier in the file, including faulty ones.
struct Earlier<'a> {
    ids: &'a [&'a str],
    /// This measurement and the later ones, to explain a reference to one of them.
    later: &'a [&'a str],
}

impl Earlier<'_> {
    /// The index of the earlier measurement that an item names.
    fn find(&self, item: &Item<'_>, problems: &mut Problems) -> Option<usize> {
        let id = item.text(problems)?;
        let found = self.ids.iter().position(|known| *known == id);
        if found.is_some() || !self.later.contains(&id) {
            return found.or_else(|| item.unknown("measurement", id, self.ids, problems));
        }
        let problem = Problem::new(Code::UnknownName, item.span(), format!("`{id}` is not known yet"));
        let hint =
            "measurements are computed in the order of the file: use earlier measurements, or move this one down";
        problems.fail(problem.label("not an earlier measurement").hint(hint))
    }
}

/// Complains if the name cannot be a column of the results.
fn check_name(name: &str, span: Range<usize>, root: &Section<'_>, problems: &mut Problems) -> Option<()> {
    names::check_column(name, span.clone(), problems)?;
    names::check_no_variable(name, span.clone(), problems)?;
    let outcomes = root.get(super::OUTCOMES.name).and_then(|item| item.value.get_ref().as_table());
    let Some((flag, _)) =
        outcomes.and_then(|table| table.get_key_value(name)).filter(|_| name != outcomes::ASSESS.name)
    else {
        return Some(());
    };
    let problem = Problem::new(Code::Duplicate, span, format!("`{name}` is already a flag of [outcomes]"));
    problems.fail(problem.label("name is taken").also(flag.span(), "the flag").hint("choose another name"))
}

/// The source of a measurement: a signal or an operation.
fn source(
    item: &Item<'_>,
    span: Range<usize>,
    earlier: &Earlier<'_>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<MeasurementSource> {
    let mut section = item.section(format!("[measurements.{}]", item.name), problems)?;
    section.span = span;
    let before = problems.count();
    section.allow(&MEASUREMENT_KEYS, problems);
    let readings: Vec<Item<'_>> = reading::KEYS.iter().filter_map(|key| section.get(key.name)).collect();
    let operations = derived::given(&section);
    match (readings.as_slice(), operations.as_slice()) {
        // The unknown key, about which there is a complaint already, was probably meant as the source.
        ([], []) if problems.count() > before => None,
        ([], []) => {
            let operations = derived::OPERATIONS.map(|(key, _)| key.name);
            let hint = format!("give `signal`, `phase` and `take`, or compute it with {}", suggest::list(&operations));
            section.missing(reading::SIGNAL.name, hint, problems)
        }
        (_, []) => reading::read(&section, earlier, timeline, problems).map(MeasurementSource::Reading),
        ([], [(terms, operation)]) => derived::read(terms, *operation, earlier, problems),
        ([first, ..], [(second, _), ..]) | ([], [(first, _), (second, _), ..]) => {
            let message = format!("{} has two sources: `{}` and `{}`", section.title, first.name, second.name);
            let problem = Problem::new(Code::KeyConflict, section.key_span(second.name), message);
            let problem = problem.label("second description").also(section.key_span(first.name), "first description");
            problems.fail(problem.hint("a measurement is either read from a signal or computed by one operation"))
        }
    }
}

/// Writes the measurements.
pub(super) fn write(scenario: &Scenario, out: &mut Text) {
    for Measurement { id, source } in &scenario.measurements {
        out.section(&format!("measurements.{id}"));
        match source {
            MeasurementSource::Reading(reading) => reading.write(scenario, out),
            MeasurementSource::Derived(operation, terms) => derived::write(*operation, terms, scenario, out),
        }
    }
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
