//! Probabilities of clots after one exposure, without other exposures before or after it.

use super::link::{Exposure, WINDOW_DAYS, excess_ratio};
use crate::model::Params;

/// Days in a year.
pub const YEAR_DAYS: f64 = 365.25;

/// Expected probabilities of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Risks {
    /// A clot that a screening by ultrasound finds soon after the exposure, with or without symptoms.
    pub symptomless: f64,
    /// A clot with symptoms within 8 weeks, from any cause.
    pub symptomatic: f64,
    /// The part of `symptomatic` that would not occur without the exposure.
    pub excess: f64,
}

/// Risks after an exposure for a person with this hazard (per year) without it.
///
/// The clots that a screening finds are a background, which all people have (assumption: the same at every age), plus a fixed number of
/// clots for each excess clot with symptoms.
pub fn risks(hazard_per_year: f64, exposure: Exposure, params: &Params<f64>) -> Risks {
    risks_at(hazard_per_year, excess_ratio(exposure, params), params)
}

/// The same, given the hazard that the exposure adds divided by the hazard without it.
pub fn risks_at(hazard_per_year: f64, excess_ratio: f64, params: &Params<f64>) -> Risks {
    let usual = hazard_per_year * WINDOW_DAYS / YEAR_DAYS;
    let added = usual * excess_ratio;
    let background = params.risk_screening_background;
    Risks {
        symptomless: background - (1.0 - background) * libm::expm1(-params.risk_screening_ratio * added),
        symptomatic: -libm::expm1(-usual - added),
        excess: -libm::exp(-usual) * libm::expm1(-added),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::Place;

    #[test]
    fn risks_match_hand_computed_ones() {
        let params = Params {
            risk_link_gain: 2.0,
            risk_screening_ratio: 50.0,
            risk_screening_background: 0.01,
            ..Params::defaults()
        };
        let exposure = Exposure { dose_h: params.risk_dose_reference_h, place: Place::Vehicle };
        // 1 per 1000 years over 56 of 365.25 days: 1.5332e-4. The exposure adds twice as much.
        let found = risks(1e-3, exposure, &params);
        assert!((found.symptomatic - 4.598_532e-4).abs() < 1e-10, "{found:?}");
        assert!((found.excess - 3.065_453e-4).abs() < 1e-10, "{found:?}");
        assert!((found.symptomless - 0.025_062_88).abs() < 1e-8, "{found:?}");
    }

    #[test]
    fn total_is_baseline_and_excess_whoever_it_is() {
        let params = Params::defaults();
        for hazard in [1e-5, 1e-3, 0.1, 20.0] {
            for dose_h in [0.0, 0.5, 3.0, 40.0] {
                let found = risks(hazard, Exposure { dose_h, place: Place::Vehicle }, &params);
                let baseline = risks(hazard, Exposure { dose_h: 0.0, place: Place::Vehicle }, &params);
                assert_eq!(baseline.excess, 0.0);
                let error = found.symptomatic - baseline.symptomatic - found.excess;
                assert!(error.abs() < 1e-12 * found.symptomatic.max(1e-6), "{hazard} {dose_h}: {error}");
                for risk in [found.symptomless, found.symptomatic, found.excess] {
                    assert!((0.0..=1.0).contains(&risk), "{found:?}");
                }
            }
        }
    }
}
