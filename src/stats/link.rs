//! Uncertainty of risks from the constants that link stasis to clots: the risks of the same people, computed with many draws of these
//! constants.
//!
//! People with similar dose and hazard are pooled, and each draw is computed once per pool.

use rayon::prelude::*;

use super::estimate::Estimate;
use super::groups::{Group, Strata};
use super::outcome::Outcome;
use super::pooled::Spread;
use super::pools::Pools;
use super::row::{RowMaker, StatRow};
use super::sums::mean;
use crate::model::Params;
use crate::results::{ArmBlock, Measure, Method, Statistic};
use crate::risk::{Exposure, Hazard, RiskModel, link_draws};
use crate::scenario::Scenario;

/// The risks that depend on the link.
const RISKS: [Measure; 3] =
    [Measure::DvtSymptomlessRisk, Measure::VteSymptomaticRisk, Measure::VteSymptomaticExcessRisk];

/// A number for each of [`RISKS`].
type PerRisk = [f64; RISKS.len()];

/// Draws of the constants of the link.
#[derive(Clone, Debug)]
pub struct LinkDraws {
    model: RiskModel,
    draws: Vec<Params<f64>>,
    confidence: f64,
}

/// The people of a group who are included in the statistics, by ascending id.
struct Members<'a> {
    group: &'a Group,
    ids: Vec<u32>,
}

impl LinkDraws {
    /// The draws of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let model = RiskModel::new(scenario);
        let draws = link_draws(scenario.design.seed, model.params());
        Self { model, draws, confidence: scenario.design.confidence }
    }

    /// Rows of `summary` for one arm: the mean risks.
    pub fn summary(&self, arm: &str, columns: &ArmBlock, strata: &Strata) -> Vec<StatRow> {
        let groups = strata.groups_of_arm(&columns.eligible);
        let members = members(&groups, columns, &[columns], strata);
        let drawn = self.means(columns, &members);
        let rows = members.iter().enumerate().flat_map(|(at, members)| {
            let drawn = &drawn;
            RISKS.iter().enumerate().map(move |(risk, measure)| {
                let values = drawn.iter().map(|means| means[at][risk]);
                let maker = members.rows(arm, *measure);
                maker.row(Statistic::Mean, self.estimate(members.mean(columns, *measure), values))
            })
        });
        rows.collect()
    }

    /// Rows of `contrasts` for one arm: differences of the mean risks. Ratios have none: the constants of the link cancel in them, so that
    /// their interval would be narrow and wrong. The constants of stasis decide them, and these are not drawn here.
    pub fn contrasts(&self, arm: &str, columns: &ArmBlock, reference: &ArmBlock, strata: &Strata) -> Vec<StatRow> {
        let groups = strata.groups_of_arm(&columns.eligible);
        let members = members(&groups, columns, &[columns, reference], strata);
        let (ours, theirs) = (self.means(columns, &members), self.means(reference, &members));
        let mut rows = Vec::new();
        for (at, members) in members.iter().enumerate() {
            for (risk, measure) in RISKS.iter().enumerate() {
                let drawn = ours.iter().zip(&theirs).map(|(ours, theirs)| (ours[at][risk], theirs[at][risk]));
                let usual = members.mean(columns, *measure).zip(members.mean(reference, *measure));
                let difference = usual.map(|(ours, theirs)| ours - theirs);
                let estimate = self.estimate(difference, drawn.map(|(ours, theirs)| ours - theirs));
                rows.push(members.rows(arm, *measure).row(Statistic::MeanDifference, estimate));
            }
        }
        rows
    }

    /// Mean risks, by draw, then by group.
    fn means(&self, columns: &ArmBlock, members: &[Members]) -> Vec<Vec<PerRisk>> {
        let (exposures, hazards) = (exposures(columns), hazards(columns));
        let pool = |members: &Members| Pools::new(&members.ids, &exposures, &hazards, self.model.params());
        let pools: Vec<Pools> = members.iter().map(pool).collect();
        let of_group = |params: &Params<f64>, pools: &Pools| {
            let risks = pools.mean_risks(params);
            [risks.symptomless, risks.symptomatic, risks.excess]
        };
        self.draws.par_iter().map(|params| pools.iter().map(|pools| of_group(params, pools)).collect()).collect()
    }

    /// A value, with the spread of the values of all draws.
    fn estimate(&self, value: Option<f64>, drawn: impl Iterator<Item = f64>) -> Estimate {
        let Some(value) = value else { return Estimate::default() };
        let spread = Spread::of(&drawn.collect::<Vec<_>>(), self.confidence);
        Estimate::over_draws(value, spread.sd, None).with_interval(spread.low, spread.high, Method::ParameterDraws)
    }
}

