//! Probability distributions: families and their quantiles, the normal distribution, critical values, quantiles of samples.
//!
//! This folder uses only arithmetic, square roots and the `libm` crate, so that results have the same bits on every platform.

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
mod ranks;
pub(crate) mod sorted;

pub use family::*;
pub(crate) use normal::{Z95, normal_cdf, normal_quantile};
pub use quantile::Quantile;
pub use ranks::{correlation_of_ranks, rank_correlation, ranks};
