//! Rates of clots that the unseen rows about risk refer to, computed from simulated journeys and days. The formulas were fixed together with
//! the rows.

use super::evaluate::{Columns, mean};
use crate::model::Params;
use crate::results::Measure;
use crate::risk::{Exposure, WINDOW_DAYS, YEAR_DAYS, excess_ratio, felt_after_days, felt_share, repeated_rate_ratio};

/// A rate: in the readings `risk/NAME/COLUMN`.
struct Rate {
    name: &'static str,
    column: &'static str,
    formula: Formula,
}

/// How a rate follows from protocols.
enum Formula {
    /// Rate in so many days after so many such journeys, over the rate without them.
    After { protocol: &'static str, days: f64, times: f64 },
    /// Rate after a journey, over the rate of other people without one.
    Over { travelers: &'static str, others: &'static str },
    /// Rate of a life with so many such days a year, over that with as many other days or with none; the root of this order.
    Repeated { protocol: &'static str, others: Option<&'static str>, per_year: f64, root: f64 },
    /// Share of people in whom so many such journeys form a clot that a screening would find.
    Formed { protocol: &'static str, times: f64 },
    /// Clots found after so many such days in an arm, over those in another.
    Found { protocol: &'static str, arm: &'static str, over: &'static str, times: f64 },
    /// Days after an exposure at which so large a share of its excess has been felt.
    Felt { share: f64 },
}

use Formula::{After, Felt, Formed, Found, Over, Repeated};

const fn rate(name: &'static str, column: &'static str, formula: Formula) -> Rate {
    Rate { name, column, formula }
}

/// A journey, and a window of days after it.
const fn after(protocol: &'static str, column: &'static str, days: f64) -> Rate {
    rate(protocol, column, After { protocol, days, times: 1.0 })
}

/// All rates.
const RATES: [Rate; 23] = [
    after("travel-any", "rate_ratio", WINDOW_DAYS),
    after("travel-short", "rate_ratio_4_weeks", 28.0),
    after("flight-any-age", "rate_ratio_4_weeks", 28.0),
    rate("flight-any-age", "rate_ratio_two_flights", After { protocol: "flight-any-age", days: 28.0, times: 2.0 }),
    after("travel-clinic", "rate_ratio_4_weeks", 28.0),
    after("travel-clinic-long", "rate_ratio_4_weeks", 28.0),
    after("flight-milan", "rate_ratio_30_days", 30.0),
    after("flight-perth", "rate_ratio_2_weeks", 14.0),
    after("flight-perth", "annual_rate_ratio", YEAR_DAYS),
    rate("bed-rest", "rate_ratio_14_days", After { protocol: "bed-rest", days: WINDOW_DAYS, times: 14.0 }),
    rate("leg-in-cast", "rate_ratio_year", After { protocol: "leg-in-cast", days: YEAR_DAYS, times: 42.0 }),
    rate("onset", "median_days", Felt { share: 0.5 }),
    rate("onset", "days_95_pct", Felt { share: 0.95 }),
    rate("travel-obese", "rate_over_reference", Over { travelers: "travel-obese", others: "travel-lean" }),
    rate(
        "travel-thrombophilia",
        "rate_over_reference",
        Over { travelers: "travel-thrombophilia", others: "travel-no-thrombophilia" },
    ),
    rate("pilots", "repeated_rate_ratio", Repeated { protocol: "pilots", others: None, per_year: 80.0, root: 1.0 }),
    rate(
        "seated",
        "ten_over_five_hours",
        Repeated { protocol: "seated-ten-hours", others: Some("seated-five-hours"), per_year: 230.0, root: 1.0 },
    ),
    rate(
        "sedentary",
        "rate_ratio_per_hour",
        Repeated {
            protocol: "sedentary-ten-hours",
            others: Some("sedentary-five-hours"),
            per_year: YEAR_DAYS,
            root: 5.0,
        },
    ),
    rate(
        "nurses",
        "seated_over_active",
        Repeated { protocol: "nurses-seated", others: Some("nurses-active"), per_year: YEAR_DAYS, root: 1.0 },
    ),
    rate("scurr-flight", "formed_in_two_flights", Formed { protocol: "scurr-flight", times: 2.0 }),
    rate("nzatt-flight", "formed_in_four_flights", Formed { protocol: "nzatt-flight", times: 4.0 }),
    rate(
        "bed-stockings",
        "found_over_none",
        Found { protocol: "bed-stockings", arm: "stocking", over: "bare", times: 10.0 },
    ),
    rate(
        "bed-ankle-flexion",
        "found_over_none",
        Found { protocol: "bed-ankle-flexion", arm: "flexion", over: "bare", times: 7.0 },
    ),
];

impl Formula {
    fn protocols(&self) -> Vec<&'static str> {
        match self {
            After { protocol, .. } | Formed { protocol, .. } | Found { protocol, .. } => vec![*protocol],
            Over { travelers, others } => vec![*travelers, *others],
            Repeated { protocol, others, .. } => std::iter::once(*protocol).chain(*others).collect(),
            Felt { .. } => Vec::new(),
        }
    }
}

/// Whether a reading `risk/NAME/COLUMN` depends on a protocol.
pub(super) fn needs(name: &str, column: &str, protocol: &str) -> bool {
    let read = RATES.iter().filter(|rate| rate.name == name && rate.column == column);
    read.flat_map(|rate| rate.formula.protocols()).any(|needed| needed == protocol)
}

/// The rates that follow from these columns: name, column and value. Rates whose protocols were not simulated are absent.
pub(super) fn rates(params: &Params<f64>, columns: &Columns) -> Vec<(&'static str, &'static str, f64)> {
    let people = People { params, columns };
    RATES.iter().filter_map(|rate| Some((rate.name, rate.column, people.value(&rate.formula)?))).collect()
}

/// Simulated people of all protocols.
struct People<'a> {
    params: &'a Params<f64>,
    columns: &'a Columns,
}

/// Arm of protocols with one arm.
const USUAL: &str = "usual";

impl People<'_> {
    fn column(&self, protocol: &str, arm: &str, measure: Measure) -> Option<&Vec<f64>> {
        self.columns.get(&(protocol.to_owned(), arm.to_owned(), measure.name().to_owned()))
    }

