//! Values with weights.

use super::{Target, value};
use crate::probability::{Categorical, Family};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::{Item, Section, all};

/// Largest difference between the sum of the weights and 1.
const SLACK: f64 = 1e-6;

/// Reads `values` and `weights`.
pub(in crate::scenario) fn categorical(
    section: &Section<'_>,
    target: Target,
    problems: &mut Problems,
) -> Option<Family> {
    let values = section.need("values", "the list of possible values", problems);
    let weights = section.need("weights", "the probability of each value, in the same order", problems);
    let values = values.and_then(|item| distinct(&item, target, problems));
    let weights_item = weights?;
    let weights = numbers(&weights_item, problems);
    let (values, weights) = (values?, weights?);
    if values.len() != weights.len() {
        let message = format!("{} values, but {} weights", values.len(), weights.len());
        let problem = Problem::new(Code::Weights, weights_item.span(), message).label("another length than `values`");
        return problems.fail(problem.hint("give one weight for each value"));
    }
    check_sum(&weights_item, &weights, problems)?;
    Some(Categorical { values, weights }.into())
}

fn distinct(item: &Item<'_>, target: Target, problems: &mut Problems) -> Option<Vec<f64>> {
    let items = item.list(problems)?;
    let values: Vec<f64> = all(items.iter().map(|item| value::of(item, target, problems)))?;
    for (i, value) in values.iter().enumerate() {
        if values[..i].contains(value) {
            let problem =
                Problem::new(Code::Duplicate, items[i].span(), "this value is listed twice").label("again here");
            return problems.fail(problem.hint("list each value once and add up its weights"));
        }
    }
    Some(values)
}

fn numbers(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<f64>> {
    let items = item.list(problems)?;
    all(items.iter().map(|item| item.number_in(0.0..=f64::MAX, "", problems)))
}

fn check_sum(item: &Item<'_>, weights: &[f64], problems: &mut Problems) -> Option<()> {
    let sum: f64 = weights.iter().sum();
    if (sum - 1.0).abs() <= SLACK {
        return Some(());
    }
    let problem = Problem::new(Code::Weights, item.span(), format!("the weights sum to {}, not to 1", short(sum)));
    let hint = (sum > 0.0 && sum.is_finite()).then(|| format!("normalized: [{}]", normalized(weights, sum)));
    problems.fail(problem.label("sum must be 1").maybe_hint(hint))
}

/// The weights divided by their sum, with enough digits to pass the check when they are copied into the file.
fn normalized(weights: &[f64], sum: f64) -> String {
    weights
        .iter()
        .map(|weight| format!("{:.9}", weight / sum))
        .map(|text| trimmed(&text))
        .collect::<Vec<_>>()
        .join(", ")
}

fn trimmed(text: &str) -> String {
    let text = text.trim_end_matches('0');
    if text.ends_with('.') { format!("{text}0") } else { text.to_owned() }
}
