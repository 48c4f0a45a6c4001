//! The link from stasis of the blood to clots. It is the least certain part of the model and is kept simple.

use crate::model::Params;

/// Time after an exposure in which clots are attributed to it (days): 8 weeks (Kuipers 2007, doi:10.1371/journal.pmed.0040290).
pub const WINDOW_DAYS: f64 = 56.0;

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

/// Added hazard this many days after the exposure, relative to its mean: 3 on the first day; 58 % of it falls within two weeks, none
/// after eight ("highest in the first two weeks": Kuipers 2007; the parabola is an assumption).
pub fn onset(days: f64) -> f64 {
    let left = (1.0 - days / WINDOW_DAYS).clamp(0.0, 1.0);
    if days < 0.0 { 0.0 } else { 3.0 * left * left }
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
    fn onset_is_one_on_average_and_front_loaded() {
        let steps = 560_000;
        let day = |step: i32| (f64::from(step) + 0.5) * WINDOW_DAYS / f64::from(steps);
        let mean = (0..steps).map(|step| onset(day(step))).sum::<f64>() / f64::from(steps);
        assert!((mean - 1.0).abs() < 1e-9, "{mean}");
        let early = (0..steps / 4).map(|step| onset(day(step))).sum::<f64>() / f64::from(steps);
        assert!((early - 37.0 / 64.0).abs() < 1e-9, "{early}");
        assert_eq!([onset(-1.0), onset(0.0), onset(56.0), onset(60.0)], [0.0, 3.0, 0.0, 0.0]);
    }
}
