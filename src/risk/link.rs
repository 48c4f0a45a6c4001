//! The link from stasis of the blood to clots. It is the least certain part of the model and is kept simple.

use crate::model::Params;

/// Time after an exposure in which clots are attributed to it (days): 8 weeks (Kuipers 2007, doi:10.1371/journal.pmed.0040290).
pub const WINDOW_DAYS: f64 = 56.0;

/// Where a person sat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an aircraft, coach, train or car.
    Vehicle,
    /// Anywhere else.
    Elsewhere,
}

/// The exposure of a leg.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposure {
    /// Stasis dose (h).
    pub dose_h: f64,
    /// Place.
    pub place: Place,
}

/// Effect of a stasis dose (h), relative to the reference dose: almost none as long as natural inhibitors suffice, then steep, then
/// leveling off (a Hill curve; assumption).
pub fn dose_effect(dose_h: f64, params: &Params<f64>) -> f64 {
    let power = |dose: f64| libm::pow(dose, params.risk_dose_exponent);
    let half = power(params.risk_half_dose_rel);
    let dose = power(dose_h.max(0.0) / params.risk_dose_reference_h);
    dose * (1.0 + half) / (dose + half)
}

/// Hazard that an exposure adds, divided by the hazard without it; mean over the following 8 weeks.
pub fn excess_ratio(exposure: Exposure, params: &Params<f64>) -> f64 {
    let acute = match exposure.place {
        Place::Vehicle => 1.0,
        Place::Elsewhere => 1.0 / params.risk_travel_factor,
    };
    params.risk_link_gain * acute * dose_effect(exposure.dose_h, params)
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
    fn the_effect_is_one_at_the_reference_and_rises_more_than_in_proportion_at_first() {
        let params = Params::defaults();
        let effect = |share: f64| dose_effect(share * params.risk_dose_reference_h, &params);
        assert_eq!(effect(0.0), 0.0);
        assert_eq!(dose_effect(-1.0, &params), 0.0);
        assert!((effect(1.0) - 1.0).abs() < 1e-12);
        assert!((1..60).all(|step| effect(f64::from(step) * 0.1) > effect(f64::from(step) * 0.1 - 0.1)));
        assert!(effect(0.1) < 0.5 * effect(0.2), "a small dose has almost no effect");
        assert!(effect(4.0) < 2.0 * effect(2.0), "the effect of a large dose levels off");
    }

    #[test]
    fn the_same_dose_adds_less_outside_of_vehicles() {
        let params = Params { risk_link_gain: 2.0, risk_travel_factor: 4.0, ..Params::defaults() };
        let ratio = |place| excess_ratio(Exposure { dose_h: params.risk_dose_reference_h, place }, &params);
        assert!((ratio(Place::Vehicle) - 2.0).abs() < 1e-12 && (ratio(Place::Elsewhere) - 0.5).abs() < 1e-12);
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
