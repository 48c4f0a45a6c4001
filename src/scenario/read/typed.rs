//! Values of typed keys: how each type is read from a file, and written to the resolved scenario.

use super::magnitude;
use super::plain::is_unsafe;
use super::text::{float, list, quoted};
use super::{Item, all};
use crate::keys::{Kind, Span, Word};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::sections::names;

/// A type of value that keys can have.
pub(crate) trait Value: Sized {
    /// Reads a value; its kind gives range and unit.
    fn read(item: &Item<'_>, kind: Kind, problems: &mut Problems) -> Option<Self>;

    /// The value as TOML.
    fn write(&self) -> String;
}

impl Value for u32 {
    fn read(item: &Item<'_>, kind: Kind, problems: &mut Problems) -> Option<Self> {
        let Kind::Whole { low, high, unit } = kind else { return None };
        item.whole_in(low as u32..=high as u32, unit, problems)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Value for u64 {
    fn read(item: &Item<'_>, kind: Kind, problems: &mut Problems) -> Option<Self> {
        let Kind::Whole { high, .. } = kind else { return None };
        item.exact_up_to(high, problems)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Value for f64 {
    fn read(item: &Item<'_>, kind: Kind, problems: &mut Problems) -> Option<Self> {
        match kind {
            Kind::Number(Span { low, high, unit }) => {
                let value = item.number(problems)?;
                magnitude::check(item, value, (low, high), unit, problems)
            }
            Kind::Label(variable) => {
                let labels: Vec<(&str, f64)> = variable.labels().iter().copied().zip(indices()).collect();
                item.one_of(item.name, &labels, problems)
            }
            _ => None,
        }
    }

    fn write(&self) -> String {
        float(*self)
    }
}

/// The values of labels.
pub(crate) fn indices() -> impl Iterator<Item = f64> {
    (0_u32..).map(f64::from)
}

impl Value for bool {
    fn read(item: &Item<'_>, _: Kind, problems: &mut Problems) -> Option<Self> {
        item.truth(problems)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    fn read(item: &Item<'_>, kind: Kind, problems: &mut Problems) -> Option<Self> {
        let value = item.text(problems)?;
        if let Some(found) = value.chars().find(|found| is_unsafe(*found)) {
            let message = format!("`{}` contains the control character {}", item.name, found.escape_unicode());
            let problem = Problem::new(Code::OutOfRange, item.span(), message).label("changes the text around it");
            return problems.fail(problem.hint("remove it; it is invisible and may have been pasted along"));
        }
        match kind {
            Kind::Identifier => names::check_identifier(value, item.span(), problems)?,
            Kind::Column => names::check_column(value, item.span(), problems)?,
            Kind::Line if value.trim().is_empty() => {
                let message = format!("`{}` is empty", item.name);
                return problems.fail(Problem::new(Code::OutOfRange, item.span(), message).label("empty"));
            }
            _ => {}
        }
        Some(value.to_owned())
    }

    fn write(&self) -> String {
        quoted(self)
    }
}

impl<T: Word> Value for T {
    fn read(item: &Item<'_>, kind: Kind, problems: &mut Problems) -> Option<Self> {
        let what = match kind {
            Kind::Entry(what, _) => what,
            // The elements of this list are tables.
            _ if item.name == "tables" => "table",
            _ => item.name,
        };
        item.one_of(what, &T::choices(), problems)
    }

    fn write(&self) -> String {
        quoted(self.word())
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(item: &Item<'_>, kind: Kind, problems: &mut Problems) -> Option<Self> {
        let Kind::List(element) = kind else { return None };
        let entries = item.list(problems)?;
        all(entries.iter().map(|entry| T::read(entry, *element, problems)))
    }

    fn write(&self) -> String {
        list(self.iter().map(Value::write))
    }
}
