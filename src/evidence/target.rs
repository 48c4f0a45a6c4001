//! The published values, and the bands in which a simulated value counts as reproduced.

use serde::Deserialize;

use super::risk;

const CALIBRATED: &str = include_str!("targets.toml");
const UNSEEN: &str = include_str!("unseen.toml");
const UNSEEN_RISK: &str = include_str!("unseen_risk.toml");
const ACTIVITIES: &str = include_str!("activities.toml");

words! {
    /// Whether a published value took part in making the model.
    #[derive(Default)]
    pub enum Role {
        /// The model was fitted to it, or it set or checked a mechanism.
        #[default]
        Calibrated = "calibrated",
        /// It was written down before it was simulated, and nothing is fitted to it.
        Unseen = "unseen",
        /// The same, about the risk of clots.
        UnseenRisk = "unseen risk",
        /// It checks an activity of the legs beside the others.
        Activity = "activity",
    }
}

impl Role {
    /// Whether `held` reproduced values of `all` values are enough.
    pub fn enough(self, held: usize, all: usize) -> bool {
        match self {
            Self::Calibrated => 100 * held >= 93 * all,
            Self::Unseen | Self::UnseenRisk => 100 * held >= 60 * all,
            Self::Activity => true,
        }
    }

    /// The required number of reproduced values, as text.
    pub fn bar(self) -> &'static str {
        match self {
            Self::Calibrated => "at least 93 %",
            Self::Unseen | Self::UnseenRisk => "at least 60 %",
            Self::Activity => "none",
        }
    }
}

/// One published value.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Short name, such as `C04`.
    pub id: String,
    /// Whether it took part in making the model; it follows from the file.
    #[serde(skip)]
    pub role: Role,
    /// What was measured.
    pub quantity: String,
    /// Published value, in `unit`; NaN if only a direction is known.
    #[serde(default = "unknown")]
    pub target: f64,
    /// Lowest and highest simulated value that counts as reproduced.
    pub band: [f64; 2],
    /// What the band was computed from, if it is the 95 % interval of the mean.
    #[serde(default)]
    pub interval: Option<String>,
    /// Published standard deviation between people, in `unit`. It is only reported.
    #[serde(default)]
    pub sd: Option<f64>,
    /// Unit of these values.
    pub unit: String,
    /// Author, year and identifier.
    pub source: String,
    /// Column with the simulated value.
    pub reading: Place,
    /// How the simulated value is combined with a second one.
    #[serde(default)]
    pub set: Option<Setting>,
    /// Column with the second value.
    #[serde(default)]
    pub against: Option<Place>,
    /// Whether it counts in the score. Less reliable values are only reported.
    #[serde(default = "yes")]
    pub scored: bool,
}

fn yes() -> bool {
    true
}

fn unknown() -> f64 {
    f64::NAN
}

/// What an activity of the legs is checked against.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// Name of the activity in documents.
    pub name: String,
    /// Ids of calibrated values that depend on it.
    #[serde(default)]
    pub calibrated: Vec<String>,
    /// Further values.
    #[serde(default)]
    pub checks: Vec<Target>,
}

/// How a simulated value is combined with a second one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Its mean minus the mean of the second.
    Minus,
    /// Its mean divided by the mean of the second.
    Over,
    /// Increase of its mean over the mean of the second, in percent.
    GainPct,
}

/// A column of an arm of a protocol.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Place {
    /// Name of the protocol.
    pub protocol: String,
    /// Arm of the protocol.
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
    /// Whether its value depends on this protocol.
    pub fn needs(&self, protocol: &str) -> bool {
        let derived = |place: &Place| place.protocol == risk::NAME && risk::needs(&place.arm, &place.column, protocol);
        let places = [Some(&self.reading), self.against.as_ref()];
        places.into_iter().flatten().any(|place| place.protocol == protocol || derived(place))
    }

    /// Whether a simulated value counts as reproduced.
    pub fn holds(&self, value: f64) -> bool {
        (self.band[0]..=self.band[1]).contains(&value)
    }
}

/// Published values that took part in making the model, in the order of their ids.
pub fn targets() -> Vec<Target> {
    read(CALIBRATED, Role::Calibrated)
}

/// Published values that only judge it, in the order of their ids: those of the leg, then those of the risk of clots.
pub fn unseen() -> Vec<Target> {
    read(UNSEEN, Role::Unseen).into_iter().chain(read(UNSEEN_RISK, Role::UnseenRisk)).collect()
}

/// What the activities are checked against, one entry for each of them.
pub fn activities() -> Vec<Checked> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        activities: Vec<Checked>,
    }
    let mut all = toml::from_str(ACTIVITIES).map_or_else(|_| Vec::new(), |file: File| file.activities);
    all.iter_mut().flat_map(|checked| &mut checked.checks).for_each(|check| check.role = Role::Activity);
    all
}

fn read(text: &str, role: Role) -> Vec<Target> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        targets: Vec<Target>,
    }
    // The files are part of the program, and a test checks that they can be parsed.
    let targets = toml::from_str(text).map_or_else(|_| Vec::new(), |file: File| file.targets);
    targets.into_iter().map(|target| Target { role, ..target }).collect()
}
