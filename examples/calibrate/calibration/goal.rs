//! The distance of the model from a published value.

use soleus::evidence::Target;

/// Misfit (in half-widths of the band) above which the loss grows linearly and no longer with the square.
///
/// The influence of a published value that the model cannot reach is therefore limited.
pub(crate) const SOFT_FROM: f64 = 2.0;

/// Misfit of a value that is not a number, in half-widths.
const LOST: f64 = 10.0;

/// A published value for the fit, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Goal {
    pub(crate) target: f64,
    pub(crate) band: [f64; 2],
}

impl Goal {
    pub(crate) fn new(target: &Target) -> Self {
        Self { target: target.target, band: target.band }
    }

    /// Distance of a simulated value in half-widths of the band on the side where it lies.
    pub(crate) fn residual(&self, value: f64) -> f64 {
        if !value.is_finite() {
            return LOST;
        }
        let above = value > self.target;
        (value - self.target) / if above { self.band[1] - self.target } else { self.target - self.band[0] }
    }
}

/// The residual whose square is the softened square ("soft L1") of this one.
pub(crate) fn soften(residual: f64) -> f64 {
    let scaled = residual / SOFT_FROM;
    // This form is precise near 0, where a square root minus 1 would lose digits.
    let square = 2.0 * scaled * scaled / (1.0 + (1.0 + scaled * scaled).sqrt());
    (SOFT_FROM * square.sqrt()).copysign(residual)
}

/// Derivative of [`soften`].
pub(crate) fn soften_slope(residual: f64) -> f64 {
    let scaled = residual / SOFT_FROM;
    let root = (1.0 + scaled * scaled).sqrt();
    ((1.0 + root) / 2.0).sqrt() / root
}

#[cfg(test)]
mod tests {
    use soleus::evidence::targets;

    use super::{Goal, soften, soften_slope};

    #[test]
    fn a_value_at_the_edge_of_the_band_is_one_half_width_off() {
        let goal = Goal { target: 10.0, band: [8.0, 15.0] };
        assert_eq!([8.0, 10.0, 15.0, 20.0].map(|value| goal.residual(value)), [-1.0, 0.0, 1.0, 2.0]);
        assert_eq!(goal.residual(f64::NAN), 10.0);
    }

    #[test]
    fn every_published_value_lies_inside_its_band() {
        for target in targets() {
            assert!(target.band[0] < target.target && target.target < target.band[1], "{}", target.id);
        }
    }

    #[test]
    fn far_residuals_are_softened_and_near_ones_kept() {
        assert!((soften(0.1) - 0.1).abs() < 1e-4);
        assert!(soften(-40.0) < -10.0 && soften(-40.0) > -13.0);
        for residual in [-8.0, -0.5, 0.0, 0.3, 3.0] {
            let step = 1e-6;
            let slope = (soften(residual + step) - soften(residual - step)) / (2.0 * step);
            assert!((slope - soften_slope(residual)).abs() < 1e-6, "{residual}: {slope}");
        }
    }
}
