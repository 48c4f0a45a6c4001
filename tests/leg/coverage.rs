//! How often the intervals of a study of legs contain the true values: a short day in two arms, 200 people. Only with `SOLEUS_LONG=1`.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;

use soleus::engine::Cpu;
use soleus::model::Tick;
use soleus::results::{ArmBlock, CourseSums, NestedDoses, Part, Sink};
use soleus::scenario::{Overrides, Scenario, parse};
use soleus::stats::{StatRow, Strata, contrast_arm, summarize_arm};
use soleus::study::{Monitor, run};

use crate::support::study::Study;

const PERSONS: u32 = 200;
const STUDIES: u64 = 200;
/// People whose statistics stand for the true ones.
const PEOPLE_OF_TRUTH: u32 = 65_536;
/// Least mean coverage of a statistic over its outcomes, and least coverage of one outcome; 200 studies know it to 1.5 %.
const LEAST: (f64, f64) = (0.93, 0.88);

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
        .but("seed = 3", &format!("seed = {seed}"));
    parse("study.toml", &study.text(), &Overrides::default()).unwrap().scenario
}

/// Rows of `summary` of the reference, and of `contrasts`.
fn rows(scenario: &Scenario) -> Vec<StatRow> {
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
    let (usual, other) = (scenario.reference_arm(), 1 - scenario.reference_arm());
    let (reference, columns, strata) = (joined(usual), joined(other), Strata::of(Vec::new(), Vec::new()));
    let everyone = |row: &StatRow| row.stratum_by == "all";
    let mut rows = summarize_arm(scenario, usual, &reference, &strata);
    rows.extend(contrast_arm(scenario, other, &columns, &reference, &strata));
    rows.into_iter().filter(everyone).collect()
}

type Key = (String, String);

fn key(row: &StatRow) -> Key {
    (row.statistic.name().into_owned(), row.measure.clone())
}

#[test]
fn intervals_of_a_leg_study_cover_what_they_say() {
    if std::env::var_os("SOLEUS_LONG").is_none() {
        return;
    }
    let truth: BTreeMap<Key, f64> = rows(&scenario(1_000_003, PEOPLE_OF_TRUTH, "sobol"))
        .iter()
        .filter_map(|row| Some((key(row), row.estimate.value?)))
        .collect();
    for sampler in ["sobol", "random"] {
        let mut counts: BTreeMap<Key, (f64, f64)> = BTreeMap::new();
        for seed in 1..=STUDIES {
            for row in rows(&scenario(seed, PERSONS, sampler)) {
                let (Some((low, high)), Some(truth)) = (row.estimate.interval, truth.get(&key(&row))) else { continue };
                // What is equal for everybody has no error.
                if low < high {
                    let (hits, shown) = counts.entry(key(&row)).or_default();
                    *hits += f64::from(u8::from(low <= *truth && *truth <= high));
                    *shown += 1.0;
                }
            }
        }
        counts.retain(|_, (_, shown)| *shown >= 0.95 * STUDIES as f64);
        let mut by_statistic: BTreeMap<&str, Vec<(f64, &str)>> = BTreeMap::new();
        for ((statistic, measure), (hits, shown)) in &counts {
            by_statistic.entry(statistic).or_default().push((hits / shown, measure));
        }
        for (statistic, coverages) in by_statistic {
            let mean = coverages.iter().map(|(coverage, _)| coverage).sum::<f64>() / coverages.len() as f64;
            let worst = coverages.iter().min_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
            assert!(mean >= LEAST.0 && worst.0 >= LEAST.1, "{sampler} {statistic}: {mean} {coverages:?}");
        }
    }
}
