//! Small days on which figures are drawn: the typical person, followed as `soleus trace` does.

use soleus::engine::Sample;
use soleus::model::Signal;
use soleus::population::{Person, Population};
use soleus::scenario::{Faults, Overrides, Scenario, Variable, parse};
use soleus::study::trace;

use super::chart::Line;

/// A scenario of its own, with the typical person of its population.
pub(super) struct Scene {
    scenario: Scenario,
    typical: Person,
}

/// A stretch of the day as it stands on an axis (s).
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// What the axis calls 0.
    pub(super) zero_s: f64,
    /// What it calls 1.
    pub(super) unit_s: f64,
    /// Where it begins.
    pub(super) from_s: f64,
    /// Where it ends.
    pub(super) until_s: f64,
}

/// Whom a record shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    /// The typical person.
    Typical,
    /// The same, but for one attribute.
    But(Variable, f64),
}

/// One person's day.
pub(super) struct Record {
    samples: Vec<Sample>,
}

impl Scene {
    /// The scene with this name and scenario.
    pub(super) fn new(name: &str, text: &str) -> Result<Self, Faults> {
        let scenario = parse(&format!("{name}.toml"), text, &Overrides::default())?.scenario;
        let typical = Population::new(&scenario.population, &scenario.design).typical();
        Ok(Self { scenario, typical })
    }

    /// Follows somebody through one arm, a sample every `every_s` seconds or as often as the model has one.
    pub(super) fn follow(&self, arm: usize, who: Who, every_s: f64) -> Record {
        let mut person = self.typical.clone();
        if let Who::But(variable, value) = who {
            person.values[variable.index()] = value;
        }
        Record { samples: trace(&self.scenario, arm, &person, every_s).samples }
    }
}

impl Record {
    /// A signal over a stretch of the day.
    pub(super) fn line(&self, label: &'static str, signal: Signal, clock: Clock) -> Line {
        let shown = self.samples.iter().filter(|sample| (clock.from_s..=clock.until_s).contains(&sample.time_s));
        let point = |sample: &Sample| ((sample.time_s - clock.zero_s) / clock.unit_s, f64::from(sample.get(signal)));
        Line { label, points: shown.map(point).collect() }
    }
}
