//! The list of families of distributions.

use super::Quantile;
use super::empirical::{classes, ends, weighted};
use super::normal::Z95;

/// Properties of a family that the list below defines.
pub trait Listed {
    /// Its parameters, with their names in scenarios.
    fn parameters(&self) -> Parameters<'_>;

    /// Short text for the table `arms`.
    fn phrase(&self) -> String;

    /// Bounds of all values. A bound is infinite if the distribution has no end. It is the smallest number above 0 if values come near 0
    /// but never reach it.
    fn bounds(&self) -> (f64, f64);
}

/// How a family distributes values.
pub trait Law: Listed {
    /// The inverse of the distribution function.
    fn quantile(&self) -> Quantile;

    /// The median, or an approximation of it.
    fn middle(&self) -> f64 {
        self.quantile().at(0.5)
    }

    /// Range of all values; for distributions with tails, the range of about 95 % of the values (before truncation). Both ends are
    /// finite.
    fn usual(&self) -> (f64, f64) {
        self.bounds()
    }

    /// The largest value that has a probability above 0, or the upper bound.
    fn largest(&self) -> f64 {
        self.bounds().1
    }
}

/// Parameters with their names in scenarios.
pub type Parameters<'a> = Vec<(&'static str, Parameter<'a>)>;

/// Value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Parameter<'a> {
    /// A number; infinite if the distribution has no such end.
    Number(&'a f64),
    /// A list of numbers.
    Numbers(&'a [f64]),
    /// A list of values of a variable: numbers, or indices of labels.
    Values(&'a [f64]),
}

type Number = f64;
type Numbers = Vec<f64>;
type Values = Vec<f64>;

macro_rules! families {
    ($(
        $family:ident, $word:literal, { $( $parameter:ident: $kind:ident ),* }, $phrase:expr, $bounds:expr, $doc:literal;
    )*) => {
        /// A distribution. Its parameters have been checked and converted to one form per family.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Family { $( #[doc = $doc] $family($family), )* }

        impl Family {
            /// The words of all families.
            pub const WORDS: &'static [&'static str] = &[ $( $word, )* ];

            /// Its word in `dist`. A constant is written as its value.
            pub fn word(&self) -> &'static str { match self { $( Self::$family(_) => $word, )* } }

            /// Its functions.
            pub fn law(&self) -> &dyn Law { match self { $( Self::$family(law) => law, )* } }
        }

        $(
            #[doc = $doc]
            #[derive(Clone, Debug, PartialEq)]
            #[expect(missing_docs, reason = "the sentence above names the parameters")]
            pub struct $family { $( pub $parameter: $kind, )* }

            impl From<$family> for Family {
                fn from(family: $family) -> Self { Self::$family(family) }
            }

            impl Listed for $family {
                fn parameters(&self) -> Parameters<'_> {
                    vec![ $( (stringify!($parameter), Parameter::$kind(&self.$parameter)), )* ]
                }

                fn phrase(&self) -> String {
                    let Self { $( $parameter ),* } = self;
                    $phrase
                }

                #[allow(unused_variables, reason = "not every parameter is an end")]
                fn bounds(&self) -> (f64, f64) {
                    let Self { $( $parameter ),* } = self;
                    $bounds
                }
            }
        )*
    };
}

const INF: f64 = f64::INFINITY;
/// The smallest number above 0.
const TINY: f64 = f64::MIN_POSITIVE;

