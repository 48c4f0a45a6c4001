//! How close a driver comes that computes in its own way: the one place with the tolerances. Exact adapters are held to bits, in
//! `tests/leg/parity.rs`. `SOLEUS_LONG=1` compares 512 people and not only the first 128, and prints the numbers of `docs/parity.md`.
//!
//! A difference is relative to the larger of the two values or, where that is larger, to the standard deviation between people: an
//! outcome near zero, such as a recovery that is over at once, has no digits of its own to compare.
#![allow(clippy::disallowed_methods, reason = "compares with the platform's functions")]

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::shipped::{gpu, long, scenarios};
use crate::support::{FLIGHT, number, soleus, table, text};
use soleus::engine::Cpu;
use soleus::engine::gpu::{AdapterChoice, Device, Gpu};
use soleus::results::Measure;
use soleus::study::simulate;

/// Largest median of the relative differences of an outcome in an arm.
const MEDIAN: f64 = 1e-4;
/// Largest 99th percentile of them.
const P99: f64 = 1e-3;
/// Largest difference of a statistic, in Monte Carlo errors of a study of [`FULL`] people.
const STATISTIC: f64 = 0.01;
/// People of the shipped flight.
const FULL: f64 = 20_000.0;

/// How well contrasts have to be known at least, over the mean of the outcome: a median is the value of one or two people, whose single
/// precision moves it by up to 1.2e-5 (measured).
const RESOLVED: f64 = 2e-5;

/// Differences of the fluid that ordinary days leave, which count as none (mL).
const CARRIED_ML: f64 = 1.0;

/// How far a statistic is off.
#[derive(Debug)]
#[allow(dead_code, reason = "the name is for people")]
struct Difference {
    what: String,
    /// In Monte Carlo errors of the full study.
    errors: f64,
    /// Over the mean of the outcome.
    relative: f64,
}

/// Differences of one outcome in one arm.
struct Rung {
    what: String,
    median: f64,
    p99: f64,
    largest: f64,
}

