//! Where the value of a variable comes from.

use super::Variable;
use crate::probability::Family;

/// A family of distributions, or one of several distributions by a value that the person already has.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant explains its fields")]
pub enum Distribution {
    /// One for everybody.
    Plain(Family),
    /// One distribution for each label of a categorical variable or flag, in the order of its labels (flags: 0, 1).
    By { variable: Variable, cases: Vec<Distribution> },
}

impl Distribution {
    /// The families that values may come from.
    pub fn families(&self) -> Vec<&Family> {
        match self {
            Self::Plain(family) => vec![family],
            Self::By { cases, .. } => cases.iter().flat_map(Self::families).collect(),
        }
    }

    /// The median, or a number near it; the mean of those of all cases.
    pub fn middle(&self) -> f64 {
        match self {
            Self::Plain(family) => family.law().middle(),
            Self::By { cases, .. } => cases.iter().map(Self::middle).sum::<f64>() / cases.len() as f64,
        }
    }

    /// No value lies above this; infinite where the distribution has no end.
    pub fn upper_bound(&self) -> f64 {
        self.families().into_iter().map(|family| family.law().bounds().1).fold(f64::NEG_INFINITY, f64::max)
    }
}

impl<F: Into<Family>> From<F> for Distribution {
    fn from(family: F) -> Self {
        Self::Plain(family.into())
    }
}
