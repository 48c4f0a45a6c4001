//! An estimate with its Monte Carlo error and interval.

use super::inference::{Error, Source};
use crate::results::Method;

const UNBOUNDED: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// The scale on which an interval is symmetric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// That of the value.
    Linear,
    /// Its logarithm, for positive values.
    Logarithm,
}

/// A number and its Monte Carlo error. Fields that are unknown or do not apply are `None`; no field is ever NaN.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: Option<f64>,
    /// Its standard error.
    pub std_error: Option<f64>,
    /// Lower and upper end of the interval.
    pub interval: Option<(f64, f64)>,
    /// How the interval was computed.
    pub method: Option<Method>,
    /// Its Monte Carlo standard error: the error from the sample of people, even if the interval is about the constants.
    pub mcse: Option<f64>,
}

impl Estimate {
    /// A number without an error.
    pub(super) fn bare(value: Option<f64>) -> Self {
        Self { value: value.filter(|value| value.is_finite()), ..Self::default() }
    }

    /// A number with an error but no interval yet.
    pub(super) fn with_error(value: f64, std_error: Option<f64>) -> Self {
        let std_error = std_error.filter(|error| error.is_finite());
        Self { std_error, mcse: std_error, ..Self::bare(Some(value)) }
    }

    /// A number that cannot have an interval; the method says why.
    pub(super) fn without_interval(value: f64, method: Method) -> Self {
        Self { method: Some(method), ..Self::bare(Some(value)) }
    }

    /// A number with an interval from its error.
    pub(super) fn of(value: f64, error: Option<Error>, scale: Scale) -> Self {
        let estimate = Self::with_error(value, error.map(|error| error.size));
        let Some(Error { size, reach, shift, source, .. }) = error else { return estimate };
        match scale {
            Scale::Linear => {
                let method = if source == Source::Replicates { Method::ReplicateT } else { Method::StudentT };
                estimate.with_interval(value - (reach - shift) * size, value + (reach + shift) * size, method)
            }
            Scale::Logarithm if value > 0.0 => {
                let method = if source == Source::Replicates { Method::ReplicateTLog } else { Method::StudentTLog };
                let relative = size / value;
                // The logarithm already moves the interval up, by its curvature.
                let shift = (shift - 0.5 * reach * reach * relative).max(shift.min(0.0));
                let end = |errors: f64| value * libm::exp(errors * relative);
                estimate.with_interval(end(shift - reach), end(shift + reach), method)
            }
            Scale::Logarithm => Self { std_error: None, mcse: None, ..estimate },
        }
    }

    /// A number with its spread over draws of uncertain constants, and with its Monte Carlo error if that is known.
    pub(super) fn over_draws(value: f64, sd: f64, mcse: Option<f64>) -> Self {
        Self { mcse, ..Self::with_error(value, Some(sd)) }
    }

    /// Sets the interval if both ends are numbers.
    pub(super) fn with_interval(mut self, low: f64, high: f64, method: Method) -> Self {
        if self.value.is_some() && low.is_finite() && high.is_finite() {
            (self.interval, self.method) = (Some((low, high)), Some(method));
        }
        self
    }

    /// Sets the interval to `reach` standard errors on either side, limited to `bounds`.
    pub(super) fn symmetric(self, reach: f64, bounds: (f64, f64), method: Method) -> Self {
        match (self.value, self.std_error) {
            (Some(value), Some(error)) => {
                let (low, high) = (value - reach * error, value + reach * error);
                self.with_interval(low.max(bounds.0), high.min(bounds.1), method)
            }
            _ => self,
        }
    }

    /// Sets the interval of a ratio: `reach` standard errors of its logarithm on either side. A ratio of 0 gets no interval.
    pub(super) fn logarithmic(self, reach: f64, method: Method) -> Self {
        match (self.value, self.std_error) {
            (Some(ratio), Some(error)) if ratio > 0.0 => {
                let factor = libm::exp(reach * error / ratio);
                self.with_interval(ratio / factor, ratio * factor, method)
            }
            _ => Self { std_error: None, mcse: None, ..self },
        }
    }
}
