//! Rates of clots as cohorts count them, from simulated flights and desk days. They stand beside the protocols under the name `risk`.

use super::evaluate::Columns;
use crate::model::Params;
use crate::model::risk::{Exposure, Place, per_flight, repeated_rate_ratio, standard_incidence_per_year};

/// Incidence without travel of the employees whose flights were counted (per year; Kuipers 2007, doi:10.1371/journal.pmed.0040290).
const EMPLOYEES_PER_YEAR: f64 = 1e-3;
/// Desk days of a year.
const DESK_DAYS: f64 = 230.0;
/// Oldest age of the standard population (years).
const OLDEST: f64 = 100.0;

/// Adds the columns that are computed and not simulated.
pub(super) fn derive(parameters: &[(usize, f64)], columns: &mut Columns) {
    let params = Params::with(parameters);
    let of = |protocol: &str, column: &str| {
        let place = (protocol.to_owned(), "usual".to_owned(), column.to_owned());
        columns.get(&place).cloned().unwrap_or_default()
    };
    let doses = |protocol: &str| of(protocol, "stasis_dose");
    let flights = doses("flight");
    let vehicle = |dose_h: &f64| Exposure { dose_h: *dose_h, place: Place::Vehicle };
    let flown = |read: fn(f64, f64) -> f64| -> Vec<f64> {
        let risks = flights.iter().map(|dose| per_flight(EMPLOYEES_PER_YEAR, vehicle(dose), &params));
        risks.map(|risk| read(risk.total, risk.excess)).collect()
    };
    let desk = |protocol: &str| {
        let exposures = doses(protocol).into_iter().map(|dose_h| Exposure { dose_h, place: Place::Elsewhere });
        mean(&exposures.map(|exposure| repeated_rate_ratio(exposure, DESK_DAYS, &params)).collect::<Vec<_>>())
    };
    let (total, excess) = (flown(|total, _| total), flown(|_, excess| excess));
    let ratio = |protocol: &str| {
        let symptomatic = mean(&of(protocol, "vte_symptomatic_risk"));
        symptomatic / (symptomatic - mean(&of(protocol, "vte_symptomatic_excess_risk")))
    };
    let found = mean(&of("flight", "dvt_symptomless_risk"));
    let incidence = |from: f64, to: f64| params.risk_incidence_rel * standard_incidence_per_year(from, to);
    let derived = [
        ("baseline", "adults_per_1000_years", vec![1e3 * incidence(20.0, OLDEST)]),
        ("baseline", "ages_20_64_per_100000_years", vec![1e5 * incidence(20.0, 65.0)]),
        ("baseline", "ages_65_74_per_100000_years", vec![1e5 * incidence(65.0, 75.0)]),
        ("baseline", "ages_75_84_per_100000_years", vec![1e5 * incidence(75.0, 85.0)]),
        ("baseline", "ages_85_per_100000_years", vec![1e5 * incidence(85.0, OLDEST)]),
        ("flight", "rate_ratio", vec![mean(&total) / (mean(&total) - mean(&excess))]),
        ("flight", "rate_ratio_per_2_h", vec![(ratio("flight-10-h") / ratio("flight-6-h")).sqrt()]),
        ("flight", "screened_over_clinical", vec![found / mean(&of("flight", "vte_symptomatic_risk"))]),
        ("flight", "total_per_flight", total),
        ("flight", "excess_per_flight", excess),
        ("desk", "rate_ratio", vec![desk("desk-day") / desk("desk-half-day")]),
    ];
    for (arm, column, values) in derived {
        columns.insert(("risk".to_owned(), arm.to_owned(), column.to_owned()), values);
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
