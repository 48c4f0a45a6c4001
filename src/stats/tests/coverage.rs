//! How often 95 % intervals contain the true value, in samples of a population whose statistics are known.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::known::{self, CLOTS, GROUP, SKEWED, SYMMETRIC};
use super::marked::is_committed;
use crate::results::{EVERYONE, Statistic};
use crate::scenario::Sampler;
use crate::stats::synthetic::{PUMPS, USUAL};
use crate::stats::{StatRow, contrast_arm, summarize_arm};

const SAMPLES: u64 = 1000;
const PERSONS: [u32; 3] = [50, 200, 2000];
const SAMPLERS: [Sampler; 2] = [Sampler::Sobol, Sampler::Random];
/// Samplers times sizes.
const CELLS: usize = SAMPLERS.len() * PERSONS.len();
/// Coverage that is as promised: 93 to 97 %, and half a percent for the noise of 1000 samples, whose standard error is 0.7 %.
const PROMISED: std::ops::RangeInclusive<f64> = 0.925..=0.975;
/// A planted fault: intervals whose ends are this much nearer to the estimate must miss the promise.
const PLANTED: f64 = 0.7;
/// Where the table is.
const PAGE: &str = "docs/results.md";
const MARKS: [&str; 2] = ["<!-- coverage: made by the test stats::tests::coverage -->", "<!-- end of coverage -->"];

/// A row of the table: words, stratum, outcome, statistic, and why the coverage is above the promise in some cells, or below it.
struct Line(&'static str, &'static str, &'static str, Statistic, &'static str);

fn lines() -> Vec<Line> {
    use Statistic::*;
    const FEW: &str = "with few changed people, score intervals are too wide";
    const TAILS: &str = "the tails of so skewed an outcome are guessed";
    let (symmetric, skewed, clots) = (SYMMETRIC.name(), SKEWED.name(), CLOTS.name());
    vec![
        Line("mean, symmetric outcome", EVERYONE, symmetric, Mean, ""),
        Line("mean, skewed outcome", EVERYONE, skewed, Mean, ""),
        Line("mean, risk of clots", EVERYONE, clots, Mean, ""),
        Line("standard deviation, symmetric outcome", EVERYONE, symmetric, Sd, ""),
        Line("standard deviation, skewed outcome", EVERYONE, skewed, Sd, TAILS),
        Line("standard deviation, risk of clots", EVERYONE, clots, Sd, TAILS),
        Line("quantile 0.05, skewed outcome", EVERYONE, skewed, Quantile(0.05), ""),
        Line("quantile 0.25, skewed outcome", EVERYONE, skewed, Quantile(0.25), ""),
        Line("median, skewed outcome", EVERYONE, skewed, Quantile(0.5), ""),
        Line("quantile 0.75, skewed outcome", EVERYONE, skewed, Quantile(0.75), ""),
        Line("quantile 0.95, skewed outcome", EVERYONE, skewed, Quantile(0.95), ""),
        Line("share of 31 %", EVERYONE, "common", Risk, ""),
        Line("share of 3 %", EVERYONE, "rare", Risk, ""),
        Line("mean difference, symmetric outcome", EVERYONE, symmetric, MeanDifference, ""),
        Line("mean difference, skewed outcome", EVERYONE, skewed, MeanDifference, ""),
        Line("mean difference, risk of clots", EVERYONE, clots, MeanDifference, ""),
        Line("mean ratio, symmetric outcome", EVERYONE, symmetric, MeanRatio, ""),
        Line("mean ratio, skewed outcome", EVERYONE, skewed, MeanRatio, ""),
        Line("mean ratio, risk of clots", EVERYONE, clots, MeanRatio, ""),
        Line("difference of medians, symmetric outcome", EVERYONE, symmetric, QuantileDifference, ""),
        Line("difference of medians, skewed outcome", EVERYONE, skewed, QuantileDifference, ""),
        Line("difference of medians, risk of clots", EVERYONE, clots, QuantileDifference, ""),
        Line("risk difference, 31 % of people", EVERYONE, "common", RiskDifference, ""),
        Line("risk difference, 3 % of people", EVERYONE, "rare", RiskDifference, FEW),
        Line("risk difference, flag of 31 % that changes in 3 %", EVERYONE, "rarely_changed", RiskDifference, FEW),
        Line("risk ratio, 31 % of people", EVERYONE, "common", RiskRatio, ""),
        Line(
            "risk ratio, 3 % of people",
            EVERYONE,
            "rare",
            RiskRatio,
            "samples without an event in the reference have no ratio and are left out",
        ),
        Line("risk ratio, flag of 31 % that changes in 3 %", EVERYONE, "rarely_changed", RiskRatio, FEW),
        Line("responders, 31 % of people", EVERYONE, "responders", ResponderShare, ""),
        Line(
            "responders, 3 % of people",
            EVERYONE,
            "rare_responders",
            ResponderShare,
            "of 50 people one or two respond, and the coverage of score intervals jumps with the share",
        ),
        Line("mean in a group of 18 %, symmetric outcome", GROUP, symmetric, Mean, ""),
        Line(
            "mean in a group of 18 %, skewed outcome",
            GROUP,
            skewed,
            Mean,
            "nine people do not show how skewed an outcome is",
        ),
        Line("mean difference in a group of 18 %", GROUP, symmetric, MeanDifference, ""),
        Line("share of 31 % in a group of 18 %", GROUP, "common", Risk, ""),
        Line("risk difference in a group of 18 %", GROUP, "common", RiskDifference, FEW),
    ]
}

