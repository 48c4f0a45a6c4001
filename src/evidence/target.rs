//! The published values, with the bands that count as reproduced.

use serde::Deserialize;

use super::risk;

const SOURCE: &str = include_str!("targets.toml");

/// One published value.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Short name, such as `C04`.
    pub id: String,
    /// What was measured.
    pub quantity: String,
    /// Published value, in `unit`.
    pub target: f64,
    /// Lowest and highest value that count as reproduced.
    pub band: [f64; 2],
    /// Published standard deviation between people, in `unit`; only reported.
    #[serde(default)]
    pub sd: Option<f64>,
    /// Unit of all of them.
    pub unit: String,
    /// Author, year and identifier.
    pub source: String,
    /// Where the simulated value comes from.
    pub reading: Place,
    /// How it is set against another one.
    #[serde(default)]
    pub set: Option<Setting>,
    /// That other one.
    #[serde(default)]
    pub against: Option<Place>,
    /// Whether it counts in the score; weak values are only reported.
    #[serde(default = "yes")]
    pub scored: bool,
}

fn yes() -> bool {
    true
}

/// How a simulated value is set against another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Its mean less the other's.
    Minus,
    /// Its mean over the other's.
    Over,
    /// By how many percent its mean lies above the other's.
    GainPct,
}

/// A column of an arm of a protocol.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Place {
    /// Name of the protocol.
    pub protocol: String,
    /// Arm of it.
    pub arm: String,
    /// Measurement or outcome.
    pub column: String,
}

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.split('/').collect::<Vec<_>>()[..] {
            [protocol, arm, column] => {
                Ok(Self { protocol: protocol.to_owned(), arm: arm.to_owned(), column: column.to_owned() })
            }
            _ => Err(format!("`{text}` is not protocol/arm/column")),
        }
    }
}

impl Target {
    /// Whether its value comes from this protocol, in whole or in part.
    pub fn needs(&self, protocol: &str) -> bool {
        let derived = |place: &Place| place.protocol == risk::NAME && risk::SOURCES.contains(&protocol);
        let places = [Some(&self.reading), self.against.as_ref()];
        places.into_iter().flatten().any(|place| place.protocol == protocol || derived(place))
    }

    /// Whether a simulated value counts as reproduced.
    pub fn holds(&self, value: f64) -> bool {
        (self.band[0]..=self.band[1]).contains(&value)
    }
}

/// All published values, in the order of their ids.
pub fn targets() -> Vec<Target> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        targets: Vec<Target>,
    }
    // The file is built in and a test reads it.
    toml::from_str(SOURCE).map_or_else(|_| Vec::new(), |file: File| file.targets)
}
