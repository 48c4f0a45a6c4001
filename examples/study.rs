//! A study from Rust: loads a scenario, runs it on the CPU, writes a run folder.
//!
//!     cargo run --release --example study -- scenarios/desk-day.toml 200 target/desk-day

use std::error::Error;
use std::path::PathBuf;

use soleus::engine::{Backend, Cpu};
use soleus::output::{Device, Ended, Existing, ManifestFacts, Place, RunFile, RunFolder, RunIdentity, RunWriter};
use soleus::scenario::{Overrides, load, resolved_toml};
use soleus::study::{Monitor, fingerprint, model_hash, run};

const USAGE: &str = "usage: study SCENARIO PERSONS FOLDER";

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let mut word = || words.next().ok_or(USAGE);
    let (file, persons, folder) = (word()?, word()?.parse()?, word()?);

    // A scenario is always valid: if the file has problems, `load` returns an error with their places.
    let overrides = Overrides { persons: Some(persons), ..Overrides::default() };
    let scenario = load(&PathBuf::from(&file), &overrides)?.scenario;

    // The identity of a run follows from the scenario with its defaults, the model and the version.
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let identity = RunIdentity::new(resolved_toml(&scenario), model_hash(), version);

    // The results appear in the folder when the run is complete. If the folder contains a finished run, it is kept, and
    // the new run is refused.
    let folder = RunFolder::create(&Place::Exactly(folder.into()), Existing::Keep)?;
    folder.write_text(RunFile::Scenario, &std::fs::read_to_string(&file)?)?;
    let backend = Cpu::default();
    let device = Device { name: backend.name(), fingerprint: fingerprint(&backend) };
    let mut writer = RunWriter::create(folder, &scenario, &identity, device)?;
    run(&scenario, &backend, &mut writer, &Lines)?;
    match writer.finish(&ManifestFacts { asked_run_id: identity.run_id.clone(), ..ManifestFacts::default() })? {
        Ended::Finished(_) => Ok(()),
        Ended::Shard(_) => Err("no shard was asked for".into()),
        Ended::TooFew { .. } => Err("the scenario asks for a precision that needs more people".into()),
    }
}

/// Prints progress to stderr.
struct Lines;

impl Monitor for Lines {
    fn advance(&self, person_arms: u64, arm: &str) {
        eprintln!("{person_arms} more people in {arm}");
    }

    fn stopped(&self) -> bool {
        false
    }

    fn warn(&self, text: &str) {
        eprintln!("warning: {text}");
    }
}
