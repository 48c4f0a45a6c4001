//! Computes the statistics of a run: from each draw when all its people are there, and from all draws at the end.

use std::borrow::Cow;

use super::OutputError;
use super::reread::Outcomes;
use super::work::Parts;
use crate::population::Person;
use crate::results::{ArmBlock, EVERYONE, NestedDoses, Statistic, Table};
use crate::scenario::{Arm, Draws, Multiplicity, Scenario};
use crate::stats::{
    Attributes, DrawnArm, Pooled, PooledSensitivity, RANKED, Ranking, RiskDraws, SensitivityRow, StatRow, Strata,
    contrast_arm, correlate_arm, holm, summarize_arm, with_people,
};

/// The statistics of a run that is being written.
#[derive(Clone, Debug)]
pub(super) struct Statistics {
    strata: Strata,
    /// Draws of the constants for a part of the people.
    nested: Option<RiskDraws>,
    ranking: Ranking,
    summary: Pooled,
    contrasts: Pooled,
    /// The attributes of all people and the correlations of outcomes with them, if they are requested.
    sensitivity: Option<(Attributes, PooledSensitivity)>,
}

/// Where the outcomes of a run are: in its parts while it is written, in its tables when it is finished.
pub(super) trait ArmSource {
    /// The outcomes of all people in one arm under one draw, without the time course.
    fn block(&self, draw: u32, arm: usize) -> Result<ArmBlock, OutputError>;
}

impl ArmSource for Parts {
    fn block(&self, draw: u32, arm: usize) -> Result<ArmBlock, OutputError> {
        self.arm(draw, arm)
    }
}

impl ArmSource for Outcomes {
    fn block(&self, draw: u32, arm: usize) -> Result<ArmBlock, OutputError> {
        Ok(self.arm(draw, arm)?)
    }
}

/// The rows of `summary` and of `contrasts`.
pub(super) type Rows = (Vec<StatRow>, Vec<StatRow>);

impl Statistics {
    /// Starts without people.
    pub(super) fn new(scenario: &Scenario) -> Self {
        Self::of(scenario, Strata::new(scenario))
    }

