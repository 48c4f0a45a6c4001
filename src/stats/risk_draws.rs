//! Uncertainty of risks from the constants of stasis and of its link to clots: the risks of the nested sample under every draw.
//!
//! A mean of the sample under a draw is corrected by what is known of all people under the scenario's own constants (a regression
//! estimator): people who have a high risk under these constants mostly have a high risk under a draw.

use rayon::prelude::*;

use super::GroupSize;
use super::drawn::{Drawn, average, estimate, unknown};
use super::estimate::Estimate;
use super::groups::{Group, Strata};
use super::outcome::Outcome;
use super::row::{RowMaker, StatRow};
use super::sums::mean;
use crate::model::Params;
use crate::results::{ArmBlock, EVERYONE, Measure, NestedDoses, Statistic};
use crate::risk::{Exposure, Hazard, ParameterDraws, Risks, excess_ratio, risks};
use crate::scenario::Scenario;

/// Readers of the risks in the order of [`Measure::RISKS`].
const READ: [fn(&Risks) -> f64; 3] = [|risks| risks.symptomless, |risks| risks.symptomatic, |risks| risks.excess];
/// The risk by which arms are ranked.
pub const RANKED: Measure = Measure::VteSymptomaticExcessRisk;

/// Draws of the constants, and the doses of the nested sample.
#[derive(Clone, Debug)]
pub struct RiskDraws {
    draws: Vec<Params<f64>>,
    doses: NestedDoses,
    confidence: f64,
}

/// An arm whose risks are compared.
#[derive(Clone, Copy, Debug)]
pub struct DrawnArm<'a> {
    /// Its position in the scenario.
    pub arm: usize,
    /// Its name.
    pub id: &'a str,
    /// Outcomes of all people.
    pub columns: &'a ArmBlock,
}

/// A risk of a group in an arm.
struct GroupRisk {
    /// Its mean over all people of the group, under the scenario's own constants.
    mean: f64,
    /// Corrected risks of the nested people of the group. Their mean estimates the mean of all people of the group.
    drawn: Drawn,
}

/// The people of a group who are included in the statistics, by ascending id.
struct Members<'a> {
    group: &'a Group,
    ids: Vec<u32>,
    size: GroupSize,
}

impl RiskDraws {
    /// The draws of a scenario.
    pub fn new(scenario: &Scenario, doses: NestedDoses) -> Self {
        let draws = ParameterDraws::new(scenario).params();
        Self { draws, doses, confidence: scenario.design.confidence }
    }

    /// Rows of `summary` for one arm: the mean risks.
    pub fn summary(&self, arm: DrawnArm, strata: &Strata) -> Vec<StatRow> {
        let groups = strata.groups_of_arm(&arm.columns.eligible);
        let row = |(members, at): (&Members, usize)| {
            let risk = self.group_risk(arm, members, at)?;
            let estimate = self.estimate(risk.mean, &risk.drawn);
            Some(members.maker(arm.id, at).row(Statistic::Mean, estimate))
        };
        each_risk(&members(&groups, arm.columns, &[arm.columns], strata), row)
    }

    /// Rows of `contrasts` for one arm: differences and ratios of the mean risks.
    pub fn contrasts(&self, arm: DrawnArm, reference: DrawnArm, strata: &Strata) -> Vec<StatRow> {
        let groups = strata.groups_of_arm(&arm.columns.eligible);
        let rows = |(members, at): (&Members, usize)| {
            let (ours, theirs) = (self.group_risk(arm, members, at)?, self.group_risk(reference, members, at)?);
            let differences = ours.drawn.minus(&theirs.drawn);
            let difference = self.estimate(ours.mean - theirs.mean, &differences);
            let maker = members.maker(arm.id, at);
            Some([
                maker.row(Statistic::MeanDifference, difference),
                maker.row(Statistic::MeanRatio, self.ratio(&ours, &theirs)),
            ])
        };
        let rows = each_risk(&members(&groups, arm.columns, &[arm.columns, reference.columns], strata), rows);
        rows.into_iter().flatten().collect()
    }

