//! Partial rank correlations: what a correlation is among people who are alike in the other attributes.

use crate::probability::{correlation_of_ranks, critical};
use crate::scenario::Variable;

/// Attributes with a larger rank correlation measure nearly the same: each is compared without the others of its group.
const SAME: f64 = 0.7;
/// The variance of a rank correlation on Fisher's scale is larger than that of an ordinary one by this factor (Fieller et al. 1957).
const OF_RANKS: f64 = 1.06;
/// A pivot below this share of its variable is rounding: the variable follows from the others.
const ROUNDING: f64 = 1e-9;

/// A partial rank correlation with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Partial {
    /// From -1 to 1.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The attributes of the same people, with the correlations of their ranks.
pub(super) struct Controls {
    pub(super) ranks: Vec<(Variable, Vec<i32>)>,
    correlations: Vec<Vec<f64>>,
    /// For each attribute, the inverse of the correlations of it (first) and of the attributes outside its group; `None` if it follows
    /// from them.
    inverses: Vec<Option<Inverse>>,
    people: usize,
}

struct Inverse {
    /// Positions of the attributes.
    of: Vec<usize>,
    rows: Vec<Vec<f64>>,
}

impl Controls {
    pub(super) fn new(ranks: Vec<(Variable, Vec<i32>)>) -> Self {
        let correlation = |a: usize, b: usize| correlation_of_ranks(&ranks[a].1, &ranks[b].1).unwrap_or(0.0);
        let count = ranks.len();
        let correlations: Vec<Vec<f64>> =
            (0..count).map(|a| (0..count).map(|b| if a == b { 1.0 } else { correlation(a, b) }).collect()).collect();
        let inverses = (0..count)
            .map(|one| {
                let others = (0..count).filter(|other| correlations[one][*other].abs() <= SAME);
                let of: Vec<usize> = std::iter::once(one).chain(others).collect();
                let rows = inverse(of.iter().map(|a| of.iter().map(|b| correlations[*a][*b]).collect()).collect())?;
                Some(Inverse { of, rows })
            })
            .collect();
        let people = ranks.first().map_or(0, |(_, ranks)| ranks.len());
        Self { ranks, correlations, inverses, people }
    }

    /// Names of the attributes that measure nearly the same as this one.
    pub(super) fn group(&self, one: usize) -> Vec<&'static str> {
        let same = |other: &usize| *other != one && self.correlations[one][*other].abs() > SAME;
        (0..self.ranks.len()).filter(same).map(|other| self.ranks[other].0.name()).collect()
    }

    /// The partial correlation of an attribute with an outcome, from the correlations of all attributes with it.
    pub(super) fn partial(&self, one: usize, outcome: &[Option<f64>], confidence: f64) -> Option<Partial> {
        outcome[one]?;
        let Inverse { of, rows } = self.inverses[one].as_ref()?;
        let with: Vec<f64> = of.iter().map(|at| outcome[*at].unwrap_or(0.0)).collect();
        let slopes: Vec<f64> = rows.iter().map(|row| row.iter().zip(&with).map(|(a, b)| a * b).sum()).collect();
        let explained: f64 = slopes.iter().zip(&with).map(|(slope, with)| slope * with).sum();
        let rest = rows[0][0] * (1.0 - explained).max(0.0);
        let scale = libm::sqrt(slopes[0] * slopes[0] + rest);
        let value = if scale > 0.0 { slopes[0] / scale } else { 0.0 };
        let free = self.people as f64 - of.len() as f64 - 2.0;
        if free < 1.0 {
            return None;
        }
        let reach = critical::normal(confidence) * libm::sqrt(OF_RANKS / free);
        let [low, high] = [-reach, reach].map(|reach| libm::tanh(libm::atanh(value) + reach));
        Some(Partial { value, low: low.min(value), high: high.max(value) })
    }
}

/// Inverse of a symmetric matrix with ones on the diagonal, by elimination; `None` if its first variable follows from the others. Others
/// that follow from variables before them are left out.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let count = matrix.len();
    let mut result: Vec<Vec<f64>> = vec![vec![0.0; count]; count];
    (0..count).for_each(|at| result[at][at] = 1.0);
    let mut left_out = vec![false; count];
    // The first variable is eliminated last, so that its pivot is what the others do not explain.
    for pivot in (1..count).chain([0]) {
        let size = matrix[pivot][pivot];
        if size < ROUNDING {
            left_out[pivot] = true;
            continue;
        }
        for row in (0..count).filter(|row| *row != pivot) {
            let factor = matrix[row][pivot] / size;
            for column in 0..count {
                matrix[row][column] -= factor * matrix[pivot][column];
                result[row][column] -= factor * result[pivot][column];
            }
        }
        for column in 0..count {
            matrix[pivot][column] /= size;
            result[pivot][column] /= size;
        }
    }
    for at in (0..count).filter(|at| left_out[*at]) {
        result[at] = vec![0.0; count];
        result.iter_mut().for_each(|row| row[at] = 0.0);
    }
    (!left_out[0]).then_some(result)
}
