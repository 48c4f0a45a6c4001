//! The link from stasis of the blood to clots. It is the least certain part of the model and is kept simple.

use crate::model::Params;

/// Time after an exposure in which clots are attributed to it (days): 8 weeks (Kuipers 2007, doi:10.1371/journal.pmed.0040290).
pub const WINDOW_DAYS: f64 = 56.0;

/// Power of the share of the window that is left, by which the excess that is still to come falls.
const FELT_POWER: f64 = 9.0;

/// The exposure of a leg: integrals of procoagulant activity over time (h).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exposure {
    /// Stasis dose in the seats of vehicles (h).
    pub vehicle_h: f64,
    /// Stasis dose elsewhere (h).
    pub elsewhere_h: f64,
    /// Stasis dose of the same time of an ordinary day (h).
    pub ordinary_h: f64,
}

impl Exposure {
    /// The exposure of a person with this stasis dose, of which `vehicle_h` arose in vehicles, in the place of this ordinary dose (h).
    pub fn new(dose_h: f64, vehicle_h: f64, ordinary_h: f64) -> Self {
        Self { vehicle_h, elsewhere_h: dose_h - vehicle_h, ordinary_h }
    }

    /// The exposures of people, from the columns of their doses in this order.
    pub fn of_columns([doses_h, vehicle_h, ordinary_h]: [&[f32]; 3]) -> Vec<Self> {
        let columns = doses_h.iter().zip(vehicle_h).zip(ordinary_h);
        columns
            .map(|((dose, vehicle), ordinary)| Self::new((*dose).into(), (*vehicle).into(), (*ordinary).into()))
            .collect()
    }
}

/// Hazard that an exposure adds, divided by the hazard without it; mean over the following 8 weeks. It is negative if the same time of an
/// ordinary day would have been worse.
///
/// It is proportional to the dose (assumption). The parts of an exposure therefore add up, however it is divided.
pub fn excess_ratio(exposure: &Exposure, params: &Params<f64>) -> f64 {
    let Exposure { vehicle_h, elsewhere_h, ordinary_h } = *exposure;
    let as_in_vehicle_h = vehicle_h + (elsewhere_h - ordinary_h) / params.risk_travel_factor;
    params.risk_link_gain * as_in_vehicle_h / params.risk_dose_reference_h
}

/// Share of the excess that has been felt so many days after the exposure, from 0 to 1: half after 4 days, 95 % after 16, all after 8 weeks.
/// Clots that flights cause bring people to hospital after a median of 4.7 (3.8-5.6) days, and 95 % of them within 13.3 (10.3-16.8) (Becker 2006,
/// doi:10.1111/j.1467-842X.2006.tb00077.x); the form of the curve is an assumption.
pub fn felt_share(days: f64) -> f64 {
    let left = (1.0 - days / WINDOW_DAYS).clamp(0.0, 1.0);
    1.0 - libm::pow(left, FELT_POWER)
}

/// Days after the exposure at which this share of the excess has been felt.
pub fn felt_after_days(share: f64) -> f64 {
    WINDOW_DAYS * (1.0 - libm::pow(1.0 - share, 1.0 / FELT_POWER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exposure_counts_in_proportion_wherever_it_is_divided() {
        let params = Params { risk_link_gain: 2.0, risk_travel_factor: 4.0, ..Params::defaults() };
        let unit = params.risk_dose_reference_h;
        let ratio = |vehicle: f64, elsewhere: f64, ordinary: f64| {
            let exposure = Exposure::new((vehicle + elsewhere) * unit, vehicle * unit, ordinary * unit);
            excess_ratio(&exposure, &params)
        };
        assert!((ratio(1.0, 0.0, 0.0) - 2.0).abs() < 1e-12 && (ratio(0.0, 1.0, 0.0) - 0.5).abs() < 1e-12);
        assert!((ratio(0.3, 0.2, 0.1) + ratio(0.7, 0.8, 0.4) - ratio(1.0, 1.0, 0.5)).abs() < 1e-12);
        assert_eq!(ratio(0.0, 0.5, 0.5), 0.0, "an ordinary day adds nothing");
        assert!(ratio(0.0, 0.1, 0.5) < 0.0, "a day with less stasis takes away");
    }

    #[test]
    fn the_excess_is_felt_early_and_only_once() {
        assert_eq!([-1.0, 0.0, 56.0, 60.0].map(felt_share), [0.0, 0.0, 1.0, 1.0]);
        assert!((felt_share(14.0) - (1.0 - libm::pow(0.75, 9.0))).abs() < 1e-12);
        for share in [0.1, 0.5, 0.95] {
            assert!((felt_share(felt_after_days(share)) - share).abs() < 1e-12);
        }
        assert!((3.8..5.6).contains(&felt_after_days(0.5)) && (10.3..16.8).contains(&felt_after_days(0.95)));
        let days = [1.0, 7.0, 14.0, 28.0, 55.0].map(felt_share);
        assert!(days.is_sorted_by(|one, next| one < next), "{days:?}");
    }
}
