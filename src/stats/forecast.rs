//! Monte Carlo errors of a run before it is simulated, from a pilot with the first of its people.

use super::{Reached, StatRow, Strata, contrast_arm, summarize_arm};
use crate::results::{ArmBlock, EVERYONE, Measure, Statistic};
use crate::scenario::{Flag, Sampler, Scenario};

/// What a pilot says about the Monte Carlo errors of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Number of people of the pilot.
    pub pilot: u32,
    /// Number of people for whom errors are predicted: those of the scenario.
    pub persons: u32,
    /// The predicted errors, by arm, then by outcome.
    pub errors: Vec<PredictedError>,
    /// The median of error over sd / sqrt(n) in the pilot: below 1 if the sampler is more precise than independent people. `None` if no
    /// error is known.
    pub gain: Option<f64>,
    /// Number of people for the precision that the scenario requires; `None` if it requires none.
    pub needed: Option<u32>,
}

/// The predicted Monte Carlo error of a statistic.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictedError {
    /// Position of the arm.
    pub arm: usize,
    /// The outcome.
    pub measure: String,
    /// A difference from the reference; in studies with one arm, a mean or a share.
    pub statistic: Statistic,
    /// Unit of the error.
    pub unit: &'static str,
    /// The standard error with the people of the scenario; `None` if the pilot does not show it, for example because no person of it changes.
    pub error: Option<f64>,
}

/// The statistics that are predicted: main outcomes as numbers, flags as shares.
const OF_NUMBERS: [Statistic; 2] = [Statistic::MeanDifference, Statistic::Mean];
const OF_FLAGS: [Statistic; 2] = [Statistic::RiskDifference, Statistic::Risk];

/// Predicts the Monte Carlo errors of a run. `pilot` has the results of its first people in every arm; `outcomes` are the numbers that are
/// predicted, besides all flags.
///
/// The error is that of the pilot times sqrt(people of the pilot / people of the run). Random people follow this law. The error of Sobol
/// points falls at least as fast, so the prediction is an upper limit for them.
pub fn forecast(scenario: &Scenario, pilot: &[ArmBlock], outcomes: &[Measure]) -> Forecast {
    let people = pilot.first().map_or(0, ArmBlock::people) as u32;
    let (summary, contrasts) = rows(scenario, pilot);
    let rows = if scenario.arms.len() > 1 { &contrasts } else { &summary };
    let shrink = libm::sqrt(f64::from(people) / f64::from(scenario.design.persons.max(1)));
    let flags = scenario.outcomes.flags.iter().map(|Flag { id, .. }| (id.as_str(), OF_FLAGS));
    let wanted: Vec<(&str, [Statistic; 2])> =
        outcomes.iter().map(|measure| (measure.name(), OF_NUMBERS)).chain(flags).collect();
    let mut errors = Vec::new();
    for (arm, of) in scenario.arms.iter().enumerate() {
        for (measure, statistics) in &wanted {
            let is =
                |row: &&StatRow| row.arm == of.id && row.measure == *measure && statistics.contains(&row.statistic);
            errors.extend(rows.iter().find(is).map(|row| PredictedError {
                arm,
                measure: row.measure.clone(),
                statistic: row.statistic,
                unit: row.unit,
                error: row.estimate.mcse.filter(|error| *error > 0.0).map(|error| shrink * error),
            }));
        }
    }
    let small =
        Scenario { design: crate::scenario::Design { persons: people, ..scenario.design.clone() }, ..scenario.clone() };
    let needed = Reached::of(&small, &summary, &contrasts).filter(|reached| reached.mcse.is_some());
    Forecast {
        pilot: people,
        persons: scenario.design.persons,
        gain: gain(scenario, pilot, rows, &wanted),
        errors,
        needed: needed.map(|reached| reached.needed()),
    }
}

/// The rows of everyone in `summary` and in `contrasts`.
fn rows(scenario: &Scenario, pilot: &[ArmBlock]) -> (Vec<StatRow>, Vec<StatRow>) {
    let (strata, reference) = (Strata::of(Vec::new(), Vec::new()), scenario.reference_arm());
    let mut all = (Vec::new(), Vec::new());
    for (arm, block) in pilot.iter().enumerate() {
        all.0.extend(summarize_arm(scenario, arm, block, &strata));
        if arm != reference {
            all.1.extend(contrast_arm(scenario, arm, block, &pilot[reference], &strata));
        }
    }
    all.0.retain(|row| row.stratum_by == EVERYONE);
    all.1.retain(|row| row.stratum_by == EVERYONE);
    all
}

