//! The calibrated ensemble: draws of the constants of stasis, weighed by the published rates of clots.

use std::error::Error;
use std::fmt::Write as _;

use soleus::evidence::lines::{markdown, number};
use soleus::evidence::{WeighedDraw, effective_size, resampled, weighed_draws};
use soleus::model::PARAMETERS;

/// Number of draws before they are weighed, and number of sets that are kept.
const DRAWS: u32 = 4096;
const SETS: usize = 64;
/// Number of people in each protocol.
const PERSONS: u32 = 64;
/// A constant is informed if the published rates narrow the middle nine tenths of its draws to less than this share.
const INFORMED: f64 = 0.8;
/// The rates that weigh the draws.
const RATES: [&str; 2] = ["E28, per further 2 h of flight", "E29, desk days"];

/// The table of the model (`src/model/ensemble.csv`) and a report.
pub(crate) fn ensemble() -> Result<[String; 2], Box<dyn Error>> {
    let draws = weighed_draws(DRAWS, PERSONS)?;
    Ok([table(&resampled(&draws, SETS)), report(&draws)])
}

fn table(sets: &[&WeighedDraw]) -> String {
    let mut text = String::from(
        "# Written by `cargo run --release --example calibrate -- --ensemble -o DIR`; see docs/calibration.md.\n",
    );
    let line = |cells: Vec<String>| format!("{}\n", cells.join(","));
    let names = sets.first().map(|set| set.values.iter().map(|(at, _)| PARAMETERS[*at].name.to_owned()));
    text.push_str(&line(names.into_iter().flatten().collect()));
    for set in sets {
        text.push_str(&line(set.values.iter().map(|(_, value)| format!("{value:.5}")).collect()));
    }
    text
}

fn report(draws: &[WeighedDraw]) -> String {
    let mut text = String::from("# The ensemble\n\n");
    let effective = effective_size(draws);
    let _ = writeln!(
        text,
        "{} of {DRAWS} draws are possible. Weighed, they are worth {effective:.0} draws; {SETS} are kept.\n",
        draws.len()
    );
    let constants = draws.first().map_or(0, |draw| draw.values.len());
    let of_constant = |column: usize| {
        let constant = &PARAMETERS[draws[0].values[column].0];
        let values: Vec<f64> = draws.iter().map(|draw| draw.values[column].1).collect();
        let informed = spread(draws, &values, true) < INFORMED * spread(draws, &values, false);
        row(constant.name, draws, &values, if informed { "informed" } else { "not informed" })
    };
    let of_rate = |rate: usize| {
        let values: Vec<f64> = draws.iter().map(|draw| draw.rates[rate]).collect();
        row(RATES[rate], draws, &values, "")
    };
    let rows: Vec<[String; 4]> = (0..constants).map(of_constant).chain((0..RATES.len()).map(of_rate)).collect();
    let header = ["", "before: 5 %, 50 %, 95 %", "weighed: 5 %, 50 %, 95 %", ""];
    text.push_str(&markdown(header, &rows, 1..3));
    text
}

fn row(name: &str, draws: &[WeighedDraw], values: &[f64], informed: &str) -> [String; 4] {
    let percentiles = |weighed| {
        let ends = [0.05, 0.5, 0.95].map(|p| number(quantile(draws, values, weighed, p)));
        ends.join(", ")
    };
    [name.to_owned(), percentiles(false), percentiles(true), informed.to_owned()]
}

/// Logarithm of the ratio of the 95th and the 5th percentile.
fn spread(draws: &[WeighedDraw], values: &[f64], weighed: bool) -> f64 {
    libm::log(quantile(draws, values, weighed, 0.95) / quantile(draws, values, weighed, 0.05))
}

/// A quantile of values of the draws.
fn quantile(draws: &[WeighedDraw], values: &[f64], weighed: bool, p: f64) -> f64 {
    let weight = |draw: &WeighedDraw| if weighed { draw.weight } else { 1.0 / draws.len() as f64 };
    let mut pairs: Vec<(f64, f64)> = values.iter().zip(draws).map(|(value, draw)| (*value, weight(draw))).collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut reached = 0.0;
    let found = pairs.iter().find(|(_, weight)| {
        reached += weight;
        reached >= p
    });
    found.or(pairs.last()).map_or(f64::NAN, |(value, _)| *value)
}
