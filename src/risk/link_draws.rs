//! Draws of the least certain constants: those that link stasis to clots.

use crate::model::Params;
use crate::population::{Purpose, Streams};
use crate::probability::normal_quantile;

/// Number of draws.
pub const LINK_DRAWS: u32 = 200;

/// Rate ratio after flights and the standard deviation of its logarithm: 3.2 (1.8-5.6), Kuipers 2007.
const RATE_RATIO: (f64, f64) = (3.2, 0.29);
/// Standard deviation of the logarithm: a factor of two to either side (assumption).
const TRAVEL_SD: f64 = 0.35;
/// 0.5 to 1.7 % of 1213 people in control groups.
const BACKGROUND_SD: f64 = 0.31;
/// Screening finds clots between 1.46 and 5.49 times as often in flyers as in controls: Schwarz 2003 (from memory).
const SCREENING_SD: f64 = 0.59;

/// A constant of the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkConstant {
    Gain,
    TravelFactor,
    ScreeningBackground,
    ScreeningRatio,
}

impl LinkConstant {
    /// All constants of the link in order, with their names among the constants of the model.
    const NAMED: [(Self, &'static str); 4] = [
        (Self::Gain, "risk_link_gain"),
        (Self::TravelFactor, "risk_travel_factor"),
        (Self::ScreeningBackground, "risk_screening_background"),
        (Self::ScreeningRatio, "risk_screening_ratio"),
    ];

    /// All constants of the link, in order.
    pub(super) fn all() -> [Self; 4] {
        Self::NAMED.map(|(constant, _)| constant)
    }

    /// Its name, which is also the key of its draws.
    pub(super) fn name(self) -> &'static str {
        Self::NAMED[self as usize].1
    }
}

/// Copies of the constants with drawn values for those of the link. The key of a draw is the seed, the constant and the
/// number of the draw.
pub fn link_draws(seed: u64, params: &Params<f64>) -> Vec<Params<f64>> {
    let streams = Streams::new(seed);
    let link = Purpose::named("risk_link");
    let draw = |number: u32| link_draw(params, |constant| streams.uniform(link.of(constant.name()), number, 0));
    (0..LINK_DRAWS).map(draw).collect()
}

/// A copy of the constants with drawn values for those of the link; `uniform` returns a number in (0, 1) for each of
/// these.
pub(super) fn link_draw(params: &Params<f64>, uniform: impl Fn(LinkConstant) -> f64) -> Params<f64> {
    let factor = |constant, sd_log: f64| libm::exp(sd_log * normal_quantile(uniform(constant)));
    let rate_ratio = RATE_RATIO.0 * factor(LinkConstant::Gain, RATE_RATIO.1);
    Params {
        risk_link_gain: params.risk_link_gain * ((rate_ratio - 1.0) / (RATE_RATIO.0 - 1.0)).max(0.0),
        risk_travel_factor: (params.risk_travel_factor * factor(LinkConstant::TravelFactor, TRAVEL_SD)).max(1.0),
        risk_screening_background: (params.risk_screening_background
            * factor(LinkConstant::ScreeningBackground, BACKGROUND_SD))
        .min(1.0),
        risk_screening_ratio: params.risk_screening_ratio * factor(LinkConstant::ScreeningRatio, SCREENING_SD),
        ..*params
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The 5th, 50th and 95th percentile of 100 draws of a constant.
    fn spread(constant: fn(&Params<f64>) -> f64) -> [f64; 3] {
        let mut values: Vec<f64> = link_draws(7, &Params::defaults()).iter().map(constant).collect();
        values.sort_by(f64::total_cmp);
        [0.05, 0.5, 0.95].map(|share| values[(share * f64::from(LINK_DRAWS)) as usize])
    }

    #[test]
    fn draws_scatter_about_the_defaults_as_published() {
        let gain = Params::defaults().risk_link_gain;
        let [low, middle, high] =
            spread(|params| 1.0 + 2.2 * params.risk_link_gain).map(|ratio| (ratio - 1.0) / gain + 1.0);
        // The 5th and 95th percentile of 3.2 (1.8-5.6) are 2.0 and 5.2.
        assert!(
            (1.7..2.3).contains(&low) && (2.9..3.5).contains(&middle) && (4.4..6.0).contains(&high),
            "{low} {high}"
        );
        let [low, _, high] = spread(|params| params.risk_travel_factor);
        assert!((4.0..7.0).contains(&low) && (15.0..22.0).contains(&high), "{low} {high}");
    }

    #[test]
    fn draws_follow_the_seed_and_leave_other_constants_alone() {
        let params = Params { risk_smoker: 1.3, ..Params::defaults() };
        let (first, again, other) = (link_draws(1, &params), link_draws(1, &params), link_draws(2, &params));
        assert_eq!(first.len(), LINK_DRAWS as usize);
        assert!(first.iter().zip(&again).all(|(a, b)| a.risk_link_gain.to_bits() == b.risk_link_gain.to_bits()));
        assert!(first.iter().zip(&other).all(|(a, b)| a.risk_link_gain != b.risk_link_gain));
        assert!(
            first
                .iter()
                .all(|draw| draw.risk_smoker == 1.3 && draw.risk_dose_reference_h == params.risk_dose_reference_h)
        );
    }
}
