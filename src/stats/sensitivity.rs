//! Rank correlations (Spearman) of outcomes with the attributes of people.

use rayon::prelude::*;

use super::outcome::Outcome;
use super::partial::{Controls, Partial};
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
    /// The same among people who are alike in the other attributes; `None` if that is unknown.
    pub partial: Option<Partial>,
    /// Attributes that measure nearly the same, with which the people of `partial` need not be alike; `None` without such.
    pub same: Option<String>,
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
    let ranked = Controls::new(attributes.ranks(&common));
    let to = reference.map(|_| scenario.arms[scenario.reference_arm()].id.clone());
    let rows = |outcome: Outcome<'_>| {
        let sample = sample(&outcome);
        let own = (sample.ids != common).then(|| Controls::new(attributes.ranks(&sample.ids)));
        let controls = own.as_ref().unwrap_or(&ranked);
        let values = ranks(&sample.values);
        let correlations: Vec<Option<f64>> =
            controls.ranks.iter().map(|(_, ranks)| correlation_of_ranks(ranks, &values)).collect();
        let row = |(at, (variable, _)): (usize, &(Variable, Vec<i32>))| SensitivityRow {
            arm: scenario.arms[arm].id.clone(),
            reference: to.clone(),
            measure: outcome.name().to_owned(),
            variable: *variable,
            correlation: correlations[at],
            partial: controls.partial(at, &correlations, scenario.design.confidence),
            same: Some(controls.group(at).join(", ")).filter(|names| !names.is_empty()),
            n: sample.ids.len() as u32,
        };
        controls.ranks.iter().enumerate().map(row).collect::<Vec<SensitivityRow>>()
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
            sum.partial = sum.partial.zip(next.partial).map(|(sum, next)| Partial {
                value: sum.value + next.value,
                low: sum.low + next.low,
                high: sum.high + next.high,
            });
            sum.n = sum.n.min(next.n);
        }
    }

    /// The rows of each outcome, sorted by the size of the correlation regardless of its sign, largest first.
    pub fn rows(&self) -> Vec<SensitivityRow> {
        let mean = |sum: f64| sum / f64::from(self.draws);
        let of_partial = |sum: Partial| Partial { value: mean(sum.value), low: mean(sum.low), high: mean(sum.high) };
        let mean = |row: &SensitivityRow| SensitivityRow {
            correlation: row.correlation.map(mean),
            partial: row.partial.map(of_partial),
            ..row.clone()
        };
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

    /// Ranks of three attributes of 40 people. The outcome is the sum of the first two, and the third follows the second.
    fn people() -> (Controls, Vec<Option<f64>>) {
        let of = |salt, id| synthetic::scatter(id, salt);
        let first = |id: u32| of(1, id);
        let second = |id: u32| of(2, id * id);
        let third = |id: u32| second(id) + of(3, id * id * 7);
        let ranked = |value: &dyn Fn(u32) -> f64| ranks(&(0..40).map(value).collect::<Vec<f64>>());
        let columns = [
            (Variable::AgeYears, ranked(&first)),
            (Variable::Sex, ranked(&second)),
            (Variable::Smoker, ranked(&third)),
        ];
        let outcome = ranked(&|id| first(id) + second(id) + 0.5 * of(4, id * id * 3));
        let with = columns.iter().map(|(_, ranks)| correlation_of_ranks(ranks, &outcome)).collect();
        (Controls::new(columns.into()), with)
    }

    #[test]
    fn partial_correlations_are_those_of_regressions_on_ranks() {
        let (controls, with) = people();
        // Residuals of numpy.linalg.lstsq on the ranks (scipy.stats.rankdata) of the other attributes, numpy.corrcoef of both residuals.
        let expected = [0.869_806_840_164_837_1, 0.814_791_726_470_561_6, 0.047_633_406_306_534_766];
        for (at, expected) in expected.into_iter().enumerate() {
            let partial = controls.partial(at, &with, 0.95).unwrap();
            assert!((partial.value - expected).abs() < 1e-10, "{at}: {partial:?} for {expected}");
            assert!(partial.low < expected && expected < partial.high);
        }
    }

    #[test]
    fn an_attribute_that_follows_another_has_no_partial_effect_and_a_copy_is_its_group() {
        let (controls, with) = people();
        let third = controls.partial(2, &with, 0.95).unwrap();
        assert!(with[2].unwrap() > 0.3 && third.low < 0.0 && third.high > 0.0, "{:?} {third:?}", with[2]);
        let copied = Controls::new(vec![
            controls.ranks[0].clone(),
            controls.ranks[1].clone(),
            (Variable::Diabetes, controls.ranks[1].1.clone()),
        ]);
        assert_eq!(copied.group(1), ["diabetes"]);
        let with = [with[0], with[1], with[1]];
        let [one, other] = [1, 2].map(|at| copied.partial(at, &with, 0.95).unwrap());
        assert!(one == other && one.value > 0.5, "{one:?} {other:?}");
    }

    #[test]
    fn draws_are_averaged_and_the_largest_comes_first() {
        let row = |measure: &str, variable, correlation, n| SensitivityRow {
            arm: "usual".to_owned(),
            reference: None,
            measure: measure.to_owned(),
            variable,
            correlation,
            partial: correlation.map(|value| Partial { value, low: value - 0.125, high: value + 0.125 }),
            same: None,
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
