//! Inverts a distribution function.

use super::normal::{normal_cdf, normal_quantile};

/// The search starts from a grid of normal scores from -`REACH` to `REACH`.
const REACH: f64 = 6.5;
const STEP: f64 = 0.125;
const NODES: usize = 105;

/// One tail of a distribution, beyond a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tail {
    /// Logarithm of its probability.
    pub(super) log: f64,
    /// Its probability divided by the density at the point.
    pub(super) over_density: f64,
}

/// A distribution over all real t whose density is log-concave.
pub(super) trait Tails {
    /// The tail below `t`.
    fn lower(&self, t: f64) -> Tail;
    /// The tail above `t`.
    fn upper(&self, t: f64) -> Tail;
}

/// Quantile function of a distribution.
///
/// The search uses the logarithm of the nearer tail. The tails of a log-concave density are log-concave too, so Newton steps converge
/// from any start without a bracket.
pub(super) struct Inverse<T> {
    tails: T,
    /// Quantiles at the grid points.
    starts: Vec<f64>,
}

impl<T: Tails> Inverse<T> {
    /// Prepares the search; `center` is any point in the middle part of the distribution.
    pub(super) fn new(tails: T, center: f64) -> Self {
        let mut this = Self { tails, starts: Vec::with_capacity(NODES) };
        let mut t = center;
        for node in 0..NODES {
            t = this.search(normal_cdf(STEP * node as f64 - REACH), t);
            this.starts.push(t);
        }
        this
    }

    /// The point with a share `u` in (0, 1) below it.
    pub(super) fn at(&self, u: f64) -> f64 {
        self.search(u, self.start(u))
    }

    fn start(&self, u: f64) -> f64 {
        let position = ((normal_quantile(u) + REACH) / STEP).clamp(0.0, (NODES - 1) as f64);
        let node = (position as usize).min(NODES - 2);
        let share = position - node as f64;
        self.starts[node] + share * (self.starts[node + 1] - self.starts[node])
    }

    fn search(&self, u: f64, start: f64) -> f64 {
        let mut t = start;
        for _ in 0..60 {
            let step = if u < 0.5 {
                let tail = self.tails.lower(t);
                (libm::log(u) - tail.log) * tail.over_density
            } else {
                let tail = self.tails.upper(t);
                (tail.log - libm::log(1.0 - u)) * tail.over_density
            };
            t += step;
            // Convergence is quadratic: the next step would be smaller than rounding.
            if step.abs() < 1e-8 {
                break;
            }
        }
        t
    }

    /// Logarithm of the probability below the quantile of `u`: ln `u`, except for rounding.
    #[cfg(test)]
    pub(super) fn probability(&self, u: f64) -> f64 {
        self.tails.lower(self.at(u)).log
    }
}

/// A number that is not too close to 0, as the modified Lentz method for continued fractions requires.
pub(super) fn guarded(value: f64) -> f64 {
    const TINY: f64 = 1e-300;
    if value.abs() < TINY { TINY } else { value }
}