/// Median over the predicted statistics of their errors in the pilot, divided by those of independent people.
fn gain(scenario: &Scenario, pilot: &[ArmBlock], rows: &[StatRow], wanted: &[(&str, [Statistic; 2])]) -> Option<f64> {
    let mut independent = scenario.clone();
    independent.design.sampler = Sampler::Random;
    let (summary, contrasts) = self::rows(&independent, pilot);
    let others = summary.iter().chain(&contrasts);
    let mut ratios = Vec::new();
    for row in
        rows.iter().filter(|row| wanted.iter().any(|(name, of)| row.measure == *name && of.contains(&row.statistic)))
    {
        let like = |other: &&StatRow| {
            (&other.arm, &other.measure) == (&row.arm, &row.measure) && other.statistic == row.statistic
        };
        let other = others.clone().find(like).and_then(|other| other.estimate.mcse).filter(|error| *error > 0.0);
        ratios.extend(row.estimate.mcse.zip(other).map(|(error, other)| error / other));
    }
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::stats::synthetic::{self, NO_OP, PUMPS};

    const PERSONS: u32 = 20_000;

    /// The forecast from a pilot, and the errors of the whole run.
    fn predicted(sampler: Sampler, pilot: u32) -> (Forecast, Vec<StatRow>) {
        let scenario = synthetic::scenario(PERSONS, sampler);
        let blocks = |people| (0..3).map(|arm| synthetic::columns(arm, people)).collect::<Vec<ArmBlock>>();
        let forecast = forecast(&scenario, &blocks(pilot), &[Measure::EdemaMl, Measure::StasisDose]);
        (forecast, rows(&scenario, &blocks(PERSONS)).1)
    }

    #[test]
    fn the_error_of_random_people_is_predicted() {
        let (forecast, rows) = predicted(Sampler::Random, 512);
        assert_eq!((forecast.pilot, forecast.persons), (512, PERSONS));
        assert!(forecast.gain.is_some_and(|gain| (gain - 1.0).abs() < 1e-12), "{:?}", forecast.gain);
        let mut compared = 0;
        for PredictedError { arm, measure, statistic, error, .. } in &forecast.errors {
            let of = ["usual", "no_op", "pumps"][*arm];
            let row = rows.iter().find(|row| row.arm == of && row.measure == *measure && row.statistic == *statistic);
            let truth = row.unwrap().estimate.mcse.unwrap();
            match error {
                Some(error) => {
                    assert!((error / truth).max(truth / error) < 1.3, "{of} {measure}: {error}, in fact {truth}");
                    compared += 1;
                }
                None => assert_eq!(truth, 0.0, "{of} {measure}"),
            }
        }
        assert_eq!(compared, 3, "two outcomes and one flag differ, in one arm");
        assert!(forecast.errors.iter().all(|error| error.arm == NO_OP || error.arm == PUMPS));
    }

    #[test]
    fn a_required_precision_needs_people() {
        let mut scenario = synthetic::scenario(PERSONS, Sampler::Random);
        let of = (Statistic::MeanDifference, "edema_ml".to_owned());
        scenario.design.precision =
            Some(crate::scenario::Precision { statistic: of.0, column: of.1, mcse_max: 0.1, persons_max: 1 << 30 });
        let pilot: Vec<ArmBlock> = (0..3).map(|arm| synthetic::columns(arm, 512)).collect();
        let forecast = forecast(&scenario, &pilot, &[Measure::EdemaMl]);
        let error = forecast.errors.iter().find(|error| error.arm == PUMPS).and_then(|error| error.error).unwrap();
        let expected = f64::from(PERSONS) * (error / 0.1) * (error / 0.1);
        let needed = f64::from(forecast.needed.unwrap());
        assert!(needed > expected && needed < 1.1 * expected + 4096.0, "{needed}, expected {expected}");
    }
}
