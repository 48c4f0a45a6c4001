//! Fits uncertain constants of the model to the published values, within their ranges in the literature.
//!
//! The misfit of a target is the distance of the model from the published value in half-widths of its band. The method
//! of Levenberg and Marquardt minimizes the sum of softened squares of these, with coordinates that cannot leave the
//! ranges. A weak penalty keeps constants that the targets do not determine near their starting values.

mod chosen;
mod fit;
mod goal;
mod identify;
mod json;
mod range;
mod report;
mod search;

#[cfg(test)]
mod tests;

pub(crate) use chosen::{CalibrateError, Choice, choose};
pub(crate) use fit::Ending;
pub(crate) use json::described;
pub(crate) use report::{calibration_document, calibration_table, parameters_section};

use soleus::engine::Backend;
use soleus::evidence::{Findings, Target, evaluate_targets};
use soleus::model::{PARAMETERS, Parameter};

use fit::{Fit, fit};
use goal::Goal;
use identify::Spectrum;
use range::Range;

/// Progress of a fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Progress {
    /// Evaluations of the model so far.
    pub(crate) evaluations: usize,
    /// Largest number of evaluations.
    pub(crate) budget: usize,
    /// Smallest misfit so far: sum of softened squares, in half-widths of bands.
    pub(crate) misfit: f64,
}

/// A constant before and after the fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fitted {
    /// Its row in the table of constants, with starting value and range.
    pub(crate) parameter: Parameter,
    /// Fitted value, in its unit.
    pub(crate) value: f64,
    /// Standard error, in its unit; infinite if no target depends on the constant.
    pub(crate) error: f64,
    /// The constant whose error is most strongly correlated with the error of this one, with the correlation.
    pub(crate) partner: Option<(&'static str, f64)>,
    /// Whether the value is within 2 % of the range from an end.
    pub(crate) at_bound: bool,
}

/// A target before and after the fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Moved {
    /// The published value.
    pub(crate) target: Target,
    /// The simulated value at the start, in the target's unit.
    pub(crate) before: f64,
    /// The simulated value with the fitted constants.
    pub(crate) after: f64,
}

/// A finished fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Calibration {
    /// In the order in which they were named.
    pub(crate) parameters: Vec<Fitted>,
    /// In the order of their ids.
    pub(crate) targets: Vec<Moved>,
    /// Ids of targets whose simulated value was not a number at the start; they were excluded from the fit.
    pub(crate) left_out: Vec<String>,
    /// How well the targets determine the constants.
    pub(crate) spectrum: Spectrum,
    /// Number of evaluations.
    pub(crate) evaluations: usize,
    /// Simulated people per protocol.
    pub(crate) persons: u32,
    /// Why the search ended.
    pub(crate) ending: Ending,
}

impl Fitted {
    /// Whether the targets do not determine the constant: its error is larger than its range, or strongly correlated
    /// with that of another constant.
    pub(crate) fn undetermined(&self) -> bool {
        let partner = self.partner.is_some_and(|(_, correlation)| correlation.abs() > 0.95);
        partner || self.error.is_nan() || self.error > self.parameter.high - self.parameter.low
    }
}

impl Moved {
    /// Distances from the published value before and after the fit, in half-widths of the band on that side.
    pub(crate) fn residuals(&self) -> [f64; 2] {
        let goal = Goal::new(&self.target);
        [goal.residual(self.before), goal.residual(self.after)]
    }
}

impl Calibration {
    /// Number of targets in their bands before and after the fit, and number of all targets.
    pub(crate) fn score(&self) -> (usize, usize, usize) {
        let count = |value: fn(&Moved) -> f64| self.targets.iter().filter(|row| row.target.holds(value(row))).count();
        (count(|row| row.before), count(|row| row.after), self.targets.len())
    }
}

/// Fits the chosen constants to the chosen targets; `persons` people per protocol, `budget` evaluations at most.
pub(crate) fn calibrate(
    choice: &Choice,
    persons: u32,
    budget: usize,
    backend: &dyn Backend,
    told: &mut dyn FnMut(Progress),
) -> Result<Calibration, CalibrateError> {
    let rows: Vec<Parameter> = choice.parameters.iter().map(|at| PARAMETERS[*at]).collect();
    let ranges: Vec<Range> = rows.iter().map(|row| Range::new(row.low, row.high, row.default)).collect();
    let goals: Vec<Goal> = choice.targets.iter().map(Goal::new).collect();
    let mut simulate = |values: &[f64]| {
        let overrides: Vec<(usize, f64)> = choice.parameters.iter().copied().zip(values.iter().copied()).collect();
        let Findings { rows: findings, .. } =
            evaluate_targets(choice.targets.clone(), &overrides, Some(persons), backend, |_| {})?;
        Ok(findings.iter().map(|finding| finding.value).collect())
    };
    let fit = fit(&ranges, &goals, budget, &mut simulate, told)?;
    Ok(summarize(choice, &rows, &ranges, &fit, persons))
}

fn summarize(choice: &Choice, rows: &[Parameter], ranges: &[Range], fit: &Fit, persons: u32) -> Calibration {
    let (spectrum, certainties) = identify::identify(&fit.jacobian);
    let parameters = rows.iter().zip(ranges).zip(&certainties).zip(&fit.values);
    let parameters = parameters.map(|(((row, range), certainty), value)| Fitted {
        parameter: *row,
        value: *value,
        error: certainty.error * (row.high - row.low),
        partner: certainty.partner.map(|(at, correlation)| (rows[at].name, correlation)),
        at_bound: range.at_bound(*value),
    });
    let moved = choice.targets.iter().zip(&fit.before).zip(&fit.after);
    let moved = moved.map(|((target, before), after)| Moved { target: target.clone(), before: *before, after: *after });
    let (targets, left_out): (Vec<Moved>, Vec<Moved>) = moved.partition(|row| row.before.is_finite());
    Calibration {
        parameters: parameters.collect(),
        targets,
        left_out: left_out.into_iter().map(|row| row.target.id).collect(),
        spectrum,
        evaluations: fit.evaluations,
        persons,
        ending: fit.ending,
    }
}
