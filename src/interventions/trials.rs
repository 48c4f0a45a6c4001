//! Published effects of interventions: what trials and cohorts found. They stand beside the model's effects and are never mixed into them.

use std::sync::LazyLock;

use serde::Deserialize;

const TABLE: &str = include_str!("trials.toml");

/// Where an intervention was studied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    /// In the seat of a vehicle.
    Vehicle,
    /// In any seat.
    Seat,
    /// In bed.
    Ward,
    /// At work, standing or standing and sitting.
    Work,
    /// Anywhere.
    Any,
}

/// How a published number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Basis {
    /// In the abstract of the study.
    #[serde(rename = "abstract")]
    Abstract,
    /// In the text of the study.
    #[serde(rename = "text")]
    Text,
    /// In a text of others.
    #[serde(rename = "secondary")]
    Secondary,
    /// Not at all.
    #[serde(rename = "from memory")]
    Memory,
}

/// A published effect.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Short name, such as `T01`.
    pub id: String,
    /// Word of the kind of intervention.
    pub intervention: String,
    /// Where it was studied.
    pub setting: Setting,
    /// Column of the outcome.
    pub outcome: String,
    /// `mean_ratio` (treated over untreated) or `mean_difference` (treated minus untreated).
    pub statistic: String,
    /// The effect, in the unit of the outcome or as a ratio.
    pub value: f64,
    /// Lower end of its 95 % interval, if one is known.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// What the interval was computed from; none if it was published.
    pub interval: Option<String>,
    /// Events in both groups, if they are known.
    pub events: Option<String>,
    /// The people.
    pub people: String,
    /// Authors, year, identifier.
    pub source: String,
    /// Design, and in what the measured quantity differs from the outcome.
    pub design: String,
    /// How the number was read.
    pub basis: Basis,
}

/// All published effects, in their order.
pub fn trials() -> &'static [Trial] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        trials: Vec<Trial>,
    }
    static TRIALS: LazyLock<Vec<Trial>> =
        LazyLock::new(|| toml::from_str(TABLE).map_or_else(|_| Vec::new(), |file: File| file.trials));
    &TRIALS
}

impl Trial {
    /// The 95 % interval, if it is known.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.low.zip(self.high)
    }

    /// Source, people, design and events, as one text.
    pub fn described(&self) -> String {
        let mut text = format!("{} ({}): {}; {}", self.source, self.id, self.people, self.design);
        if let Some(events) = &self.events {
            text.push_str(&format!("; {events}"));
        }
        if let Some(interval) = &self.interval {
            text.push_str(&format!("; interval {interval}"));
        }
        match self.basis {
            Basis::Abstract | Basis::Text => {}
            Basis::Secondary => text.push_str("; read in a text of others"),
            Basis::Memory => text.push_str("; from memory"),
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interventions::Kind;
    use crate::results::{Measure, Statistic};

    #[test]
    fn every_line_names_what_exists() {
        assert_eq!(trials().len(), TABLE.matches("{ id = ").count());
        assert!(trials().len() > 30);
        for trial in trials() {
            assert!(Kind::all().any(|kind| kind.facts().word == trial.intervention), "{}", trial.id);
            assert!(Measure::from_name(&trial.outcome).is_some(), "{}", trial.id);
            let ratio = trial.statistic == Statistic::MeanRatio.name();
            assert!(ratio || trial.statistic == Statistic::MeanDifference.name(), "{}", trial.id);
            assert!(trial.interval().is_none_or(|(low, high)| low < trial.value && trial.value < high), "{}", trial.id);
            assert!(!ratio || trial.low.is_none_or(|low| low > 0.0), "{}", trial.id);
            assert_eq!(trial.low.is_some(), trial.high.is_some(), "{}", trial.id);
        }
    }

    #[test]
    fn no_line_is_there_twice() {
        let mut ids: Vec<&str> = trials().iter().map(|trial| trial.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
    }
}
