//! The gamma distribution.

use super::family::about;
use super::inverse::{Inverse, Tail, Tails, guarded};
use super::{Gamma, Law, Quantile};

/// The logarithm of a gamma variable of scale 1. Its density is log-concave.
struct LogGamma {
    shape: f64,
    /// Logarithm of the gamma function of the shape.
    log_gamma: f64,
}

impl Law for Gamma {
    fn quantile(&self) -> Quantile {
        let (search, scale) = (self.search(), self.scale);
        Quantile::new(move |u| scale * libm::exp(search.at(u)))
    }

    /// The median, by the approximation of Wilson and Hilferty.
    fn middle(&self) -> f64 {
        let Self { shape, scale } = self;
        let root = (1.0 - 1.0 / (9.0 * shape)).max(0.0);
        scale * shape * (root * root * root)
    }

    fn usual(&self) -> (f64, f64) {
        about(self.shape * self.scale, libm::sqrt(self.shape) * self.scale)
    }
}

impl Gamma {
    fn search(&self) -> Inverse<LogGamma> {
        let tails = LogGamma { shape: self.shape, log_gamma: libm::lgamma(self.shape) };
        Inverse::new(tails, libm::log(self.shape))
    }
}

impl Tails for LogGamma {
    fn lower(&self, t: f64) -> Tail {
        let x = libm::exp(t);
        if x < self.shape + 1.0 { self.near(t, series(self.shape, x)) } else { self.far(t, self.fraction(x)) }
    }

    fn upper(&self, t: f64) -> Tail {
        let x = libm::exp(t);
        if x < self.shape + 1.0 { self.far(t, series(self.shape, x)) } else { self.near(t, self.fraction(x)) }
    }
}

impl LogGamma {
    fn log_density(&self, t: f64) -> f64 {
        self.shape * t - libm::exp(t) - self.log_gamma
    }

    /// The tail whose probability divided by the density is known.
    fn near(&self, t: f64, over_density: f64) -> Tail {
        Tail { log: self.log_density(t) + libm::log(over_density), over_density }
    }

    /// The tail opposite to one whose probability divided by the density is known.
    fn far(&self, t: f64, other_over_density: f64) -> Tail {
        let density = libm::exp(self.log_density(t));
        // Rounding must not make the remaining probability negative.
        let other = (density * other_over_density).min(1.0 - f64::EPSILON);
        Tail { log: libm::log1p(-other), over_density: (1.0 - other) / density }
    }

    /// Probability above x, divided by the density of ln x at x: continued fraction (Abramowitz and Stegun 6.5.31, its even part).
    fn fraction(&self, x: f64) -> f64 {
        let mut b = x + 1.0 - self.shape;
        let mut c = f64::INFINITY;
        let mut d = 1.0 / guarded(b);
        let mut fraction = d;
        for n in 1..100_000 {
            let n = f64::from(n);
            let a = -n * (n - self.shape);
            b += 2.0;
            d = 1.0 / guarded(b + a * d);
            c = guarded(b + a / c);
            let factor = c * d;
            fraction *= factor;
            if (factor - 1.0).abs() < 1e-16 {
                break;
            }
        }
        fraction
    }
}

/// Probability below x, divided by the density of ln x at x: sum of x^n / (k (k + 1) ... (k + n)) (Abramowitz and Stegun 6.5.29).
fn series(shape: f64, x: f64) -> f64 {
    let mut term = 1.0 / shape;
    let mut sum = term;
    for n in 1..100_000 {
        term *= x / (shape + f64::from(n));
        sum += term;
        if term < 1e-17 * sum {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_match_reference_values() {
        // Regularized incomplete gamma function of mpmath, inverted by bisection with 50 digits.
        let reference = [
            (2.0, 1e-6, 0.001_414_880_661_479_343, 1e-12),
            (2.0, 0.3, 1.097_349_210_703_491_6, 1e-13),
            (2.0, 0.999, 9.233_413_476_451_585, 1e-13),
            (0.5, 1e-6, 7.853_981_633_978_594e-13, 1e-12),
            (0.5, 0.5, 0.227_468_211_559_786_4, 1e-13),
            (0.05, 0.3, 2.037_897_188_732_664_4e-11, 1e-12),
            (0.05, 0.9, 0.076_317_113_909_188_5, 1e-13),
            (30.0, 0.01, 18.742_425_764_901_892, 1e-13),
            (30.0, 0.999_999, 63.548_180_124_816_32, 1e-12),
            (9.0, 0.5, 8.668_951_184_370_372, 1e-13),
            (4000.0, 0.3, 3_966.593_884_632_578_6, 1e-12),
            (4000.0, 0.999, 4_198.296_658_065_541, 1e-12),
        ];
        for (shape, u, x, tolerance) in reference {
            let ours = Gamma { shape, scale: 3.0 }.quantile().at(u) / 3.0;
            assert!((ours / x - 1.0).abs() < tolerance, "gamma({shape}) at {u}: {ours} for {x}");
        }
    }

    #[test]
    fn the_middle_is_near_the_median() {
        let gamma = Gamma { shape: 1e4, scale: 2.0 };
        assert!((gamma.middle() - 19_999.333_340_741).abs() < 1e-6, "{}", gamma.middle());
    }

    proptest! {
        #[test]
        fn quantile_undoes_probability(log_shape in -5.0..9.0f64, u in 1e-6..0.999_999f64) {
            let search = Gamma { shape: log_shape.exp(), scale: 1.0 }.search();
            prop_assert!((search.probability(u).exp() - u).abs() < 1e-10);
        }

        #[test]
        fn quantile_is_monotone(log_shape in -5.0..9.0f64, a in 0.0..1.0f64, b in 0.0..1.0f64) {
            prop_assume!(a > 0.0 && b - a > 1e-9);
            let quantile = Gamma { shape: log_shape.exp(), scale: 1.0 }.quantile();
            prop_assert!(quantile.at(a) <= quantile.at(b));
        }
    }
}
