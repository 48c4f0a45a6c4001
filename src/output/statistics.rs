//! Computes the statistics of a run: from each draw when all its people are there, and from all draws at the end.

use super::OutputError;
use super::parts::Parts;
use crate::population::Person;
use crate::results::Table;
use crate::scenario::Scenario;
use crate::stats::{
    Attributes, LinkDraws, Pooled, PooledSensitivity, SensitivityRow, StatRow, Strata, contrast_arm, correlate_arm,
    summarize_arm,
};

/// The statistics of a run that is being written.
#[derive(Clone, Debug)]
pub(super) struct Statistics {
    strata: Strata,
    /// Draws of the link from stasis to clots, if the scenario has no other draws.
    link: Option<LinkDraws>,
    summary: Pooled,
    contrasts: Pooled,
    /// The attributes of all people and the correlations of outcomes with them, if they are requested.
    sensitivity: Option<(Attributes, PooledSensitivity)>,
}

/// The rows of `summary` and of `contrasts`.
pub(super) type Rows = (Vec<StatRow>, Vec<StatRow>);

impl Statistics {
    /// Starts without people.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let design = &scenario.design;
        Self {
            strata: Strata::new(scenario),
            link: (design.parameter_draws == 1).then(|| LinkDraws::new(scenario)),
            summary: Pooled::new(design.confidence),
            contrasts: Pooled::new(design.confidence),
            sensitivity: scenario.writes(Table::Sensitivity).then(Default::default),
        }
    }

    /// Adds people in id order; they are the same in every draw.
    pub(super) fn push_people(&mut self, people: &[Person]) {
        self.strata.push(people);
        if let Some((attributes, _)) = &mut self.sensitivity {
            attributes.push(people);
        }
    }

    /// Adds a draw. Only two arms are in memory at the same time: one arm and the reference.
    pub(super) fn push_draw(&mut self, scenario: &Scenario, draw: u32, parts: &Parts) -> Result<(), OutputError> {
        let reference_arm = scenario.reference_arm();
        let reference = parts.arm(draw, reference_arm)?;
        let (mut summary, mut contrasts) = (Vec::new(), Vec::new());
        let mut correlations = Vec::new();
        for arm in 0..scenario.arms.len() {
            let columns = parts.arm(draw, arm)?;
            let id = &scenario.arms[arm].id;
            summary.extend(summarize_arm(scenario, arm, &columns, &self.strata));
            summary.extend(self.link.iter().flat_map(|link| link.summary(id, &columns, &self.strata)));
            let compared = (arm != reference_arm).then_some(&reference);
            if let Some((attributes, _)) = &self.sensitivity {
                correlations.extend(correlate_arm(scenario, arm, &columns, None, attributes));
                if compared.is_some() {
                    correlations.extend(correlate_arm(scenario, arm, &columns, compared, attributes));
                }
            }
            if arm != reference_arm {
                contrasts.extend(contrast_arm(scenario, arm, &columns, &reference, &self.strata));
                contrasts
                    .extend(self.link.iter().flat_map(|link| link.contrasts(id, &columns, &reference, &self.strata)));
            }
        }
        self.summary.push(summary);
        self.contrasts.push(contrasts);
        if let Some((_, pooled)) = &mut self.sensitivity {
            pooled.push(correlations);
        }
        Ok(())
    }

    /// The rows over all draws.
    pub(super) fn rows(&self) -> Rows {
        (self.summary.rows(), self.contrasts.rows())
    }

    /// The correlations of outcomes with attributes of people; empty if they are not requested.
    pub(super) fn sensitivity(&self) -> Vec<SensitivityRow> {
        self.sensitivity.as_ref().map(|(_, pooled)| pooled.rows()).unwrap_or_default()
    }
}