    /// The mean of [`RANKED`] over all people in each draw; `None` if too few people were drawn.
    pub fn ranked(&self, arm: DrawnArm, strata: &Strata) -> Option<Vec<f64>> {
        let groups: Vec<Group> = strata.groups().into_iter().filter(|group| group.by == EVERYONE).collect();
        let members = members(&groups, arm.columns, &[arm.columns], strata);
        let at = Measure::RISKS.iter().position(|measure| *measure == RANKED)?;
        let risk = self.group_risk(arm, members.first()?, at).filter(|risk| risk.drawn.is_enough())?;
        Some(risk.drawn.means())
    }

    /// A risk of the members in an arm; `None` without members.
    fn group_risk(&self, arm: DrawnArm, members: &Members, at: usize) -> Option<GroupRisk> {
        let (column, read) = (arm.columns.measure(Measure::RISKS[at]), READ[at]);
        let of = |id: &u32| f64::from(column[*id as usize]);
        let sets = &self.doses.arms[arm.arm];
        let nested = sets.first().map_or(0, |[doses, ..]| doses.len());
        let ids: Vec<u32> = members.ids.iter().copied().take_while(|id| (*id as usize) < nested).collect();
        let all = mean(&members.ids, members.ids.iter().map(of))?;
        let own: Vec<f64> = ids.iter().map(of).collect();
        let of_draw = |(draw, params): (usize, &Params<f64>)| {
            let doses = &sets[draw % sets.len()];
            let risks = ids.iter().map(|id| read(&drawn_risks(arm.columns, doses, *id as usize, params)));
            corrected(&risks.collect::<Vec<f64>>(), &own, all)
        };
        let values = self.draws.par_iter().enumerate().map(of_draw).collect();
        Some(GroupRisk { mean: all, drawn: Drawn { values } })
    }

    fn estimate(&self, value: f64, drawn: &Drawn) -> Estimate {
        if !drawn.is_enough() {
            return unknown(value);
        }
        let undefined = self.draws.len() - drawn.values.len();
        estimate(value, &drawn.means_without_noise(), undefined, self.confidence)
    }

    /// Ratio of two means; it is not defined in draws in which the reference has no risk, or less than none.
    fn ratio(&self, ours: &GroupRisk, theirs: &GroupRisk) -> Estimate {
        if theirs.mean <= 0.0 {
            return Estimate::default();
        }
        let ratios = ours.drawn.over(&theirs.drawn);
        self.estimate(ours.mean / theirs.mean, &ratios)
    }
}

/// Adds to the intervals of constants the errors of the sample, which the rows of the same statistics about `people` have.
pub fn with_people(drawn: Vec<StatRow>, people: &[StatRow]) -> Vec<StatRow> {
    let same = |one: &StatRow, other: &StatRow| {
        (&one.arm, &one.stratum_by, &one.stratum, &one.measure, one.statistic)
            == (&other.arm, &other.stratum_by, &other.stratum, &other.measure, other.statistic)
    };
    let add = |row: StatRow| match people.iter().find(|other| same(&row, other)) {
        Some(other) => StatRow { estimate: row.estimate.and_people(&other.estimate), ..row },
        None => row,
    };
    drawn.into_iter().map(add).collect()
}

/// For each mean of a risk, or its difference or ratio, a row about the constants whose interval is unknown: it needs draws of the constants,
/// which are not in the tables of a run.
pub fn unknown_intervals(rows: &[StatRow]) -> Vec<StatRow> {
    let of_draws = |row: &&StatRow| {
        let mean = [Statistic::Mean, Statistic::MeanDifference, Statistic::MeanRatio].contains(&row.statistic);
        mean && Measure::RISKS.iter().any(|risk| risk.name() == row.measure)
    };
    let unknown = |row: &StatRow| Some(StatRow { estimate: unknown(row.estimate.value?), ..row.clone() });
    rows.iter().filter(of_draws).filter_map(unknown).collect()
}

/// The values of a draw, corrected by the known mean of all people under the scenario's own constants; `own` are the values of the same people
/// under these constants. The mean of the corrected values estimates the mean of all people under the draw.
fn corrected(drawn: &[f64], own: &[f64], mean_of_all: f64) -> Vec<f64> {
    let (drawn_mean, own_mean) = (average(drawn), average(own));
    let pairs = || drawn.iter().zip(own);
    let common: f64 = pairs().map(|(drawn, own)| (drawn - drawn_mean) * (own - own_mean)).sum();
    let squares: f64 = own.iter().map(|own| (own - own_mean) * (own - own_mean)).sum();
    let slope = if squares > 0.0 { common / squares } else { 1.0 };
    pairs().map(|(drawn, own)| drawn - slope * (own - mean_of_all)).collect()
}

