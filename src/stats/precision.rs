//! Whether a statistic is as precise as the scenario requires, and how many people that precision needs.

use super::StatRow;
use crate::results::{EVERYONE, Statistic, TILE};
use crate::scenario::{Precision, Scenario};

/// Safety factor on the number of people: the Monte Carlo error from which it is computed is itself an estimate.
const SPARE: f64 = 1.1;
/// Factor on the number of people if there are too few people to estimate the error at all.
const UNKNOWN: f64 = 4.0;

/// The precision of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The precision that the scenario requires.
    pub asked: Precision,
    /// Number of people in the run.
    pub persons: u32,
    /// The largest Monte Carlo error of all arms, in the unit of the statistic; `None` if an arm has no error.
    pub mcse: Option<f64>,
    /// The unit; empty for shares, and where the error is unknown.
    pub unit: &'static str,
}

impl Reached {
    /// Finds the precision in these rows of `summary` and `contrasts`; `None` if the scenario requires no precision.
    pub fn of(scenario: &Scenario, summary: &[StatRow], contrasts: &[StatRow]) -> Option<Self> {
        let asked = scenario.design.precision.clone()?;
        let rows = if asked.statistic.subject().is_contrast() { contrasts } else { summary };
        let rows: Vec<&StatRow> = scenario.arms.iter().filter_map(|arm| row_of(rows, &arm.id, &asked)).collect();
        let errors: Option<Vec<f64>> = rows.iter().map(|row| error(row)).collect();
        let mcse = errors.filter(|errors| !errors.is_empty()).map(|errors| errors.into_iter().fold(0.0, f64::max));
        let unit = rows.first().map_or("", |row| row.unit);
        Some(Self { persons: scenario.design.persons, mcse, unit: if unit == "1" { "" } else { unit }, asked })
    }

    /// Whether the error is as small as required.
    pub fn is_met(&self) -> bool {
        self.mcse.is_some_and(|mcse| mcse <= self.asked.mcse_max)
    }

    /// Number of people for the next attempt, from an error that falls with the square root of their number. `None` if the error is
    /// already small enough or if no more people are allowed.
    pub fn next(&self) -> Option<u32> {
        (!self.is_met() && self.persons < self.asked.persons_max).then(|| self.needed().min(self.asked.persons_max))
    }

    /// Number of people that the required precision needs, even if it is more than allowed. Above one tile it is rounded to whole tiles.
    pub fn needed(&self) -> u32 {
        let factor =
            self.mcse.map_or(UNKNOWN, |mcse| SPARE * (mcse / self.asked.mcse_max) * (mcse / self.asked.mcse_max));
        let persons = libm::ceil(f64::from(self.persons) * factor) as u32;
        let whole = persons.checked_next_multiple_of(TILE as u32).unwrap_or(u32::MAX);
        if persons > TILE as u32 { whole } else { persons }
    }
}

/// The row for everyone in an arm. Statistics of clots have two rows; the first is about people, the second about the constants.
fn row_of<'a>(rows: &'a [StatRow], arm: &str, asked: &Precision) -> Option<&'a StatRow> {
    rows.iter().find(|row| {
        row.arm == arm && row.stratum_by == EVERYONE && row.measure == asked.column && row.statistic == asked.statistic
    })
}

/// Monte Carlo error of the row. If all `n` people or none of them have a flag, the error cannot be estimated; it is then set to 1 / `n`.
fn error(row: &StatRow) -> Option<f64> {
    let is_share = matches!(row.statistic, Statistic::Risk | Statistic::RiskDifference);
    row.estimate.mcse.map(|mcse| if is_share && mcse == 0.0 { 1.0 / f64::from(row.n.max(1)) } else { mcse })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::Sampler;
    use crate::stats::synthetic::{self, NO_OP, PUMPS, USUAL};
    use crate::stats::{contrast_arm, summarize_arm};

    const PERSONS: u32 = 4000;

    fn reached(statistic: Statistic, column: &str, mcse_max: f64) -> Reached {
        let mut scenario = synthetic::scenario(PERSONS, Sampler::Random);
        scenario.design.precision =
            Some(Precision { statistic, column: column.to_owned(), mcse_max, persons_max: 60_000 });
        let strata = synthetic::strata(&scenario);
        let columns = [USUAL, NO_OP, PUMPS].map(|arm| synthetic::columns(arm, PERSONS));
        let summary: Vec<StatRow> =
            (0..3).flat_map(|arm| summarize_arm(&scenario, arm, &columns[arm], &strata)).collect();
        let contrasts: Vec<StatRow> =
            (1..3).flat_map(|arm| contrast_arm(&scenario, arm, &columns[arm], &columns[USUAL], &strata)).collect();
        Reached::of(&scenario, &summary, &contrasts).unwrap()
    }

    #[test]
    fn the_worst_arm_counts() {
        // Values are 20 to 120 mL in the usual arm (sd 28.9 mL). In the helping arm people differ more from each other, but values are
        // lower.
        let usual = reached(Statistic::Mean, "edema_ml", 0.1);
        assert!((usual.mcse.unwrap() / (28.87 / libm::sqrt(f64::from(PERSONS))) - 1.0).abs() < 0.2, "{usual:?}");
        assert_eq!((usual.unit, usual.persons, usual.is_met()), ("mL", PERSONS, false));
        let difference = reached(Statistic::MeanDifference, "edema_ml", 0.1);
        assert!(difference.mcse.unwrap() > 0.0, "the arm that changes nothing is not the worst");
    }

    #[test]
    fn people_follow_the_root_of_their_number_in_whole_tiles() {
        let at = |mcse, persons| Reached { mcse, persons, ..reached(Statistic::Mean, "edema_ml", 0.1) };
        assert_eq!(at(Some(0.1), 100).next(), None, "the error is as small as required");
        assert!(matches!(at(Some(0.2), 100).next(), Some(440 | 441)), "the number is rounded to whole tiles");
        assert_eq!(at(Some(0.2), 1000).next(), Some(8192));
        assert_eq!(at(Some(0.2), 59_999).next(), Some(60_000));
        assert_eq!(at(Some(0.2), 60_000).next(), None, "no more people are allowed");
        assert_eq!(at(None, 1).next(), Some(4));
        assert_eq!(at(Some(1e30), 100).next(), Some(60_000));
        assert!(at(Some(0.100_000_1), 3).next().unwrap() > 3, "always more");
    }

    #[test]
    fn what_nobody_has_is_not_known_exactly() {
        let nobody = reached(Statistic::Risk, "flow_under_0", 1e-4);
        assert!(nobody.mcse.unwrap() >= 1.0 / f64::from(PERSONS), "{nobody:?}");
        assert!(!nobody.is_met());
        assert!(reached(Statistic::Risk, "flow_under_0", 1e-3).is_met());
    }
}
