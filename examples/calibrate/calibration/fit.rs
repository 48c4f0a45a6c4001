//! The fit, for any model.

use std::cell::RefCell;

use levenberg_marquardt::{LevenbergMarquardt, TerminationReason};
use nalgebra::{DMatrix, DVector};

use super::Progress;
use super::chosen::CalibrateError;
use super::goal::Goal;
use super::range::Range;
use super::search::{Point, Problem, Search, Simulate, Slopes};

/// Relative gain, step and gradient below which the search ends; smaller ones are noise from single precision.
const TOLERANCE: f64 = 1e-3;

/// Longest first step, in half-widths of predicted change.
const FIRST_STEP: f64 = 10.0;

/// Why a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// No step makes the misfit noticeably smaller.
    Settled,
    /// All evaluations were used; with more of them, the fit may become better.
    Spent,
    /// The optimizer could not continue from the best point.
    Stuck,
}

/// A finished search.
pub(crate) struct Fit {
    /// Values of the constants.
    pub(crate) values: Vec<f64>,
    /// Values of the targets at the start.
    pub(crate) before: Vec<f64>,
    /// Values of the targets with the fitted constants.
    pub(crate) after: Vec<f64>,
    /// Derivatives of the softened residuals with respect to shares of the ranges, without the penalties.
    pub(crate) jacobian: DMatrix<f64>,
    pub(crate) evaluations: usize,
    pub(crate) ending: Ending,
}

/// Smallest number of evaluations for one step: the start, derivatives at it, the step, derivatives at its end.
pub(crate) fn fewest_evaluations(constants: usize) -> usize {
    2 * constants + 2
}

/// Varies constants within their ranges to bring the simulated values close to the goals.
pub(crate) fn fit(
    ranges: &[Range],
    goals: &[Goal],
    budget: usize,
    simulate: Simulate<'_>,
    told: &mut dyn FnMut(Progress),
) -> Result<Fit, CalibrateError> {
    let budget = budget.max(fewest_evaluations(ranges.len()));
    let search = RefCell::new(Search {
        ranges,
        goals,
        simulate,
        told,
        budget,
        spent: 0,
        counts: Vec::new(),
        first: None,
        latest: None,
        best: None,
        slopes: None,
        failed: None,
    });
    let ending = walk(&search, ranges.len());
    finish(search.into_inner(), ending)
}

/// Runs the optimizer from the start to its end.
fn walk(search: &RefCell<Search<'_>>, constants: usize) -> Ending {
    let optimizer = LevenbergMarquardt::new()
        .with_ftol(TOLERANCE)
        .with_xtol(TOLERANCE)
        .with_gtol(TOLERANCE)
        .with_stepbound(FIRST_STEP);
    let (_, report) = optimizer.minimize(Problem { search, at: DVector::zeros(constants) });
    match report.termination {
        TerminationReason::User(_) | TerminationReason::LostPatience => Ending::Spent,
        reason if reason.was_successful() => Ending::Settled,
        _ => Ending::Stuck,
    }
}

/// The best point of the search, with derivatives at this point.
fn finish(mut search: Search<'_>, ending: Ending) -> Result<Fit, CalibrateError> {
    let visited = search.first.take().zip(search.best.take());
    let slopes = visited.as_ref().and_then(|(_, best)| slopes_at(&mut search, best));
    match (search.failed.take(), visited, slopes) {
        (None, Some((first, best)), Some(slopes)) => Ok(Fit {
            values: search.constants(&best.at),
            before: first.values,
            jacobian: search.soften_rows(&slopes, &best),
            after: best.values,
            evaluations: search.spent,
            ending,
        }),
        (failed, ..) => Err(failed.map_or(CalibrateError::Nothing, CalibrateError::Evidence)),
    }
}

fn slopes_at(search: &mut Search<'_>, best: &Point) -> Option<Slopes> {
    let known = search.slopes.take().filter(|slopes| slopes.at == best.at);
    known.or_else(|| search.measure_slopes(best))
}