/// The risks of a person under other constants.
fn drawn_risks(columns: &ArmBlock, doses: &[Vec<f32>; 3], person: usize, params: &Params<f64>) -> Risks {
    let [dose, vehicle, ordinary] = doses.each_ref().map(|column| f64::from(column[person]));
    let of = |measure: Measure| f64::from(columns.measures[measure as usize][person]);
    let hazard = Hazard {
        per_year: of(Measure::VteIncidencePerYear),
        lasting_per_year: of(Measure::VteLastingIncidencePerYear),
    };
    risks(hazard, excess_ratio(&Exposure::new(dose, vehicle, ordinary), params), params)
}

/// Applies a function to every group and every risk, by group and then by risk.
fn each_risk<T>(members: &[Members], make: impl Fn((&Members, usize)) -> Option<T>) -> Vec<T> {
    let pairs = members.iter().flat_map(|members| (0..READ.len()).map(move |at| (members, at)));
    pairs.filter_map(make).collect()
}

impl Members<'_> {
    /// Makes the rows about a risk.
    fn maker<'a>(&'a self, arm: &'a str, at: usize) -> RowMaker<'a> {
        RowMaker {
            arm,
            group: self.group,
            outcome: Outcome::Measure(Measure::RISKS[at]),
            n: self.ids.len(),
            n_events: None,
            size: self.size,
        }
    }
}

