//! Weighs draws of the constants of stasis by how well each of them reproduces the published rates of clots.
//!
//! The scale of the dose is fitted again for each draw, so that all draws have the same rate after flights (E25 to E27, one study).
//! Draws in which the stasis of ordinary days would cause more clots than there are, are impossible. The others differ in the rise of the
//! risk with the length of a flight (E28) and in the rate of people who sit at desks (E29). The number of clots that a screening finds (E30)
//! does not depend on these constants.

use super::evaluate::{EvidenceError, mean};
use super::protocol::PROTOCOLS;
use super::risk::DESK_DAYS;
use super::target::targets;
use crate::model::{PARAMETERS, Params};
use crate::population::Streams;
use crate::risk::{Exposure, YEAR_DAYS, excess_ratio, frequent_rate_ratio, repeated_rate_ratio, stratified};
use crate::study::drawn_doses;

/// How a constant is spread over its range.
#[derive(Clone, Copy)]
enum Spread {
    /// Evenly: shares of a stroke.
    Linear,
    /// Evenly on the logarithmic scale: times, rates, factors and small shares.
    Logarithmic,
}

/// The constants that are drawn.
const DRAWN: [(&str, Spread); 8] = [
    ("pulse_mixing", Spread::Linear),
    ("sinus_mixing", Spread::Logarithmic),
    ("pocket_mixing", Spread::Logarithmic),
    ("hypoxia_from_min", Spread::Logarithmic),
    ("pocket_age_spread", Spread::Linear),
    ("activity_decay_h", Spread::Logarithmic),
    ("fidget_stroke", Spread::Linear),
    ("risk_travel_factor", Spread::Logarithmic),
];
/// The constant that scales the dose.
const SCALE: &str = "risk_dose_reference_h";
/// The published rates that weigh a draw. Half a band is one standard error.
const ROWS: [&str; 2] = ["E28", "E29"];
/// Number of draws that share a simulation of the blood.
const SHARED: usize = 64;

/// A draw of the constants of stasis.
#[derive(Clone, Debug, PartialEq)]
pub struct WeighedDraw {
    /// The constants: their positions in [`PARAMETERS`] and their values, the scale last.
    pub values: Vec<(usize, f64)>,
    /// Rate ratio per further 2 h of flight (E28), and of desk days against half the sitting (E29).
    pub rates: [f64; 2],
    /// Weight; the weights of all draws add up to 1.
    pub weight: f64,
}

/// Simulates this many draws with so many people per protocol, and weighs them.
///
/// # Errors
///
/// If a protocol cannot be read.
pub fn weighed_draws(draws: u32, persons: u32) -> Result<Vec<WeighedDraw>, EvidenceError> {
    let drawn = prior(draws);
    let mut weighed = Vec::new();
    for shared in drawn.chunks(SHARED) {
        weighed.extend(rated(shared, persons)?.into_iter().filter(|draw| draw.weight > 0.0));
    }
    let total: f64 = weighed.iter().map(|draw| draw.weight).sum();
    weighed.iter_mut().for_each(|draw| draw.weight /= total);
    Ok(weighed)
}

/// Number of draws with equal weights that would be as informative.
pub fn effective_size(draws: &[WeighedDraw]) -> f64 {
    1.0 / draws.iter().map(|draw| draw.weight * draw.weight).sum::<f64>()
}

/// Chooses `count` draws, each as often as its weight demands (systematic resampling).
pub fn resampled(draws: &[WeighedDraw], count: usize) -> Vec<&WeighedDraw> {
    let mut chosen = Vec::new();
    let mut reached = 0.0;
    for draw in draws {
        reached += draw.weight;
        while chosen.len() < count && (chosen.len() as f64 + 0.5) / (count as f64) < reached {
            chosen.push(draw);
        }
    }
    chosen
}

fn at(name: &str) -> Option<usize> {
    PARAMETERS.iter().position(|constant| constant.name == name)
}

/// Draws of the constants, spread evenly over their ranges.
fn prior(draws: u32) -> Vec<Vec<(usize, f64)>> {
    let streams = Streams::new(1);
    let column = |(name, spread): (&str, Spread)| {
        let at = at(name)?;
        let values = stratified(&streams, name, draws).into_iter().map(|u| within(at, spread, u));
        Some((at, values.collect::<Vec<f64>>()))
    };
    let columns: Vec<(usize, Vec<f64>)> = DRAWN.into_iter().filter_map(column).collect();
    (0..draws as usize).map(|draw| columns.iter().map(|(at, values)| (*at, values[draw])).collect()).collect()
}

/// The value of a constant at a quantile of its range.
fn within(at: usize, spread: Spread, u: f64) -> f64 {
    let (low, high) = (PARAMETERS[at].low, PARAMETERS[at].high);
    match spread {
        Spread::Linear => low + (high - low) * u,
        Spread::Logarithmic => low * libm::pow(high / low, u),
    }
}

