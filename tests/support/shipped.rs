//! What the shipped studies ask of an engine, and where two engines first answer differently.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use soleus::engine::gpu::{AdapterChoice, Gpu};
use soleus::engine::{Backend, Inputs, Results};
use soleus::model::{BINS, Course};
use soleus::population::{Person, Population};
use soleus::results::Measure;
use soleus::scenario::{Overrides, Scenario, load_members};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

/// The first people of a shipped study in one of its arms.
pub(crate) struct Case {
    /// Names of the file and of the arm.
    pub(crate) name: String,
    pub(crate) program: Program,
    pub(crate) inputs: Inputs,
}

/// Whether long checks are asked for (`tests/run.sh --all`).
pub(crate) fn long() -> bool {
    set("SOLEUS_LONG")
}

/// The kernel on the best adapter; nothing where `SOLEUS_NO_GPU=1` goes without, which is told past the test runner.
pub(crate) fn gpu(what: &str) -> Option<Gpu> {
    if set("SOLEUS_NO_GPU") {
        let _ = writeln!(std::io::stderr(), "SOLEUS_NO_GPU=1: NOT CHECKED: {what}");
        return None;
    }
    Some(Gpu::open(&AdapterChoice::Any).unwrap())
}

/// Every shipped scenario by the name of its file.
pub(crate) fn scenarios() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let named = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    // One member says what the others of a sweep would.
    let first = |path: &PathBuf| load_members(path, &Overrides::default()).unwrap().members.swap_remove(0).scenario;
    files.iter().map(|path| (named(path), first(path))).collect()
}

/// Every arm of every shipped scenario, with so many people.
pub(crate) fn cases(people: u32) -> Vec<Case> {
    scenarios().iter().flat_map(|(name, scenario)| arms(name, scenario, people)).collect()
}

fn arms(name: &str, scenario: &Scenario, people: u32) -> Vec<Case> {
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..people).map(|id| population.person(id)).collect();
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let legs = arms.legs(&people);
    let case = |(at, program): (usize, &Program)| Case {
        name: format!("{name}, arm {}", scenario.arms[at].id),
        program: program.clone(),
        inputs: arms.inputs(at, &people, &legs).0,
    };
    arms.programs().iter().enumerate().map(case).collect()
}

/// Simulates a case; a device that failed and left it to the CPU is a fault.
pub(crate) fn undisturbed(backend: &dyn Backend, case: &Case) -> Results {
    let results = backend.run(&case.program, &case.inputs);
    assert_eq!(backend.incidents(), Vec::<String>::new(), "{}", case.name);
    results
}

/// Asserts that everything that came out is the same, bit by bit.
#[track_caller]
pub(crate) fn assert_same(what: &str, case: &Case, expected: &Results, found: &Results) {
    if let Some(difference) = difference(expected, found) {
        panic!("{what}: {}, {difference}", case.name);
    }
}

/// The first difference in words: the person's outcome, or the place in the time course, and both values.
fn difference(expected: &Results, found: &Results) -> Option<String> {
    let people = columns(expected).zip(columns(found)).find_map(|((name, expected), (_, found))| {
        let person = first(expected, found, |value| u64::from(value.to_bits()))?;
        Some(format!("person {person}: {name} is {:?} and not {:?}", found.get(person), expected.get(person)))
    });
    people.or_else(|| course_difference(expected, found))
}

fn course_difference(expected: &Results, found: &Results) -> Option<String> {
    let (expected, found) = (&expected.course, &found.course);
    let bin = first(&expected.counts, &found.counts, |count| u64::from(*count));
    let sum = first(&expected.sums, &found.sums, |sum| *sum);
    let at = bin.map(|at| at / BINS).or(sum)?;
    let (cell, row) = (at % expected.cells, at / expected.cells);
    let (quantity, tick) = (Course::ALL[row % Course::COUNT].name(), row / Course::COUNT);
    let sums = [found, expected].map(|course| course.sums.get(at).copied());
    Some(format!("time course, tick {tick}, {quantity}, cell {cell}: {bin:?}, sums {sums:?}"))
}

/// Outcomes by name, one value per person.
fn columns(results: &Results) -> impl Iterator<Item = (&'static str, &Vec<f32>)> {
    let names = Measure::ALL.iter().take(results.measures.len()).map(|measure| measure.name()).chain([
        "lowest volume",
        "highest volume",
        "sound",
    ]);
    names.zip(results.measures.iter().chain(&results.range_ml).chain([&results.valid]))
}

/// Where two columns first differ, be it in their length.
fn first<T>(expected: &[T], found: &[T], bits: impl Fn(&T) -> u64) -> Option<usize> {
    let differing = expected.iter().zip(found).position(|(expected, found)| bits(expected) != bits(found));
    let shorter = expected.len().min(found.len());
    differing.or((expected.len() != found.len()).then_some(shorter))
}

fn set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| value == "1")
}
