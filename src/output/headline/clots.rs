//! The expected clots: those with symptoms, and those that a screening finds.

use super::{Results, find};
use crate::output::screen::{NO_DIFFERENCE, difference, fixed, paragraph, people_to_treat};
use crate::results::{Measure, Method, Statistic};
use crate::scenario::{Arm, Draws, Published, published};
use crate::stats::{Estimate, RankRow, StatRow, number_needed_to_treat};

/// Number of people to which the printed numbers of clots refer.
pub(in crate::output) const PER: f64 = 1e5;

/// What the numbers of clots rest on.
pub(in crate::output) const BASIS: &str = "Swelling was calibrated to measurements in people. Clots rest on assumptions about stasis, fitted to a few \
published rates; no trial counted clots in travelers who pump or walk.";

pub(in crate::output) const CLOTS_TITLE: &str = "Expected clots per 100,000 people; those with symptoms within 8 weeks";

const TO_TREAT: &str = "NNT: number of people who must do what the arm asks for, compared with the reference, for one clot with symptoms fewer.";

/// Smallest share of draws that is printed.
const LEAST_SHARE: f64 = 0.005;

/// The table with what it rests on, and with what trials found.
pub(super) fn table(results: &Results<'_>) -> String {
    let [screened, total, excess] = Measure::RISKS;
    let mut table = results
        .arms()
        .column("with symptoms", results.cells(|arm| results.clots(arm, total, 1)))
        .column("of these excess", results.cells(|arm| results.clots(arm, excess, 1)));
    let compares = results.scenario.arms.len() > 1;
    if compares {
        table = table
            .column("excess vs reference", results.cells(|arm| results.fewer(arm, excess)))
            .column("NNT", results.cells(|arm| results.to_treat_for_clots(arm, excess)));
    }
    table = table.column("found by screening", results.cells(|arm| results.clots(arm, screened, 0)));
    let notes: &[&str] = if compares { &[BASIS, TO_TREAT] } else { &[BASIS] };
    format!("{}{}{}", results.titled(CLOTS_TITLE, notes, &table), results.fewest(), results.beside())
}

/// Of rows that differ in what their intervals are about, the one about constants.
fn about_constants(row: &&StatRow) -> bool {
    row.estimate.method == Some(Method::ParameterDraws)
}

impl Results<'_> {
    /// The row about constants; if constants were not drawn, the row about people without its interval, which would look like all of the
    /// uncertainty.
    fn drawn(&self, rows: &[StatRow], arm: &Arm, measure: Measure, statistic: Statistic) -> Estimate {
        let own = || find(rows, arm, measure.name(), statistic).map(|row| Estimate { interval: None, ..row.estimate });
        let drawn = find(rows.iter().filter(about_constants), arm, measure.name(), statistic).map(|row| row.estimate);
        drawn.or_else(own).unwrap_or_default()
    }

    /// Expected clots, with the interval from uncertain constants.
    fn clots(&self, arm: &Arm, measure: Measure, decimals: usize) -> String {
        fixed(self.drawn(&self.finished.summary, arm, measure, Statistic::Mean), PER, decimals)
    }

    fn change(&self, arm: &Arm, measure: Measure) -> Estimate {
        self.drawn(&self.finished.contrasts, arm, measure, Statistic::MeanDifference)
    }

    /// Difference from the reference, with the interval from uncertain constants.
    fn fewer(&self, arm: &Arm, measure: Measure) -> String {
        let change = self.change(arm, measure);
        let drawn = self.scenario.design.draws != Draws::Off;
        let unknown = drawn && change.interval.is_none() && !matches!(change.value, None | Some(0.0));
        let words = if unknown { " [unknown]" } else { "" };
        self.versus(arm, || format!("{}{words}", difference(change, PER, 1)))
    }

    fn to_treat_for_clots(&self, arm: &Arm, measure: Measure) -> String {
        let change = self.change(arm, measure);
        self.versus(arm, || match change.value {
            Some(0.0) => NO_DIFFERENCE.to_owned(),
            _ => people_to_treat(number_needed_to_treat(change), change),
        })
    }

    /// How often each arm has the fewest excess clots; empty if constants were not drawn.
    fn fewest(&self) -> String {
        let ranking = &self.finished.ranking;
        let mut first: Vec<RankRow> = ranking.rows().filter(|row| row.rank == 1 && row.share >= LEAST_SHARE).collect();
        first.sort_by(|one, other| other.share.total_cmp(&one.share));
        let label = |row: &RankRow| format!("{} {:.0} %", self.scenario.arms[row.arm].label, 100.0 * row.share);
        let words: Vec<String> = first.iter().map(label).collect();
        if words.is_empty() {
            return String::new();
        }
        let (draws, words) = (ranking.draws(), words.join(", "));
        let text = format!("Fewest excess clots, share of {draws} draws of the uncertain constants: {words}.");
        paragraph(&text, self.width)
    }

    /// What trials and cohorts found about clots in arms like these; empty if nothing is known. Only the first study of an arm and an
    /// outcome is printed.
    fn beside(&self) -> String {
        let of_clots = |row: &Published| Measure::RISKS.iter().any(|risk| risk.name() == row.trial.outcome);
        let mut rows: Vec<Published> = published(self.scenario).into_iter().filter(of_clots).collect();
        rows.dedup_by_key(|row| (row.arm.id.clone(), row.trial.outcome.clone()));
        let lines: String = rows.iter().map(|row| paragraph(&self.published(row), self.width)).collect();
        match lines.is_empty() {
            true => lines,
            false => format!("\n{}{lines}", paragraph("Published ratios beside those of this run", self.width)),
        }
    }

    fn published(&self, Published { arm, trial }: &Published) -> String {
        let interval = trial.interval().map_or(String::new(), |(low, high)| format!(" [{low}, {high}]"));
        let rows = self.finished.contrasts.iter().filter(about_constants);
        let ours = find(rows, arm, &trial.outcome, Statistic::MeanRatio).map(|row| row.estimate);
        let ours = ours
            .filter(|ours| ours.interval.is_some())
            .map_or("unknown".to_owned(), |ours| format!("x {}", fixed(ours, 1.0, 2)));
        format!(
            "{}: {} x {}{interval}, here {ours}. {} ({})",
            arm.label, trial.outcome, trial.value, trial.source, trial.id
        )
    }
}
