//! Gaussian copula: correlates the uniform numbers of chosen variables, so that their ranks are correlated with any distributions.

use std::f64::consts::PI;

use crate::probability::{normal_cdf, normal_quantile};
use crate::scenario::{Correlation, Variable};

/// Correlated variables, and the Cholesky factor that correlates their normal scores.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Copula {
    /// In the order of [`Variable::ALL`]. The first variable keeps its own scores.
    variables: Vec<Variable>,
    /// Rows of the lower triangular Cholesky factor.
    factor: Vec<Vec<f64>>,
}

impl Copula {
    /// Without correlations.
    pub(super) fn none() -> Self {
        Self { variables: Vec::new(), factor: Vec::new() }
    }

    /// Normal scores of these pairs have these correlations; `None` if they are impossible together.
    pub(super) fn with(pairs: &[Correlation], scores: &[f64]) -> Option<Self> {
        /// Pivots below it could be errors of rounding.
        const SMALLEST_PIVOT: f64 = 1e-9;
        let variables = members(pairs);
        let (factor, smallest) = cholesky(&score_matrix(&variables, pairs, scores));
        (smallest > SMALLEST_PIVOT).then_some(Self { variables, factor })
    }

    /// Replaces a person's independent uniform numbers by correlated ones.
    pub(super) fn apply(&self, uniforms: &mut [f64; Variable::COUNT]) {
        // Later rows need the independent scores of earlier variables, so this loop starts with the last row.
        for (row, variable) in self.variables.iter().enumerate().skip(1).rev() {
            let terms = self.variables.iter().zip(&self.factor[row]);
            let score: f64 = terms.map(|(other, weight)| weight * normal_quantile(uniforms[other.index()])).sum();
            uniforms[variable.index()] = normal_cdf(score).clamp(f64::EPSILON, 1.0 - f64::EPSILON);
        }
    }
}

fn members(correlations: &[Correlation]) -> Vec<Variable> {
    let mut members: Vec<Variable> = correlations.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    members.sort_unstable();
    members.dedup();
    members
}

/// Pearson correlation of normal scores that gives this Spearman correlation of independent continuous variables (Pearson 1907).
pub(super) fn score_of(rho: f64) -> f64 {
    2.0 * libm::sin(PI * rho / 6.0)
}

/// The correlations of all scores.
fn score_matrix(variables: &[Variable], pairs: &[Correlation], scores: &[f64]) -> Vec<Vec<f64>> {
    let size = variables.len();
    let mut matrix = vec![vec![0.0; size]; size];
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    for (pair, score) in pairs.iter().zip(scores) {
        let position = |wanted| variables.iter().position(|variable| *variable == wanted);
        if let (Some(i), Some(j)) = (position(pair.a), position(pair.b)) {
            matrix[i][j] = *score;
            matrix[j][i] = *score;
        }
    }
    matrix
}

/// The factor and its smallest squared pivot, which is negative if the matrix is not positive definite.
fn cholesky(matrix: &[Vec<f64>]) -> (Vec<Vec<f64>>, f64) {
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    let mut smallest = f64::INFINITY;
    for (i, wanted) in matrix.iter().enumerate() {
        let mut row: Vec<f64> = Vec::with_capacity(i + 1);
        for j in 0..i {
            let shared: f64 = row.iter().zip(&factor[j]).map(|(a, b)| a * b).sum();
            let pivot = factor[j][j];
            row.push(if pivot > 0.0 { (wanted[j] - shared) / pivot } else { 0.0 });
        }
        let rest = 1.0 - row.iter().map(|weight| weight * weight).sum::<f64>();
        smallest = smallest.min(rest);
        row.push(rest.max(0.0).sqrt());
        factor.push(row);
    }
    (factor, smallest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn pair(a: Variable, b: Variable, rho: f64) -> Correlation {
        Correlation { a, b, rho }
    }

    #[test]
    fn the_factor_reproduces_the_matrix() {
        use Variable::{Adherence, AgeYears, FitnessRel};
        let pairs =
            [pair(AgeYears, Adherence, 0.3), pair(FitnessRel, Adherence, 0.5), pair(AgeYears, FitnessRel, -0.4)];
        let matrix = score_matrix(&members(&pairs), &pairs, &[0.31, 0.52, -0.42]);
        let (factor, _) = cholesky(&matrix);
        for (i, row) in matrix.iter().enumerate() {
            for (j, wanted) in row.iter().enumerate() {
                let product: f64 = factor[i].iter().zip(&factor[j]).map(|(a, b)| a * b).sum();
                assert!((product - wanted).abs() < 1e-14, "({i}, {j}): {product} for {wanted}");
            }
        }
    }

    #[test]
    fn impossible_correlations_have_no_copula() {
        use Variable::{Adherence, AgeYears, FitnessRel};
        let pairs =
            [pair(AgeYears, Adherence, 0.9), pair(FitnessRel, Adherence, 0.9), pair(AgeYears, FitnessRel, -0.9)];
        assert!(Copula::with(&pairs, &[0.9, 0.9, -0.9]).is_none());
        assert!(Copula::with(&pairs, &[0.9, 0.9, 0.9]).is_some());
    }

    #[test]
    fn variables_without_correlation_are_left_alone() {
        let copula = Copula::with(&[pair(Variable::AgeYears, Variable::Adherence, 0.5)], &[0.5]).unwrap();
        let mut uniforms = [0.3; Variable::COUNT];
        copula.apply(&mut uniforms);
        for variable in Variable::ALL {
            let moved = uniforms[variable.index()] != 0.3;
            assert_eq!(moved, *variable == Variable::Adherence, "{}", variable.name());
        }
    }
}