#[test]
#[allow(clippy::print_stdout, reason = "the table is for people")]
fn people_are_close() {
    let Some(_) = gpu("closeness of ordinary shaders") else { return };
    let ordinary = Gpu::on(Device::open_ordinary(&AdapterChoice::Any).unwrap(), AdapterChoice::Any).unwrap();
    let mut rungs = Vec::new();
    for (name, mut scenario) in scenarios() {
        scenario.design.persons = people();
        // These are always the CPU's.
        scenario.measurements.clear();
        let blocks = simulate(&scenario, &ordinary).into_iter().zip(simulate(&scenario, &Cpu::default()));
        for (arm, (found, expected)) in scenario.arms.iter().zip(blocks) {
            for (measure, (found, expected)) in Measure::ALL.iter().zip(found.measures.iter().zip(&expected.measures)) {
                if *measure == Measure::SwellingChronicMl {
                    let off = found.iter().zip(expected).map(|(found, expected)| f64::from((found - expected).abs()));
                    assert!(off.fold(0.0, f64::max) < CARRIED_ML, "{name} {}", arm.id);
                    continue;
                }
                rungs.push(Rung::new(format!("{name} {} `{}`", arm.id, measure.name()), found, expected));
            }
        }
    }
    rungs.sort_by(|a, b| b.p99.total_cmp(&a.p99));
    if long() {
        for Rung { what, median, p99, largest } in rungs.iter().take(12) {
            println!("{what}: median {median:.1e}, 99th percentile {p99:.1e}, largest {largest:.1e}");
        }
    }
    let faults: Vec<String> = rungs.iter().filter(|rung| !rung.holds()).map(Rung::told).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Whole runs: every statistic that has a Monte Carlo error. A contrast may be much smaller than what it is the difference of, and
/// so may its error: it is not asked to be known better than the outcome itself in single precision.
#[test]
#[allow(clippy::print_stdout, reason = "the numbers are for people")]
fn statistics_are_close() {
    let Some(_) = gpu("statistics of ordinary shaders") else { return };
    let home = tempfile::tempdir().unwrap();
    let (ordinary, cpu) = (home.path().join("ordinary"), home.path().join("cpu"));
    run(&["--device", "gpu"], "1", &ordinary);
    run(&["--device", "cpu"], "0", &cpu);
    for (name, resolved) in [("summary", 0.0), ("contrasts", RESOLVED)] {
        let mut differences = differences(&ordinary, &cpu, name);
        assert!(differences.len() > 100, "{name}");
        differences.sort_by(|a, b| b.errors.total_cmp(&a.errors));
        let told: Vec<String> = differences.iter().take(8).map(|difference| format!("{name} {difference:?}")).collect();
        println!("{}", told.join("\n"));
        // Not a number is a fault, too.
        let holds = |difference: &Difference| difference.errors < STATISTIC || difference.relative < resolved;
        let fault = differences.iter().find(|difference| !holds(difference));
        assert!(fault.is_none(), "{name} {fault:?}");
    }
}

fn people() -> u32 {
    if long() { 512 } else { 128 }
}

fn run(flags: &[&str], ordinary: &str, out: &Path) {
    let mut command = soleus();
    command.env("SOLEUS_GPU_ORDINARY", ordinary).args(["run", FLIGHT, "-q", "--persons", &people().to_string()]);
    command.args(flags).arg("--out").arg(out).assert().code(0).stderr("");
}

/// Differences of the estimates that have an error.
fn differences(found: &Path, expected: &Path, name: &str) -> Vec<Difference> {
    let tables = [found, expected].map(|folder| table(folder, name));
    let column = |at: usize, name: &str| tables[at].column(name).unwrap().f64().unwrap().to_vec();
    let (found, estimates, errors) = (column(0, "estimate"), column(1, "estimate"), column(1, "mcse"));
    let means = means(expected);
    let rows = found.into_iter().zip(estimates).zip(errors).enumerate();
    rows.filter_map(|(row, ((found, expected), error))| {
        let full = error? * (f64::from(people()) / FULL).sqrt();
        let [arm, measure, statistic, stratum] =
            ["arm", "measure", "statistic", "stratum"].map(|column| text(&tables[1], column, row));
        let ratio = statistic.ends_with("ratio");
        let level = if ratio { 1.0 } else { means.get(&(arm.clone(), measure.clone())).copied().unwrap_or(1.0) };
        let difference = (found? - expected?).abs();
        // What healthy people carry from day to day is a few microliters, less than single precision resolves.
        let carried = measure == "swelling_chronic_ml" && difference < CARRIED_ML;
        let difference = if carried { 0.0 } else { difference };
        let over = |scale: f64| if difference == 0.0 { 0.0 } else { difference / scale };
        let what = format!("{arm} {measure} {statistic} {stratum}");
        Some(Difference { what, errors: over(full), relative: over(level) })
    })
    .collect()
}

/// Mean of every measure in every arm.
fn means(folder: &Path) -> BTreeMap<(String, String), f64> {
    let summary = table(folder, "summary");
    let cell = |column, row| text(&summary, column, row);
    let rows = (0..summary.height()).filter(|row| cell("statistic", *row) == "mean" && cell("stratum", *row) == "all");
    rows.map(|row| ((cell("arm", row), cell("measure", row)), number(&summary, "estimate", row).unwrap().abs()))
        .collect()
}

impl Rung {
    fn new(what: String, found: &[f32], expected: &[f32]) -> Self {
        let spread = sd(expected);
        let relative = |(found, expected): (&f32, &f32)| {
            let (found, expected) = (f64::from(*found), f64::from(*expected));
            let scale = found.abs().max(expected.abs()).max(spread);
            if found == expected { 0.0 } else { (found - expected).abs() / scale }
        };
        let mut differences: Vec<f64> = found.iter().zip(expected).map(relative).collect();
        differences.sort_by(f64::total_cmp);
        let at = |share: f64| differences[(share * (differences.len() - 1) as f64).ceil() as usize];
        Self { what, median: at(0.5), p99: at(0.99), largest: at(1.0) }
    }

    /// Not a number does not hold.
    fn holds(&self) -> bool {
        self.median < MEDIAN && self.p99 < P99
    }

    fn told(&self) -> String {
        format!("{}: median {:e}, 99th percentile {:e}", self.what, self.median, self.p99)
    }
}

/// Standard deviation between people.
fn sd(values: &[f32]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().map(|value| f64::from(*value)).sum::<f64>() / n;
    (values.iter().map(|value| (f64::from(*value) - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()
}
