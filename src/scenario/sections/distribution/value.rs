//! A single value of a variable: a number, true or false, or a label.

use toml::de::DeValue;

use super::Target;
use crate::scenario::VariableKind;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Item;

/// The number for the value; it must be within the variable's bounds.
pub(super) fn of(item: &Item<'_>, target: Target, problems: &mut Problems) -> Option<f64> {
    match target.kind() {
        VariableKind::Continuous => {
            let (low, high) = target.bounds();
            item.number_in(low..=high, target.unit(), problems)
        }
        VariableKind::Flag => flag(item, problems),
        VariableKind::Category(labels) => {
            let choices: Vec<(&str, f64)> =
                labels.iter().zip(0_u8..).map(|(label, index)| (*label, f64::from(index))).collect();
            item.one_of(target.name(), &choices, problems)
        }
    }
}

/// Yes or no: true or false, 0 or 1, or a word.
fn flag(item: &Item<'_>, problems: &mut Problems) -> Option<f64> {
    match item.value.get_ref() {
        DeValue::Boolean(truth) => Some(f64::from(u8::from(*truth))),
        DeValue::String(_) => item.one_of("answer", &[("no", 0.0), ("yes", 1.0)], problems),
        DeValue::Float(share) if share.as_str().parse().is_ok_and(|share: f64| 0.0 < share && share < 1.0) => {
            let message = format!("`{}` is yes or no for each person, not a share of people", item.name);
            let problem = Problem::new(Code::WrongType, item.span(), message).label("a share");
            problems.fail(problem.hint(format!("write {{ dist = \"bernoulli\", p = {} }}", share.as_str())))
        }
        DeValue::Integer(_) | DeValue::Float(_) => item.whole_in(0..=1, "", problems).map(f64::from),
        _ => item.wrong_type("true or false", problems),
    }
}
