//! Which scenarios run, with how many people, on which engines.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use soleus::evidence::{PROTOCOLS, Protocol, targets};

use crate::ledger::{Mode, Scope};
use crate::support::{has_adapter, soleus};

/// People of a full comparison.
const FULL: u32 = 300;
/// People where a full comparison takes too long to be ordinary: two for each of the sixteen replicates.
const FEW: u32 = 32;

/// Scenarios that run in one call of the program.
pub(crate) struct Batch {
    pub(crate) scope: Scope,
    pub(crate) name: &'static str,
    pub(crate) files: Vec<PathBuf>,
    /// In place of the scenarios' own number.
    pub(crate) persons: Option<u32>,
    /// Who computes them only where long checks are asked for.
    spared: fn(&Engine) -> bool,
}

impl Batch {
    /// What keys of its lines begin with.
    pub(crate) fn prefix(&self) -> String {
        let people = self.persons.map_or(String::new(), |persons| format!("@{persons}"));
        format!("{} {}{people}/", self.scope.word(), self.name)
    }

    /// Whether an engine computes it.
    pub(crate) fn is_for(&self, engine: &Engine, mode: Mode) -> bool {
        mode != Mode::Usual || !(self.spared)(engine)
    }
}

/// Every batch; protocols are written to files in this folder.
pub(crate) fn batches(mode: Mode, home: &Path) -> Vec<Batch> {
    let (shipped, protocols) = (scenarios(), protocols(home));
    let here = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let extra =
        ["golden/extra/drawn", "golden/extra/precise", "language/people/study", "scenario/varicose_in_stockings"];
    let extra = extra.map(|name| here(&format!("{name}.toml")));
    let clinic = [here("scenario/clinic.toml")];
    let batch =
        |scope, name, files: &[PathBuf], persons, spared| Batch { scope, name, files: files.to_vec(), persons, spared };
    let all = [
        batch(Scope::Usual, "shipped", &shipped, Some(FULL), Engine::is_adapter),
        batch(Scope::Usual, "shipped", &shipped, Some(FEW), Engine::is_one_thread),
        batch(Scope::Usual, "protocol", &protocols, Some(FEW), Engine::is_one_thread),
        batch(Scope::Usual, "extra", &extra, None, |_| false),
        batch(Scope::Long, "protocol", &protocols, Some(FULL), |_| false),
        batch(Scope::Long, "extra", &clinic, None, |_| false),
    ];
    all.into_iter().filter(|batch| mode.includes(batch.scope)).collect()
}

/// Every shipped scenario.
pub(crate) fn scenarios() -> Vec<PathBuf> {
    tomls(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"))
}

/// The scenario files of a folder, sorted.
pub(crate) fn tomls(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// Protocols of calibrated values as files, which the program takes like any other scenario. The others are run by `verify` alone.
fn protocols(home: &Path) -> Vec<PathBuf> {
    let folder = home.join("protocols");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.join(format!("{name}.toml"));
        fs::write(&path, text).unwrap();
        path
    };
    let targets = targets();
    let calibrated = |protocol: &&Protocol| targets.iter().any(|target| target.needs(protocol.name));
    PROTOCOLS.iter().filter(calibrated).map(|protocol| write(protocol.name, protocol.text)).collect()
}

/// Where a run computes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Engine {
    /// So many threads of the CPU.
    Threads(u32),
    /// A graphics adapter of this name.
    Adapter(String),
}

impl Engine {
    /// In words.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Threads(1) => "CPU, 1 thread".to_owned(),
            Self::Threads(threads) => format!("CPU, {threads} threads"),
            Self::Adapter(name) => name.clone(),
        }
    }

    fn is_one_thread(&self) -> bool {
        *self == Self::Threads(1)
    }

    fn is_adapter(&self) -> bool {
        matches!(self, Self::Adapter(_))
    }

    /// Flags of `soleus run`.
    pub(crate) fn flags(&self) -> Vec<String> {
        match self {
            Self::Threads(threads) => {
                format!("--device cpu --threads {threads}").split(' ').map(str::to_owned).collect()
            }
            Self::Adapter(name) => vec!["--require-gpu".to_owned(), "--device".to_owned(), name.clone()],
        }
    }
}

/// Every engine, the plainest first. Without an adapter the test fails, unless `SOLEUS_NO_GPU=1` goes without.
pub(crate) fn engines() -> Vec<Engine> {
    let mut engines = vec![Engine::Threads(1), Engine::Threads(2)];
    if has_adapter("equal tables from a graphics adapter (golden)") {
        engines.push(Engine::Adapter(adapter()));
    }
    engines
}

/// The software adapter, or the one that `--device gpu` takes where there is none.
fn adapter() -> String {
    let output = soleus().args(["devices", "--json"]).output().unwrap();
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let adapters = list["adapters"].as_array().unwrap();
    let software = |adapter: &&Value| adapter["type"] == "software" && adapter["backend"] == "vulkan";
    let taken = |adapter: &&Value| adapter["taken_by"].as_array().unwrap().contains(&"gpu".into());
    let found = adapters.iter().find(software).or_else(|| adapters.iter().find(taken));
    let found = found.unwrap_or_else(|| {
        panic!("no adapter: install a Vulkan driver (Debian: mesa-vulkan-drivers) or set SOLEUS_NO_GPU=1")
    });
    assert_eq!(found["computes_exactly"], true, "only an exact adapter gives the same tables: {found}");
    found["name"].as_str().unwrap().to_owned()
}
