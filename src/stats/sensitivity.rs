//! Rank correlations (Spearman) of outcomes with the attributes of people.

use rayon::prelude::*;

use super::outcome::Outcome;
use super::sample::Sample;
use crate::population::Person;
use crate::probability::{correlation_of_ranks, ranks};
use crate::results::ArmBlock;
use crate::scenario::{Scenario, Variable, VariableKind};

/// The attributes of all people, filled as people arrive. Categories with more than two labels have no order and are left out.
#[derive(Clone, Debug)]
pub struct Attributes {
    columns: Vec<(Variable, Vec<f32>)>,
}

/// Correlation of one attribute with one outcome of an arm, or with the difference of that outcome from the reference.
#[derive(Clone, Debug, PartialEq)]
pub struct SensitivityRow {
    /// Arm id.
    pub arm: String,
    /// Id of the reference, if the row is about the difference from it.
    pub reference: Option<String>,
    /// Name of the outcome's column.
    pub measure: String,
    /// The attribute.
    pub variable: Variable,
    /// From -1 to 1; `None` if the outcome is equal for all people.
    pub correlation: Option<f64>,
    /// Number of people who count.
    pub n: u32,
}

impl Default for Attributes {
    fn default() -> Self {
        let ordered =
            |variable: &Variable| !matches!(variable.kind(), VariableKind::Category(labels) if labels.len() > 2);
        let columns = Variable::ALL.iter().copied().filter(ordered).map(|variable| (variable, Vec::new()));
        Self { columns: columns.collect() }
    }
}

impl Attributes {
    /// Adds people in id order.
    pub fn push(&mut self, people: &[Person]) {
        for (variable, values) in &mut self.columns {
            values.extend(people.iter().map(|person| person.get(*variable) as f32));
        }
    }

    /// The attributes that differ between people.
    fn varying(&self) -> Vec<&(Variable, Vec<f32>)> {
        let varies = |values: &[f32]| values.windows(2).any(|pair| pair[0] != pair[1]);
        self.columns.iter().filter(|(_, values)| varies(values)).collect()
    }

    /// Ranks of these people in each attribute that differs between people.
    fn ranks(&self, ids: &[u32]) -> Vec<(Variable, Vec<i32>)> {
        let of = |values: &[f32]| ranks(&ids.iter().map(|id| f64::from(values[*id as usize])).collect::<Vec<f64>>());
        self.varying().into_par_iter().map(|(variable, values)| (*variable, of(values))).collect()
    }
}

/// Rows of one arm, by outcome, then by attribute. With a reference, rows are about each person's difference from it.
pub fn correlate_arm(
    scenario: &Scenario,
    arm: usize,
    columns: &ArmBlock,
    reference: Option<&ArmBlock>,
    attributes: &Attributes,
) -> Vec<SensitivityRow> {
    let outcomes = Outcome::all(scenario);
    let sample = |outcome: &Outcome<'_>| {
        Sample::collect(columns.valid.len(), |person| {
            let usual = reference.map_or(Some(0.0), |reference| outcome.value(reference, person))?;
            Some(outcome.value(columns, person)? - usual)
        })
    };
    // Nearly all outcomes count the same people; their ranks are computed only once.
    let common = outcomes.first().map(|first| sample(first).ids).unwrap_or_default();
    let ranked = attributes.ranks(&common);
    let to = reference.map(|_| scenario.arms[scenario.reference_arm()].id.clone());
    let rows = |outcome: Outcome<'_>| {
        let sample = sample(&outcome);
        let own = (sample.ids != common).then(|| attributes.ranks(&sample.ids));
        let values = ranks(&sample.values);
        let row = |(variable, ranks): &(Variable, Vec<i32>)| SensitivityRow {
            arm: scenario.arms[arm].id.clone(),
            reference: to.clone(),
            measure: outcome.name().to_owned(),
            variable: *variable,
            correlation: correlation_of_ranks(ranks, &values),
            n: sample.ids.len() as u32,
        };
        own.as_ref().unwrap_or(&ranked).iter().map(row).collect::<Vec<SensitivityRow>>()
    };
    let rows: Vec<Vec<SensitivityRow>> = outcomes.into_par_iter().map(rows).collect();
    rows.into_iter().flatten().collect()
}

/// Rows over all draws of uncertain constants: the mean of the correlations.
#[derive(Clone, Debug, Default)]
pub struct PooledSensitivity {
    /// The rows of the first draw, with the sum of the correlations and the smallest number of people of all draws.
    rows: Vec<SensitivityRow>,
    draws: u32,
}

