//! Saved work, finished runs and shards of devices that compute the same or other bits.

use super::*;
use crate::output::work::Work;
use crate::scenario::resolved_toml;
use serde_json::Value;

const FEW: u32 = 9000;

fn device(name: &str, fingerprint: &str) -> Device {
    Device { name: name.to_owned(), fingerprint: fingerprint.to_owned() }
}

fn cpu() -> Device {
    device("CPU", "a")
}

/// A device with the bits of the CPU.
fn exact() -> Device {
    device("exact GPU", "a")
}

fn other() -> Device {
    device("other GPU", "b")
}

fn folder(path: &Path, existing: Existing) -> RunFolder {
    RunFolder::create(&Place::Exactly(path.to_owned()), existing).unwrap()
}

fn begun(path: &Path, existing: Existing, device: Device) -> Result<RunWriter, OutputError> {
    let scenario = synthetic::scenario(FEW, Sampler::Sobol);
    RunWriter::create(folder(path, existing), &scenario, &identity(), device)
}

/// Computes the people of one part on a device, and is interrupted.
fn interrupted(path: &Path, device: Device) {
    let (scenario, place) = (synthetic::scenario(FEW, Sampler::Sobol), folder(path, Existing::Keep));
    let mut work = Work::open(&place, &scenario, &identity(), None, Some(device)).unwrap();
    work.begin(&synthetic::ticks()).unwrap();
    work.take(synthetic::parts(&scenario, 1).remove(0)).unwrap();
    work.save().unwrap();
}

/// Computes all people that are missing, and finishes the run.
fn completed(mut writer: RunWriter, persons: u32) -> Value {
    writer.begin(&synthetic::ticks()).unwrap();
    let parts = synthetic::parts(&synthetic::scenario(persons, Sampler::Sobol), 1);
    for part in parts {
        if writer.missing(0).iter().any(|ids| ids.contains(&part.key.first_person)) {
            hand_over(&mut writer, part);
        }
    }
    manifest(&finished(writer, 1.0).folder)
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("manifest.json")).unwrap()).unwrap()
}

/// The names of the devices, and the fingerprint of the run.
fn computed_on(manifest: &Value) -> (Vec<&str>, &str) {
    let devices = manifest["computed_on"].as_array().unwrap().iter();
    (devices.map(|device| device["name"].as_str().unwrap()).collect(), manifest["fingerprint"].as_str().unwrap())
}

#[test]
fn work_is_continued_on_a_device_of_the_same_bits_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    interrupted(home.path(), cpu());
    let mut writer = begun(home.path(), Existing::Keep, exact()).unwrap();
    assert!(writer.notes().is_empty() && writer.reused_person_arms() > 0);
    assert_eq!(computed_on(&completed(writer, FEW)), (vec!["CPU", "exact GPU"], "a"));
}

#[test]
fn work_of_a_device_of_other_bits_is_kept_and_not_mixed() {
    let home = tempfile::tempdir().unwrap();
    interrupted(home.path(), other());
    let refused = begun(home.path(), Existing::Keep, cpu()).err().unwrap();
    assert!(
        matches!(&refused, OutputError::OtherDevice { saved, present, .. } if saved == "other GPU" && present == "CPU")
    );
    let mut again = begun(home.path(), Existing::Keep, other()).unwrap();
    assert!(again.reused_person_arms() > 0 && again.notes().is_empty());
    drop(again);
    let mut anew = begun(home.path(), Existing::Replace, cpu()).unwrap();
    assert!(anew.notes()[0].contains("was computed on other GPU"));
    assert_eq!(anew.reused_person_arms(), 0);
    assert_eq!(computed_on(&completed(anew, FEW)), (vec!["CPU"], "a"));
}

#[test]
fn a_device_that_took_over_is_known() {
    let home = tempfile::tempdir().unwrap();
    let mut writer = begun(home.path(), Existing::Keep, other()).unwrap();
    writer.also_computed_on(&device("other GPU, then the CPU", "a"));
    assert_eq!(computed_on(&completed(writer, FEW)), (vec!["other GPU, then the CPU", "other GPU"], "mixed"));
}

#[test]
fn a_run_grows_only_on_a_device_of_the_same_bits() {
    let home = tempfile::tempdir().unwrap();
    let [small, large] = ["small", "large"].map(|name| home.path().join(name));
    let scenario = synthetic::scenario(FEW, Sampler::Sobol);
    let resolved = RunIdentity::new(resolved_toml(&scenario), "0123".to_owned(), "0.1.0".to_owned());
    let writer = RunWriter::create(folder(&small, Existing::Keep), &scenario, &resolved, other()).unwrap();
    completed(writer, FEW);
    let grown = synthetic::scenario(2 * FEW, Sampler::Sobol);
    let extend =
        |device: Device| RunWriter::extending(folder(&large, Existing::Keep), &grown, &identity(), device, &small);
    let refused = extend(cpu()).err().unwrap().to_string();
    assert!(refused.contains("it was computed on other GPU, whose results differ from those of CPU"), "{refused}");
    extend(other()).unwrap();
}

#[test]
fn merged_shards_name_their_devices() {
    let home = tempfile::tempdir().unwrap();
    let (scenario, out) = (synthetic::scenario(FEW, Sampler::Sobol), home.path().join("merged"));
    let shards: Vec<PathBuf> = [(1, cpu()), (2, other())]
        .map(|(number, device)| {
            let (shard, path) = (Shard::new(number, 2).unwrap(), home.path().join(number.to_string()));
            let made = RunWriter::of_shard(folder(&path, Existing::Keep), &scenario, &identity(), device, shard);
            let mut writer = made.unwrap();
            writer.begin(&synthetic::ticks()).unwrap();
            let ids = shard.ids(FEW);
            hand_over(&mut writer, synthetic::people(&scenario, 0, ids));
            let Ended::Shard(folder) = writer.finish(&facts(1.0)).unwrap() else { panic!("no shard") };
            folder
        })
        .to_vec();
    let shards = Shards::open(&shards).unwrap();
    let merged = RunWriter::of_shards(folder(&out, Existing::Keep), &scenario, &identity(), &shards);
    let mut writer = merged.unwrap();
    assert!(writer.notes()[0].contains("(CPU; other GPU)"));
    assert_eq!(computed_on(&completed(writer, FEW)), (vec!["CPU", "other GPU"], "mixed"));
}
