//! Whole runs on the GPU leave the files that the CPU leaves, whatever goes wrong on the way.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use crate::support::shipped::gpu;
use crate::support::{FLIGHT, repeatable, soleus};
use soleus::engine::gpu::{Exactness, Fault, WorkDivision};
use soleus::engine::{Backend, Cpu};
use soleus::output::{Device, Existing, ManifestFacts, Place, RunFile, RunFolder, RunIdentity, RunWriter};
use soleus::scenario::{Overrides, load, resolved_toml};
use soleus::study::{self, Monitor, model_hash};

#[test]
fn the_shipped_flight_is_the_same_run_on_the_gpu() {
    let Some(gpu) = gpu("a whole run on the GPU") else { return };
    assert_eq!(gpu.adapter().exactness, Exactness::Exact, "{} does not compute exactly", gpu.name());
    let home = tempfile::tempdir().unwrap();
    let [on_gpu, on_cpu] = ["gpu", "cpu"].map(|device| {
        let out = home.path().join(device);
        let mut command = soleus();
        command.args(["run", FLIGHT, "-q", "--persons", "300", "--device", device, "--out"]).arg(&out);
        command.assert().code(0).stderr("");
        let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
        assert_eq!(manifest.contains(&gpu.adapter().name), device == "gpu", "{manifest}");
        repeatable(&out)
    });
    assert_same("--device gpu", &on_gpu, &on_cpu);
}

/// What a run tells on the way.
#[derive(Default)]
struct Listener {
    warnings: Mutex<Vec<String>>,
}

impl Monitor for Listener {
    fn advance(&self, _person_arms: u64, _arm: &str) {}

    fn stopped(&self) -> bool {
        false
    }

    fn warn(&self, text: &str) {
        self.warnings.lock().unwrap().push(text.to_owned());
    }
}

fn facts(device: String) -> ManifestFacts {
    ManifestFacts {
        started_utc: "2026-11-21T10:00:00Z".to_owned(),
        finished_utc: "2026-11-21T10:01:00Z".to_owned(),
        device,
        threads: 1,
        seconds: 60.0,
        person_arms_per_s: 30.0,
        ..ManifestFacts::default()
    }
}

/// Runs the flight for a few people: what it left, and what it warned of.
fn run(backend: &dyn Backend, out: &Path) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let loaded = load(FLIGHT.as_ref(), &Overrides { persons: Some(300), ..Overrides::default() }).unwrap();
    let folder = RunFolder::create(&Place::Exactly(out.to_owned()), Existing::Keep).unwrap();
    folder.write_text(RunFile::Scenario, loaded.sources.typed()).unwrap();
    let identity = RunIdentity::new(resolved_toml(&loaded.scenario), model_hash(), "0".to_owned());
    let listener = Listener::default();
    let mut writer = RunWriter::create(folder, &loaded.scenario, &identity, Device::default()).unwrap();
    study::run(&loaded.scenario, backend, &mut writer, &listener).unwrap();
    writer.finish(&facts(backend.name())).unwrap();
    (repeatable(out), listener.warnings.into_inner().unwrap())
}

#[test]
fn trouble_with_the_device_ends_in_a_complete_and_correct_run_folder() {
    let home = tempfile::tempdir().unwrap();
    let (expected, _) = run(&Cpu::default(), &home.path().join("cpu"));
    let division = WorkDivision { people: 200, work: Some(1e6) };
    let (again, rest) = ("it was opened again", "the CPU computes the rest");
    let faults = [
        ("lost once", Fault { lost: (40, 41), ..Fault::default() }, again),
        ("lost for good", Fault { lost: (70, u64::MAX), ..Fault::default() }, rest),
        ("out of memory", Fault { memory: 100, ..Fault::default() }, rest),
    ];
    for (name, fault, told) in faults {
        let Some(gpu) = gpu("whole runs with trouble") else { return };
        let (found, warnings) = run(&gpu.with(division, fault), &home.path().join(name));
        assert_same(name, &found, &expected);
        assert!(warnings.iter().any(|text| text.contains(told)), "{name}: {warnings:?}");
        let manifest = std::fs::read_to_string(home.path().join(name).join("manifest.json")).unwrap();
        assert_eq!(manifest.contains(", then the CPU"), told == rest, "{name}: {manifest}");
    }
}

#[track_caller]
fn assert_same(what: &str, found: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>) {
    assert!(found.keys().eq(expected.keys()), "{what}: {:?}", found.keys());
    for (name, content) in expected {
        assert!(found[name] == *content, "{what}: {name} differs");
    }
}
