//! A distribution of the scenario made ready to turn uniform numbers into values.

use super::beta::BetaQuantile;
use super::gamma::GammaQuantile;
use super::normal::{normal_cdf, normal_quantile};
use crate::scenario::{Distribution, Variable};

/// The inverse of a distribution function: non-decreasing in the uniform number.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Quantile {
    /// Always the same value.
    Constant(f64),
    /// Normal, cut or not.
    Normal(CutNormal),
    /// Exponential of a normal.
    LogNormal {
        /// The logarithm.
        log: CutNormal,
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// Beta on [0, 1].
    Beta(BetaQuantile),
    /// Gamma.
    Gamma(GammaQuantile),
    /// Weibull.
    Weibull {
        /// Shape.
        shape: f64,
        /// Scale.
        scale: f64,
    },
    /// Uniform or triangular: straight or two parabolas.
    Triangular {
        /// Smallest value.
        min: f64,
        /// Most likely value.
        mode: f64,
        /// Largest value.
        max: f64,
    },
    /// Uniform on an interval.
    Uniform {
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
    },
    /// Values in ascending order, each with the sum of the weights up to and including its own.
    Steps(Vec<(f64, f64)>),
    /// Edges in ascending order, each with the share of people below it; uniform between them.
    Pieces(Vec<(f64, f64)>),
    /// One of several, chosen by a value that the person already has.
    By(Variable, Vec<Quantile>),
}

/// The value at a uniform number in (0, 1) of a distribution that looks at no person.
pub(crate) fn quantile_of(distribution: &Distribution, u: f64) -> f64 {
    Quantile::new(distribution).value(u, &[0.0; Variable::COUNT])
}

/// A normal distribution cut to an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CutNormal {
    mean: f64,
    sd: f64,
    min: f64,
    max: f64,
    /// Probabilities at the cuts, counted from the nearer tail so that no digits are lost far out.
    tails: (f64, f64),
    /// Whether the interval lies in the upper half, where probabilities are counted from above.
    upper: bool,
}

impl CutNormal {
    /// Mean and sd are those before cutting; the cuts may be infinite.
    pub(super) fn new(mean: f64, sd: f64, min: f64, max: f64) -> Self {
        let (low, high) = ((min - mean) / sd, (max - mean) / sd);
        let upper = low > 0.0;
        let tails = if upper { (normal_cdf(-low), normal_cdf(-high)) } else { (normal_cdf(low), normal_cdf(high)) };
        Self { mean, sd, min, max, tails, upper }
    }

    /// The value below which a share `u` in (0, 1) lies.
    pub(super) fn quantile(&self, u: f64) -> f64 {
        let tail = self.tails.0 + u * (self.tails.1 - self.tails.0);
        let score = normal_quantile(tail);
        let value = self.mean + self.sd * if self.upper { -score } else { score };
        value.clamp(self.min, self.max)
    }
}

