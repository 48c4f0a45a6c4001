//! One value of the file with its key and position, read as the required type.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeInteger, DeValue};

use super::Section;
use super::magnitude;
use super::suggest;
use crate::scenario::problem::{Code, Problem, Problems};

/// A value and the name of its key. Elements of a list have the key of the list.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    /// The key.
    pub(crate) name: &'a str,
    /// The value in the file.
    pub(crate) value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Item<'a> {
    /// Position of the value.
    pub(crate) fn span(&self) -> Range<usize> {
        self.value.span()
    }

    /// A finite number, integer or not.
    pub(crate) fn number(&self, problems: &mut Problems) -> Option<f64> {
        let number = match self.value.get_ref() {
            DeValue::Integer(whole) => integer(whole).map(|value| value as f64),
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::String(text) => return self.quoted_number(text, problems),
            _ => return self.wrong_type("a number", problems),
        };
        match number {
            Some(number) if number.is_finite() => Some(number),
            _ => {
                let message = format!("`{}` must be a finite number", self.name);
                problems.fail(Problem::new(Code::OutOfRange, self.span(), message).label("not finite"))
            }
        }
    }

    /// A number within a range. The unit is used to guess a wrong unit.
    pub(crate) fn number_in(&self, range: RangeInclusive<f64>, unit: &str, problems: &mut Problems) -> Option<f64> {
        let value = self.number(problems)?;
        magnitude::check(self, value, range, unit, problems)
    }

    /// A whole number within a range. `20.0` is accepted as whole.
    pub(crate) fn whole_in(&self, range: RangeInclusive<u32>, unit: &str, problems: &mut Problems) -> Option<u32> {
        let bounds = f64::from(*range.start())..=f64::from(*range.end());
        let value = self.number_in(bounds, unit, problems)?;
        if let DeValue::Float(typed) = self.value.get_ref()
            && typed.as_str().ends_with(".000")
        {
            let message = format!(
                "`{}` = {} means {value}: is the point intended to group thousands?",
                self.name,
                typed.as_str()
            );
            let problem = Problem::new(Code::WrongType, self.span(), message).label("a decimal point");
            return problems.fail(problem.hint(format!("write {} or {value}", typed.as_str().replace('.', "_"))));
        }
        if value.fract() == 0.0 {
            return Some(value as u32);
        }
        let message = format!("`{}` = {value} must be a whole number", self.name);
        problems.fail(Problem::new(Code::WrongType, self.span(), message).label("not whole"))
    }

    /// A whole number from 0 to `most`. It is exact even where a float would not be.
    pub(crate) fn exact_up_to(&self, most: u64, problems: &mut Problems) -> Option<u64> {
        let DeValue::Integer(whole) = self.value.get_ref() else {
            return self.wrong_type("a whole number", problems);
        };
        let value = integer(whole).and_then(|value| u64::try_from(value).ok());
        value.filter(|value| *value <= most).or_else(|| {
            let message = format!("`{}` must lie between 0 and {most}", self.name);
            problems.fail(Problem::new(Code::OutOfRange, self.span(), message).label("out of range"))
        })
    }

    /// Text.
    pub(crate) fn text(&self, problems: &mut Problems) -> Option<&'a str> {
        self.value.get_ref().as_str().or_else(|| self.wrong_type("text in quotes", problems))
    }

    /// One of a few words.
    pub(crate) fn one_of<T: Copy>(&self, what: &str, choices: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let word = self.text(problems)?;
        choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice).or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.unknown(what, word, &names, problems)
        })
    }

    /// True or false.
    pub(crate) fn truth(&self, problems: &mut Problems) -> Option<bool> {
        self.value.get_ref().as_bool().or_else(|| self.wrong_type("true or false", problems))
    }

    /// The elements of a list.
    pub(crate) fn list(&self, problems: &mut Problems) -> Option<Vec<Item<'a>>> {
        match self.value.get_ref().as_array() {
            Some(array) => Some(array.iter().map(|value| Item { name: self.name, value }).collect()),
            None => self.wrong_type("a list in [ ]", problems),
        }
    }

    /// A table; the title is used in messages.
    pub(crate) fn section(&self, title: impl Into<String>, problems: &mut Problems) -> Option<Section<'a>> {
        match self.value.get_ref().as_table() {
            Some(table) => Some(Section { title: title.into(), table, span: self.span() }),
            None => self.wrong_type("a table", problems),
        }
    }

    /// Complains about a number in quotes, perhaps with its unit.
    fn quoted_number<T>(&self, text: &str, problems: &mut Problems) -> Option<T> {
        let digits = |c: char| c.is_ascii_digit() || ".-+eE".contains(c);
        let end = text.find(|c| !digits(c)).unwrap_or(text.len());
        let (number, unit) = (text[..end].parse::<f64>(), text[end..].trim());
        let hint = match (number, unit) {
            (Ok(number), "%") if self.name.ends_with("_pct") => {
                Some(format!("write {} without quotes", magnitude::short(number)))
            }
            (Ok(number), "%") => Some(format!("write a share: {}", magnitude::short(number / 100.0))),
            (Ok(number), "") => Some(format!("write {} without quotes", magnitude::short(number))),
            (Ok(number), unit) => Some(format!(
                "write {} without quotes and without `{unit}`; the key names the unit",
                magnitude::short(number)
            )),
            (Err(_), _) => None,
        };
        let message = format!("`{}` must be a number, found text", self.name);
        problems.fail(Problem::new(Code::WrongType, self.span(), message).label("expected a number").maybe_hint(hint))
    }

    /// Complains that the value has a wrong type.
    pub(crate) fn wrong_type<T>(&self, wanted: &str, problems: &mut Problems) -> Option<T> {
        let found = type_name(self.value.get_ref());
        let message = format!("`{}` must be {wanted}, found {found}", self.name);
        problems.fail(Problem::new(Code::WrongType, self.span(), message).label(format!("expected {wanted}")))
    }

    /// Complains that there is nothing with this name.
    pub(crate) fn unknown<T>(&self, what: &str, word: &str, known: &[&str], problems: &mut Problems) -> Option<T> {
        let problem = Problem::new(Code::UnknownName, self.span(), format!("unknown {what} `{word}`"));
        problems.fail(problem.label(format!("no such {what}")).hint(suggest::hint(word, known)))
    }

    /// Complains about a word of the format that this version does not support yet.
    pub(crate) fn not_available<T>(&self, what: &str, word: &str, problems: &mut Problems) -> Option<T> {
        let message = format!("{what} `{word}` is not available in this version");
        problems.fail(Problem::new(Code::NotAvailable, self.span(), message).label("not available"))
    }
}

/// A whole number with any base; `None` if it is too large.
pub(crate) fn integer(whole: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(whole.as_str(), whole.radix()).ok()
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
