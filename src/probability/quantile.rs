//! The inverse of a distribution function, prepared for many draws.

use std::fmt;
use std::sync::Arc;

/// The inverse of a distribution function. What does not depend on the uniform number is computed once.
#[derive(Clone)]
pub struct Quantile(Arc<dyn Fn(f64) -> f64 + Send + Sync>);

impl Quantile {
    /// From a function of the uniform number that does not decrease.
    pub(super) fn new(value: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(value))
    }

    /// The value below which a share `u` in (0, 1) lies.
    pub fn at(&self, u: f64) -> f64 {
        (self.0)(u)
    }
}

impl fmt::Debug for Quantile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Quantile").finish_non_exhaustive()
    }
}
