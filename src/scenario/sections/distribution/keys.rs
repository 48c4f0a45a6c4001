//! Families of distributions with their parameters.

use super::waiting::SHAPES;
use super::{Reader, readers};
use crate::keys::{Key, Kind, Need, above, at_least, between, number, within};

/// A family of distributions.
pub struct Family {
    /// Its word in `dist`.
    pub name: &'static str,
    /// When to use it.
    pub about: &'static str,
    /// Function that reads it.
    pub(in crate::scenario) read: Reader,
    /// Alternative sets of parameters; exactly one must be given. Parameters that are in no set may be added to any.
    pub sets: &'static [&'static [&'static str]],
    /// All parameters.
    pub parameters: &'static [Key],
}

impl Family {
    /// The family with this name.
    pub fn named(name: &str) -> Option<&'static Family> {
        FAMILIES.iter().find(|family| family.name == name)
    }

    /// Names of all families.
    pub fn names() -> Vec<&'static str> {
        FAMILIES.iter().map(|family| family.name).collect()
    }

    /// Names of all parameters.
    pub fn keys(&self) -> Vec<&'static str> {
        self.parameters.iter().map(|parameter| parameter.name).collect()
    }
}

macro_rules! families {
    ($( $name:literal, $about:literal, $read:path, $sets:expr, { $( $key:literal, $kind:expr, $meaning:literal; )* } )*) => {
        /// Families of this version. An empty unit means the unit of the variable.
        pub const FAMILIES: &[Family] = &[ $( Family {
            name: $name,
            about: $about,
            read: $read,
            sets: &$sets,
            parameters: &[ $( Key { name: $key, need: Need::Optional, kind: $kind, about: $meaning }, )* ],
        }, )* ];
    };
}

families! {
    "normal", "A bell without ends.", readers::normal, [&["mean", "sd"]], {
        "mean", number("").kind, "Mean.";
        "sd", above(0.0, "").kind, "Standard deviation.";
    }
    "truncated_normal", "A bell cut at one or both ends.", readers::truncated_normal, [&["mean", "sd"]], {
        "mean", number("").kind, "Mean before the cut.";
        "sd", above(0.0, "").kind, "Standard deviation before the cut.";
        "min", number("").kind, "Smallest value.";
        "max", number("").kind, "Largest value.";
    }
    "lognormal", "Positive and skewed; differences are factors.", readers::lognormal, [&["mean", "sd"], &["median", "gsd"], &["median", "ci95"], &["mean_log", "sd_log"]], {
        "mean", above(0.0, "").kind, "Mean before any cut.";
        "sd", above(0.0, "").kind, "Standard deviation before any cut.";
        "median", above(0.0, "").kind, "Median before any cut.";
        "gsd", above(1.0, "1").kind, "Geometric standard deviation: the factor of one standard deviation.";
        "ci95", Kind::Row(&[above(0.0, "").kind, above(0.0, "").kind]), "The two ends between which 95 % lie, at about equal factors from the median.";
        "mean_log", number("1").kind, "Mean of the natural logarithm.";
        "sd_log", above(0.0, "1").kind, "Standard deviation of the natural logarithm.";
        "min", number("").kind, "Smallest value; what lies below is cut off.";
        "max", number("").kind, "Largest value; what lies above is cut off.";
    }
    "beta", "A share between 0 and 1.", readers::beta, [&["mean", "sd"], &["alpha", "beta"]], {
        "mean", between(0.0, 1.0, "1").kind, "Mean.";
        "sd", number("1").kind, "Standard deviation: larger than 0, its square smaller than mean (1 - mean).";
        "alpha", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "First shape.";
        "beta", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "Second shape.";
    }
    "gamma", "Positive and skewed, as waiting times are.", readers::gamma, [&["mean", "sd"], &["shape", "scale"]], {
        "mean", above(0.0, "").kind, "Mean.";
        "sd", above(0.0, "").kind, "Standard deviation.";
        "shape", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "Shape, (mean / sd) squared.";
        "scale", above(0.0, "").kind, "Scale, mean / shape.";
    }
    "weibull", "Positive; skewed to either side by its shape.", readers::weibull, [&["shape", "scale"]], {
        "shape", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "Shape; 1 for an exponential distribution.";
        "scale", above(0.0, "").kind, "Scale: 63 % lie below it.";
    }
    "uniform", "Everything in an interval, equally likely.", readers::uniform, [&["min", "max"]], {
        "min", number("").kind, "Smallest value.";
        "max", number("").kind, "Largest value.";
    }
    "triangular", "An interval with a peak.", readers::triangular, [&["min", "mode", "max"]], {
        "min", number("").kind, "Smallest value.";
        "mode", number("").kind, "Most likely value.";
        "max", number("").kind, "Largest value.";
    }
    "bernoulli", "Yes or no, for variables that are.", readers::bernoulli, [&["p"]], {
        "p", within(0.0, 1.0, "1").kind, "Probability of a yes.";
    }
    "categorical", "A few values, each with its probability.", readers::categorical, [&["values", "weights"]], {
        "values", Kind::List(&Kind::Value), "Values or labels, each once.";
        "weights", Kind::List(&at_least(0.0, "1").kind), "Probabilities in the same order; they sum to 1.";
    }
    "table", "Values as they were counted, in the scenario or in a data file.", readers::table, [&["values", "weights"], &["file", "value", "weight"], &["file", "value"]], {
        "values", Kind::List(&Kind::Value), "Values or labels.";
        "weights", Kind::List(&at_least(0.0, "1").kind), "How often each was counted, in the same order.";
        "file", Kind::Text, "A data file (CSV or Parquet), from the folder of the scenario.";
        "value", Kind::Text, "Its column with the values.";
        "weight", Kind::Text, "Its column with how often each was counted; each row once without it.";
    }
    "histogram", "Counts of classes; within a class everything is equally likely.", readers::histogram, [&["edges", "counts"]], {
        "edges", Kind::List(&Kind::Value), "Ends of the classes, increasing; one more than classes.";
        "counts", Kind::List(&at_least(0.0, "1").kind), "How many lie in each class.";
    }
}
