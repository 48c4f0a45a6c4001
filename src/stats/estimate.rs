//! An estimate with its Monte Carlo error and interval.

use super::inference::{Error, Source};
use crate::results::Method;

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
    /// Its standard error: that of the people, of the rows of a file and of the constants together.
    pub std_error: Option<f64>,
    /// Lower and upper end of the interval.
    pub interval: Option<(f64, f64)>,
    /// How the interval was computed.
    pub method: Option<Method>,
    /// The part from the sample of simulated people: the Monte Carlo standard error.
    pub mcse: Option<f64>,
    /// The part from the rows of the data file, if people come from one.
    pub rows_error: Option<f64>,
    /// The part from uncertain constants, if they were drawn.
    pub constants_error: Option<f64>,
}

impl Estimate {
    /// A number without an error.
    pub(super) fn bare(value: Option<f64>) -> Self {
        Self { value: value.filter(|value| value.is_finite()), ..Self::default() }
    }

    /// A number with an error, all of which comes from the sample of people, but no interval yet.
    pub(super) fn with_error(value: f64, std_error: Option<f64>) -> Self {
        let std_error = std_error.filter(|error| error.is_finite());
        Self { std_error, mcse: std_error, ..Self::bare(Some(value)) }
    }

    /// A number with an error but no interval yet.
    pub(super) fn with_parts(value: f64, error: Option<Error>) -> Self {
        let Some(error) = error else { return Self::bare(Some(value)) };
        Self {
            mcse: finite(error.people),
            rows_error: error.rows.and_then(finite),
            ..Self::with_error(value, Some(error.size))
        }
    }

    /// A number that cannot have an interval; the method says why.
    pub(super) fn without_interval(value: f64, method: Method) -> Self {
        Self { method: Some(method), ..Self::bare(Some(value)) }
    }

    /// A number with an interval from its error.
    pub(super) fn of(value: f64, error: Option<Error>, scale: Scale) -> Self {
        let estimate = Self::with_parts(value, error);
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

    /// A number with its spread over draws of uncertain constants, and the interval of that spread.
    pub(super) fn over_draws(value: f64, sd: f64, (low, high): (f64, f64)) -> Self {
        let estimate = Self { std_error: finite(sd), constants_error: finite(sd), ..Self::bare(Some(value)) };
        estimate.with_interval(low, high, Method::ParameterDraws)
    }

    /// Adds the errors of the sample to those of the constants: both are independent. The distances of the limits are squared and added
    /// (Zou and Donner 2008). A sample without an error or an interval adds none.
    pub(super) fn and_people(self, people: &Self) -> Self {
        let total = self.constants_error.map(|one| libm::hypot(one, people.std_error.unwrap_or(0.0)));
        let interval = match (self.value.zip(self.interval), people.value.zip(people.interval)) {
            (Some((value, (low, high))), Some((center, (from, to)))) => {
                let (below, above) = (libm::hypot(value - low, center - from), libm::hypot(high - value, to - center));
                Some((value - below, value + above))
            }
            _ => self.interval,
        };
        Self { interval, mcse: people.mcse, rows_error: people.rows_error, std_error: total, ..self }
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

fn finite(number: f64) -> Option<f64> {
    Some(number).filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn errors_of_sample_and_constants_are_squared_and_added() {
        let constants = Estimate::over_draws(5.0, 0.3, (4.0, 8.0));
        let people = Estimate::with_error(1.0, Some(0.4)).with_interval(-1.0, 5.0, Method::StudentT);
        let both = constants.and_people(&people);
        let (low, high) = both.interval.unwrap();
        assert!((low - (5.0 - libm::sqrt(5.0))).abs() < 1e-14 && (high - 10.0).abs() < 1e-14, "{both:?}");
        assert!((both.std_error.unwrap() - 0.5).abs() < 1e-14);
        assert_eq!(
            (both.mcse, both.constants_error, both.method),
            (Some(0.4), Some(0.3), Some(Method::ParameterDraws))
        );
    }

    #[test]
    fn constants_that_change_nothing_leave_the_error_of_the_sample() {
        let people = Estimate::with_error(214.76, Some(8.2)).with_interval(198.0, 231.0, Method::ReplicateT);
        let both = Estimate::over_draws(214.76, 0.0, (214.76, 214.76)).and_people(&people);
        let (low, high) = both.interval.unwrap();
        assert!((low - 198.0).abs() < 1e-9 && (high - 231.0).abs() < 1e-9, "{both:?}");
    }
}
