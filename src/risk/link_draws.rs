//! Draws of the constants that link stasis to clots, except the travel factor, which the ensemble of the model draws together with the
//! constants of stasis.

use crate::model::Params;
use crate::probability::normal_quantile;

/// Rate ratio after flights and the standard deviation of its logarithm: 3.2 (1.8-5.6), Kuipers 2007.
const RATE_RATIO: (f64, f64) = (3.2, 0.29);
/// 0.5 to 1.7 % of 1213 people in control groups.
const BACKGROUND_SD: f64 = 0.31;
/// Screening finds clots between 1.46 and 5.49 times as often in flyers as in controls: Schwarz 2003 (from memory).
const SCREENING_SD: f64 = 0.59;

/// A constant of the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkConstant {
    Gain,
    ScreeningBackground,
    ScreeningRatio,
}

impl LinkConstant {
    /// All constants of the link in order, with their names among the constants of the model.
    const NAMED: [(Self, &'static str); 3] = [
        (Self::Gain, "risk_link_gain"),
        (Self::ScreeningBackground, "risk_screening_background"),
        (Self::ScreeningRatio, "risk_screening_ratio"),
    ];

    /// All constants of the link, in order.
    pub(super) fn all() -> [Self; 3] {
        Self::NAMED.map(|(constant, _)| constant)
    }

    /// Its name, which is also the key of its draws.
    pub(super) fn name(self) -> &'static str {
        Self::NAMED[self as usize].1
    }
}

/// A copy of the constants with drawn values for those of the link; `uniform` returns a number in (0, 1) for each of
/// these.
pub(super) fn link_draw(params: &Params<f64>, uniform: impl Fn(LinkConstant) -> f64) -> Params<f64> {
    let factor = |constant, sd_log: f64| libm::exp(sd_log * normal_quantile(uniform(constant)));
    let rate_ratio = RATE_RATIO.0 * factor(LinkConstant::Gain, RATE_RATIO.1);
    Params {
        risk_link_gain: params.risk_link_gain * ((rate_ratio - 1.0) / (RATE_RATIO.0 - 1.0)).max(0.0),
        risk_screening_background: (params.risk_screening_background
            * factor(LinkConstant::ScreeningBackground, BACKGROUND_SD))
        .min(1.0),
        risk_screening_ratio: params.risk_screening_ratio * factor(LinkConstant::ScreeningRatio, SCREENING_SD),
        ..*params
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The constants at a quantile of each constant of the link.
    fn at(u: f64) -> Params<f64> {
        link_draw(&Params { risk_smoker: 1.3, ..Params::defaults() }, |_| u)
    }

    #[test]
    fn draws_scatter_about_the_defaults_as_published() {
        let defaults = Params::defaults();
        let ratio = |u: f64| 1.0 + 2.2 * at(u).risk_link_gain / defaults.risk_link_gain;
        // The 2.5th, 50th and 97.5th percentile of 3.2 (1.8-5.6).
        for (u, published) in [(0.025, 1.8), (0.5, 3.2), (0.975, 5.6)] {
            assert!((ratio(u) - published).abs() < 0.05, "{u}: {}", ratio(u));
        }
        let middle = at(0.5);
        assert_eq!(middle.risk_screening_ratio, defaults.risk_screening_ratio);
        assert_eq!(middle.risk_screening_background, defaults.risk_screening_background);
        assert!(at(0.975).risk_screening_background < 2.0 * defaults.risk_screening_background);
    }

    #[test]
    fn other_constants_stay_as_they_are() {
        for u in [0.1, 0.9] {
            let drawn = at(u);
            assert_eq!((drawn.risk_smoker, drawn.risk_travel_factor), (1.3, Params::defaults().risk_travel_factor));
        }
    }
}
