//! Runs the protocols and reads the simulated values of the targets.

use std::collections::BTreeMap;

use super::protocol::{PROTOCOLS, Protocol};
use super::risk::{self, Clots};
use super::target::{Place, Role, Setting, Target, activities, targets, unseen};
use crate::engine::Backend;
use crate::keys::Word;
use crate::results::Measure;
use crate::scenario::{Scenario, ScenarioError};
use crate::study::simulate;

/// Why the model could not be compared with the evidence.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// A protocol cannot be read.
    #[error("the built-in protocol {0} cannot be read: {1}")]
    Protocol(&'static str, ScenarioError),
    /// A target refers to something that its protocol does not have.
    #[error("the target {0} asks for {1}, which no protocol has")]
    Reading(String, String),
}

/// A published value and the simulated value.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The published value.
    pub target: Target,
    /// The simulated value, in the target's unit.
    pub value: f64,
    /// Standard deviation between simulated people; `None` if the value is not a mean over people.
    pub sd: Option<f64>,
    /// Number of simulated people.
    pub people: usize,
}

/// All published values and their simulated values.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// One per target, in their order.
    pub rows: Vec<Finding>,
    /// Risks of clots that follow from them, if flights were simulated.
    pub clots: Option<Clots>,
}

impl Finding {
    /// Whether the published value is reproduced.
    pub fn holds(&self) -> bool {
        self.target.holds(self.value)
    }
}

impl Findings {
    /// The rows of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Finding> {
        self.rows.iter().filter(move |finding| finding.target.role == role)
    }

    /// Number of reproduced values of a role, and number of all its scored values.
    pub fn score(&self, role: Role) -> (usize, usize) {
        let scored = self.of(role).filter(|finding| finding.target.scored);
        scored.fold((0, 0), |(held, all), finding| (held + usize::from(finding.holds()), all + 1))
    }

    /// Whether enough values of every role are reproduced.
    pub fn enough(&self) -> bool {
        Role::choices().into_iter().all(|(_, role)| {
            let (held, all) = self.score(role);
            role.enough(held, all)
        })
    }
}

/// Values of a column, by protocol, arm and column; one value per person.
pub(super) type Columns = BTreeMap<(String, String, String), Vec<f64>>;

/// A protocol that is about to be simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its name.
    pub protocol: &'static str,
    /// Number of protocols that are done.
    pub done: usize,
    /// Number of all protocols.
    pub all: usize,
}

/// Compares the model with all published values. Some constants and the number of people may be set.
pub fn evaluate(
    parameters: &[(usize, f64)],
    persons: Option<u32>,
    backend: &dyn Backend,
    tell: impl FnMut(Next),
) -> Result<Findings, EvidenceError> {
    let checks = activities().into_iter().flat_map(|checked| checked.checks);
    let all = targets().into_iter().chain(unseen()).chain(checks).collect();
    evaluate_targets(all, parameters, persons, backend, tell)
}

/// The same for some of the published values. Runs only the protocols that they need.
pub fn evaluate_targets(
    targets: Vec<Target>,
    parameters: &[(usize, f64)],
    persons: Option<u32>,
    backend: &dyn Backend,
    mut tell: impl FnMut(Next),
) -> Result<Findings, EvidenceError> {
    let mut columns = Columns::new();
    let needed = |protocol: &&Protocol| targets.iter().any(|target| target.needs(protocol.name));
    let protocols: Vec<&Protocol> = PROTOCOLS.iter().filter(needed).collect();
    for (done, protocol) in protocols.iter().enumerate() {
        tell(Next { protocol: protocol.name, done, all: protocols.len() });
        collect(protocol, parameters, persons, backend, &mut columns)?;
    }
    let clots = risk::derive(parameters, &mut columns);
    let rows: Result<Vec<Finding>, EvidenceError> =
        targets.into_iter().map(|target| finding(target, &columns)).collect();
    Ok(Findings { rows: rows?, clots })
}

fn collect(
    protocol: &Protocol,
    parameters: &[(usize, f64)],
    persons: Option<u32>,
    backend: &dyn Backend,
    columns: &mut Columns,
) -> Result<(), EvidenceError> {
    let scenario: Scenario =
        protocol.scenario(parameters, persons).map_err(|fault| EvidenceError::Protocol(protocol.name, fault))?;
    let simulated = simulate(&scenario, backend);
    for (arm, block) in scenario.arms.iter().zip(&simulated) {
        let measures = Measure::ALL.iter().map(|measure| measure.name()).zip(&block.measures);
        let measured = scenario.measurements.iter().map(|measurement| measurement.id.as_str()).zip(&block.measured);
        for (name, values) in measures.chain(measured) {
            let place = (protocol.name.to_owned(), arm.id.clone(), name.to_owned());
            let counted = values.iter().zip(&block.valid).filter(|(_, valid)| **valid);
            columns.insert(place, counted.map(|(value, _)| f64::from(*value)).collect());
        }
    }
    Ok(())
}

fn finding(target: Target, columns: &Columns) -> Result<Finding, EvidenceError> {
    let read = |place: &Place| {
        let key = (place.protocol.clone(), place.arm.clone(), place.column.clone());
        columns.get(&key).ok_or_else(|| EvidenceError::Reading(target.id.clone(), key.2))
    };
    let values = read(&target.reading)?;
    let other = target.against.as_ref().map(read).transpose()?;
    let (value, sd) = match (target.set, other) {
        (Some(Setting::Minus), Some(other)) => {
            let differences: Vec<f64> = values.iter().zip(other).map(|(a, b)| a - b).collect();
            (mean(&differences), deviation(&differences))
        }
        (Some(Setting::Over), Some(other)) => (mean(values) / mean(other), None),
        (Some(Setting::GainPct), Some(other)) => (100.0 * (mean(values) / mean(other) - 1.0), None),
        _ => (mean(values), deviation(values)),
    };
    Ok(Finding { value, sd, people: values.len(), target })
}

/// Mean of values.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> Option<f64> {
    let center = mean(values);
    let squares: f64 = values.iter().map(|value| (value - center) * (value - center)).sum();
    (values.len() > 1).then(|| (squares / (values.len() - 1) as f64).sqrt())
}
