//! Families with a formula for quantiles: constants, intervals, Weibull.

use super::{Constant, Law, Quantile, Triangular, Uniform, Weibull};

impl Law for Constant {
    fn quantile(&self) -> Quantile {
        let Self { value } = *self;
        Quantile::new(move |_| value)
    }
}

impl Law for Weibull {
    fn quantile(&self) -> Quantile {
        let Self { shape, scale } = *self;
        Quantile::new(move |u| scale * libm::exp(libm::log(-libm::log1p(-u)) / shape))
    }

    fn usual(&self) -> (f64, f64) {
        let below = |share: f64| self.scale * libm::pow(-libm::log1p(-share), 1.0 / self.shape);
        (below(0.025), below(0.975))
    }
}

impl Law for Uniform {
    fn quantile(&self) -> Quantile {
        let Self { min, max } = *self;
        Quantile::new(move |u| min + u * (max - min))
    }

    fn middle(&self) -> f64 {
        0.5 * (self.min + self.max)
    }
}

impl Law for Triangular {
    /// The density is linear on each side of the mode, so the distribution function is one parabola on each side.
    fn quantile(&self) -> Quantile {
        let Self { min, mode, max } = *self;
        let width = max - min;
        Quantile::new(move |u| {
            if u * width < mode - min {
                min + (u * width * (mode - min)).sqrt()
            } else {
                max - ((1.0 - u) * width * (max - mode)).sqrt()
            }
        })
    }

    fn middle(&self) -> f64 {
        let Self { min, mode, max } = self;
        let (left, right, width) = (mode - min, max - mode, max - min);
        if left >= right { min + (0.5 * width * left).sqrt() } else { max - (0.5 * width * right).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weibull_matches_reference_values() {
        // scipy.stats.weibull_min.ppf
        let quantile = Weibull { shape: 1.7, scale: 9.0 }.quantile();
        for (u, x) in
            [(1e-6, 0.002_659_689_093_944_306_6), (0.3, 4.907_648_520_882_955), (0.999, 28.052_406_480_396_964)]
        {
            assert!((quantile.at(u) / x - 1.0).abs() < 1e-13, "{u}: {} for {x}", quantile.at(u));
        }
        assert!((Weibull { shape: 1.0, scale: 2.0 }.middle() - 2.0 * std::f64::consts::LN_2).abs() < 1e-12);
    }

    #[test]
    fn a_triangle_has_its_known_median() {
        let median = Triangular { min: 0.0, mode: 1.0, max: 1.0 }.middle();
        assert!((median - std::f64::consts::FRAC_1_SQRT_2).abs() < 1e-12, "{median}");
    }
}