impl Quantile {
    /// Prepares a distribution.
    pub(super) fn new(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Constant(value) => Self::Constant(value),
            Distribution::Normal { mean, sd } => Self::normal(mean, sd, f64::NEG_INFINITY, f64::INFINITY),
            Distribution::TruncatedNormal { mean, sd, min, max } => Self::normal(mean, sd, min, max),
            Distribution::LogNormal { mean_log, sd_log, min, max } => Self::log_normal(mean_log, sd_log, min, max),
            Distribution::Beta { alpha, beta } => Self::Beta(BetaQuantile::new(alpha, beta)),
            Distribution::Gamma { shape, scale } => Self::Gamma(GammaQuantile::new(shape, scale)),
            Distribution::Weibull { shape, scale } => Self::Weibull { shape, scale },
            Distribution::Uniform { min, max } => Self::Uniform { min, max },
            Distribution::Triangular { min, mode, max } => Self::Triangular { min, mode, max },
            Distribution::Bernoulli { p } => Self::Steps(vec![(0.0, 1.0 - p), (1.0, 1.0)]),
            Distribution::Categorical { ref values, ref weights } => Self::steps(values, weights),
            Distribution::Histogram { ref edges, ref counts } => Self::pieces(edges, counts),
            Distribution::By { variable, ref cases } => Self::By(variable, cases.iter().map(Self::new).collect()),
        }
    }

    /// The value at a uniform number in (0, 1), for a person of whom these values are already known.
    pub(super) fn value(&self, u: f64, drawn: &[f64; Variable::COUNT]) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Normal(normal) => normal.quantile(u),
            Self::LogNormal { log, min, max } => libm::exp(log.quantile(u)).clamp(*min, *max),
            Self::Beta(beta) => beta.quantile(u),
            Self::Gamma(gamma) => gamma.quantile(u),
            Self::Weibull { shape, scale } => scale * libm::exp(libm::log(-libm::log1p(-u)) / shape),
            Self::Triangular { min, mode, max } => triangular(*min, *mode, *max, u),
            Self::Uniform { min, max } => min + u * (max - min),
            Self::Steps(steps) => step(steps, u),
            Self::Pieces(edges) => piece(edges, u),
            Self::By(variable, cases) => match cases.get(drawn[variable.index()] as usize).or(cases.last()) {
                Some(case) => case.value(u, drawn),
                None => 0.0,
            },
        }
    }

    fn normal(mean: f64, sd: f64, min: f64, max: f64) -> Self {
        if sd > 0.0 { Self::Normal(CutNormal::new(mean, sd, min, max)) } else { Self::Constant(mean) }
    }

    fn log_normal(mean_log: f64, sd_log: f64, min: f64, max: f64) -> Self {
        if sd_log <= 0.0 {
            return Self::Constant(libm::exp(mean_log));
        }
        let log = |bound: f64| if bound > 0.0 { libm::log(bound) } else { f64::NEG_INFINITY };
        Self::LogNormal { log: CutNormal::new(mean_log, sd_log, log(min), log(max)), min, max }
    }

    fn steps(values: &[f64], weights: &[f64]) -> Self {
        let mut steps: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sum = 0.0;
        for (_, weight) in &mut steps {
            sum += *weight;
            *weight = sum;
        }
        Self::Steps(steps)
    }

    fn pieces(edges: &[f64], counts: &[f64]) -> Self {
        let total: f64 = counts.iter().sum();
        let mut below = 0.0;
        let shares = counts.iter().map(|count| {
            below += count;
            below / total
        });
        Self::Pieces(edges.iter().copied().zip(std::iter::once(0.0).chain(shares)).collect())
    }
}

fn triangular(min: f64, mode: f64, max: f64, u: f64) -> f64 {
    let width = max - min;
    if u * width < mode - min {
        min + (u * width * (mode - min)).sqrt()
    } else {
        max - ((1.0 - u) * width * (max - mode)).sqrt()
    }
}

fn step(steps: &[(f64, f64)], u: f64) -> f64 {
    let place = steps.partition_point(|(_, up_to)| *up_to <= u);
    steps.get(place).or(steps.last()).map_or(0.0, |(value, _)| *value)
}

