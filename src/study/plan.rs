//! Estimates the cost of a run: people x arms x steps, time, memory, disk.

use std::time::Instant;

use crate::engine::{Backend, Cpu};
use crate::model::{BINS, Course};
use crate::population::{Cells, Person, Population};
use crate::results::{ArmBlock, Measure, NestedDoses, TILE, Table};
use crate::risk::nested_sets;
use crate::scenario::{Scenario, Variable};
use crate::schedule::{Program, Resolution, Run};

use super::tile::Arms;

/// The cost of a run.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// People.
    pub persons: u64,
    /// Arms.
    pub arms: u64,
    /// Draws of the uncertain parameters.
    pub draws: u64,
    /// Blood steps of an average person, per arm.
    pub steps: Vec<f64>,
    /// Wall time (s).
    pub seconds: f64,
    /// The part of it that draws of the constants of stasis need (s).
    pub draws_s: f64,
    /// Peak memory (MiB).
    pub memory_mib: f64,
    /// Size of the finished run folder (MiB).
    pub disk_mib: f64,
    /// Size of the saved work, which is removed when the run is finished (MiB).
    pub work_mib: f64,
    /// The results of the first people in every arm, without measurements.
    pub pilot: Vec<ArmBlock>,
}

/// Smallest number of people that are simulated to measure the speed of this machine, and the shortest duration of this trial (s).
const TRIAL: u32 = 512;
const TRIAL_S: f64 = 0.5;
/// CPU time of statistics and tables per person-arm (s), measured on the shipped flight with 300,000 people.
const STATISTICS_S: f64 = 1e-5;
/// Number of people whose measurements are simulated in the trial. Measurements cost much more, because no cycle is skipped.
const MEASURED_TRIAL: usize = 32;
/// Number of people for whom constants are drawn in the trial: enough for a block on each of a few threads.
const DRAWN_TRIAL: u32 = 128;
/// Compressed bytes on disk of one person in one arm, and of one person; measured on the shipped flight.
const PERSON_ARM_BYTES: f64 = 70.0;
const PERSON_BYTES: f64 = 120.0;
/// Bytes of one measurement of a person-arm on disk, measured on the clinic tests.
const MEASUREMENT_BYTES: f64 = 3.6;
/// Values of a person-arm that are saved beside its outcomes: whether it is eligible, and whether it is valid.
const SAVED_FLAGS: usize = 2;
/// Largest number of batches that are prepared, computed or stored at the same time, and the bytes of inputs and
/// results per person in a batch. A batch has some people in one arm.
const IN_FLIGHT: usize = 6;
const FLYING_BYTES: usize = 450;
/// Memory of the program itself (MiB), measured.
const BASE_MIB: f64 = 60.0;

/// Estimates the cost of a run by simulating a small part of it.
pub fn estimate(scenario: &Scenario, backend: &dyn Backend) -> Estimate {
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let population = Population::new(&scenario.population, &scenario.design);
    let Trial { people, pilot, seconds: seconds_each } = trial(scenario, &arms, &population, backend);
    let (persons, count) = (u64::from(scenario.design.persons), scenario.arms.len() as u64);
    let draws = u64::from(scenario.design.draws.repeats());
    let draws_s = draws_s(scenario, &arms, &population);
    let ticks = arms.programs().first().map_or(0, |program| program.ticks.len());
    let measurements = scenario.measurements.len();
    let columns = Measure::COUNT + measurements;
    let batch = backend.people_at_once().next_multiple_of(TILE).min(persons as usize);
    // Statistics keep the measurements of two arms in memory, 4 bytes each, and the attributes with their ranks.
    let attributes = if scenario.writes(Table::Sensitivity) { Variable::COUNT } else { 0 };
    let person_bytes = 8 + 8 * measurements + 8 * attributes;
    Estimate {
        persons,
        arms: count,
        draws,
        steps: arms.programs().iter().map(|program| mean_steps(scenario, program, &people)).collect(),
        seconds: (seconds_each + statistics_s(scenario)) * (persons * draws) as f64 + draws_s,
        draws_s,
        memory_mib: BASE_MIB
            + (batch * (4 * columns * (scenario.arms.len() + 1) + IN_FLIGHT * FLYING_BYTES)
                + persons as usize * person_bytes
                + course_bytes(scenario, ticks)) as f64
                / f64::from(1 << 20),
        disk_mib: disk_bytes(scenario) / f64::from(1 << 20),
        work_mib: work_bytes(scenario) / f64::from(1 << 20),
        pilot,
    }
}

/// People that were simulated in every arm.
struct Trial {
    people: Vec<Person>,
    /// Results of the first [`TRIAL`] of them, by arm.
    pilot: Vec<ArmBlock>,
    /// Time for one person in all arms (s).
    seconds: f64,
}

