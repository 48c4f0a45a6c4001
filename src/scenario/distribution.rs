//! Distributions of variables.

use super::Variable;
use crate::probability::{Constant, Family};

/// A family of distributions, or one distribution for each label of another variable of the person.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant explains its fields")]
pub enum Distribution {
    /// One distribution for all people.
    Plain(Family),
    /// One distribution for each label of a categorical variable or flag, in the order of its labels (flags: 0, 1).
    By { variable: Variable, cases: Vec<Distribution> },
    /// A distribution for a share of people (above 0, below 1); the value of the others is 0. No value of the family is below 0.
    Share { share: f64, of: Family },
}

impl Distribution {
    /// The same value for all people.
    pub fn same(value: f64) -> Self {
        Constant { value }.into()
    }

    /// All families in this distribution.
    pub fn families(&self) -> Vec<&Family> {
        match self {
            Self::Plain(family) | Self::Share { of: family, .. } => vec![family],
            Self::By { cases, .. } => cases.iter().flat_map(Self::families).collect(),
        }
    }

    /// The median, or an approximation of it; for several cases, the mean of their medians.
    pub fn middle(&self) -> f64 {
        match self {
            Self::Plain(family) => family.law().middle(),
            Self::Share { share, of } => match 1.0 - 0.5 / share {
                rank if rank > 0.0 => of.law().quantile().at(rank),
                _ => 0.0,
            },
            Self::By { cases, .. } => cases.iter().map(Self::middle).sum::<f64>() / cases.len() as f64,
        }
    }

    /// Upper bound of the values; infinite if the distribution has no end.
    pub fn upper_bound(&self) -> f64 {
        self.families().into_iter().map(|family| family.law().bounds().1).fold(f64::NEG_INFINITY, f64::max)
    }
}

impl<F: Into<Family>> From<F> for Distribution {
    fn from(family: F) -> Self {
        Self::Plain(family.into())
    }
}
