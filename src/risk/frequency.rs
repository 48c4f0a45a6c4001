//! Repeated exposures: the risk per flight as cohorts count it, and the rates of people who sit every day.

use super::link::{Exposure, WINDOW_DAYS, excess_ratio};
use super::outcome::YEAR_DAYS;
use crate::model::Params;

/// Person-days per flight, where the 8 weeks after flights overlap: 8755 employees had 6872 exposed person-years after 102,429 flights
/// (Kuipers 2007, doi:10.1371/journal.pmed.0040290).
const DAYS_PER_FLIGHT: f64 = 24.5;

/// Clots with symptoms that are attributed to one flight of people who fly often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerFlight {
    /// All clots within the person-days of the flight.
    pub total: f64,
    /// The clots among them that would not have occurred without flying.
    pub excess: f64,
}

/// Clots per flight of a person with this hazard (per year) without flying. The excess is that of one flight, whenever it is felt; the days of
/// the flight are its share of the days in which 8 weeks after several flights overlap.
pub fn per_flight(hazard_per_year: f64, exposure: &Exposure, params: &Params<f64>) -> PerFlight {
    let of_days = |days: f64| hazard_per_year * days / YEAR_DAYS;
    let excess = of_days(WINDOW_DAYS) * excess_ratio(exposure, params);
    PerFlight { total: of_days(DAYS_PER_FLIGHT) + excess, excess }
}

/// Rate of people who fly often in the 8 weeks after flights, divided by their rate without flights, if a flight adds this ratio to the hazard
/// of its 8 weeks.
pub fn frequent_rate_ratio(excess_ratio: f64) -> f64 {
    1.0 + excess_ratio * WINDOW_DAYS / DAYS_PER_FLIGHT
}

/// Rate of a person with this many evenly spaced exposures per year, divided by the rate without them. The hazards that the exposures of
/// the last 8 weeks add are summed (assumption).
pub fn repeated_rate_ratio(exposure: &Exposure, times_per_year: f64, params: &Params<f64>) -> f64 {
    let overlapping = times_per_year * WINDOW_DAYS / YEAR_DAYS;
    1.0 + overlapping * excess_ratio(exposure, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params() -> Params<f64> {
        Params { risk_link_gain: 2.2 * 24.5 / 56.0, risk_travel_factor: 10.0, ..Params::defaults() }
    }

    #[test]
    fn a_flight_of_the_cohort_has_its_published_risk() {
        // At 1.0 per 1000 years and 3.2 times as much after flights: 1 in 4656 flights, of which 1 in 6770 is excess.
        let params = params();
        let exposure = Exposure { vehicle_h: params.risk_dose_reference_h, ..Exposure::default() };
        let flight = per_flight(1e-3, &exposure, &params);
        assert!((1.0 / flight.total - 4659.0).abs() < 1.0, "1 in {}", 1.0 / flight.total);
        assert!((1.0 / flight.excess - 6776.5).abs() < 1.0, "1 in {}", 1.0 / flight.excess);
        assert!((frequent_rate_ratio(excess_ratio(&exposure, &params)) - 3.2).abs() < 1e-9);
    }

    #[test]
    fn overlapping_windows_add_up() {
        let params = params();
        let exposure = Exposure { elsewhere_h: params.risk_dose_reference_h, ..Exposure::default() };
        assert_eq!(repeated_rate_ratio(&exposure, 0.0, &params), 1.0);
        // At 230 days a year, 35.263 windows of 56 days overlap, and each adds 0.09625.
        let daily = repeated_rate_ratio(&exposure, 230.0, &params);
        assert!((daily - 4.394_114).abs() < 1e-5, "{daily}");
    }
}