    /// Starts with these groups of people.
    pub(super) fn of(scenario: &Scenario, strata: Strata) -> Self {
        let design = &scenario.design;
        Self {
            strata,
            nested: None,
            ranking: Ranking::default(),
            summary: Pooled::new(design.confidence),
            contrasts: Pooled::new(levels(scenario).first().copied().unwrap_or(design.confidence)),
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

    /// Takes the doses of a part of the people under other constants.
    pub(super) fn take_nested(&mut self, scenario: &Scenario, doses: NestedDoses) {
        self.nested = Some(RiskDraws::new(scenario, doses));
    }

    /// Adds a draw. Only two arms are in memory at the same time: one arm and the reference.
    pub(super) fn push_draw(
        &mut self,
        scenario: &Scenario,
        draw: u32,
        source: &impl ArmSource,
    ) -> Result<(), OutputError> {
        let reference_arm = scenario.reference_arm();
        let reference = source.block(draw, reference_arm)?;
        let mut summary = Vec::new();
        let mut compared_arms = Vec::new();
        let (mut correlations, mut ranked) = (Vec::new(), Vec::new());
        for arm in 0..scenario.arms.len() {
            let columns = source.block(draw, arm)?;
            let id = &scenario.arms[arm].id;
            let drawn = DrawnArm { arm, id, columns: &columns };
            let rows = summarize_arm(scenario, arm, &columns, &self.strata);
            let constants = self.nested.as_ref().map(|nested| with_people(nested.summary(drawn, &self.strata), &rows));
            summary.extend(rows.into_iter().chain(constants.into_iter().flatten()));
            ranked.push(self.nested.as_ref().and_then(|nested| nested.ranked(drawn, &self.strata)));
            let compared = (arm != reference_arm).then_some(&reference);
            if let Some((attributes, _)) = &self.sensitivity {
                correlations.extend(correlate_arm(scenario, arm, &columns, None, attributes));
                if compared.is_some() {
                    correlations.extend(correlate_arm(scenario, arm, &columns, compared, attributes));
                }
            }
            if arm != reference_arm {
                let steps = self.steps(scenario, arm, &columns, &reference);
                let other = DrawnArm { arm: reference_arm, id: &scenario.arms[reference_arm].id, columns: &reference };
                let constants = self.nested.as_ref().map(|nested| nested.contrasts(drawn, other, &self.strata));
                let alone = || contrast_arm(scenario, arm, &columns, &reference, &self.strata);
                let constants = constants.map(|constants| with_people(constants, &alone()));
                compared_arms.push((steps, constants.unwrap_or_default()));
            }
        }
        match scenario.design.draws {
            Draws::Off => {}
            Draws::Nested => rank_nested(&mut self.ranking, &ranked),
            Draws::Repeated(_) => rank_repeated(&mut self.ranking, scenario, &summary),
        }
        self.summary.push(summary);
        let (steps, constants): (Vec<_>, Vec<_>) = compared_arms.into_iter().unzip();
        self.contrasts
            .push(holm(&steps).into_iter().zip(constants).flat_map(|(rows, more)| [rows, more].concat()).collect());
        if let Some((_, pooled)) = &mut self.sensitivity {
            pooled.push(correlations);
        }
        Ok(())
    }

    /// Rows of `contrasts` for an arm, at each confidence that the adjustment for several arms needs.
    fn steps(&self, scenario: &Scenario, arm: usize, columns: &ArmBlock, reference: &ArmBlock) -> Vec<Vec<StatRow>> {
        let at = |confidence: f64| {
            let mut scenario = Cow::Borrowed(scenario);
            if confidence != scenario.design.confidence {
                scenario.to_mut().design.confidence = confidence;
            }
            contrast_arm(&scenario, arm, columns, reference, &self.strata)
        };
        levels(scenario).into_iter().map(at).collect()
    }

    /// The rows over all draws.
    pub(super) fn rows(&self) -> Rows {
        (self.summary.rows(), self.contrasts.rows())
    }

    /// How often each arm is the best, the second best and so on.
    pub(super) fn ranking(&self) -> &Ranking {
        &self.ranking
    }

    /// The correlations of outcomes with attributes of people; empty if they are not requested.
    pub(super) fn sensitivity(&self) -> Vec<SensitivityRow> {
        self.sensitivity.as_ref().map(|(_, pooled)| pooled.rows()).unwrap_or_default()
    }
}

/// Confidence levels of `contrasts`.
fn levels(scenario: &Scenario) -> Vec<f64> {
    levels_of(scenario, scenario.arms.len().saturating_sub(1))
}

/// Confidence levels if so many arms are compared. Repeated studies have one level, because their intervals are made of many draws.
pub(super) fn levels_of(scenario: &Scenario, compared: usize) -> Vec<f64> {
    let asked = match (scenario.analysis.multiplicity, scenario.design.draws) {
        (Multiplicity::Holm, Draws::Repeated(_)) => Multiplicity::Simultaneous,
        (asked, _) => asked,
    };
    asked.levels(scenario.design.confidence, compared)
}

/// Adds every nested draw, with the mean of the ranked risk in each arm; adds none if it is unknown in an arm.
fn rank_nested(ranking: &mut Ranking, arms: &[Option<Vec<f64>>]) {
    let Some(arms) = arms.iter().map(Option::as_ref).collect::<Option<Vec<_>>>() else { return };
    for draw in 0..arms.first().map_or(0, |arm| arm.len()) {
        ranking.push(&arms.iter().map(|arm| arm[draw]).collect::<Vec<f64>>());
    }
}

/// Adds a repetition of the study, with the mean of the ranked risk in each arm.
fn rank_repeated(ranking: &mut Ranking, scenario: &Scenario, summary: &[StatRow]) {
    let of_arm = |arm: &Arm| {
        let found = summary.iter().find(|row| {
            row.arm == arm.id
                && row.stratum_by == EVERYONE
                && row.measure == RANKED.name()
                && row.statistic == Statistic::Mean
        });
        found.and_then(|row| row.estimate.value)
    };
    if let Some(values) = scenario.arms.iter().map(of_arm).collect::<Option<Vec<f64>>>() {
        ranking.push(&values);
    }
}
