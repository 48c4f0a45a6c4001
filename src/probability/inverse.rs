//! Inverts a distribution function.

use super::normal::{normal_cdf, normal_quantile};

/// Starting values of the search lie on a grid of normal scores from -`REACH` to `REACH`.
const REACH: f64 = 6.5;
const STEP: f64 = 0.125;
const NODES: usize = 105;

/// One tail of a distribution at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tail {
    /// Logarithm of its probability.
    pub(super) log: f64,
    /// Its probability over the density at the place.
    pub(super) over_density: f64,
}

/// A distribution over all real t whose density is log-concave.
pub(super) trait Tails {
    /// The tail below `t`.
    fn lower(&self, t: f64) -> Tail;
    /// The tail above `t`.
    fn upper(&self, t: f64) -> Tail;
}

/// Quantiles of a distribution.
///
/// The search runs on the logarithm of the nearer tail. Tails of a log-concave density are log-concave too, and Newton steps converge
/// from anywhere without a bracket.
pub(super) struct Inverse<T> {
    tails: T,
    /// Quantiles at the nodes.
    starts: Vec<f64>,
}

impl<T: Tails> Inverse<T> {
    /// Prepares the search; `center` is any place in the bulk of the distribution.
    pub(super) fn new(tails: T, center: f64) -> Self {
        let mut this = Self { tails, starts: Vec::with_capacity(NODES) };
        let mut t = center;
        for node in 0..NODES {
            t = this.search(normal_cdf(STEP * node as f64 - REACH), t);
            this.starts.push(t);
        }
        this
    }

    /// The place below which a share `u` in (0, 1) lies.
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
            // Steps shrink quadratically: the one that would follow is below rounding.
            if step.abs() < 1e-8 {
                break;
            }
        }
        t
    }

    /// Logarithm of the probability below the quantile of `u`: ln `u` but for rounding.
    #[cfg(test)]
    pub(super) fn probability(&self, u: f64) -> f64 {
        self.tails.lower(self.at(u)).log
    }
}

/// A number kept away from 0, as continued fractions by the modified Lentz method want it.
pub(super) fn guarded(value: f64) -> f64 {
    const TINY: f64 = 1e-300;
    if value.abs() < TINY { TINY } else { value }
}
