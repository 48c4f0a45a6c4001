//! A garment: its pressure, and when it is worn.

use super::KIND;
use crate::interventions::bouts::{FROM_MIN, UNTIL_MIN};
use crate::interventions::compression::{ANKLE_PRESSURE_MMHG, CLASS, Class};
use crate::interventions::{Garment, Kind};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use crate::scenario::read::text::Text;

/// Reads a garment.
pub(super) fn read(section: &Section<'_>, problems: &mut Problems) -> Option<Garment> {
    let pressure = pressure(section, problems);
    let from_min = section.value_or(&FROM_MIN, 0, problems);
    let until_min = section.optional(&UNTIL_MIN, problems);
    let (from_min, until_min) = (from_min?, until_min?);
    if until_min.is_some_and(|until| until <= from_min) {
        let message = "the garment would be taken off before it is put on";
        let problem = Problem::new(Code::Dose, section.key_span(UNTIL_MIN.name), message).label("too early");
        return problems.fail(problem.hint("`until_min` must be later than `from_min`"));
    }
    Some(Garment { ankle_pressure_mmhg: pressure?, from_min, until_min })
}

/// Pressure of a garment at the ankle (mmHg), by class or by number.
fn pressure(section: &Section<'_>, problems: &mut Problems) -> Option<f64> {
    match (section.get(CLASS.name), section.get(ANKLE_PRESSURE_MMHG.name)) {
        (Some(_), None) => section.value(&CLASS, problems).map(Class::middle_mmhg),
        (None, Some(_)) => section.value(&ANKLE_PRESSURE_MMHG, problems),
        (Some(first), Some(second)) => {
            let message = "the dose is given twice: `class` and `ankle_pressure_mmhg`";
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second dose");
            problems.fail(problem.also(first.span(), "first dose").hint("keep one of them"))
        }
        (None, None) => {
            section.missing(CLASS.name, "such as `class = \"15-20\"`, or give `ankle_pressure_mmhg`", problems)
        }
    }
}

/// Writes a garment with its kind.
pub(super) fn write(garment: &Garment, out: &mut Text) {
    out.key(&KIND, &Kind::Compression);
    out.key(&ANKLE_PRESSURE_MMHG, &garment.ankle_pressure_mmhg);
    out.key(&FROM_MIN, &garment.from_min);
    out.optional(&UNTIL_MIN, garment.until_min.as_ref());
}
