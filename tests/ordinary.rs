//! How close a driver comes that computes in its own way: the one place with the tolerances. Exact adapters are held to bits, in
//! `tests/parity.rs`. `SOLEUS_LONG=1` compares 512 people and not only the first 128, and prints the numbers of `docs/parity.md`.
//!
//! A difference is relative to the larger of the two values or, where that is larger, to the standard deviation between people: an
//! outcome near zero, such as a recovery that is over at once, has no digits of its own to compare.
#![allow(clippy::unwrap_used)]

mod shipped;
mod support;

use std::path::Path;

use shipped::{gpu, long, scenarios};
use soleus::engine::Cpu;
use soleus::engine::gpu::{Device, Gpu, Wanted};
use soleus::model::Measure;
use soleus::study::simulate;
use support::{FLIGHT, soleus, table, text};

/// Largest median of the relative differences of an outcome in an arm.
const MEDIAN: f64 = 1e-4;
/// Largest 99th percentile of them.
const P99: f64 = 1e-3;
/// Largest difference of a statistic, in Monte Carlo errors of a study of [`FULL`] people.
const STATISTIC: f64 = 0.01;
/// People of the shipped flight.
const FULL: f64 = 20_000.0;

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
    let ordinary = Gpu::on(Device::open_ordinary(&Wanted::Any).unwrap(), Wanted::Any).unwrap();
    let mut rungs = Vec::new();
    for (name, mut scenario) in scenarios() {
        scenario.design.persons = people();
        // These are always the CPU's.
        scenario.measurements.clear();
        let blocks = simulate(&scenario, &ordinary).into_iter().zip(simulate(&scenario, &Cpu::default()));
        for (arm, (found, expected)) in scenario.arms.iter().zip(blocks) {
            for (measure, (found, expected)) in Measure::ALL.iter().zip(found.measures.iter().zip(&expected.measures)) {
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

/// Whole runs: every statistic that has a Monte Carlo error.
#[test]
#[allow(clippy::print_stdout, reason = "the numbers are for people")]
fn statistics_are_close() {
    let Some(_) = gpu("statistics of ordinary shaders") else { return };
    let home = tempfile::tempdir().unwrap();
    let (ordinary, cpu) = (home.path().join("ordinary"), home.path().join("cpu"));
    run(&["--device", "gpu"], "1", &ordinary);
    run(&["--device", "cpu"], "0", &cpu);
    for name in ["summary", "contrasts"] {
        let mut differences = differences(&ordinary, &cpu, name);
        assert!(differences.len() > 100, "{name}");
        differences.sort_by(|a, b| b.1.total_cmp(&a.1));
        let worst: Vec<String> =
            differences.iter().take(8).map(|(what, errors)| format!("{name} {what}: {errors:.4}")).collect();
        println!("{}", worst.join("\n"));
        // Not a number is a fault, too.
        assert!(differences.iter().all(|(_, errors)| *errors < STATISTIC), "\n{}", worst.join("\n"));
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

/// Differences of estimates in Monte Carlo errors of the full study, each with its name.
fn differences(found: &Path, expected: &Path, name: &str) -> Vec<(String, f64)> {
    let tables = [found, expected].map(|folder| table(folder, name));
    let column = |at: usize, name: &str| tables[at].column(name).unwrap().f64().unwrap().to_vec();
    let (found, expected, errors) = (column(0, "estimate"), column(1, "estimate"), column(1, "mcse"));
    let rows = found.into_iter().zip(expected).zip(errors).enumerate();
    rows.filter_map(|(row, ((found, expected), error))| {
        let full = error? * (f64::from(people()) / FULL).sqrt();
        let words = ["arm", "measure", "statistic", "stratum"].map(|column| text(&tables[1], column, row));
        let difference = (found? - expected?).abs();
        Some((words.join(" "), if difference == 0.0 { 0.0 } else { difference / full }))
    })
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