    fn mean(&self, protocol: &str, measure: Measure) -> Option<f64> {
        self.column(protocol, USUAL, measure).map(|values| mean(values))
    }

    fn exposures(&self, protocol: &str, arm: &str) -> Option<Vec<Exposure>> {
        let [dose, vehicle, ordinary] = Measure::STASIS_DOSES.map(|dose| self.column(protocol, arm, dose));
        let doses = dose?.iter().zip(vehicle?).zip(ordinary?);
        Some(doses.map(|((dose, vehicle), ordinary)| Exposure::new(*dose, *vehicle, *ordinary)).collect())
    }

    /// Mean risk without the journey.
    fn usual(&self, protocol: &str) -> Option<f64> {
        Some(
            self.mean(protocol, Measure::VteSymptomaticRisk)?
                - self.mean(protocol, Measure::VteSymptomaticExcessRisk)?,
        )
    }

    fn value(&self, formula: &Formula) -> Option<f64> {
        Some(match *formula {
            After { protocol, days, times } => {
                let added = self.mean(protocol, Measure::VteSymptomaticExcessRisk)? / self.usual(protocol)?;
                1.0 + times * added * felt_share(days) * WINDOW_DAYS / days
            }
            Over { travelers, others } => self.mean(travelers, Measure::VteSymptomaticRisk)? / self.usual(others)?,
            Repeated { protocol, others, per_year, root } => {
                let others = others.map_or(Some(1.0), |others| self.repeated(others, per_year))?;
                libm::pow(self.repeated(protocol, per_year)? / others, 1.0 / root)
            }
            Formed { protocol, times } => mean(&self.found(protocol, USUAL, times, 0.0)?),
            Found { protocol, arm, over, times } => {
                mean(&self.found(protocol, arm, times, 1.0)?) / mean(&self.found(protocol, over, times, 1.0)?)
            }
            Felt { share } => felt_after_days(share),
        })
    }

    fn repeated(&self, protocol: &str, per_year: f64) -> Option<f64> {
        let days = self.exposures(protocol, USUAL)?;
        Some(mean(&days.iter().map(|day| repeated_rate_ratio(day, per_year, self.params)).collect::<Vec<_>>()))
    }

    /// Probability that a screening after so many exposures finds a clot, with this share of the clots that were there before.
    fn found(&self, protocol: &str, arm: &str, times: f64, before: f64) -> Option<Vec<f64>> {
        let hazards = self.column(protocol, arm, Measure::VteIncidencePerYear)?;
        let lasting = self.column(protocol, arm, Measure::VteLastingIncidencePerYear)?;
        let people = hazards.iter().zip(lasting).zip(self.exposures(protocol, arm)?);
        let found = people.map(|((hazard, lasting), exposure)| {
            let added = hazard * WINDOW_DAYS / YEAR_DAYS * excess_ratio(&exposure, self.params);
            let background = before * self.params.risk_screening_background * lasting / 1e-3;
            -libm::expm1(-(background + times * self.params.risk_screening_ratio * added).max(0.0))
        });
        Some(found.collect())
    }
}
