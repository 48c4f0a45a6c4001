//! Normal and log-normal distributions, complete or truncated.

use super::family::about;
use super::{Law, Listed, LogNormal, Normal, Quantile, TruncatedNormal, normal_cdf, normal_quantile};

impl Law for Normal {
    fn quantile(&self) -> Quantile {
        let (min, max) = self.bounds();
        TruncatedNormal { mean: self.mean, sd: self.sd, min, max }.quantile()
    }

    fn usual(&self) -> (f64, f64) {
        about(self.mean, self.sd)
    }
}

impl Law for TruncatedNormal {
    fn quantile(&self) -> Quantile {
        let Self { mean, sd, min, max } = *self;
        let (low, high) = self.scores();
        // Probabilities at the cuts, computed in the nearer tail for precision.
        let sign = if low > 0.0 { -1.0 } else { 1.0 };
        let (from, to) = (normal_cdf(sign * low), normal_cdf(sign * high));
        Quantile::new(move |u| (mean + sd * (sign * normal_quantile(from + u * (to - from)))).clamp(min, max))
    }

    fn middle(&self) -> f64 {
        self.median().clamp(self.min, self.max)
    }

    fn usual(&self) -> (f64, f64) {
        about(self.mean, self.sd)
    }
}

impl Law for LogNormal {
    fn quantile(&self) -> Quantile {
        let (log, min, max) = (self.log().quantile(), self.min, self.max);
        Quantile::new(move |u| libm::exp(log.at(u)).clamp(min, max))
    }

    fn middle(&self) -> f64 {
        libm::exp(self.log().median()).clamp(self.min, self.max)
    }

    fn usual(&self) -> (f64, f64) {
        let (low, high) = about(self.mean_log, self.sd_log);
        (libm::exp(low), libm::exp(high))
    }
}

impl TruncatedNormal {
    /// Share of the complete distribution that remains after truncation.
    pub(crate) fn kept(&self) -> f64 {
        let (low, high) = self.scores();
        mass_between(low, high)
    }

    /// Normal scores of the cuts.
    fn scores(&self) -> (f64, f64) {
        ((self.min - self.mean) / self.sd, (self.max - self.mean) / self.sd)
    }

    /// The median by bisection.
    fn median(&self) -> f64 {
        let (low, high) = self.scores();
        let half = 0.5 * self.kept();
        let (mut from, mut to) = (low.max(-40.0), high.min(40.0));
        for _ in 0..80 {
            let middle = 0.5 * (from + to);
            if mass_between(low, middle) < half { from = middle } else { to = middle }
        }
        self.mean + self.sd * (0.5 * (from + to))
    }
}

impl LogNormal {
    /// The distribution of the logarithm.
    fn log(&self) -> TruncatedNormal {
        let log = |end: f64| if end > 0.0 { libm::log(end) } else { f64::NEG_INFINITY };
        TruncatedNormal { mean: self.mean_log, sd: self.sd_log, min: log(self.min), max: log(self.max) }
    }

    /// Share of the complete distribution that remains after truncation.
    pub(crate) fn kept(&self) -> f64 {
        self.log().kept()
    }
}

/// Probability that a standard normal number is between two others. It is precise in both tails.
fn mass_between(low: f64, high: f64) -> f64 {
    if low > 0.0 { normal_cdf(-low) - normal_cdf(-high) } else { normal_cdf(high) - normal_cdf(low) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INF: f64 = f64::INFINITY;

    fn standard(min: f64, max: f64) -> TruncatedNormal {
        TruncatedNormal { mean: 0.0, sd: 1.0, min, max }
    }

    #[test]
    fn cut_normals_match_reference_values() {
        // scipy.stats.truncnorm.ppf
        let age = TruncatedNormal { mean: 46.0, sd: 16.0, min: 18.0, max: 90.0 };
        let below = TruncatedNormal { mean: 10.0, sd: 2.0, min: -INF, max: 9.0 };
        let reference = [
            (age, [(1e-6, 18.000_177_465_281_58), (0.25, 36.641_216_796_615_71), (0.9, 66.626_133_077_616_15)]),
            (
                standard(2.0, 3.0),
                [(1e-6, 2.000_000_396_367_092), (0.5, 2.255_530_820_420_438), (0.9, 2.697_804_449_440_545_3)],
            ),
            (
                standard(-3.0, -2.0),
                [(1e-6, -2.999_995_171_297_182_4), (0.25, -2.472_960_026_374_370_7), (0.9, -2.041_308_053_179_424_3)],
            ),
            (
                standard(1.5, INF),
                [(0.25, 1.643_832_520_376_062), (0.5, 1.832_968_865_893_102), (0.9, 2.473_987_417_432_103_3)],
            ),
            (below, [(1e-6, 0.028_409_757_434_774_363), (0.5, 7.963_408_968_079_442), (0.9, 8.820_527_743_032_459)]),
        ];
        for (cut, points) in reference {
            for (u, x) in points {
                let ours = cut.quantile().at(u);
                assert!((ours - x).abs() < 1e-11, "{cut:?} at {u}: {ours} for {x}");
            }
        }
    }

    #[test]
    fn far_tails_keep_their_digits() {
        let x = standard(8.0, INF).middle();
        // scipy.stats.norm.isf(norm.sf(8) / 2)
        assert!((x - 8.084_911_007_391_545).abs() < 1e-11, "{x}");
        assert!((standard(9.0, INF).kept() / 1.128_588_405_95e-19 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn kept_shares_and_medians_match_known_values() {
        assert!((standard(-1.0, 1.0).kept() - 0.682_689_492_137).abs() < 1e-11);
        assert!((standard(-INF, INF).kept() - 1.0).abs() < 1e-15);
        assert!(standard(-2.0, 2.0).middle().abs() < 1e-12);
        assert!((standard(0.0, INF).middle() - 0.674_489_750_196).abs() < 1e-9);
        let tenfold = LogNormal { mean_log: libm::log(10.0), sd_log: 0.14, min: 0.0, max: INF };
        assert!((tenfold.middle() - 10.0).abs() < 1e-12 && tenfold.kept() == 1.0);
    }

    #[test]
    fn cuts_hold() {
        let cut = LogNormal { mean_log: 2.0, sd_log: 1.0, min: 6.0, max: 17.0 };
        let at = |u| cut.quantile().at(u);
        assert!((at(1e-12) - 6.0).abs() < 1e-6 && (at(1.0 - 1e-12) - 17.0).abs() < 1e-6);
        assert!(6.0 < cut.middle() && cut.middle() < 17.0);
    }
}
