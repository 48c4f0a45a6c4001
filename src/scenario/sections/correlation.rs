//! `[population.correlation]`: rank correlations that must be possible together.

use std::f64::consts::PI;
use std::ops::Range;

use super::population::{CORRELATION, VARIABLE, variable_named};
use crate::keys::Need::Default;
use crate::keys::{Composite, Kind, between, composite};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, list};
use crate::scenario::read::{Item, Section, Value};
use crate::scenario::{PeopleFile, Variable};

section! {
    KEYS, "[population.correlation]", "Rank correlations between variables, in place of those of the base population.", {
        PAIRS: Composite = "pairs", Default("[]"), composite(Kind::List(&PAIR)), "Two variables and their rank correlation (Spearman). All correlations must be possible at the same time.";
    }
}

/// A pair of variables and their correlation.
const PAIR: Kind = Kind::Row(&[VARIABLE, VARIABLE, COEFFICIENT]);
const COEFFICIENT: Kind = between(-1.0, 1.0, "").kind;

/// A rank correlation between two variables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// First variable.
    pub a: Variable,
    /// Second variable.
    pub b: Variable,
    /// Spearman coefficient inside (-1, 1).
    pub rho: f64,
}

/// A pivot below this counts as zero, because rounding could have caused it.
const SMALLEST_PIVOT: f64 = 1e-10;

/// Reads the pairs and checks the whole correlation matrix.
pub(super) fn correlations(
    population: &Section<'_>,
    file: Option<&PeopleFile>,
    problems: &mut Problems,
) -> Option<Vec<Correlation>> {
    let Some(section) = population.optional_section(&CORRELATION, problems)? else { return Some(Vec::new()) };
    let Some(item) = section.get(PAIRS.name) else { return Some(Vec::new()) };
    let entries = item.list(problems)?;
    let spans: Vec<Range<usize>> = entries.iter().map(Item::span).collect();
    let pairs: Vec<_> = entries.iter().map(|entry| pair(entry, file, problems)).collect();
    let pairs: Vec<Correlation> = pairs.into_iter().collect::<Option<_>>()?;
    check_duplicates(&pairs, &spans, problems)?;
    check_matrix(&pairs, &spans, problems)?;
    Some(pairs)
}

fn pair(entry: &Item<'_>, file: Option<&PeopleFile>, problems: &mut Problems) -> Option<Correlation> {
    let parts = entry.list(problems)?;
    let [a, b, rho] = parts.as_slice() else {
        return entry.wrong_type("[\"variable\", \"variable\", coefficient]", problems);
    };
    let second = b;
    let [a, b] = [a, b].map(|item| tied(item, file, problems));
    let value = f64::read(rho, COEFFICIENT, problems);
    let (a, b, value) = (a?, b?, value?);
    if a == b {
        let message = format!("`{}` is paired with itself", a.name());
        return problems.fail(Problem::new(Code::Correlation, second.span(), message).label("the same variable"));
    }
    Some(Correlation { a, b, rho: value })
}

/// The variable that an item names. Variables from a data file cannot be correlated; their values are as measured.
fn tied(item: &Item<'_>, file: Option<&PeopleFile>, problems: &mut Problems) -> Option<Variable> {
    let variable = variable_named(item.text(problems)?, item.span(), problems)?;
    let Some(file) = file.filter(|file| file.has(variable)) else { return Some(variable) };
    let message = format!(
        "`{}` comes from the file `{}` and cannot be correlated with another variable",
        item.text(problems)?,
        file.file
    );
    let hint = "remove the pair; variables of the file keep the correlations that they have in the file";
    problems.fail(Problem::new(Code::Correlation, item.span(), message).label("of the data file").hint(hint))
}

/// Writes the pairs.
pub(super) fn write(correlations: &[Correlation], out: &mut Text) {
    let pair = |c: &Correlation| list([c.a.write(), c.b.write(), c.rho.write()].into_iter());
    out.pair(PAIRS.name, &list(correlations.iter().map(pair)));
}

fn same_pair(left: &Correlation, right: &Correlation) -> bool {
    (left.a, left.b) == (right.a, right.b) || (left.a, left.b) == (right.b, right.a)
}

