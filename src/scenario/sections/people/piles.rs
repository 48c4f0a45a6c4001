//! Warns of codes for missing values that lie within the range of a variable, such as an age of 99.

use super::Source;
use super::rows::Plan;
use crate::scenario::VariableKind;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;

/// Usual codes for a missing value.
const CODES: [f64; 10] = [66.6, 77.0, 77.7, 88.0, 88.8, 99.0, 99.9, 222.2, 88.88, 99.99];
/// Smallest number of equal values that is a pile.
const SMALLEST: usize = 5;
/// Values within this share of a code are its neighbors.
const NEAR: f64 = 0.03;

/// Warns of each column with a pile at a code.
pub(super) fn warn(source: &Source<'_>, plan: &Plan<'_>, values: &[Vec<f64>], problems: &mut Problems) {
    let variables = plan.columns.iter().filter_map(|column| Some((column, column.variable()?)));
    for ((column, variable), values) in variables.zip(values) {
        if variable.kind() != VariableKind::Continuous {
            continue;
        }
        if let Some((code, count)) = CODES.iter().find_map(|code| Some((*code, pile(values, *code)?))) {
            let name = variable.name();
            let message = format!("{count} rows of `{}` have the `{name}` {}", source.name, short(code));
            let problem = Problem::new(Code::Suspicious, column.span.clone(), message);
            let hint = format!("if it means a missing value: `missing_codes = {{ {name} = [{}] }}`", short(code));
            problems.push(problem.label("is this a code?").hint(hint));
        }
    }
}

/// Number of values equal to a code, if it is the largest value and stands out among its neighbors.
fn pile(values: &[f64], code: f64) -> Option<usize> {
    if values.iter().any(|value| *value > code) {
        return None;
    }
    let count = values.iter().filter(|value| **value == code).count();
    let near = values.iter().filter(|value| **value < code && **value > code * (1.0 - NEAR)).count();
    (count >= SMALLEST && count > 2 * near && count < values.len()).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pile_stands_out_at_the_end() {
        let ages: Vec<f64> = (0..600).map(|i| 18.0 + f64::from(i % 70)).collect();
        let with = |code: f64, count: usize| ages.iter().copied().chain(vec![code; count]).collect::<Vec<f64>>();
        assert_eq!(pile(&with(99.0, 9), 99.0), Some(9));
        assert_eq!(pile(&with(99.0, 4), 99.0), None, "four people may be 99");
        let weights: Vec<f64> = (0..900).map(|i| 50.0 + f64::from(i % 60)).collect();
        assert_eq!(pile(&weights, 99.0), None, "others weigh more");
        let top: Vec<f64> = (0..900).map(|i| 50.0 + f64::from(i % 50)).collect();
        assert_eq!(pile(&top, 99.0), None, "others weigh nearly as much");
    }
}
