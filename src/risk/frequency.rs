//! Many exposures: risk per flight as cohorts count it, and rates of people who sit day after day.

use super::link::{Exposure, WINDOW_DAYS, excess_ratio};
use super::outcome::YEAR_DAYS;
use crate::model::Params;

/// Person-days that fall to one flight where the 8 weeks after flights overlap: 8755 employees had 6872 exposed person-years after
/// 102,429 flights (Kuipers 2007, doi:10.1371/journal.pmed.0040290).
const DAYS_PER_FLIGHT: f64 = 24.5;

/// Clots with symptoms put down to one flight of people who fly often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerFlight {
    /// All within the days that fall to the flight.
    pub total: f64,
    /// Those of them that would not be without flying.
    pub excess: f64,
}

/// Clots per flight of somebody with this hazard (per year) without flying. An isolated flight followed for 8 weeks
/// ([`super::risks`]) has more than twice as many, for no other flight shares its days.
pub fn per_flight(hazard_per_year: f64, exposure: Exposure, params: &Params<f64>) -> PerFlight {
    let usual = hazard_per_year * DAYS_PER_FLIGHT / YEAR_DAYS;
    let excess = usual * excess_ratio(exposure, params);
    PerFlight { total: usual + excess, excess }
}

/// Rate of somebody who is exposed so many times a year, evenly, over the rate without: what the exposures of the last 8 weeks add
/// sums up (assumption).
pub fn repeated_rate_ratio(exposure: Exposure, times_per_year: f64, params: &Params<f64>) -> f64 {
    let overlapping = times_per_year * WINDOW_DAYS / YEAR_DAYS;
    1.0 + overlapping * excess_ratio(exposure, params)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::Place;

    fn params() -> Params<f64> {
        Params { risk_link_gain: 2.2, risk_travel_factor: 10.0, ..Params::defaults() }
    }

    #[test]
    fn a_flight_of_the_cohort_has_its_published_risk() {
        // 1.0 per 1000 years, 3.2 times as much after flights: 1 in 4656 flights, 1 in 6770 of it excess.
        let params = params();
        let exposure = Exposure { dose_h: params.risk_dose_reference_h, place: Place::Vehicle };
        let flight = per_flight(1e-3, exposure, &params);
        assert!((1.0 / flight.total - 4659.0).abs() < 1.0, "1 in {}", 1.0 / flight.total);
        assert!((1.0 / flight.excess - 6776.5).abs() < 1.0, "1 in {}", 1.0 / flight.excess);
    }

    #[test]
    fn overlapping_windows_add_up() {
        let params = params();
        let exposure = Exposure { dose_h: params.risk_dose_reference_h, place: Place::Elsewhere };
        assert_eq!(repeated_rate_ratio(exposure, 0.0, &params), 1.0);
        // 230 days a year: 35.263 windows of 56 days at a time, each adding 0.22.
        let daily = repeated_rate_ratio(exposure, 230.0, &params);
        assert!((daily - 8.757_974).abs() < 1e-5, "{daily}");
    }
}
