//! Probability distributions: families with their quantiles, the normal distribution, critical values, quantiles of samples.
//!
//! Only arithmetic, square roots and the `libm` crate: the same bits on every platform.

mod beta;
mod closed;
pub(crate) mod critical;
mod cut_normal;
mod empirical;
mod family;
mod gamma;
mod inverse;
mod normal;
mod quantile;
pub(crate) mod sorted;

pub use family::*;
pub(crate) use normal::{Z95, normal_cdf, normal_quantile};
pub use quantile::Quantile;
