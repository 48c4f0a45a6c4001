//! Probabilities of clots after one exposure, without other exposures before or after it.

use super::link::WINDOW_DAYS;
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

/// Hazard of a clot with symptoms, apart from the exposure (per year).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hazard {
    /// From all causes.
    pub per_year: f64,
    /// Without causes that last for weeks only: surgery and childbed.
    pub lasting_per_year: f64,
}

impl Hazard {
    /// A hazard from lasting causes only (per year).
    pub fn lasting(per_year: f64) -> Self {
        Self { per_year, lasting_per_year: per_year }
    }
}

/// Lasting hazard at which a screening finds `risk_screening_background` (per year): that of middle-aged travelers.
const BACKGROUND_PER_YEAR: f64 = 1e-3;

/// Risks after an exposure that adds this ratio to the hazard.
///
/// A screening finds the clots that were there before, whose number is proportional to the lasting hazard, and those that the exposure
/// has formed: a fixed number for each of them with symptoms. Clots of surgery and childbed that form later are not among them.
pub fn risks(hazard: Hazard, excess_ratio: f64, params: &Params<f64>) -> Risks {
    let usual = hazard.per_year * WINDOW_DAYS / YEAR_DAYS;
    let added = usual * excess_ratio.max(-1.0);
    let background = params.risk_screening_background * hazard.lasting_per_year / BACKGROUND_PER_YEAR;
    let formed = params.risk_screening_ratio * added;
    Risks {
        symptomless: -libm::expm1(-(background + formed).max(0.0)),
        symptomatic: -libm::expm1(-usual - added),
        excess: -libm::exp(-usual) * libm::expm1(-added),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn risks_match_hand_computed_ones() {
        let params = Params { risk_screening_ratio: 50.0, risk_screening_background: 0.01, ..Params::defaults() };
        // 1 per 1000 years over 56 of 365.25 days: 1.5332e-4. The exposure adds twice as much.
        let found = risks(Hazard::lasting(1e-3), 2.0, &params);
        assert!((found.symptomatic - 4.598_532e-4).abs() < 1e-10, "{found:?}");
        assert!((found.excess - 3.065_453e-4).abs() < 1e-10, "{found:?}");
        // 1 - exp(-0.01 - 50 x 3.0664e-4)
        assert!((found.symptomless - 0.025_014_0).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn total_is_baseline_and_excess_whoever_it_is() {
        let params = Params::defaults();
        for per_year in [1e-5, 1e-3, 0.1, 20.0] {
            for ratio in [-2.0, -0.5, 0.0, 0.5, 3.0, 40.0] {
                let [found, baseline] = [ratio, 0.0].map(|ratio| risks(Hazard::lasting(per_year), ratio, &params));
                assert_eq!(baseline.excess, 0.0);
                let error = found.symptomatic - baseline.symptomatic - found.excess;
                assert!(error.abs() < 1e-12 * baseline.symptomatic.max(1e-6), "{per_year} {ratio}: {error}");
                assert_eq!(found.excess < 0.0, ratio < 0.0, "{found:?}");
                for risk in [found.symptomless, found.symptomatic] {
                    assert!((0.0..=1.0).contains(&risk), "{found:?}");
                }
            }
        }
    }

    #[test]
    fn a_screening_finds_more_than_falls_ill() {
        let params = Params::defaults();
        for (per_year, lasting_per_year) in [(1e-4, 1e-4), (0.01, 0.01), (0.3, 0.3), (21.7e-3, 1e-3), (15e-3, 1e-3)] {
            for ratio in [-1.0, 0.0, 0.3, 3.0, 30.0] {
                let found = risks(Hazard { per_year, lasting_per_year }, ratio, &params);
                assert!(found.symptomless >= found.symptomatic, "{per_year} {ratio}: {found:?}");
            }
        }
    }
}
