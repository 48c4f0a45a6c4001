//! What is asked of the tables of finished runs.

use super::DerivedError;
use crate::results::Measure;
use crate::scenario::{Flag, Multiplicity, Scenario, Threshold, suggest};

/// Where all outcomes are listed.
const LISTED: &str = "the dictionary lists the columns of outcomes";
/// The word for all outcomes.
const ALL: &str = "all";

/// Which outcomes, statistics and groups are wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Attributes by which people are grouped.
    pub by: Vec<String>,
    /// Edges of the classes of the attribute that is a number.
    pub breaks: Vec<f64>,
    /// An attribute whose classes are combined with those of each other attribute.
    pub cross: Option<String>,
    /// Names of outcomes; empty for the main outcomes, `all` for all of them.
    pub measures: Vec<String>,
    /// New flags, such as `edema_ml>100`.
    pub flags: Vec<String>,
    /// New responders, such as `edema_ml<-20`: flags of the difference from the reference.
    pub responders: Vec<String>,
    /// Quantiles in place of those of the scenario.
    pub quantiles: Vec<f64>,
    /// What the intervals allow for if several arms are compared; `None` for the setting of the scenario, or nothing if runs are compared.
    pub multiplicity: Option<Multiplicity>,
    /// The arm with which the others are compared.
    pub reference: Option<String>,
}

/// The outcomes that are wanted, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The main ones, of those that the tables have.
    Main,
    /// Those that the tables have.
    All,
    /// These.
    Named(Vec<String>),
}

impl Wanted {
    /// The outcomes that a request names.
    ///
    /// # Errors
    /// If the scenario has no outcome of this name.
    pub(super) fn new(names: &[String], scenario: &Scenario) -> Result<Self, DerivedError> {
        match names {
            [] => Ok(Self::Main),
            [one] if one == ALL => Ok(Self::All),
            names => {
                let known = outcomes(scenario);
                match names.iter().find(|name| !known.contains(&name.as_str())) {
                    Some(name) => {
                        let hint = suggest::hint_or(name, known.iter().copied(), LISTED);
                        Err(DerivedError::UnknownOutcome { name: name.clone(), hint })
                    }
                    None => Ok(Self::Named(names.to_vec())),
                }
            }
        }
    }

    /// The same with new flags, which are always wanted.
    pub(super) fn with(self, flags: impl Iterator<Item = String>) -> Self {
        match self {
            Self::Named(names) => Self::Named(names.into_iter().chain(flags).collect()),
            other => other,
        }
    }

    /// Whether an outcome is wanted.
    pub(super) fn has(&self, name: &str) -> bool {
        match self {
            Self::Main => Measure::headline_position(name).is_some(),
            Self::All => true,
            Self::Named(names) => names.iter().any(|one| one == name),
        }
    }

    /// Whether the user named the outcomes, so that a missing one is an error.
    pub(super) fn is_named(&self) -> bool {
        matches!(self, Self::Named(_))
    }
}

/// All outcomes of a scenario.
fn outcomes(scenario: &Scenario) -> Vec<&str> {
    let measures = Measure::ALL.iter().map(|measure| measure.name());
    let measured = scenario.measurements.iter().map(|measurement| measurement.id.as_str());
    let flags = scenario.outcomes.flags.iter().chain(&scenario.analysis.responders);
    measures.chain(measured).chain(flags.map(|flag| flag.id.as_str())).collect()
}

/// Reads a new flag: `edema_ml>100`, `edema_ml<0`, or with a name of its own: `swollen=edema_ml>100`.
pub(super) fn flag(text: &str) -> Result<Flag, DerivedError> {
    compared(text, "")
}

/// Reads a new responder, which is written like a flag.
pub(super) fn responder(text: &str) -> Result<Flag, DerivedError> {
    compared(text, "_change")
}

/// An outcome with a threshold. `ending` follows the name of the outcome if the text gives no name.
fn compared(text: &str, ending: &str) -> Result<Flag, DerivedError> {
    let wrong = || DerivedError::WrongFlag { text: text.to_owned() };
    let at = text.find(['>', '<']).ok_or_else(wrong)?;
    let (left, right) = (&text[..at], &text[at + 1..]);
    let (id, name) = match left.split_once('=') {
        Some((id, name)) => (Some(id.trim()), name.trim()),
        None => (None, left.trim()),
    };
    let value: f64 = right.trim().parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(wrong)?;
    let from = Measure::from_name(name).ok_or_else(|| {
        let hint = suggest::hint_or(name, Measure::ALL.iter().map(|measure| measure.name()), LISTED);
        DerivedError::UnknownOutcome { name: name.to_owned(), hint }
    })?;
    let (threshold, side) = match &text[at..=at] {
        ">" => (Threshold::Above(value), "above"),
        _ => (Threshold::Below(value), "below"),
    };
    let id = id.map_or_else(|| format!("{name}{ending}_{side}_{value}"), str::to_owned);
    Ok(Flag { id, from, threshold })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn flags_are_read_with_and_without_a_name() {
        let read = flag("edema_ml > 100").unwrap();
        assert_eq!((read.id.as_str(), read.from), ("edema_ml_above_100", Measure::EdemaMl));
        assert_eq!(read.threshold, Threshold::Above(100.0));
        let read = flag("dry=edema_ml<-2.5").unwrap();
        assert_eq!((read.id.as_str(), read.threshold), ("dry", Threshold::Below(-2.5)));
        assert_eq!(responder("edema_ml<-20").unwrap().id, "edema_ml_change_below_-20");
        for wrong in ["edema_ml", "edema_ml>", "edema_ml>many", "edema>1"] {
            assert!(flag(wrong).is_err(), "{wrong}");
        }
    }
}
