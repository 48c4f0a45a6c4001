//! How well the targets determine the constants, computed from the derivatives at the fitted point.

use nalgebra::{DMatrix, SymmetricEigen};

/// Relative size below which an eigenvalue is rounding.
const ROUNDING: f64 = 1e-12;

/// How well the targets determine the constants together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spectrum {
    /// Eigenvalues of the information matrix, largest first. Along a direction with eigenvalue 1, a change as large as
    /// the range of a constant changes the targets by one half-width in total.
    pub(crate) eigenvalues: Vec<f64>,
    /// Largest eigenvalue divided by the smallest; infinite if the targets do not depend on a direction.
    pub(crate) condition: f64,
}

/// How well the targets determine one constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Certainty {
    /// Standard error as a share of the range, if half a band is one standard error of its target.
    pub(crate) error: f64,
    /// The constant whose error is most strongly correlated with the error of this one, and the correlation.
    pub(crate) partner: Option<(usize, f64)>,
}

/// Computed from derivatives of residuals with respect to shares of the ranges.
pub(crate) fn identify(slopes: &DMatrix<f64>) -> (Spectrum, Vec<Certainty>) {
    let eigen = SymmetricEigen::new(slopes.tr_mul(slopes));
    let largest = eigen.eigenvalues.max();
    let floor = (largest * ROUNDING).max(f64::MIN_POSITIVE);
    let inverse = eigen.eigenvalues.map(|value| 1.0 / value.max(floor));
    let covariance = &eigen.eigenvectors * DMatrix::from_diagonal(&inverse) * eigen.eigenvectors.transpose();
    let mut eigenvalues: Vec<f64> = eigen.eigenvalues.iter().map(|value| value.max(0.0)).collect();
    eigenvalues.sort_by(|a, b| b.total_cmp(a));
    let smallest = eigenvalues.last().copied().unwrap_or(0.0);
    let condition = if smallest > floor { largest / smallest } else { f64::INFINITY };
    let certainties = (0..slopes.ncols()).map(|at| certainty(at, slopes, &covariance)).collect();
    (Spectrum { eigenvalues, condition }, certainties)
}

fn certainty(at: usize, slopes: &DMatrix<f64>, covariance: &DMatrix<f64>) -> Certainty {
    if slopes.column(at).iter().all(|slope| *slope == 0.0) {
        return Certainty { error: f64::INFINITY, partner: None };
    }
    let correlation =
        |other: usize| covariance[(at, other)] / (covariance[(at, at)] * covariance[(other, other)]).sqrt();
    let others = (0..slopes.ncols()).filter(|other| *other != at).map(|other| (other, correlation(other)));
    let partner = others.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    Certainty { error: covariance[(at, at)].sqrt(), partner }
}
