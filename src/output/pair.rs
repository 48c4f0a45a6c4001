//! Statistics of an arm against any other arm of the same run, with the methods of the contrasts of a run.

use super::reread::{Outcomes, ReadError};
use crate::results::{Measure, NestedDoses};
use crate::scenario::Scenario;
use crate::stats::{DrawnArm, Pooled, RiskDraws, StatRow, Strata, contrast_arm, with_people};

/// The outcomes from which the risks of a draw of the constants follow.
pub(super) const DRAWN_FROM: [Measure; 5] = [
    Measure::VteIncidencePerYear,
    Measure::VteLastingIncidencePerYear,
    Measure::RISKS[0],
    Measure::RISKS[1],
    Measure::RISKS[2],
];

/// Two arms of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Position of the arm.
    pub(super) arm: usize,
    /// Position of the arm with which it is compared.
    pub(super) reference: usize,
}

/// Compares two arms person by person: rows about the people, and rows about the constants if there are doses of the nested sample.
pub(super) fn contrast_pair(
    scenario: &Scenario,
    pair: Pair,
    outcomes: &Outcomes,
    strata: &Strata,
    doses: Option<&NestedDoses>,
) -> Result<Vec<StatRow>, ReadError> {
    let nested = doses.map(|doses| RiskDraws::new(scenario, doses.clone()));
    let mut pooled = Pooled::new(scenario.design.confidence);
    for draw in 0..scenario.design.draws.repeats() {
        let (columns, reference) = (outcomes.arm(draw, pair.arm)?, outcomes.arm(draw, pair.reference)?);
        let mut rows = contrast_arm(scenario, pair.arm, &columns, &reference, strata);
        if let Some(nested) = &nested {
            let arm = DrawnArm { arm: pair.arm, id: &scenario.arms[pair.arm].id, columns: &columns };
            let usual = DrawnArm { arm: pair.reference, id: &scenario.arms[pair.reference].id, columns: &reference };
            rows.extend(with_people(nested.contrasts(arm, usual, strata), &rows));
        }
        pooled.push(rows);
    }
    Ok(pooled.rows())
}
