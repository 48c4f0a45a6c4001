//! In which direction each determinant of a sitting person moves swelling, residence, dose and the risk of clots.

use serde::Deserialize;

use super::evaluate::EvidenceError;
use super::lines::{markdown, number};
use crate::engine::Backend;
use crate::results::Measure;
use crate::scenario::{Overrides, ScenarioError, parse};
use crate::study::simulate;

const SITTING: &str = include_str!("sitting.toml");
const ROWS: &str = include_str!("rows.toml");
const HEAD: &str = include_str!("head.md");

/// A change below this share counts as none.
const SAME: f64 = 0.025;

/// The outcomes that are compared.
pub(super) const OUTCOMES: [Measure; 5] = [
    Measure::EdemaMl,
    Measure::SwellingMl,
    Measure::ResidenceMeanMin,
    Measure::StasisDose,
    Measure::VteSymptomaticExcessRisk,
];

/// A direction from the low to the high value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The outcome is larger.
    Rises,
    /// The outcome is smaller.
    Falls,
    /// The outcome differs by less than 2.5 %.
    Same,
}

/// A direction and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The direction.
    pub direction: Direction,
    /// A source, or `assumption: ` and its reason.
    pub source: String,
}

/// One determinant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Determinant {
    /// Its name.
    pub name: String,
    /// The key of the scenario.
    pub key: String,
    /// The low value, as TOML.
    pub low: String,
    /// The high value, as TOML.
    pub high: String,
    /// The arm that is read.
    #[serde(default = "usual")]
    pub arm: String,
    /// Expected directions, in the order of the outcomes.
    pub expected: [Expected; 5],
}

/// A determinant and the ratios of the outcomes' means, high over low, in the order of the outcomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The determinant.
    pub determinant: Determinant,
    /// High over low.
    pub ratios: [f64; 5],
}

fn usual() -> String {
    "usual".to_owned()
}

impl Direction {
    /// Whether a ratio has this direction.
    pub fn holds(self, ratio: f64) -> bool {
        match self {
            Self::Rises => ratio > 1.0 + SAME,
            Self::Falls => ratio < 1.0 - SAME,
            Self::Same => (ratio - 1.0).abs() <= SAME,
        }
    }
}

impl Measured {
    /// The outcomes that move in another direction than expected.
    pub fn surprises(&self) -> Vec<String> {
        let Self { determinant, ratios } = self;
        let cells = OUTCOMES.iter().zip(&determinant.expected).zip(ratios);
        let wrong = cells.filter(|((_, expected), ratio)| !expected.direction.holds(**ratio));
        wrong.map(|((outcome, _), ratio)| format!("{}: {} {ratio:.3}", determinant.name, outcome.name())).collect()
    }
}

/// How many of the stated directions hold.
pub fn directions_line(measured: &[Measured]) -> String {
    let all = measured.len() * OUTCOMES.len();
    let wrong = measured.iter().map(|of| of.surprises().len()).sum::<usize>();
    format!("{} of {all} directions of determinants hold.", all - wrong)
}

/// All determinants.
fn determinants() -> Vec<Determinant> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        determinants: Vec<Determinant>,
    }
    toml::from_str(ROWS).map_or_else(|_| Vec::new(), |file: File| file.determinants)
}

/// Simulates the same people with the low and the high value of every determinant.
pub fn measure(backend: &dyn Backend) -> Result<Vec<Measured>, EvidenceError> {
    let all = determinants().into_iter().map(|determinant| compared(determinant, backend));
    all.collect::<Result<_, _>>().map_err(|fault| EvidenceError::Protocol("sitting", fault))
}

fn compared(determinant: Determinant, backend: &dyn Backend) -> Result<Measured, ScenarioError> {
    let low = means(&determinant, &determinant.low, backend)?;
    let high = means(&determinant, &determinant.high, backend)?;
    let ratios = std::array::from_fn(|at| high[at] / low[at]);
    Ok(Measured { determinant, ratios })
}

/// Means of the outcomes in the determinant's arm.
fn means(determinant: &Determinant, value: &str, backend: &dyn Backend) -> Result<[f64; 5], ScenarioError> {
    let set = vec![format!("{}={value}", determinant.key)];
    let scenario = parse("sitting.toml", SITTING, &Overrides { set, ..Overrides::default() })?.scenario;
    let arm = scenario.arms.iter().position(|arm| arm.id == determinant.arm).unwrap_or_default();
    let block = &simulate(&scenario, backend)[arm];
    let mean = |measure: Measure| {
        let column = &block.measures[measure as usize];
        column.iter().map(|value| f64::from(*value)).sum::<f64>() / column.len() as f64
    };
    Ok(OUTCOMES.map(mean))
}

/// The chapter of the documentation.
pub(super) fn chapter(measured: &[Measured]) -> String {
    let header = ["determinant", "low", "high", "outcome", "high over low", "expected", "source"];
    let rows: Vec<[String; 7]> = measured.iter().flat_map(rows_of).collect();
    format!("{HEAD}\n{}", markdown(header, &rows, 4..5))
}

fn rows_of(measured: &Measured) -> Vec<[String; 7]> {
    let Measured { determinant, ratios } = measured;
    let row = |at: usize| {
        let Expected { direction, source } = &determinant.expected[at];
        let first = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
        let expected = format!("{direction:?}").to_lowercase();
        [
            first(&determinant.name),
            first(&determinant.low),
            first(&determinant.high),
            format!("`{}`", OUTCOMES[at].name()),
            number(ratios[at]),
            expected,
            source.clone(),
        ]
    };
    (0..OUTCOMES.len()).map(row).collect()
}