/// Fits the scale of each draw, and computes its rates and its weight before division by the sum.
fn rated(draws: &[Vec<(usize, f64)>], persons: u32) -> Result<Vec<WeighedDraw>, EvidenceError> {
    let params: Vec<Params<f64>> = draws.iter().map(|values| Params::with(values)).collect();
    let exposed = |protocol| Exposed::to(protocol, &params, persons);
    let flight = exposed("flight")?;
    let (long, short) = (exposed("flight-10-h")?, exposed("flight-6-h")?);
    let (desk, half) = (exposed("desk-day")?, exposed("desk-half-day")?);
    let wanted = published("E27").map_or(f64::NAN, |(value, _)| value);
    let draw = |(draw, values): (usize, &Vec<(usize, f64)>)| {
        let unscaled = &params[draw];
        let frequent = flight.frequent(draw, unscaled);
        let reference_h = unscaled.risk_dose_reference_h * (frequent - 1.0) / (wanted - 1.0);
        let params = Params { risk_dose_reference_h: reference_h, ..*unscaled };
        let per_2_h = (long.frequent(draw, &params) / short.frequent(draw, &params)).sqrt();
        let rates = [per_2_h, desk.desk_rate(draw, &params) / half.desk_rate(draw, &params)];
        let scale = at(SCALE).map(|at| (at, reference_h));
        let possible = long.ordinary_share(draw, &params) <= 1.0;
        let weight = if possible { weight(rates, reference_h) } else { 0.0 };
        WeighedDraw { values: values.iter().copied().chain(scale).collect(), rates, weight }
    };
    Ok(draws.iter().enumerate().map(draw).collect())
}

/// How probable the published rates are, if these are the true ones; 0 if the scale leaves its range.
fn weight(rates: [f64; 2], reference_h: f64) -> f64 {
    let range = at(SCALE).map(|at| PARAMETERS[at].low..=PARAMETERS[at].high);
    if !range.is_some_and(|range| range.contains(&reference_h)) {
        return 0.0;
    }
    let off = |(id, rate): (&str, f64)| {
        published(id).map_or(0.0, |(value, error)| {
            let off = (rate - value) / error;
            off * off
        })
    };
    libm::exp(-0.5 * ROWS.into_iter().zip(rates).map(off).sum::<f64>())
}

/// A published value, and half of its band.
fn published(id: &str) -> Option<(f64, f64)> {
    let target = targets().into_iter().find(|target| target.id == id)?;
    Some((target.target, 0.5 * (target.band[1] - target.band[0])))
}

/// People of a protocol.
struct Exposed {
    /// Their exposures in each draw.
    exposures: Vec<Vec<Exposure>>,
}

impl Exposed {
    /// Simulates the people in the first arm of a protocol.
    fn to(protocol: &str, draws: &[Params<f64>], persons: u32) -> Result<Self, EvidenceError> {
        let known = PROTOCOLS.iter().find(|known| known.name == protocol);
        let Some(known) = known else {
            return Err(EvidenceError::Reading("ensemble".to_owned(), protocol.to_owned()));
        };
        let scenario =
            known.scenario(&[], Some(persons)).map_err(|fault| EvidenceError::Protocol(known.name, fault))?;
        let doses = drawn_doses(&scenario, 0, persons, draws);
        let exposures = doses.iter().map(|doses| Exposure::of_columns(doses.each_ref().map(Vec::as_slice)));
        Ok(Self { exposures: exposures.collect() })
    }

    /// Rate of frequent flyers after such flights divided by their rate without flights.
    fn frequent(&self, draw: usize, params: &Params<f64>) -> f64 {
        let added = self.exposures[draw].iter().map(|exposure| excess_ratio(exposure, params));
        frequent_rate_ratio(mean(&added.collect::<Vec<_>>()))
    }

    /// Share of all clots that the stasis of ordinary days would cause, if the assessed phases have ten hours.
    fn ordinary_share(&self, draw: usize, params: &Params<f64>) -> f64 {
        let ordinary_day =
            |exposure: &Exposure| Exposure { elsewhere_h: exposure.ordinary_h * 24.0 / 10.0, ..Exposure::default() };
        let days = self.exposures[draw].iter().map(ordinary_day);
        mean(&days.map(|day| repeated_rate_ratio(&day, YEAR_DAYS, params) - 1.0).collect::<Vec<_>>())
    }

    /// Rate with a year of such desk days divided by the rate without them.
    fn desk_rate(&self, draw: usize, params: &Params<f64>) -> f64 {
        let days = self.exposures[draw].iter();
        mean(&days.map(|day| repeated_rate_ratio(day, DESK_DAYS, params)).collect::<Vec<_>>())
    }
}