fn piece(edges: &[(f64, f64)], u: f64) -> f64 {
    let right = edges.partition_point(|(_, below)| *below <= u).clamp(1, edges.len() - 1);
    let ((low, from), (high, to)) = (edges[right - 1], edges[right]);
    if to > from { low + (high - low) * ((u - from) / (to - from)).clamp(0.0, 1.0) } else { low }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    const NOBODY: [f64; Variable::COUNT] = [0.0; Variable::COUNT];

    fn at(distribution: &Distribution, u: f64) -> f64 {
        Quantile::new(distribution).value(u, &NOBODY)
    }

    /// Mean and standard deviation by the midpoint rule.
    fn moments(distribution: &Distribution) -> (f64, f64) {
        let quantile = Quantile::new(distribution);
        let n = 200_000;
        let values: Vec<f64> = (0..n).map(|i| quantile.value((f64::from(i) + 0.5) / f64::from(n), &NOBODY)).collect();
        let mean = values.iter().sum::<f64>() / f64::from(n);
        let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n);
        (mean, variance.sqrt())
    }

    fn assert_moments(distribution: Distribution, mean: f64, sd: f64) {
        let (ours, spread) = moments(&distribution);
        let scale = mean.abs().max(sd);
        assert!((ours - mean).abs() < 2e-4 * scale, "{distribution:?}: mean {ours}, not {mean}");
        assert!((spread - sd).abs() < 2e-3 * scale, "{distribution:?}: sd {spread}, not {sd}");
    }

    #[test]
    fn cut_normals_match_reference_values() {
        // scipy.stats.truncnorm.ppf
        let inf = f64::INFINITY;
        let reference = [
            (
                46.0,
                16.0,
                18.0,
                90.0,
                [(1e-6, 18.000_177_465_281_58), (0.25, 36.641_216_796_615_71), (0.9, 66.626_133_077_616_15)],
            ),
            (
                0.0,
                1.0,
                2.0,
                3.0,
                [(1e-6, 2.000_000_396_367_092), (0.5, 2.255_530_820_420_438), (0.9, 2.697_804_449_440_545_3)],
            ),
            (
                0.0,
                1.0,
                -3.0,
                -2.0,
                [(1e-6, -2.999_995_171_297_182_4), (0.25, -2.472_960_026_374_370_7), (0.9, -2.041_308_053_179_424_3)],
            ),
            (
                0.0,
                1.0,
                1.5,
                inf,
                [(0.25, 1.643_832_520_376_062), (0.5, 1.832_968_865_893_102), (0.9, 2.473_987_417_432_103_3)],
            ),
            (
                10.0,
                2.0,
                -inf,
                9.0,
                [(1e-6, 0.028_409_757_434_774_363), (0.5, 7.963_408_968_079_442), (0.9, 8.820_527_743_032_459)],
            ),
        ];
        for (mean, sd, min, max, points) in reference {
            for (u, x) in points {
                let ours = at(&Distribution::TruncatedNormal { mean, sd, min, max }, u);
                assert!((ours - x).abs() < 1e-11, "normal({mean}, {sd}) in [{min}, {max}] at {u}: {ours} for {x}");
            }
        }
    }

    #[test]
    fn far_tails_keep_their_digits() {
        let x = at(&Distribution::TruncatedNormal { mean: 0.0, sd: 1.0, min: 8.0, max: f64::INFINITY }, 0.5);
        // scipy.stats.norm.isf(norm.sf(8) / 2)
        assert!((x - 8.084_911_007_391_545).abs() < 1e-11, "{x}");
    }

    #[test]
    fn moments_are_those_of_the_families() {
        assert_moments(Distribution::Normal { mean: 5.0, sd: 2.0 }, 5.0, 2.0);
        let (mean_log, sd_log) = (1.0f64, 0.5f64);
        let mean = (mean_log + sd_log * sd_log / 2.0).exp();
        let sd = mean * ((sd_log * sd_log).exp() - 1.0).sqrt();
        assert_moments(Distribution::LogNormal { mean_log, sd_log, min: 0.0, max: f64::INFINITY }, mean, sd);
        assert_moments(Distribution::Beta { alpha: 3.0, beta: 2.0 }, 0.6, 0.2);
        assert_moments(Distribution::Uniform { min: -1.0, max: 3.0 }, 1.0, 4.0 / 12f64.sqrt());
        assert_moments(Distribution::Triangular { min: 0.0, mode: 1.0, max: 5.0 }, 2.0, (21.0f64 / 18.0).sqrt());
        assert_moments(Distribution::Bernoulli { p: 0.3 }, 0.3, 0.21f64.sqrt());
        let three = Distribution::Categorical { values: vec![3.0, 1.0, 2.0], weights: vec![0.2, 0.3, 0.5] };
        assert_moments(three, 1.9, 0.7);
        assert_moments(Distribution::Gamma { shape: 4.0, scale: 1.5 }, 6.0, 3.0);
        // Gamma functions of 1.5 and 2.
        assert_moments(Distribution::Weibull { shape: 2.0, scale: 3.0 }, 2.658_680_776_4, 1.389_754_125_5);
        let bars = Distribution::Histogram { edges: vec![0.0, 1.0, 2.0, 4.0], counts: vec![30.0, 0.0, 10.0] };
        assert_moments(bars, 1.125, 1.147_914_776_2);
    }

    #[test]
    fn cuts_hold() {
        let cut = Distribution::LogNormal { mean_log: 2.0, sd_log: 1.0, min: 6.0, max: 17.0 };
        assert!((at(&cut, 1e-12) - 6.0).abs() < 1e-6);
        assert!((at(&cut, 1.0 - 1e-12) - 17.0).abs() < 1e-6);
        let median = at(&cut, 0.5);
        assert!(6.0 < median && median < 17.0);
    }

    #[test]
    fn weibull_and_histogram_match_reference_values() {
        // scipy.stats.weibull_min.ppf
        let weibull = Distribution::Weibull { shape: 1.7, scale: 9.0 };
        for (u, x) in
            [(1e-6, 0.002_659_689_093_944_306_6), (0.3, 4.907_648_520_882_955), (0.999, 28.052_406_480_396_964)]
        {
            assert!((at(&weibull, u) / x - 1.0).abs() < 1e-13, "{u}: {} for {x}", at(&weibull, u));
        }
        let bars = Distribution::Histogram { edges: vec![0.0, 1.0, 2.0, 4.0], counts: vec![30.0, 0.0, 10.0] };
        for (u, x) in [(0.3, 0.4), (0.75, 2.0), (0.875, 3.0), (0.999_999, 3.999_992)] {
            assert!((at(&bars, u) - x).abs() < 1e-12, "{u}: {} for {x}", at(&bars, u));
        }
    }

    #[test]
    fn cases_follow_the_value_drawn_before() {
        let by = Distribution::By {
            variable: Variable::Sex,
            cases: vec![Distribution::Constant(1.0), Distribution::Uniform { min: 2.0, max: 4.0 }],
        };
        let quantile = Quantile::new(&by);
        let mut person = NOBODY;
        assert_eq!(quantile.value(0.5, &person), 1.0);
        person[Variable::Sex.index()] = 1.0;
        assert_eq!(quantile.value(0.5, &person), 3.0);
    }

    fn families() -> Vec<Distribution> {
        vec![
            Distribution::Constant(2.0),
            Distribution::Normal { mean: 1.0, sd: 3.0 },
            Distribution::TruncatedNormal { mean: 0.0, sd: 1.0, min: 1.0, max: 4.0 },
            Distribution::LogNormal { mean_log: 0.0, sd_log: 0.8, min: 0.1, max: 9.0 },
            Distribution::Beta { alpha: 0.7, beta: 2.0 },
            Distribution::Uniform { min: 0.0, max: 1.0 },
            Distribution::Triangular { min: 0.0, mode: 0.0, max: 2.0 },
            Distribution::Triangular { min: 0.0, mode: 2.0, max: 2.0 },
            Distribution::Gamma { shape: 0.7, scale: 2.0 },
            Distribution::Weibull { shape: 0.7, scale: 2.0 },
            Distribution::Histogram { edges: vec![0.0, 1.0, 2.0, 4.0], counts: vec![30.0, 0.0, 10.0] },
            Distribution::Bernoulli { p: 0.4 },
            Distribution::Categorical { values: vec![3.0, 1.0, 2.0], weights: vec![0.2, 0.3, 0.5] },
        ]
    }

    proptest! {
        #[test]
        fn values_rise_with_the_uniform_number(a in 0.0..1.0f64, b in 0.0..1.0f64) {
            prop_assume!(a > 0.0 && b - a > 1e-9);
            for distribution in families() {
                prop_assert!(at(&distribution, a) <= at(&distribution, b), "{distribution:?}");
            }
        }
    }
}
