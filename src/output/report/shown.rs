//! The outcomes that the report compares between arms, and how their numbers are shown.

use super::read::{Covers, Row, Rows, is_risk};
use super::words::{self, decimals, interval, label, number, signed};
use crate::output::headline::PER;
use crate::results::{Measure, Statistic};
use crate::scenario::{Draws, InterventionKind, Scenario};

/// Shares below this in every arm are rare: they are shown per 100,000 people.
const RARE: f64 = 0.005;

/// Unit of rare events.
const PER_WORDS: &str = "per 100,000 people";

/// An outcome, and how it is shown.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// Its column.
    pub(super) column: String,
    /// Its name for people.
    pub(super) label: String,
    /// Unit of the shown numbers.
    pub(super) unit: String,
    /// Unit of shown differences.
    pub(super) difference_unit: String,
    /// Factor from the tables to the shown numbers.
    pub(super) factor: f64,
    /// The statistic of one arm.
    pub(super) level: Statistic,
    /// The statistic of an arm against the reference.
    pub(super) difference: Statistic,
}

impl Shown {
    /// A built-in outcome.
    pub(super) fn measure(measure: Measure) -> Self {
        let (factor, unit) = if is_risk(measure.name()) { (PER, PER_WORDS) } else { (1.0, measure.unit()) };
        let shown = Self::number(measure.name(), unit, factor);
        Self { label: words::measure(measure), ..shown }
    }

    fn number(column: &str, unit: &str, factor: f64) -> Self {
        Self {
            column: column.to_owned(),
            label: label(column, unit),
            unit: unit.to_owned(),
            difference_unit: unit.to_owned(),
            factor,
            level: Statistic::Mean,
            difference: Statistic::MeanDifference,
        }
    }

    /// The share of people with a flag.
    pub(super) fn flag(scenario: &Scenario, summary: &Rows, id: &str) -> Self {
        let shares = scenario.arms.iter().filter_map(|arm| summary.of_all(&arm.id, id, Statistic::Risk));
        let is_rare = shares.fold(0.0, |most: f64, row| most.max(row.value)) < RARE;
        let (factor, unit, difference_unit) =
            if is_rare { (PER, PER_WORDS, PER_WORDS) } else { (100.0, "%", "percentage points") };
        Self {
            column: id.to_owned(),
            label: label(id, ""),
            unit: unit.to_owned(),
            difference_unit: difference_unit.to_owned(),
            factor,
            level: Statistic::Risk,
            difference: Statistic::RiskDifference,
        }
    }

    /// The outcome that the report is mainly about.
    pub(super) fn primary(scenario: &Scenario) -> Self {
        Self::measure(main_outcome(scenario))
    }

    /// Swelling, flags, excess clots with symptoms, stasis, and what training changes: what the figures show.
    pub(super) fn main(scenario: &Scenario, summary: &Rows) -> Vec<Self> {
        let flags = scenario.outcomes.flags.iter().map(|flag| Self::flag(scenario, summary, &flag.id));
        let first = [Self::primary(scenario)].into_iter();
        let trained: &[Measure] = match trains(scenario) {
            true => &[Measure::CalfStrengthRel, Measure::EjectionFractionPct],
            false => &[],
        };
        let host = [Measure::VteSymptomaticExcessRisk, Measure::StasisDose];
        first.chain(flags).chain(host.iter().chain(trained).map(|measure| Self::measure(*measure))).collect()
    }

    /// The measurements of the scenario.
    pub(super) fn measurements(scenario: &Scenario) -> Vec<Self> {
        scenario.measurements.iter().map(|one| Self::number(&one.id, one.unit(), 1.0)).collect()
    }

    /// Label and unit.
    pub(super) fn heading(&self) -> String {
        words::with_unit(&self.label, &self.unit)
    }

