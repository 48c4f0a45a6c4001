//! Means of one number over people, under draws of the constants. The same people are in every draw.

use super::estimate::Estimate;
use super::pooled::Spread;
use crate::results::{FEWEST_NESTED, Method};

/// Values of the same people in each draw: by draw, then by person.
pub(super) struct Drawn {
    pub(super) values: Vec<Vec<f64>>,
}

impl Drawn {
    /// Differences from another arm, person by person.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let of_draw = |(ours, theirs): (&Vec<f64>, &Vec<f64>)| ours.iter().zip(theirs).map(|(a, b)| a - b).collect();
        Self { values: self.values.iter().zip(&other.values).map(of_draw).collect() }
    }

    /// Values whose mean is the ratio of the means of two arms, linear in the values of each person. Draws in which the mean of the other
    /// arm is not positive have none.
    pub(super) fn over(&self, other: &Self) -> Self {
        let of_draw = |(ours, theirs): (&Vec<f64>, &Vec<f64>)| {
            let below = average(theirs);
            let ratio = average(ours) / below;
            let linear = ours.iter().zip(theirs).map(|(our, their)| ratio + (our - ratio * their) / below);
            (below > 0.0).then(|| linear.collect())
        };
        Self { values: self.values.iter().zip(&other.values).filter_map(of_draw).collect() }
    }

    /// Mean over the people in each draw.
    pub(super) fn means(&self) -> Vec<f64> {
        self.values.iter().map(|people| average(people)).collect()
    }

    /// The same means, nearer to their center by what the choice of the people adds to their spread: the mean square of the interaction of
    /// people and draws, divided by the number of people.
    pub(super) fn means_without_noise(&self) -> Vec<f64> {
        let means = self.means();
        let (draws, people) = (means.len(), self.values.first().map_or(0, Vec::len));
        if draws < 2 || people < 2 {
            return means;
        }
        let center = average(&means);
        let of_person: Vec<f64> = (0..people)
            .map(|person| self.values.iter().map(|values| values[person]).sum::<f64>() / draws as f64)
            .collect();
        let rest = |(values, mean): (&Vec<f64>, &f64)| {
            let rests = values.iter().zip(&of_person).map(|(value, person)| value - mean - person + center);
            rests.map(|rest| rest * rest).sum::<f64>()
        };
        let interaction = self.values.iter().zip(&means).map(rest).sum::<f64>();
        let noise = interaction / ((draws - 1) * (people - 1)) as f64 / people as f64;
        let spread = means.iter().map(|mean| (mean - center) * (mean - center)).sum::<f64>() / (draws - 1) as f64;
        let kept = if spread > 0.0 { libm::sqrt((1.0 - noise / spread).max(0.0)) } else { 1.0 };
        means.iter().map(|mean| center + kept * (mean - center)).collect()
    }

    /// Whether there are enough people for an interval.
    pub(super) fn is_enough(&self) -> bool {
        self.values.first().is_some_and(|people| people.len() >= FEWEST_NESTED)
    }
}

/// A value with the spread of its draws. Draws in which the value is not defined count beyond both ends of the interval; if they are too
/// many, the interval is unknown.
pub(super) fn estimate(value: f64, drawn: &[f64], undefined: usize, confidence: f64) -> Estimate {
    let end = |filler: f64, read: fn(Spread) -> f64| {
        let all: Vec<f64> = drawn.iter().copied().chain(std::iter::repeat_n(filler, undefined)).collect();
        read(Spread::of(&all, confidence))
    };
    let (low, high) = (end(f64::NEG_INFINITY, |spread| spread.low), end(f64::INFINITY, |spread| spread.high));
    if !(low.is_finite() && high.is_finite()) {
        return unknown(value);
    }
    Estimate::over_draws(value, Spread::of(drawn, confidence).sd, (low, high))
}

/// A value whose interval is unknown, because too few people were drawn.
pub(super) fn unknown(value: f64) -> Estimate {
    Estimate::without_interval(value, Method::ParameterDraws)
}

/// Mean of the values; NaN without values.
pub(super) fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::population::{Purpose, Streams};

    /// A random number in (-0.5, 0.5).
    fn random(of: &str, draw: u32, person: u32) -> f64 {
        Streams::new(1).uniform(Purpose::named(of), draw, person) - 0.5
    }

    /// Values of 64 people in 400 draws: an effect of the draw, one of the person, and noise of the pair.
    fn drawn(effect: f64, noise: f64) -> Drawn {
        let value = |draw: u32, person: u32| {
            effect * random("draw", draw, 0) + 9.0 * random("person", 0, person) + noise * random("pair", draw, person)
        };
        Drawn { values: (0..400).map(|draw| (0..64).map(|person| value(draw, person)).collect()).collect() }
    }

    fn sd(means: &[f64]) -> f64 {
        Spread::of(means, 0.95).sd
    }

    #[test]
    fn the_spread_is_that_of_the_draws_whatever_people_add() {
        let pure = sd(&drawn(1.0, 0.0).means());
        let noisy = drawn(1.0, 12.0);
        let (raw, cleaned) = (sd(&noisy.means()), sd(&noisy.means_without_noise()));
        assert!(raw > 1.2 * pure, "{raw} {pure}");
        assert!((cleaned / pure - 1.0).abs() < 0.15, "{cleaned} {pure}");
        assert!(sd(&drawn(0.0, 12.0).means_without_noise()) < 0.3 * raw);
    }

    #[test]
    fn undefined_draws_widen_the_interval_on_both_sides() {
        let drawn: Vec<f64> = (0..100).map(f64::from).collect();
        let ends = |undefined| estimate(50.0, &drawn, undefined, 0.9).interval;
        let ((low, high), (wide_low, wide_high)) = (ends(0).unwrap(), ends(2).unwrap());
        assert!((low - 4.95).abs() < 1e-9 && (high - 94.05).abs() < 1e-9, "{low} {high}");
        assert!(wide_low < 4.0 && wide_high > 95.0, "{wide_low} {wide_high}");
        let many = estimate(50.0, &drawn, 10, 0.9);
        assert_eq!((many.value, many.interval, many.method), (Some(50.0), None, Some(Method::ParameterDraws)));
    }

    #[test]
    fn without_noise_nothing_changes() {
        let drawn = drawn(1.0, 0.0);
        for (mean, cleaned) in drawn.means().iter().zip(drawn.means_without_noise()) {
            assert!((mean - cleaned).abs() < 1e-9);
        }
    }
}