// For each family: word and parameters in scenarios, text in the table `arms`, bounds. `impl Law` is in the file of the family.
families! {
    Constant, "constant", { value: Number }, value.to_string(), (*value, *value), "A constant: always the same value.";
    Normal, "normal", { mean: Number, sd: Number }, format!("normal(mean {mean}, sd {sd})"), (-INF, INF), "A normal distribution with this mean and standard deviation.";
    TruncatedNormal, "truncated_normal", { mean: Number, sd: Number, min: Number, max: Number }, format!("truncated normal(mean {mean}, sd {sd}, {min} to {max})"), (*min, *max), "A normal distribution that is truncated to an interval with at least 1 % of its probability. Mean and standard deviation are those before truncation; ends may be infinite.";
    LogNormal, "lognormal", { mean_log: Number, sd_log: Number, min: Number, max: Number }, format!("log-normal(mean of log {mean_log}, sd of log {sd_log}, {min} to {max})"), (min.max(TINY), *max), "A log-normal distribution, given by mean and standard deviation of the logarithm, and truncated to `[min, max]` (by default 0 and infinity).";
    Beta, "beta", { alpha: Number, beta: Number }, format!("beta(alpha {alpha}, beta {beta})"), (TINY, 1.0), "A beta distribution on [0, 1] with two positive shapes.";
    Gamma, "gamma", { shape: Number, scale: Number }, format!("gamma(shape {shape}, scale {scale})"), (TINY, INF), "A gamma distribution with positive shape and scale. The time for a draw grows with the square root of the shape.";
    Weibull, "weibull", { shape: Number, scale: Number }, format!("Weibull(shape {shape}, scale {scale})"), (TINY, INF), "A Weibull distribution with positive shape and scale.";
    Uniform, "uniform", { min: Number, max: Number }, format!("uniform({min} to {max})"), (*min, *max), "A uniform distribution between two values.";
    Triangular, "triangular", { min: Number, mode: Number, max: Number }, format!("triangular({min}, {mode}, {max})"), (*min, *max), "A triangular distribution with smallest, most likely and largest value.";
    Bernoulli, "bernoulli", { p: Number }, format!("1 with probability {p}, else 0"), (0.0, 1.0), "1 with this probability, otherwise 0.";
    Categorical, "categorical", { values: Values, weights: Numbers }, weighted(values, weights), ends(values), "Values with weights that sum to 1. Labels are given by their index.";
    Histogram, "histogram", { edges: Numbers, counts: Numbers }, classes(edges, counts), ends(edges), "A histogram: counts of people between edges in ascending order, spread evenly between them. There is one count fewer than edges; no count is negative, and at least one is positive.";
}

