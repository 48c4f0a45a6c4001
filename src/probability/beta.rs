//! The beta distribution.

use super::family::about;
use super::inverse::{Inverse, Tail, Tails, guarded};
use super::{Beta, Law, Quantile};

/// A beta distribution of the log-odds t = ln(x / (1 - x)). The density of t is log-concave.
struct LogOdds {
    alpha: f64,
    beta: f64,
    /// Logarithm of the beta function.
    log_beta: f64,
}

impl Law for Beta {
    fn quantile(&self) -> Quantile {
        let search = self.search();
        Quantile::new(move |u| logistic(search.at(u)))
    }

    /// The mean, because there is no short formula for the median.
    fn middle(&self) -> f64 {
        self.alpha / (self.alpha + self.beta)
    }

    fn usual(&self) -> (f64, f64) {
        let Self { alpha, beta } = self;
        let sum = alpha + beta;
        about(alpha / sum, libm::sqrt(alpha * beta / (sum + 1.0)) / sum)
    }
}

impl Beta {
    fn search(&self) -> Inverse<LogOdds> {
        let Self { alpha, beta } = *self;
        let log_beta = libm::lgamma(alpha) + libm::lgamma(beta) - libm::lgamma(alpha + beta);
        Inverse::new(LogOdds { alpha, beta, log_beta }, libm::log(alpha / beta))
    }
}

impl Tails for LogOdds {
    fn lower(&self, log_odds: f64) -> Tail {
        lower_tail(self.alpha, self.beta, self.log_beta, log_odds)
    }

    fn upper(&self, log_odds: f64) -> Tail {
        lower_tail(self.beta, self.alpha, self.log_beta, -log_odds)
    }
}

/// The tail below these log-odds. The upper tail is the lower tail with exchanged parameters and sign.
fn lower_tail(alpha: f64, beta: f64, log_beta: f64, log_odds: f64) -> Tail {
    let log_density = alpha * log_logistic(log_odds) + beta * log_logistic(-log_odds) - log_beta;
    let x = logistic(log_odds);
    if x * (alpha + beta + 2.0) < alpha + 1.0 {
        let ratio = continued_fraction(alpha, beta, x) / alpha;
        Tail { log: log_density + libm::log(ratio), over_density: ratio }
    } else {
        let density = libm::exp(log_density);
        let above = density * continued_fraction(beta, alpha, logistic(-log_odds)) / beta;
        Tail { log: libm::log1p(-above), over_density: (1.0 - above) / density }
    }
}

/// 1 / (1 + exp(-t)).
fn logistic(t: f64) -> f64 {
    let e = libm::exp(-t.abs());
    if t < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
}

/// Logarithm of [`logistic`]. It stays exact where rounding makes the function itself 0 or 1.
fn log_logistic(t: f64) -> f64 {
    t.min(0.0) - libm::log1p(libm::exp(-t.abs()))
}

/// Continued fraction of the regularized incomplete beta function (Abramowitz and Stegun 26.5.8) by the modified Lentz method.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..1000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guarded(1.0 + even * d);
        c = guarded(1.0 + even / c);
        fraction *= c * d;
        d = 1.0 / guarded(1.0 + odd * d);
        c = guarded(1.0 + odd / c);
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_match_reference_values() {
        // scipy.special.betaincinv
        let reference = [
            (2.0, 3.0, 1e-6, 0.000_408_359_460_204_257_3, 1e-12),
            (2.0, 3.0, 0.3, 0.272_383_942_075_105_36, 1e-13),
            (2.0, 3.0, 0.999, 0.935_961_860_897_166_6, 1e-13),
            (0.5, 0.5, 1e-6, 2.467_401_100_270_31e-12, 1e-12),
            (0.5, 0.5, 0.3, 0.206_107_373_853_763_4, 1e-13),
            (0.5, 0.5, 0.999, 0.999_997_532_600_929, 1e-13),
            (0.1, 1.5, 1e-6, 5.595_462_273_782_354e-61, 1e-11),
            (0.1, 1.5, 0.01, 5.595_462_273_782_324e-21, 1e-11),
            (0.1, 1.5, 0.9, 0.215_986_427_350_145_23, 1e-12),
            (50.0, 200.0, 1e-6, 0.098_666_366_658_166_12, 1e-12),
            (50.0, 200.0, 0.9, 0.232_873_360_691_808_78, 1e-12),
            (1.716, 0.924, 0.01, 0.072_623_631_124_570_54, 1e-12),
            (1.716, 0.924, 0.5, 0.691_873_600_398_903_9, 1e-12),
            (2000.0, 3000.0, 0.3, 0.396_357_070_730_621_6, 1e-12),
            (2000.0, 3000.0, 0.999, 0.421_514_610_658_831_67, 1e-12),
        ];
        for (alpha, beta, u, x, tolerance) in reference {
            let ours = Beta { alpha, beta }.quantile().at(u);
            assert!((ours / x - 1.0).abs() < tolerance, "beta({alpha}, {beta}) at {u}: {ours} for {x}");
        }
    }

    proptest! {
        #[test]
        fn quantile_undoes_probability(log_alpha in -2.0..6.0f64, log_beta in -2.0..6.0f64, u in 1e-6..0.999_999f64) {
            let search = Beta { alpha: log_alpha.exp(), beta: log_beta.exp() }.search();
            prop_assert!((search.probability(u).exp() - u).abs() < 1e-11);
        }

        #[test]
        fn quantile_is_monotone(log_alpha in -2.0..6.0f64, log_beta in -2.0..6.0f64, a in 0.0..1.0f64, b in 0.0..1.0f64) {
            prop_assume!(a > 0.0 && b - a > 1e-10);
            let quantile = Beta { alpha: log_alpha.exp(), beta: log_beta.exp() }.quantile();
            prop_assert!(quantile.at(a) <= quantile.at(b));
        }
    }
}