/// Number of samples with an interval, with the true value in it, and with the true value in an interval with the planted fault.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    shown: u32,
    hit: u32,
    hit_with_fault: u32,
}

impl Tally {
    fn of(row: &StatRow) -> Self {
        let (Some(value), Some((low, high))) = (row.estimate.value, row.estimate.interval) else {
            return Self::default();
        };
        let truth = known::truth(&row.measure, row.statistic);
        let holds =
            |kept: f64| u32::from(value + kept * (low - value) <= truth && truth <= value + kept * (high - value));
        Self { shown: 1, hit: holds(1.0), hit_with_fault: holds(PLANTED) }
    }

    fn and(self, other: Self) -> Self {
        Self {
            shown: self.shown + other.shown,
            hit: self.hit + other.hit,
            hit_with_fault: self.hit_with_fault + other.hit_with_fault,
        }
    }

    fn coverage(self) -> f64 {
        f64::from(self.hit) / f64::from(self.shown)
    }
}

/// The tallies of all lines in one sample.
fn sample(lines: &[Line], seed: u64, persons: u32, sampler: Sampler) -> Vec<Tally> {
    let scenario = known::scenario(seed, persons, sampler);
    let ([usual, helped], strata) = known::sample(&scenario);
    let mut rows = summarize_arm(&scenario, USUAL, &usual, &strata);
    rows.extend(contrast_arm(&scenario, PUMPS, &helped, &usual, &strata));
    let found = |Line(_, stratum, measure, statistic, _): &Line| {
        let is = |row: &&StatRow| row.stratum == *stratum && row.measure == *measure && row.statistic == *statistic;
        rows.iter().find(is).map(Tally::of).unwrap_or_default()
    };
    lines.iter().map(found).collect()
}

/// Tallies by line, then by cell.
fn tallies(lines: &[Line]) -> Vec<[Tally; CELLS]> {
    let designs = SAMPLERS.iter().flat_map(|sampler| PERSONS.iter().map(move |persons| (*sampler, *persons)));
    let cell = |(sampler, persons)| {
        let none = || vec![Tally::default(); lines.len()];
        let add = |one: Vec<Tally>, other: Vec<Tally>| one.into_iter().zip(other).map(|(a, b)| a.and(b)).collect();
        (1..=SAMPLES).into_par_iter().map(|seed| sample(lines, seed, persons, sampler)).reduce(none, add)
    };
    let cells: Vec<Vec<Tally>> = designs.map(cell).collect();
    (0..lines.len()).map(|line| std::array::from_fn(|at| cells[at][line])).collect()
}

#[test]
fn intervals_cover_what_they_promise() {
    let lines = lines();
    let tallies = tallies(&lines);
    let mut wrong = BTreeMap::new();
    for (Line(words, .., why), tallies) in lines.iter().zip(&tallies) {
        for (at, tally) in tallies.iter().enumerate() {
            let (coverage, persons) = (tally.coverage(), PERSONS[at % PERSONS.len()]);
            // Only quantiles with fewer than 5 people on one side have no interval.
            let without = persons == PERSONS[0] && (words.contains("0.05") || words.contains("0.95"));
            let fails_with_fault = f64::from(tally.hit_with_fault) < PROMISED.start() * f64::from(tally.shown);
            let fine = match (without, why.is_empty()) {
                (true, _) => tally.shown == 0,
                (false, true) => u64::from(tally.shown) == SAMPLES && PROMISED.contains(&coverage) && fails_with_fault,
                (false, false) => {
                    coverage > 0.90 && (persons < 2000 || PROMISED.contains(&coverage) && fails_with_fault)
                }
            };
            if !fine {
                wrong.insert((*words, at), (coverage, tally.shown, tally.hit_with_fault));
            }
        }
    }
    let table = table(&lines, &tallies);
    assert!(wrong.is_empty(), "{wrong:#?}\n{table}");
    assert!(is_committed(PAGE, MARKS, &table), "{PAGE} has other numbers; run the test with SOLEUS_BLESS=1\n{table}");
}

fn table(lines: &[Line], tallies: &[[Tally; CELLS]]) -> String {
    let mut text = String::from(
        "| statistic | Sobol, n = 50 | 200 | 2000 | random, n = 50 | 200 | 2000 | outside 92.5 to 97.5 because |\n|---|---|---|---|---|---|---|---|\n",
    );
    for (Line(words, .., why), tallies) in lines.iter().zip(tallies) {
        let cell = |tally: &Tally| match tally.shown {
            0 => "none".to_owned(),
            _ => format!("{:.1}", 100.0 * tally.coverage()),
        };
        let outside = tallies.iter().any(|tally| tally.shown > 0 && !PROMISED.contains(&tally.coverage()));
        let cells: Vec<String> = tallies.iter().map(cell).collect();
        text += &format!("| {words} | {} | {} |\n", cells.join(" | "), if outside { why } else { "" });
    }
    text
}