impl Members<'_> {
    /// Mean of a column under the scenario's own constants.
    fn mean(&self, columns: &ArmBlock, measure: Measure) -> Option<f64> {
        let column = &columns.measures[measure as usize];
        mean(&self.ids, self.ids.iter().map(|id| f64::from(column[*id as usize])))
    }

    /// Makes the rows about a risk.
    fn rows<'a>(&'a self, arm: &'a str, measure: Measure) -> RowMaker<'a> {
        RowMaker { arm, group: self.group, outcome: Outcome::Measure(measure), n: self.ids.len(), n_events: None }
    }
}

/// The exposures of all people in an arm.
fn exposures(columns: &ArmBlock) -> Vec<Exposure> {
    Exposure::of_columns(Measure::STASIS_DOSES.map(|dose| columns.measures[dose as usize].as_slice()))
}

/// Their hazards without the exposure.
fn hazards(columns: &ArmBlock) -> Vec<Hazard> {
    let of = |measure: Measure| columns.measures[measure as usize].iter().map(|value| f64::from(*value));
    let both = of(Measure::VteIncidencePerYear).zip(of(Measure::VteLastingIncidencePerYear));
    both.map(|(per_year, lasting_per_year)| Hazard { per_year, lasting_per_year }).collect()
}

/// For each group: the people who count in all arms of `counting`.
fn members<'a>(groups: &'a [Group], arm: &ArmBlock, counting: &[&ArmBlock], strata: &Strata) -> Vec<Members<'a>> {
    let risk = Outcome::Measure(Measure::VteSymptomaticRisk);
    let counts = |person: usize| counting.iter().all(|columns| risk.value(columns, person).is_some());
    let of_group = |group: &'a Group| {
        let ids = (0u32..).zip(0..arm.valid.len());
        let ids = ids.filter(|(_, person)| group.holds(strata, &arm.eligible, *person) && counts(*person));
        Members { group, ids: ids.map(|(id, _)| id).collect() }
    };
    groups.iter().map(of_group).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::synthetic::{self, NO_OP, PUMPS, USUAL};
    use super::*;
    use crate::risk::{LINK_DRAWS, excess_ratio, risks};
    use crate::scenario::Sampler;

    const PERSONS: u32 = 5000;

    fn draws() -> (LinkDraws, Strata) {
        let scenario = synthetic::scenario(PERSONS, Sampler::Sobol);
        (LinkDraws::new(&scenario), synthetic::strata(&scenario))
    }

    fn contrasts(arm: usize) -> Vec<StatRow> {
        let [columns, reference] = [arm, USUAL].map(|arm| synthetic::columns(arm, PERSONS));
        let (draws, strata) = draws();
        draws.contrasts("arm", &columns, &reference, &strata)
    }

    #[test]
    fn an_arm_that_does_nothing_differs_by_nothing_in_every_draw() {
        for row in contrasts(NO_OP) {
            assert_eq!(row.statistic, Statistic::MeanDifference, "ratios have no interval of the link");
            assert_eq!((row.estimate.value, row.estimate.interval), (Some(0.0), Some((0.0, 0.0))), "{row:?}");
        }
    }

    #[test]
    fn who_is_invalid_in_the_arm_is_left_out_of_both() {
        let rows = contrasts(PUMPS);
        let everybody = rows.iter().find(|row| row.stratum == "all").unwrap();
        assert_eq!(everybody.n, 4995);
        let women = rows.iter().find(|row| row.stratum == "female").unwrap();
        assert_eq!(women.n, 2500);
        assert_eq!(rows.len(), 6 * RISKS.len());
    }

    #[test]
    fn intervals_are_quantiles_of_means_under_the_draws() {
        let ((draws, strata), columns) = (draws(), synthetic::columns(USUAL, PERSONS));
        let rows = draws.summary("usual", &columns, &strata);
        let row = rows.iter().find(|row| row.stratum == "male" && row.measure == "vte_symptomatic_risk").unwrap();
        let model = RiskModel::new(&synthetic::scenario(PERSONS, Sampler::Sobol));
        let (exposures, hazards) = (exposures(&columns), hazards(&columns));
        let mut means: Vec<f64> = link_draws(7, model.params())
            .iter()
            .map(|params| {
                let men = (1..PERSONS).step_by(2).map(|id| {
                    let (exposure, hazard) = (&exposures[id as usize], hazards[id as usize]);
                    risks(hazard, excess_ratio(exposure, params), params).symptomatic
                });
                men.sum::<f64>() / f64::from(PERSONS / 2)
            })
            .collect();
        means.sort_by(f64::total_cmp);
        assert_eq!(means.len(), LINK_DRAWS as usize);
        let (low, high) = row.estimate.interval.unwrap();
        // The quantiles are at positions 0.025 x 199 and 0.975 x 199.
        assert!((low / (0.025 * means[4] + 0.975 * means[5]) - 1.0).abs() < 1e-4, "{low}");
        assert!((high / (0.975 * means[194] + 0.025 * means[195]) - 1.0).abs() < 1e-4, "{high}");
        assert_eq!(row.estimate.method.map(Method::kind), Some("parameter"));
    }
}
