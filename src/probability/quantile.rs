//! The inverse of a distribution function, prepared for many draws.

use std::fmt;
use std::sync::Arc;

/// The inverse of a distribution function. Terms that do not depend on the uniform number are computed once.
#[derive(Clone)]
pub struct Quantile(Arc<dyn Fn(f64) -> f64 + Send + Sync>);

impl Quantile {
    /// Makes it from a function of the uniform number that does not decrease.
    pub(super) fn new(value: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(value))
    }

    /// The value with a share `u` in (0, 1) below it.
    pub fn at(&self, u: f64) -> f64 {
        (self.0)(u)
    }
}

impl fmt::Debug for Quantile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Quantile").finish_non_exhaustive()
    }
}
