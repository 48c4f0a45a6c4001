//! Rates of clots as cohorts count them, computed from simulated flights and desk days. Targets refer to them with the protocol name
//! `risk`.

use super::evaluate::{Columns, mean};
use super::unseen_risk;
use crate::model::Params;
use crate::results::Measure;
use crate::risk::{
    Exposure, Hazard, PerFlight, Risks, excess_ratio, frequent_rate_ratio, per_flight, repeated_rate_ratio, risks,
    standard_incidence_per_year,
};

/// Incidence without travel of the employees whose flights were counted (per year; Kuipers 2007, doi:10.1371/journal.pmed.0040290).
const EMPLOYEES_PER_YEAR: f64 = 1e-3;
/// Number of desk days per year.
pub(super) const DESK_DAYS: f64 = 230.0;
/// Oldest age of the standard population (years).
const OLDEST: f64 = 100.0;

/// Protocol name for these rates in targets.
pub(super) const NAME: &str = "risk";
/// Protocols from which the rates are computed.
const SOURCES: [&str; 5] = ["flight", "flight-6-h", "flight-10-h", "desk-day", "desk-half-day"];
/// Clots after flights, as probabilities and ratios.
#[derive(Clone, Debug, PartialEq)]
pub struct Clots {
    /// With symptoms within 8 weeks of one isolated flight: total and excess.
    pub isolated: [f64; 2],
    /// With symptoms in the person-days per flight of people who fly often: total and excess.
    pub per_flight: [f64; 2],
    /// Found by a screening after the flight.
    pub screened: f64,
    /// Ratios of stockings to no stockings: the excess of clots with symptoms, and the clots that a screening finds.
    pub stockings: [f64; 2],
}

/// Whether the reading `risk/NAME/COLUMN` depends on a protocol.
pub(super) fn needs(name: &str, column: &str, protocol: &str) -> bool {
    let own = ["baseline", "flight", "desk"].contains(&name);
    if own { SOURCES.contains(&protocol) } else { unseen_risk::needs(name, column, protocol) }
}

/// Adds the columns that are computed from other columns.
pub(super) fn derive(parameters: &[(usize, f64)], columns: &mut Columns) -> Option<Clots> {
    let params = Params::with(parameters);
    for (name, column, value) in unseen_risk::rates(&params, columns) {
        columns.insert((NAME.to_owned(), name.to_owned(), column.to_owned()), vec![value]);
    }
    let cohort = Cohort { params, columns };
    let clots = cohort.clots()?;
    for (arm, column, values) in cohort.derived()? {
        columns.insert((NAME.to_owned(), arm.to_owned(), column.to_owned()), values);
    }
    Some(clots)
}

/// Simulated employees, and the constants for them.
struct Cohort<'a> {
    params: Params<f64>,
    columns: &'a Columns,
}

impl Cohort<'_> {
    fn column(&self, protocol: &str, arm: &str, column: &str) -> Option<&Vec<f64>> {
        self.columns.get(&(protocol.to_owned(), arm.to_owned(), column.to_owned()))
    }

    fn exposures(&self, protocol: &str, arm: &str) -> Option<Vec<Exposure>> {
        let [doses, vehicle, ordinary] =
            Measure::STASIS_DOSES.map(|dose| self.column(protocol, arm, dose.name()).map(|column| column.iter()));
        let columns = doses?.zip(vehicle?).zip(ordinary?);
        Some(columns.map(|((dose_h, vehicle_h), ordinary_h)| Exposure::new(*dose_h, *vehicle_h, *ordinary_h)).collect())
    }

    fn derived(&self) -> Option<Vec<(&'static str, &'static str, Vec<f64>)>> {
        let flights = self.exposures("flight", "usual")?;
        let per_flight = flights.iter().map(|flight| per_flight(EMPLOYEES_PER_YEAR, flight, &self.params));
        let (total, excess): (Vec<f64>, Vec<f64>) = per_flight.map(|risk| (risk.total, risk.excess)).unzip();
        let found = mean(self.column("flight", "usual", "dvt_symptomless_risk")?);
        let clinical = mean(self.column("flight", "usual", "vte_symptomatic_risk")?);
        let incidence = |from: f64, to: f64| self.params.risk_incidence_rel * standard_incidence_per_year(from, to);
        Some(vec![
            ("baseline", "adults_per_1000_years", vec![1e3 * incidence(20.0, OLDEST)]),
            ("baseline", "ages_20_64_per_100000_years", vec![1e5 * incidence(20.0, 65.0)]),
            ("baseline", "ages_65_74_per_100000_years", vec![1e5 * incidence(65.0, 75.0)]),
            ("baseline", "ages_75_84_per_100000_years", vec![1e5 * incidence(75.0, 85.0)]),
            ("baseline", "ages_85_per_100000_years", vec![1e5 * incidence(85.0, OLDEST)]),
            ("flight", "rate_ratio", vec![mean(&total) / (mean(&total) - mean(&excess))]),
            (
                "flight",
                "rate_ratio_per_2_h",
                vec![(self.frequent("flight-10-h")? / self.frequent("flight-6-h")?).sqrt()],
            ),
            ("flight", "screened_over_clinical", vec![found / clinical]),
            ("flight", "total_per_flight", total),
            ("flight", "excess_per_flight", excess),
            ("desk", "rate_ratio", vec![self.desk("desk-day")? / self.desk("desk-half-day")?]),
        ])
    }

    /// Rate of frequent flyers after such flights divided by their rate without flights.
    fn frequent(&self, protocol: &str) -> Option<f64> {
        let added = self.exposures(protocol, "usual")?;
        Some(frequent_rate_ratio(mean(
            &added.iter().map(|flight| excess_ratio(flight, &self.params)).collect::<Vec<_>>(),
        )))
    }

    /// Rate with a year of such desk days divided by the rate without them.
    fn desk(&self, protocol: &str) -> Option<f64> {
        let days = self.exposures(protocol, "usual")?;
        let ratios = days.iter().map(|day| repeated_rate_ratio(day, DESK_DAYS, &self.params));
        Some(mean(&ratios.collect::<Vec<_>>()))
    }

    fn clots(&self) -> Option<Clots> {
        let (bare, stockings) = (self.exposures("flight", "usual")?, self.exposures("flight", "stockings")?);
        let mean_of = |flights: &[Exposure], read: fn(&Risks) -> f64| {
            let hazard = Hazard::lasting(EMPLOYEES_PER_YEAR);
            let risks = flights.iter().map(|flight| risks(hazard, excess_ratio(flight, &self.params), &self.params));
            mean(&risks.map(|risks| read(&risks)).collect::<Vec<_>>())
        };
        let ratio = |read: fn(&Risks) -> f64| mean_of(&stockings, read) / mean_of(&bare, read);
        let flown = |read: fn(&PerFlight) -> f64| {
            let each = bare.iter().map(|flight| read(&per_flight(EMPLOYEES_PER_YEAR, flight, &self.params)));
            mean(&each.collect::<Vec<_>>())
        };
        let alone = |read: fn(&Risks) -> f64| mean_of(&bare, read);
        Some(Clots {
            isolated: [alone(|risk| risk.symptomatic), alone(|risk| risk.excess)],
            per_flight: [flown(|risk| risk.total), flown(|risk| risk.excess)],
            screened: alone(|risk| risk.symptomless),
            stockings: [ratio(|risk| risk.excess), ratio(|risk| risk.symptomless)],
        })
    }
}
