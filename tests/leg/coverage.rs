//! How often the intervals of a study of legs contain the true values: a short day in two arms, 200 people. Only with `SOLEUS_LONG=1`.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;

use soleus::engine::Cpu;
use soleus::model::Tick;
use soleus::results::{ArmBlock, CourseSums, Measure, NestedDoses, Part, Sink};
use soleus::scenario::{Overrides, Scenario, parse};
use soleus::stats::{StatRow, Strata, contrast_arm, summarize_arm};
use soleus::study::{Monitor, run};

use crate::support::marked::is_committed;
use crate::support::study::Study;

const PERSONS: u32 = 200;
const STUDIES: u64 = 200;
/// People whose statistics stand for the true ones.
const PEOPLE_OF_TRUTH: u32 = 65_536;
/// Least mean coverage of a statistic over its outcomes, and least coverage of one outcome: 95 % less the noise of 200 studies, whose
/// standard error is 1.5 % (of the lowest of some thirty outcomes, three of them).
const LEAST: (f64, f64) = (0.93, 0.90);
/// Covers 89 % and is not judged: it follows from few attributes, so that the 16 replicates of Sobol points hardly differ, and their spread is
/// that of few coins.
const KNOWN: (&str, &str, &str) = ("sobol", "q50", "walking_time_min");
/// A mean of so skewed influences needs this many times the square of their skewness of people (Cochran's rule). Outcomes that need more are
/// shown, but not judged.
const COCHRAN: f64 = 25.0;
/// Intervals that fewer studies have are left out.
const SHOWN: f64 = 0.95;
/// Where the table is.
const PAGE: &str = "docs/results.md";
const MARKS: [&str; 2] = [
    "<!-- coverage of a leg study: made by the test coverage of tests/leg -->",
    "<!-- end of coverage of a leg study -->",
];
const HEAD: &str = "| sampler | statistic | outcomes: mean coverage, lowest | too skewed |\n|---|---|---|---|\n";

/// Keeps the outcomes of this many people.
struct Kept {
    persons: u32,
    parts: Vec<Part>,
}

impl Sink for Kept {
    type Error = Infallible;

    fn begin(&mut self, _: &[Tick]) -> Result<(), Infallible> {
        Ok(())
    }

    fn missing(&self, _: u32) -> Vec<Range<u32>> {
        std::iter::once(0..self.persons).collect()
    }

    fn missing_nested(&self) -> Range<u32> {
        0..0
    }

    fn take_nested(&mut self, _: NestedDoses) -> Result<(), Infallible> {
        Ok(())
    }

    fn add_course(&mut self, _: usize, _: usize, _: &CourseSums) -> Result<(), Infallible> {
        Ok(())
    }

    fn take(&mut self, part: Part) -> Result<(), Infallible> {
        self.parts.push(part);
        Ok(())
    }
}

struct Silent;

impl Monitor for Silent {
    fn advance(&self, _: u64, _: &str) {}

    fn stopped(&self) -> bool {
        false
    }

    fn warn(&self, text: &str) {
        panic!("{text}");
    }
}

fn scenario(seed: u64, persons: u32, sampler: &str) -> Scenario {
    let study = Study::seated(persons, 90)
        .pumps(15, "")
        .with("design", &format!("sampler = \"{sampler}\"\nparameter_draws = 1"))
        .with("outcomes", "swollen = { from = \"leg_volume_change_ml\", above = 60 }")
        .with("analysis.responders", "less = { from = \"leg_volume_change_ml\", below = -4 }")
        .but("seed = 3", &format!("seed = {seed}"));
    parse("study.toml", &study.text(), &Overrides::default()).unwrap().scenario
}

/// The outcomes of all people in the reference and in the other arm.
fn blocks(scenario: &Scenario) -> [ArmBlock; 2] {
    let mut kept = Kept { persons: scenario.design.persons, parts: Vec::new() };
    run(scenario, &Cpu::default(), &mut kept, &Silent).map_err(|_| "the study failed").unwrap();
    kept.parts.sort_by_key(|part| part.key);
    let joined = |arm: usize| {
        let mut all =
            ArmBlock { measures: vec![Vec::new(); kept.parts[0].arms[arm].measures.len()], ..ArmBlock::default() };
        for block in kept.parts.iter().map(|part| &part.arms[arm]) {
            all.measures.iter_mut().zip(&block.measures).for_each(|(column, more)| column.extend(more));
            all.eligible.extend(&block.eligible);
            all.valid.extend(&block.valid);
        }
        all
    };
    let usual = scenario.reference_arm();
    [joined(usual), joined(1 - usual)]
}

/// Rows of `summary` of the reference, and of `contrasts`.
fn rows(scenario: &Scenario, [reference, columns]: &[ArmBlock; 2]) -> Vec<StatRow> {
    let (usual, other) = (scenario.reference_arm(), 1 - scenario.reference_arm());
    let strata = Strata::of(Vec::new(), Vec::new());
    let everyone = |row: &StatRow| row.stratum_by == "all";
    let mut rows = summarize_arm(scenario, usual, reference, &strata);
    rows.extend(contrast_arm(scenario, other, columns, reference, &strata));
    rows.into_iter().filter(everyone).collect()
}