/// For each group: the people who count in all arms of `counting`.
fn members<'a>(groups: &'a [Group], arm: &ArmBlock, counting: &[&ArmBlock], strata: &Strata) -> Vec<Members<'a>> {
    let risk = Outcome::Measure(Measure::VteSymptomaticRisk);
    let counts = |person: usize| counting.iter().all(|columns| risk.value(columns, person).is_some());
    let of_group = |group: &'a Group| {
        let ids = (0u32..).zip(0..arm.valid.len());
        let ids = ids.filter(|(_, person)| group.holds(strata, &arm.eligible, *person) && counts(*person));
        let ids: Vec<u32> = ids.map(|(id, _)| id).collect();
        Members { group, size: GroupSize::of(&ids, strata.rows()), ids }
    };
    groups.iter().map(of_group).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::synthetic::{self, NO_OP, PUMPS, USUAL, scatter};
    use super::*;
    use crate::results::Method;
    use crate::risk::nested_sets;
    use crate::scenario::{Draws, Sampler};

    const PERSONS: u32 = 2000;

    /// Outcomes of an arm whose risks follow from its doses.
    fn columns(arm: usize, scenario: &Scenario) -> ArmBlock {
        let mut columns = synthetic::columns(arm, PERSONS);
        let doses = doses_of(arm, 1.0, PERSONS);
        for (measure, values) in [
            (Measure::VteIncidencePerYear, (0..PERSONS).map(hazard).collect()),
            (Measure::VteLastingIncidencePerYear, (0..PERSONS).map(hazard).collect::<Vec<f32>>()),
        ] {
            columns.measures[measure as usize] = values;
        }
        let params = scenario.params();
        for (measure, read) in Measure::RISKS.into_iter().zip(READ) {
            let risk = |person: usize| read(&drawn_risks(&columns, &doses, person, &params)) as f32;
            columns.measures[measure as usize] = (0..PERSONS as usize).map(risk).collect();
        }
        columns
    }

    fn hazard(id: u32) -> f32 {
        (1e-3 * libm::exp(3.0 * scatter(id, 11))) as f32
    }

    /// Doses of people, in a vehicle. Pumps leave a half of them.
    fn doses_of(arm: usize, factor: f64, people: u32) -> [Vec<f32>; 3] {
        let left = if arm == PUMPS { 0.5 } else { 1.0 };
        let doses: Vec<f32> = (0..people).map(|id| (factor * left * (0.2 + scatter(id, 12))) as f32).collect();
        [doses.clone(), doses, vec![0.0; people as usize]]
    }

    /// Draws of a study, and its groups. In set s all doses are multiplied by 1 + s / 64, those of pumps by its square.
    fn draws(people: u32) -> (Scenario, RiskDraws, Strata) {
        let mut scenario = synthetic::scenario(PERSONS, Sampler::Sobol);
        scenario.design.draws = Draws::Nested;
        let sets = nested_sets(&scenario).len();
        let factor = |arm: usize, set: usize| (1.0 + set as f64 / 64.0).powi(if arm == PUMPS { 2 } else { 1 });
        let of_arm = |arm| (0..sets).map(|set| doses_of(arm, factor(arm, set), people)).collect();
        let doses = NestedDoses { ids: 0..people, arms: [USUAL, NO_OP, PUMPS].map(of_arm).to_vec() };
        let strata = synthetic::strata(&scenario);
        (scenario.clone(), RiskDraws::new(&scenario, doses), strata)
    }

    fn contrasts(arm: usize, people: u32) -> Vec<StatRow> {
        let (scenario, draws, strata) = draws(people);
        let [ours, theirs] = [arm, USUAL].map(|arm| columns(arm, &scenario));
        let drawn = |arm, columns| DrawnArm { arm, id: "arm", columns };
        draws.contrasts(drawn(arm, &ours), drawn(USUAL, &theirs), &strata)
    }

    #[test]
    fn an_arm_that_does_nothing_differs_by_nothing_in_every_draw() {
        for row in contrasts(NO_OP, 128) {
            let nothing = if row.statistic == Statistic::MeanRatio { 1.0 } else { 0.0 };
            assert_eq!(
                (row.estimate.value, row.estimate.interval),
                (Some(nothing), Some((nothing, nothing))),
                "{row:?}"
            );
        }
    }

    #[test]
    fn few_people_have_no_interval_but_keep_their_value() {
        for row in contrasts(PUMPS, 15) {
            assert_eq!((row.estimate.interval, row.estimate.method), (None, Some(Method::ParameterDraws)), "{row:?}");
            assert!(row.estimate.value.is_some());
        }
        // Of 20 people, about ten are women.
        let known = |row: &StatRow| (row.stratum_by == "all") == row.estimate.interval.is_some();
        assert!(contrasts(PUMPS, 20).iter().filter(|row| ["all", "sex"].contains(&row.stratum_by.as_str())).all(known));
    }

    #[test]
    fn the_interval_of_a_ratio_is_that_of_the_draws() {
        let rows = contrasts(PUMPS, 256);
        let excess = |row: &&StatRow| row.measure == RANKED.name() && row.statistic == Statistic::MeanRatio;
        let row = rows.iter().find(|row| excess(row) && row.stratum == "all").unwrap();
        // The ratio is 0.5 (1 + s / 64) for the sets 0 to 63; one in ten people does not pump.
        let (low, high) = row.estimate.interval.unwrap();
        assert!((0.5..0.53).contains(&low) && (0.95..1.0).contains(&high), "{low} {high}");
        assert_eq!(row.n, PERSONS - 2, "who is invalid in the arm is left out of both");
    }

    #[test]
    fn a_small_sample_is_corrected_by_all_people() {
        let (scenario, draws, strata) = draws(64);
        let columns = columns(USUAL, &scenario);
        let rows = draws.summary(DrawnArm { arm: USUAL, id: "usual", columns: &columns }, &strata);
        let row = rows.iter().find(|row| row.stratum == "all" && row.measure == "vte_symptomatic_risk").unwrap();
        let middle = draws.ranked(DrawnArm { arm: USUAL, id: "usual", columns: &columns }, &strata).unwrap();
        // What all people have under each draw, computed without a sample.
        let all: Vec<f64> = draws
            .draws
            .iter()
            .enumerate()
            .map(|(draw, params)| {
                let doses = doses_of(USUAL, 1.0 + (draw % 64) as f64 / 64.0, PERSONS);
                average(
                    &(0..PERSONS as usize)
                        .map(|id| drawn_risks(&columns, &doses, id, params).excess)
                        .collect::<Vec<_>>(),
                )
            })
            .collect();
        for (ours, exact) in middle.iter().zip(all) {
            assert!((ours / exact - 1.0).abs() < 0.05, "{ours} {exact}");
        }
        assert!(
            row.estimate
                .interval
                .is_some_and(|(low, high)| low < row.estimate.value.unwrap() && row.estimate.value.unwrap() < high)
        );
    }
}