/// Range of 95 % of the values of a normal distribution.
pub(super) fn about(mean: f64, sd: f64) -> (f64, f64) {
    (mean - Z95 * sd, mean + Z95 * sd)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// Distributions of every family.
    fn examples() -> Vec<Family> {
        vec![
            Constant { value: 2.0 }.into(),
            Normal { mean: 1.0, sd: 3.0 }.into(),
            TruncatedNormal { mean: 0.0, sd: 1.0, min: -1.0, max: 4.0 }.into(),
            LogNormal { mean_log: 0.0, sd_log: 0.8, min: 0.1, max: 9.0 }.into(),
            LogNormal { mean_log: 0.0, sd_log: 0.8, min: 0.0, max: f64::INFINITY }.into(),
            Beta { alpha: 0.7, beta: 2.0 }.into(),
            Uniform { min: 0.0, max: 1.0 }.into(),
            Triangular { min: 0.0, mode: 0.0, max: 2.0 }.into(),
            Triangular { min: 0.0, mode: 2.0, max: 2.0 }.into(),
            Gamma { shape: 0.7, scale: 2.0 }.into(),
            Weibull { shape: 0.7, scale: 2.0 }.into(),
            Histogram { edges: vec![0.0, 1.0, 2.0, 4.0], counts: vec![30.0, 0.0, 10.0] }.into(),
            Bernoulli { p: 0.4 }.into(),
            Categorical { values: vec![3.0, 1.0, 2.0], weights: vec![0.2, 0.3, 0.5] }.into(),
        ]
    }

    #[test]
    fn every_family_has_an_example() {
        for word in Family::WORDS {
            assert!(examples().iter().any(|family| family.word() == *word), "{word}");
        }
    }

    #[test]
    fn values_lie_where_the_family_says() {
        for family in examples() {
            let (law, quantile) = (family.law(), family.law().quantile());
            let values: Vec<f64> = (0..1000).map(|i| quantile.at((f64::from(i) + 0.5) / 1000.0)).collect();
            let within = |low: f64, high: f64| values.iter().filter(|value| (low..=high).contains(*value)).count();
            let (low, high) = law.bounds();
            assert_eq!((within(low, high), within(low, law.largest())), (1000, 1000), "{family:?}");
            let (low, high) = law.usual();
            assert!(low.is_finite() && high.is_finite() && within(low, high) > 930, "{family:?}: {low} to {high}");
            let (below, above) = (within(f64::NEG_INFINITY, law.middle()), within(law.middle(), f64::INFINITY));
            assert!(below > 400 && above > 400, "{family:?}: {below} below the middle, {above} above");
        }
    }

    /// Mean and standard deviation by the midpoint rule.
    fn moments(quantile: &Quantile) -> (f64, f64) {
        let n = 200_000;
        let values: Vec<f64> = (0..n).map(|i| quantile.at((f64::from(i) + 0.5) / f64::from(n))).collect();
        let mean = values.iter().sum::<f64>() / f64::from(n);
        let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n);
        (mean, variance.sqrt())
    }

    fn assert_moments(law: &dyn Law, mean: f64, sd: f64) {
        let (ours, spread) = moments(&law.quantile());
        let scale = mean.abs().max(sd);
        assert!((ours - mean).abs() < 2e-4 * scale, "{}: mean {ours}, not {mean}", law.phrase());
        assert!((spread - sd).abs() < 2e-3 * scale, "{}: sd {spread}, not {sd}", law.phrase());
    }

    #[test]
    fn moments_are_those_of_the_families() {
        assert_moments(&Normal { mean: 5.0, sd: 2.0 }, 5.0, 2.0);
        let (mean_log, sd_log) = (1.0f64, 0.5f64);
        let mean = (mean_log + sd_log * sd_log / 2.0).exp();
        let sd = mean * ((sd_log * sd_log).exp() - 1.0).sqrt();
        assert_moments(&LogNormal { mean_log, sd_log, min: 0.0, max: f64::INFINITY }, mean, sd);
        assert_moments(&Beta { alpha: 3.0, beta: 2.0 }, 0.6, 0.2);
        assert_moments(&Uniform { min: -1.0, max: 3.0 }, 1.0, 4.0 / 12f64.sqrt());
        assert_moments(&Triangular { min: 0.0, mode: 1.0, max: 5.0 }, 2.0, (21.0f64 / 18.0).sqrt());
        assert_moments(&Bernoulli { p: 0.3 }, 0.3, 0.21f64.sqrt());
        assert_moments(&Categorical { values: vec![3.0, 1.0, 2.0], weights: vec![0.2, 0.3, 0.5] }, 1.9, 0.7);
        assert_moments(&Gamma { shape: 4.0, scale: 1.5 }, 6.0, 3.0);
        // Gamma functions of 1.5 and 2.
        assert_moments(&Weibull { shape: 2.0, scale: 3.0 }, 2.658_680_776_4, 1.389_754_125_5);
        let bars = Histogram { edges: vec![0.0, 1.0, 2.0, 4.0], counts: vec![30.0, 0.0, 10.0] };
        assert_moments(&bars, 1.125, 1.147_914_776_2);
    }

    proptest! {
        #[test]
        fn values_rise_with_the_uniform_number(a in 0.0..1.0f64, b in 0.0..1.0f64) {
            prop_assume!(a > 0.0 && b - a > 1e-9);
            for family in examples() {
                let quantile = family.law().quantile();
                prop_assert!(quantile.at(a) <= quantile.at(b), "{family:?}");
            }
        }
    }
}