/// The skewness of the influences of people on the statistics that are means, or functions of means.
fn skewness([reference, columns]: &[ArmBlock; 2]) -> BTreeMap<Key, f64> {
    let mut all = BTreeMap::new();
    for measure in Measure::ALL {
        let values =
            |block: &ArmBlock| -> Vec<f64> { block.measure(*measure).iter().map(|one| f64::from(*one)).collect() };
        let (usual, arm) = (values(reference), values(columns));
        let (mean, ratio) = (average(&usual), average(&arm) / average(&usual));
        let both =
            |influence: &dyn Fn(f64, f64) -> f64| usual.iter().zip(&arm).map(|(u, a)| influence(*u, *a)).collect();
        let of: [(&str, Vec<f64>); 4] = [
            ("mean", usual.clone()),
            ("sd", both(&|usual, _| (usual - mean) * (usual - mean))),
            ("mean_difference", both(&|usual, arm| arm - usual)),
            ("mean_ratio", both(&|usual, arm| arm - ratio * usual)),
        ];
        all.extend(of.map(|(statistic, values)| ((statistic.to_owned(), measure.name().to_owned()), skew(&values))));
    }
    all
}

fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn skew(values: &[f64]) -> f64 {
    let mean = average(values);
    let moment = |power: usize| {
        let powers = values.iter().map(|value| std::iter::repeat_n(value - mean, power).product::<f64>());
        powers.sum::<f64>() / values.len() as f64
    };
    let variance = moment(2);
    moment(3) / (variance * variance.sqrt())
}

type Key = (String, String);

fn key(row: &StatRow) -> Key {
    (row.statistic.name().into_owned(), row.measure.clone())
}

/// How often the intervals of one statistic of one outcome contained the true value, and how often there was one.
type Counts = BTreeMap<Key, (u32, u32)>;

/// Counts over the studies with a sampler.
fn counts(sampler: &str, truth: &BTreeMap<Key, f64>) -> Counts {
    let mut counts = Counts::new();
    for seed in 1..=STUDIES {
        let study = scenario(seed, PERSONS, sampler);
        for row in rows(&study, &blocks(&study)) {
            let (Some((low, high)), Some(truth)) = (row.estimate.interval, truth.get(&key(&row))) else { continue };
            // What is equal for everybody has no error.
            if low < high {
                let (hits, shown) = counts.entry(key(&row)).or_default();
                *hits += u32::from(low <= *truth && *truth <= high);
                *shown += 1;
            }
        }
    }
    counts.retain(|_, (_, shown)| f64::from(*shown) >= SHOWN * f64::from(STUDIES as u32));
    counts
}

/// The coverage of outcomes: their mean, and the lowest with its outcome.
#[derive(Default)]
struct Coverages<'a>(Vec<(f64, &'a str)>);

impl Coverages<'_> {
    fn mean(&self) -> f64 {
        self.0.iter().map(|(coverage, _)| coverage).sum::<f64>() / self.0.len() as f64
    }

    fn least(&self) -> Option<(f64, &str)> {
        self.0.iter().min_by(|one, other| one.0.total_cmp(&other.0)).copied()
    }

    fn words(&self) -> String {
        self.least().map_or("none".to_owned(), |(least, of)| {
            format!("{}: {:.1}, lowest {:.1} ({of})", self.0.len(), 100.0 * self.mean(), 100.0 * least)
        })
    }
}

/// For each statistic, the outcomes that 200 people are enough for, and those that are too skewed.
fn by_statistic<'a>(counts: &'a Counts, skewness: &BTreeMap<Key, f64>) -> BTreeMap<&'a str, [Coverages<'a>; 2]> {
    let mut all: BTreeMap<&str, [Coverages<'a>; 2]> = BTreeMap::new();
    for (key, (hits, shown)) in counts {
        let skew = skewness.get(key).copied().unwrap_or(0.0);
        let too_skewed = COCHRAN * skew * skew > f64::from(PERSONS);
        let coverage = (f64::from(*hits) / f64::from(*shown), key.1.as_str());
        all.entry(&key.0).or_default()[usize::from(too_skewed)].0.push(coverage);
    }
    all
}

#[test]
fn intervals_of_a_leg_study_cover_what_they_say() {
    if std::env::var_os("SOLEUS_LONG").is_none() {
        return;
    }
    let all = scenario(1_000_003, PEOPLE_OF_TRUTH, "sobol");
    let people = blocks(&all);
    let known = rows(&all, &people).into_iter().filter_map(|row| Some((key(&row), row.estimate.value?)));
    let (truth, skewness): (BTreeMap<Key, f64>, _) = (known.collect(), skewness(&people));
    let (mut table, mut low) = (HEAD.to_owned(), Vec::new());
    for sampler in ["sobol", "random"] {
        for (statistic, [judged, skewed]) in by_statistic(&counts(sampler, &truth), &skewness) {
            table += &format!("| {sampler} | {statistic} | {} | {} |\n", judged.words(), skewed.words());
            let known = |of: &str| (sampler, statistic, of) == KNOWN;
            let least = judged.0.iter().filter(|(_, of)| !known(of)).map(|(coverage, _)| *coverage);
            if !judged.0.is_empty() && (judged.mean() < LEAST.0 || least.fold(1.0, f64::min) < LEAST.1) {
                low.push(format!("{sampler} {statistic}: {:?}", judged.0));
            }
        }
    }
    assert!(low.is_empty(), "{low:#?}\n{table}");
    assert!(is_committed(PAGE, MARKS, &table), "{PAGE} has other numbers: SOLEUS_LONG=1 SOLEUS_BLESS=1\n{table}");
}
