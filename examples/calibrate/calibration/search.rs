//! Computes misfits and their derivatives for the optimizer, with a limited number of evaluations of the model.

use std::cell::RefCell;

use levenberg_marquardt::LeastSquaresProblem;
use nalgebra::{DMatrix, DVector, Dyn, storage::Owned};
use soleus::evidence::EvidenceError;

use super::Progress;
use super::goal::{Goal, soften, soften_slope};
use super::range::{PULL, Range};

/// Share of its range by which a constant is changed to compute derivatives.
///
/// With smaller changes, rounding errors would dominate: the model computes in single precision, and some times are
/// whole numbers of steps.
const MOVE: f64 = 0.02;

/// Computes the values of the targets from values of the constants.
pub(crate) type Simulate<'a> = &'a mut dyn FnMut(&[f64]) -> Result<Vec<f64>, EvidenceError>;

/// A point, and the values of the targets at it.
#[derive(Clone)]
pub(crate) struct Point {
    pub(crate) at: DVector<f64>,
    pub(crate) values: Vec<f64>,
    pub(crate) misfit: f64,
}

/// Derivatives of the residuals with respect to shares of the ranges, and the point at which they were computed.
#[derive(Clone)]
pub(crate) struct Slopes {
    pub(crate) at: DVector<f64>,
    pub(crate) by_share: DMatrix<f64>,
}

/// The budget of evaluations and the latest results of a fit.
pub(crate) struct Search<'a> {
    pub(crate) ranges: &'a [Range],
    pub(crate) goals: &'a [Goal],
    pub(crate) simulate: Simulate<'a>,
    pub(crate) told: &'a mut dyn FnMut(Progress),
    pub(crate) budget: usize,
    pub(crate) spent: usize,
    /// Whether each target had a number at the start.
    pub(crate) counts: Vec<bool>,
    pub(crate) first: Option<Point>,
    pub(crate) latest: Option<Point>,
    pub(crate) best: Option<Point>,
    pub(crate) slopes: Option<Slopes>,
    pub(crate) failed: Option<EvidenceError>,
}

impl Search<'_> {
    /// Values of the constants at a point.
    pub(crate) fn constants(&self, at: &DVector<f64>) -> Vec<f64> {
        self.ranges.iter().zip(at.iter()).map(|(range, at)| range.value(range.share(*at))).collect()
    }

    /// One evaluation, if the budget allows it.
    fn buy(&mut self, constants: &[f64]) -> Option<Vec<f64>> {
        self.spent += 1;
        match (self.simulate)(constants) {
            Ok(values) => Some(values),
            Err(error) => {
                self.failed = Some(error);
                None
            }
        }
    }

    /// Distances from the published values, for targets that had a number at the start.
    fn residuals(&self, values: &[f64]) -> DVector<f64> {
        let one = |((goal, value), counts): ((&Goal, &f64), &bool)| if *counts { goal.residual(*value) } else { 0.0 };
        DVector::from_iterator(self.goals.len(), self.goals.iter().zip(values).zip(&self.counts).map(one))
    }

    /// Softened residuals, then the penalties.
    fn softened(&self, values: &[f64], at: &DVector<f64>) -> DVector<f64> {
        let mut all: Vec<f64> = self.residuals(values).iter().map(|residual| soften(*residual)).collect();
        all.extend(at.iter().map(|at| PULL * at));
        DVector::from_vec(all)
    }

    /// The values of the targets at a point; the latest result is reused. Reserves the evaluations for derivatives at
    /// this point.
    fn visit(&mut self, at: &DVector<f64>) -> Option<Point> {
        if let Some(latest) = &self.latest
            && latest.at == *at
        {
            return Some(latest.clone());
        }
        if self.spent + 1 + self.ranges.len() > self.budget {
            return None;
        }
        let values = self.buy(&self.constants(at))?;
        if self.first.is_none() {
            self.counts = values.iter().map(|value| value.is_finite()).collect();
        }
        let misfit = self.softened(&values, at).norm_squared();
        let point = Point { at: at.clone(), values, misfit };
        self.first.get_or_insert_with(|| point.clone());
        if self.best.as_ref().is_none_or(|best| misfit < best.misfit) {
            self.best = Some(point.clone());
        }
        self.latest = Some(point.clone());
        self.tell();
        Some(point)
    }

    fn tell(&mut self) {
        let misfit = self.best.as_ref().map_or(f64::NAN, |best| best.misfit);
        (self.told)(Progress { evaluations: self.spent, budget: self.budget, misfit });
    }

    /// Derivatives of the residuals with respect to shares of the ranges: one evaluation per constant, each changed
    /// toward the middle of its range.
    pub(crate) fn measure_slopes(&mut self, point: &Point) -> Option<Slopes> {
        let base = self.residuals(&point.values);
        let mut by_share = DMatrix::zeros(base.len(), self.ranges.len());
        for column in 0..self.ranges.len() {
            let range = self.ranges[column];
            let share = range.share(point.at[column]);
            let step = if share < 0.5 { MOVE } else { -MOVE };
            let mut constants = self.constants(&point.at);
            constants[column] = range.value(share + step);
            let values = self.buy(&constants)?;
            by_share.set_column(column, &((self.residuals(&values) - &base) / step));
            self.tell();
        }
        let slopes = Slopes { at: point.at.clone(), by_share };
        self.slopes = Some(slopes.clone());
        Some(slopes)
    }

    /// Derivatives of the softened residuals with respect to shares.
    pub(crate) fn soften_rows(&self, slopes: &Slopes, point: &Point) -> DMatrix<f64> {
        let mut softened = slopes.by_share.clone();
        for (mut row, residual) in softened.row_iter_mut().zip(self.residuals(&point.values).iter()) {
            row *= soften_slope(*residual);
        }
        softened
    }

    /// Derivatives of all minimized terms with respect to the coordinates. The evaluations for them have been reserved.
    fn jacobian(&mut self, at: &DVector<f64>) -> Option<DMatrix<f64>> {
        let point = self.visit(at)?;
        let slopes = self.measure_slopes(&point)?;
        let targets = self.goals.len();
        let mut all = self.soften_rows(&slopes, &point).resize_vertically(targets + self.ranges.len(), 0.0);
        for (column, range) in self.ranges.iter().enumerate() {
            let share = range.share(at[column]);
            all.column_mut(column).scale_mut(share * (1.0 - share));
            all[(targets + column, column)] = PULL;
        }
        Some(all)
    }
}

/// A search at a point, in the form that the optimizer requires.
pub(crate) struct Problem<'s, 'a> {
    pub(crate) search: &'s RefCell<Search<'a>>,
    pub(crate) at: DVector<f64>,
}

impl LeastSquaresProblem<f64, Dyn, Dyn> for Problem<'_, '_> {
    type ResidualStorage = Owned<f64, Dyn>;
    type JacobianStorage = Owned<f64, Dyn, Dyn>;
    type ParameterStorage = Owned<f64, Dyn>;

    fn set_params(&mut self, at: &DVector<f64>) {
        self.at.copy_from(at);
    }

    fn params(&self) -> DVector<f64> {
        self.at.clone()
    }

    fn residuals(&self) -> Option<DVector<f64>> {
        let mut search = self.search.borrow_mut();
        let point = search.visit(&self.at)?;
        Some(search.softened(&point.values, &point.at))
    }

    fn jacobian(&self) -> Option<DMatrix<f64>> {
        self.search.borrow_mut().jacobian(&self.at)
    }
}
