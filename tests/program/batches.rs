//! Whatever an engine likes to get at once, and however long it takes, the tables are the same.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::repeatable;
use crate::support::study::Study;
use soleus::engine::{Backend, Cpu, Inputs, Results};
use soleus::output::{Device, Existing, ManifestFacts, OutputError, Place, RunFolder, RunIdentity, RunWriter};
use soleus::scenario::{Overrides, parse, resolved_toml};
use soleus::schedule::Program;
use soleus::study::{Monitor, StudyError, run};

/// A few minutes in two arms, with groups and a time course.
fn minutes() -> String {
    let study = Study::seated(9_000, 4).pumps(2, "adherence = 0.5");
    study.with("analysis", "strata = [\"sex\"]").with("outputs", "timeseries_every_min = 2").text()
}

/// The CPU in the clothes of a large device: takes two tiles at once, two calls at a time, every other one slowly.
struct Large {
    calls: AtomicUsize,
    /// Which call panics, if any.
    bad: usize,
}

impl Large {
    fn new(bad: usize) -> Self {
        Self { calls: AtomicUsize::new(0), bad }
    }
}

impl Backend for Large {
    fn name(&self) -> String {
        "large".to_owned()
    }
    fn people_at_once(&self) -> usize {
        2 * 4096 - 100
    }
    fn calls_at_once(&self) -> usize {
        2
    }
    fn run(&self, program: &Program, inputs: &Inputs) -> Results {
        let call = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        assert!(call != self.bad, "a fault of the engine");
        if call % 2 == 1 {
            std::thread::sleep(Duration::from_millis(300));
        }
        Cpu::default().run(program, inputs)
    }
}

/// Counts people; stops after some.
struct Counts {
    done: AtomicUsize,
    enough: usize,
}

impl Monitor for Counts {
    fn advance(&self, person_arms: u64, _: &str) {
        self.done.fetch_add(person_arms as usize, Ordering::Relaxed);
    }
    fn stopped(&self) -> bool {
        self.done.load(Ordering::Relaxed) >= self.enough
    }
    fn warn(&self, _: &str) {}
}

fn study(backend: &dyn Backend, folder: &Path, enough: usize) -> Result<usize, StudyError<OutputError>> {
    let scenario = parse("minutes.toml", &minutes(), &Overrides::default()).unwrap().scenario;
    let identity = RunIdentity::new(resolved_toml(&scenario), "model".to_owned(), "1".to_owned());
    let place = RunFolder::create(&Place::Exactly(folder.to_owned()), Existing::Keep).unwrap();
    let counts = Counts { done: AtomicUsize::new(0), enough };
    let mut writer = RunWriter::create(place, &scenario, &identity, Device::default()).unwrap();
    run(&scenario, backend, &mut writer, &counts)?;
    writer.finish(&ManifestFacts::default()).unwrap();
    Ok(counts.done.into_inner())
}

#[test]
fn batches_of_several_tiles_give_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    let [small, large] = ["small", "large"].map(|name| home.path().join(name));
    assert_eq!(study(&Cpu::default(), &small, usize::MAX).unwrap(), 18_000);
    let backend = Large::new(0);
    assert_eq!(study(&backend, &large, usize::MAX).unwrap(), 18_000);
    let calls = backend.calls.into_inner();
    assert!(calls >= 4 && calls.is_multiple_of(2), "{calls} calls: whole batches, at least two, in two arms");
    let (small, large) = (repeatable(&small), repeatable(&large));
    assert!(small.keys().eq(large.keys()) && small.len() > 8);
    for (name, bytes) in &small {
        assert!(*bytes == large[name], "{name} differs");
    }
}

#[test]
fn whoever_stops_a_run_stops_every_stage() {
    let home = tempfile::tempdir().unwrap();
    let stopped = study(&Large::new(0), &home.path().join("run"), 1);
    assert!(matches!(stopped, Err(StudyError::Interrupted)));
}

#[test]
fn a_fault_of_an_engine_ends_the_run_at_once() {
    for bad in 1..=4 {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("run");
        let run = std::thread::spawn(move || study(&Large::new(bad), &folder, usize::MAX).is_ok());
        assert!(run.join().is_err(), "call {bad} panicked");
    }
}