/// Simulates more and more people until the time is long enough to measure and more people are not faster, or until the engine has as many
/// people as it prefers at once.
fn trial(scenario: &Scenario, arms: &Arms, population: &Population, backend: &dyn Backend) -> Trial {
    let most = (TRIAL as usize).max(backend.people_at_once()).min(scenario.design.persons as usize);
    let mut count = most.min(TRIAL as usize);
    // An engine for many people at once may be much faster with more people; an engine for few people is not.
    let mut last_s = if backend.people_at_once() > 1 { f64::INFINITY } else { 0.0 };
    let mut pilot = Vec::new();
    loop {
        let people = (0..count as u32).map(|id| population.person(id)).collect();
        let cohort = arms.cohort(people);
        let few = cohort.people.len().min(MEASURED_TRIAL);
        let (mut engine_s, mut measured_s) = (0.0, 0.0);
        for arm in 0..arms.programs().len() {
            engine_s += seconds(|| {
                let (inputs, host_columns) = arms.inputs(arm, &cohort.people, &cohort.legs);
                let results = backend.run(&arms.programs()[arm], &inputs);
                let measured = vec![Vec::new(); scenario.measurements.len()];
                let block = arms.filled(arm, backend, (&inputs, host_columns), &cohort, results);
                // How many people a trial needs depends on the machine; the pilot does not.
                if pilot.len() <= arm {
                    pilot.push(ArmBlock { measured, ..block });
                }
            });
            let (inputs, _) = arms.inputs(arm, &cohort.people[..few], &cohort.legs[..few]);
            measured_s += seconds(|| arms.measure(arm, &inputs));
        }
        let each_s = engine_s / count as f64;
        let settled = engine_s >= TRIAL_S && each_s > 0.7 * last_s;
        if settled || count == most {
            return Trial { people: cohort.people, pilot, seconds: each_s + measured_s / few as f64 };
        }
        (count, last_s) = (most.min(4 * count), each_s);
    }
}

/// Time of the draws of the constants of stasis for a part of the people, measured on a few of them (s).
fn draws_s(scenario: &Scenario, arms: &Arms, population: &Population) -> f64 {
    let sets = nested_sets(scenario);
    let people = NestedDoses::people(scenario.design.persons);
    let few = people.min(DRAWN_TRIAL);
    if sets.is_empty() {
        return 0.0;
    }
    let cohort = arms.cohort((0..few).map(|id| population.person(id)).collect());
    let all_arms = || (0..scenario.arms.len()).for_each(|arm| drop(arms.drawn(arm, &Cpu::default(), &cohort, &sets)));
    seconds(all_arms) * f64::from(people) / f64::from(few)
}

/// Time of statistics and tables for one person (s).
fn statistics_s(scenario: &Scenario) -> f64 {
    STATISTICS_S * scenario.arms.len() as f64 / rayon::current_num_threads() as f64
}

/// Size of the tables with one row per person (bytes).
fn disk_bytes(scenario: &Scenario) -> f64 {
    let outputs = &scenario.outputs;
    let measured = scenario.measurements.iter().filter(|measurement| outputs.has_column(&measurement.id)).count();
    let measures = Measure::ALL.iter().filter(|measure| outputs.has_column(measure.name())).count();
    let outcome_bytes =
        PERSON_ARM_BYTES * measures as f64 / Measure::COUNT as f64 + MEASUREMENT_BYTES * measured as f64;
    let bytes = |table, bytes: f64| if scenario.writes(table) { bytes } else { 0.0 };
    let row_bytes =
        bytes(Table::Outcomes, outcome_bytes * scenario.arms.len() as f64) + bytes(Table::Persons, PERSON_BYTES);
    let people = outputs.persons_sample.unwrap_or(scenario.design.persons).min(scenario.design.persons);
    f64::from(people) * f64::from(scenario.design.draws.repeats()) * row_bytes
}

/// Size of the saved outcomes of all people in all arms: 4 bytes for each value.
fn work_bytes(scenario: &Scenario) -> f64 {
    let values = ArmBlock::with_capacity(scenario.measurements.len(), 0).columns().count() + SAVED_FLAGS;
    4.0 * values as f64 * scenario.person_arms() as f64
}

/// Memory of the time course: the cells of a batch, their groups, and the groups of every arm.
fn course_bytes(scenario: &Scenario, ticks: usize) -> usize {
    let cells = Cells::new(scenario);
    let histograms = IN_FLIGHT * cells.count() + cells.group_count() * (1 + scenario.arms.len());
    histograms * ticks * Course::COUNT * (4 * BINS + 8)
}

/// Wall time of some work (s).
#[expect(clippy::disallowed_methods, reason = "a plan measures the speed of the machine; no result depends on it")]
fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Number of blood steps of an average person who does every bout. Counts windows that begin before the phase ends.
fn mean_steps(scenario: &Scenario, program: &Program, people: &[Person]) -> f64 {
    let phases = scenario.timeline.phases.iter();
    let lengths_s: Vec<f64> = phases.map(|phase| phase.length_s(|variable| mean(variable, people))).collect();
    let reached = |run: &&Run| run.phase.is_none_or(|phase| f64::from(run.start_s) < lengths_s[phase]);
    program.runs().filter(reached).map(|run| program.steps(run) as f64).sum()
}

fn mean(variable: Variable, people: &[Person]) -> f64 {
    people.iter().map(|person| person.get(variable)).sum::<f64>() / people.len().max(1) as f64
}