impl PooledSensitivity {
    /// Adds the rows of the next draw. They are about the same people, in the same order.
    pub fn push(&mut self, rows: Vec<SensitivityRow>) {
        self.draws += 1;
        if self.rows.is_empty() {
            self.rows = rows;
            return;
        }
        for (sum, next) in self.rows.iter_mut().zip(rows) {
            sum.correlation = sum.correlation.zip(next.correlation).map(|(sum, next)| sum + next);
            sum.n = sum.n.min(next.n);
        }
    }

    /// The rows of each outcome, sorted by the size of the correlation regardless of its sign, largest first.
    pub fn rows(&self) -> Vec<SensitivityRow> {
        let mean = |sum: f64| sum / f64::from(self.draws);
        let mean = |row: &SensitivityRow| SensitivityRow { correlation: row.correlation.map(mean), ..row.clone() };
        let mut rows: Vec<SensitivityRow> = self.rows.iter().map(mean).collect();
        let same = |a: &SensitivityRow, b: &SensitivityRow| {
            (&a.arm, &a.reference, &a.measure) == (&b.arm, &b.reference, &b.measure)
        };
        let size = |row: &SensitivityRow| row.correlation.map_or(-1.0, f64::abs);
        rows.chunk_by_mut(same).for_each(|outcome| outcome.sort_by(|a, b| size(b).total_cmp(&size(a))));
        rows
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::Sampler;
    use crate::stats::synthetic::{self, NO_OP, PUMPS, USUAL};

    const PERSONS: u32 = 2000;

    fn rows(arm: usize, reference: Option<usize>) -> Vec<SensitivityRow> {
        let scenario = synthetic::scenario(PERSONS, Sampler::Sobol);
        let mut attributes = Attributes::default();
        attributes.push(&(0..PERSONS).map(synthetic::person).collect::<Vec<Person>>());
        let columns = synthetic::columns(arm, PERSONS);
        let reference = reference.map(|reference| synthetic::columns(reference, PERSONS));
        correlate_arm(&scenario, arm, &columns, reference.as_ref(), &attributes)
    }

    fn find<'a>(rows: &'a [SensitivityRow], measure: &str, variable: Variable) -> &'a SensitivityRow {
        rows.iter().find(|row| row.measure == measure && row.variable == variable).unwrap()
    }

    #[test]
    fn who_is_invalid_is_left_out_and_categories_without_order_have_no_rows() {
        assert_eq!(find(&rows(USUAL, None), "edema_ml", Variable::AgeYears).n, PERSONS);
        let pumps = rows(PUMPS, None);
        assert_eq!(find(&pumps, "edema_ml", Variable::AgeYears).n, PERSONS - 2);
        assert_eq!(find(&pumps, "refill_s", Variable::AgeYears).n, PERSONS - 2 - PERSONS / 10);
        assert!(pumps.iter().all(|row| ![Variable::Footwear, Variable::Seat].contains(&row.variable)));
        assert!(pumps.iter().any(|row| row.variable == Variable::Sex));
    }

    #[test]
    fn differences_are_those_of_the_same_person() {
        let nothing = rows(NO_OP, Some(USUAL));
        assert!(nothing.iter().all(|row| row.correlation.is_none() && row.reference.as_deref() == Some("usual")));
        let helped = rows(PUMPS, Some(USUAL));
        assert_eq!(helped[0].n, PERSONS - 2);
        assert!(find(&helped, "edema_ml", Variable::AgeYears).correlation.is_some());
    }

    #[test]
    fn draws_are_averaged_and_the_largest_comes_first() {
        let row = |measure: &str, variable, correlation, n| SensitivityRow {
            arm: "usual".to_owned(),
            reference: None,
            measure: measure.to_owned(),
            variable,
            correlation,
            n,
        };
        let draw = |a, b, n| {
            vec![
                row("x", Variable::Sex, Some(a), n),
                row("x", Variable::AgeYears, Some(b), n),
                row("x", Variable::Smoker, None, n),
                row("y", Variable::Sex, Some(0.1), n),
            ]
        };
        let mut pooled = PooledSensitivity::default();
        pooled.push(draw(0.25, -0.5, 9));
        pooled.push(draw(0.5, -0.5, 7));
        let expected = [
            row("x", Variable::AgeYears, Some(-0.5), 7),
            row("x", Variable::Sex, Some(0.375), 7),
            row("x", Variable::Smoker, None, 7),
            row("y", Variable::Sex, Some(0.1), 7),
        ];
        assert_eq!(pooled.rows(), expected);
    }
}
