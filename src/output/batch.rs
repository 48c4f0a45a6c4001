//! The table of the main results of several scenarios.

use super::headline::{self, BASIS, PER};
use super::report::main_outcome;
use super::screen::{ScreenTable, difference, fixed, paragraph};
use super::{Finished, STATEMENT};
use crate::results::{Measure, Method, Statistic};
use crate::scenario::{Arm, Scenario};
use crate::stats::{Estimate, StatRow};

/// The main results of an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct ArmResult {
    label: String,
    is_reference: bool,
    outcome: Measure,
    mean: Estimate,
    change: Estimate,
    /// Difference of the excess clots; the interval is about the constants.
    clots: Estimate,
}

/// The main results of every arm of a run.
pub fn arm_results(scenario: &Scenario, finished: &Finished) -> Vec<ArmResult> {
    let (outcome, excess) = (main_outcome(scenario), Measure::VteSymptomaticExcessRisk);
    let (summary, contrasts) = (&finished.summary, &finished.contrasts);
    let drawn = contrasts.iter().filter(|row| row.estimate.method == Some(Method::ParameterDraws));
    let of = |arm: &Arm| ArmResult {
        label: arm.label.clone(),
        is_reference: arm.reference,
        outcome,
        mean: find(summary, arm, outcome, Statistic::Mean),
        change: find(contrasts, arm, outcome, Statistic::MeanDifference),
        clots: find(drawn.clone(), arm, excess, Statistic::MeanDifference),
    };
    scenario.arms.iter().map(of).collect()
}

fn find<'a>(
    rows: impl IntoIterator<Item = &'a StatRow>,
    arm: &Arm,
    measure: Measure,
    statistic: Statistic,
) -> Estimate {
    headline::find(rows, arm, measure.name(), statistic).map(|row| row.estimate).unwrap_or_default()
}

/// One table of the main results of several scenarios, with their names; empty without results. Lines have at most `width` characters.
pub fn batch_table(scenarios: &[(String, Vec<ArmResult>)], width: usize) -> String {
    let rows: Vec<(&String, &ArmResult)> =
        scenarios.iter().flat_map(|(name, arms)| arms.iter().map(move |arm| (name, arm))).collect();
    if rows.is_empty() {
        return String::new();
    }
    let versus = |arm: &ArmResult, words: String| if arm.is_reference { "reference".to_owned() } else { words };
    let cells = |cell: &dyn Fn(&ArmResult) -> String| rows.iter().map(|(_, arm)| cell(arm)).collect::<Vec<String>>();
    let table = ScreenTable::new("scenario", rows.iter().map(|(name, _)| (*name).clone()))
        .label("arm", cells(&|arm| arm.label.clone()))
        .column("outcome", cells(&|arm| arm.outcome.name().to_owned()))
        .column("mean", cells(&|arm| fixed(Estimate { interval: None, ..arm.mean }, 1.0, 1)))
        .column("vs reference [interval]", cells(&|arm| versus(arm, difference(arm.change, 1.0, 1))))
        .column("clots vs reference [interval]", cells(&|arm| versus(arm, difference(arm.clots, PER, 1))));
    let clots = format!("Clots: difference of the excess with symptoms per 100,000 people. {BASIS}");
    let main =
        "The main outcome is swelling_ml where an arm changes ordinary days, otherwise edema_ml (mL of one lower leg).";
    let notes = [main, &clots, STATEMENT].map(|note| paragraph(note, width));
    format!("{}{}", table.text(width), notes.concat())
}
