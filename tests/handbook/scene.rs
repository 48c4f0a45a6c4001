//! Small scenarios for figures: the typical person is simulated as in `soleus trace`.

use soleus::engine::Sample;
use soleus::model::Signal;
use soleus::population::{Person, Population};
use soleus::scenario::{Faults, Overrides, Scenario, Variable, parse};
use soleus::study::trace;

use super::chart::Line;

/// A scenario of a figure, with the typical person of its population.
pub(super) struct Scene {
    scenario: Scenario,
    typical: Person,
}

/// A part of the day, and its position on an axis (s).
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// The time that is 0 on the axis.
    pub(super) zero_s: f64,
    /// The time that is 1 on the axis.
    pub(super) unit_s: f64,
    /// Start of the part.
    pub(super) from_s: f64,
    /// End of the part.
    pub(super) until_s: f64,
}

/// The person of a record.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    /// The typical person.
    Typical,
    /// The typical person with another value of one attribute.
    But(Variable, f64),
}

/// The simulated day of one person.
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

    /// Simulates a person through one arm, with a sample every `every_s` seconds, or at every step if steps are longer.
    pub(super) fn follow(&self, arm: usize, who: Who, every_s: f64) -> Record {
        let mut person = self.typical.clone();
        if let Who::But(variable, value) = who {
            person.values[variable.index()] = value;
        }
        Record { samples: trace(&self.scenario, arm, &person, every_s).samples }
    }
}

impl Record {
    /// A signal over a part of the day.
    pub(super) fn line(&self, label: &'static str, signal: Signal, clock: Clock) -> Line {
        let shown = self.samples.iter().filter(|sample| (clock.from_s..=clock.until_s).contains(&sample.time_s));
        let point = |sample: &Sample| ((sample.time_s - clock.zero_s) / clock.unit_s, f64::from(sample.get(signal)));
        Line { label, points: shown.map(point).collect() }
    }
}