    /// What an interval of this outcome covers, in a sentence.
    pub(super) fn note(&self, scenario: &Scenario) -> &'static str {
        match scenario.design.draws {
            Draws::Repeated(_) => "Intervals cover the constants that were drawn, not other errors of the model.",
            Draws::Nested if is_risk(&self.column) => {
                "Intervals cover uncertain constants of stasis and of its link to clots, not errors of the model."
            }
            Draws::Nested | Draws::Off => "Intervals cover only the choice of simulated people.",
        }
    }

    /// The row of an arm.
    pub(super) fn level<'a>(&self, summary: &'a Rows, arm: &str) -> Option<&'a Row> {
        known(summary.of_all(arm, &self.column, self.level))
    }

    /// The row of a group in an arm.
    pub(super) fn level_in<'a>(&self, summary: &'a Rows, arm: &str, group: (&str, &str)) -> Option<&'a Row> {
        known(summary.find(arm, group, &self.column, self.level))
    }

    /// The row of an arm against the reference, of everyone.
    pub(super) fn difference<'a>(&self, rows: &'a Rows, arm: &str) -> Option<&'a Row> {
        known(rows.of_all(arm, &self.column, self.difference))
    }

    /// The same of a group.
    pub(super) fn difference_in<'a>(&self, rows: &'a Rows, arm: &str, group: (&str, &str)) -> Option<&'a Row> {
        known(rows.find(arm, group, &self.column, self.difference))
    }

    /// The value of a row as it is shown.
    pub(super) fn value(&self, row: &Row) -> f64 {
        self.factor * row.value
    }

    /// The interval of a row as it is shown.
    pub(super) fn interval(&self, row: &Row) -> Option<(f64, f64)> {
        row.known_interval().map(|(low, high)| (self.factor * low, self.factor * high))
    }

    /// Number of decimals for rows that are shown together.
    pub(super) fn decimals<'a>(&self, rows: impl IntoIterator<Item = &'a Row>) -> usize {
        let most = if self.factor == PER { 2 } else { 4 };
        decimals(rows.into_iter().map(|row| self.value(row))).min(most)
    }
}

/// Edema; or, if an arm changes ordinary days, all fluid, because such an arm begins the timeline with another amount.
pub fn main_outcome(scenario: &Scenario) -> Measure {
    if changes_days(scenario) { Measure::SwellingMl } else { Measure::EdemaMl }
}

fn changes_days(scenario: &Scenario) -> bool {
    let changes = |kind: &InterventionKind| matches!(kind, InterventionKind::Habit(_) | InterventionKind::Training(_));
    scenario.interventions.iter().any(|one| changes(&one.kind))
}

fn trains(scenario: &Scenario) -> bool {
    scenario.interventions.iter().any(|one| matches!(one.kind, InterventionKind::Training(_)))
}

/// "−45.2 mL (95 % interval −45.4 to −45.0)" of a difference.
pub(super) fn difference_words(shown: &Shown, row: &Row, level: &str) -> String {
    let usual = shown.decimals([row]).max(1);
    let is_hidden = row.value != 0.0 && shown.value(row).abs() < 0.5 * libm::pow(0.1, usual as f64);
    let decimals = if is_hidden { decimals([shown.value(row)]) } else { usual };
    let value = signed(shown.value(row), decimals);
    let of = match row.covers {
        Covers::Constants => " over uncertain constants",
        Covers::People | Covers::Published | Covers::Nothing => "",
    };
    match shown.interval(row) {
        Some(ends) => {
            format!("{value} {} ({level} interval{of} {})", shown.difference_unit, interval(ends, decimals))
        }
        None => format!("{value} {} (its interval is unknown)", shown.difference_unit),
    }
}

/// A value with its unit.
pub(super) fn level_words(shown: &Shown, row: &Row) -> String {
    let value = shown.value(row);
    format!("{} {}", number(value, decimals([value])), shown.unit)
}

fn known(row: Option<&Row>) -> Option<&Row> {
    row.filter(|row| row.value.is_finite())
}