fn check_duplicates(pairs: &[Correlation], spans: &[Range<usize>], problems: &mut Problems) -> Option<()> {
    let mut result = Some(());
    for (i, pair) in pairs.iter().enumerate() {
        if let Some(first) = pairs[..i].iter().position(|earlier| same_pair(earlier, pair)) {
            let message = format!("the pair {} is given twice", names(pair));
            let problem = Problem::new(Code::Duplicate, spans[i].clone(), message).label("again here");
            problems.push(problem.also(spans[first].clone(), "first here"));
            result = None;
        }
    }
    result
}

fn check_matrix(pairs: &[Correlation], spans: &[Range<usize>], problems: &mut Problems) -> Option<()> {
    if positive_definite(pairs) {
        return Some(());
    }
    let culprit = culprit(pairs);
    let message =
        format!("the correlations contradict each other: {} cannot be {}", names(&pairs[culprit]), pairs[culprit].rho);
    let hint = match admissible(pairs, culprit) {
        Some((low, high)) => format!("with the other pairs unchanged, it must lie between {low:.2} and {high:.2}"),
        None => "weaken several correlations; changing a single one is not enough".to_owned(),
    };
    let problem = Problem::new(Code::Correlation, spans[culprit].clone(), message).label("contradicts the others");
    problems.fail(problem.hint(hint))
}

/// The weakest pair for which another coefficient would make the matrix possible; if there is none, the first pair that makes it
/// impossible.
fn culprit(pairs: &[Correlation]) -> usize {
    let reconcilable = (0..pairs.len()).filter(|&i| admissible(pairs, i).is_some());
    let weakest = reconcilable.min_by(|&i, &j| pairs[i].rho.abs().total_cmp(&pairs[j].rho.abs()));
    let breaking = || (0..pairs.len()).find(|&i| !positive_definite(&pairs[..=i]));
    weakest.or_else(breaking).unwrap_or(0)
}

/// Range of coefficients that one pair may have, given the other pairs; rounded inward to two decimals.
fn admissible(pairs: &[Correlation], which: usize) -> Option<(f64, f64)> {
    let works = |hundredths: &i32| {
        let mut changed = pairs.to_vec();
        changed[which].rho = f64::from(*hundredths) / 100.0;
        positive_definite(&changed)
    };
    let low = (-99..=99).find(works)?;
    let high = (-99..=99).rev().find(works)?;
    Some((f64::from(low) / 100.0, f64::from(high) / 100.0))
}

/// Whether the Gaussian copula with these rank correlations exists.
fn positive_definite(pairs: &[Correlation]) -> bool {
    let mut involved: Vec<Variable> = pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    involved.sort_unstable();
    involved.dedup();
    let mut matrix = identity(involved.len());
    for pair in pairs {
        let place = |variable| involved.binary_search(&variable).unwrap_or(0);
        let (i, j) = (place(pair.a), place(pair.b));
        let pearson = 2.0 * libm::sin(PI * pair.rho / 6.0);
        matrix[i][j] = pearson;
        matrix[j][i] = pearson;
    }
    cholesky_succeeds(matrix)
}

fn identity(n: usize) -> Vec<Vec<f64>> {
    (0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect()
}

/// Factors the matrix in place, row by row. Fails at the first pivot that is not positive.
fn cholesky_succeeds(mut matrix: Vec<Vec<f64>>) -> bool {
    for i in 0..matrix.len() {
        for j in 0..=i {
            let explained: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - explained;
            if i == j {
                if rest < SMALLEST_PIVOT {
                    return false;
                }
                matrix[i][i] = rest.sqrt();
            } else {
                matrix[i][j] = rest / matrix[j][j];
            }
        }
    }
    true
}

fn names(pair: &Correlation) -> String {
    format!("`{}` and `{}`", pair.a.name(), pair.b.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: Variable, b: Variable, rho: f64) -> Correlation {
        Correlation { a, b, rho }
    }

    #[test]
    fn contradictions_are_found_and_pinned_on_the_weakest_pair() {
        use Variable::{AgeYears, HeightCm, WeightKg};
        let good = [pair(AgeYears, HeightCm, 0.9), pair(HeightCm, WeightKg, 0.9), pair(AgeYears, WeightKg, 0.8)];
        assert!(positive_definite(&good));
        let bad = [pair(AgeYears, HeightCm, 0.9), pair(HeightCm, WeightKg, 0.9), pair(AgeYears, WeightKg, -0.2)];
        assert!(!positive_definite(&bad));
        assert_eq!(culprit(&bad), 2);
        let (low, high) = admissible(&bad, 2).unwrap_or_default();
        assert!(low > 0.5 && high <= 0.99, "{low} {high}");
    }
}
