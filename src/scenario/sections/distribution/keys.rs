//! Families of distributions with their parameters.

use super::waiting::SHAPES;
use super::{Reader, readers};
use crate::keys::Need::Optional;
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

keys! {
    SHARE: f64 = "share", Optional, between(0.0, 1.0, "1"), "Share of people who have a value from this distribution; the value of the others is 0. With any family that describes a number that may be 0.";
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
    "normal", "The normal distribution.", readers::normal, [&["mean", "sd"]], {
        "mean", number("").kind, "Mean.";
        "sd", above(0.0, "").kind, "Standard deviation.";
    }
    "truncated_normal", "A normal distribution that is truncated on one or both sides.", readers::truncated_normal, [&["mean", "sd"]], {
        "mean", number("").kind, "Mean before truncation.";
        "sd", above(0.0, "").kind, "Standard deviation before truncation.";
        "min", number("").kind, "Smallest value.";
        "max", number("").kind, "Largest value.";
    }
    "lognormal", "Positive and skewed; the logarithm is normally distributed.", readers::lognormal, [&["mean", "sd"], &["median", "gsd"], &["median", "ci95"], &["mean_log", "sd_log"]], {
        "mean", above(0.0, "").kind, "Mean before any truncation.";
        "sd", above(0.0, "").kind, "Standard deviation before any truncation.";
        "median", above(0.0, "").kind, "Median before any truncation.";
        "gsd", above(1.0, "1").kind, "Geometric standard deviation: the factor of one standard deviation.";
        "ci95", Kind::Row(&[above(0.0, "").kind, above(0.0, "").kind]), "Lower and upper limit between which 95 % of the values lie; both differ from the median by about the same factor.";
        "mean_log", number("1").kind, "Mean of the natural logarithm.";
        "sd_log", above(0.0, "1").kind, "Standard deviation of the natural logarithm.";
        "min", number("").kind, "Smallest value; the distribution is truncated below it.";
        "max", number("").kind, "Largest value; the distribution is truncated above it.";
    }
    "beta", "A share between 0 and 1.", readers::beta, [&["mean", "sd"], &["alpha", "beta"]], {
        "mean", between(0.0, 1.0, "1").kind, "Mean.";
        "sd", number("1").kind, "Standard deviation: larger than 0, and its square is smaller than mean (1 - mean).";
        "alpha", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "First shape.";
        "beta", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "Second shape.";
    }
    "gamma", "Positive and skewed, like waiting times.", readers::gamma, [&["mean", "sd"], &["shape", "scale"]], {
        "mean", above(0.0, "").kind, "Mean.";
        "sd", above(0.0, "").kind, "Standard deviation.";
        "shape", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "Shape, (mean / sd) squared.";
        "scale", above(0.0, "").kind, "Scale, mean / shape.";
    }
    "weibull", "Positive; the shape determines how it is skewed.", readers::weibull, [&["shape", "scale"]], {
        "shape", within(*SHAPES.start(), *SHAPES.end(), "1").kind, "Shape; 1 for an exponential distribution.";
        "scale", above(0.0, "").kind, "Scale: 63 % of the values lie below it.";
    }
    "uniform", "All values in an interval are equally likely.", readers::uniform, [&["min", "max"]], {
        "min", number("").kind, "Smallest value.";
        "max", number("").kind, "Largest value.";
    }
    "triangular", "All values in an interval, with a most likely value.", readers::triangular, [&["min", "mode", "max"]], {
        "min", number("").kind, "Smallest value.";
        "mode", number("").kind, "Most likely value.";
        "max", number("").kind, "Largest value.";
    }
    "bernoulli", "Yes or no, for flags; 0 or 1, for numbers that may be both, such as `adherence`.", readers::bernoulli, [&["p"]], {
        "p", within(0.0, 1.0, "1").kind, "Probability of a yes.";
    }
    "categorical", "A few values, each with its probability.", readers::categorical, [&["values", "weights"]], {
        "values", Kind::List(&Kind::Value), "Values or labels, each once.";
        "weights", Kind::List(&at_least(0.0, "1").kind), "Probabilities in the same order; they sum to 1.";
    }
    "table", "Observed values with weights, given in the scenario or in a data file.", readers::table, [&["values", "weights"], &["file", "value", "weight"], &["file", "value"]], {
        "values", Kind::List(&Kind::Value), "Values or labels.";
        "weights", Kind::List(&at_least(0.0, "1").kind), "Weight of each value, such as how often it was observed, in the same order.";
        "file", Kind::Text, "A data file (CSV or Parquet); its path is relative to the folder of the scenario.";
        "value", Kind::Text, "Column of the file with the values.";
        "weight", Kind::Text, "Column of the file with the weight of each value; by default, all rows have the same weight.";
    }
    "histogram", "Counts of people in classes; all values within a class are equally likely.", readers::histogram, [&["edges", "counts"]], {
        "edges", Kind::List(&Kind::Value), "Edges of the classes in ascending order; one more edge than there are classes.";
        "counts", Kind::List(&at_least(0.0, "1").kind), "Number of people in each class.";
    }
}
