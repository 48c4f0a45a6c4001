//! `manifest.json`: when, where and how a run was computed. All values that may differ between equal runs are only here.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::devices::Devices;
use super::folder::{MANIFEST_FORMAT, SHARD_FORMAT};
use super::work::Amounts;
use super::{Call, RunIdentity, STATEMENT, Shard, shards};
use crate::keys::Word;
use crate::scenario::{AxisValue, Provenance, RowCounts, Scenario, Variable};
use crate::stats::Reached;

/// Largest number of ids of invalid people that are listed for each arm.
const LISTED: usize = 20;

/// When, where and how a run was computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ManifestFacts {
    /// Time at which the run began, UTC, ISO 8601.
    pub started_utc: String,
    /// Time at which the run ended, UTC, ISO 8601.
    pub finished_utc: String,
    /// Description of device, backend and driver of the process that finished the run.
    pub device: String,
    /// Number of threads of the program's own pool.
    pub threads: usize,
    /// Wall time (s).
    pub seconds: f64,
    /// Speed: people times arms per second.
    pub person_arms_per_s: f64,
    /// Id of the run that the user requested. It differs if people were added until the result was precise enough.
    pub asked_run_id: String,
    /// How the scenario was composed.
    pub composition: Composition,
}

/// The changes that the command line and a sweep made to a scenario file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composition {
    /// The call of the program.
    pub call: Call,
    /// The member, if the run belongs to a sweep.
    pub member: Option<MemberOf>,
}

/// One member of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberOf {
    /// Number of the member, from 1.
    pub number: u32,
    /// Number of members of the sweep.
    pub of: usize,
    /// The swept keys as dotted paths, and their values in this member.
    pub axes: Vec<(String, AxisValue)>,
}

/// People of one arm whose state left the valid range.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Invalid {
    arm: String,
    count: usize,
    first_person_ids: Vec<u32>,
}

impl Invalid {
    /// No people yet.
    pub(super) fn none(arm: &str) -> Self {
        Self { arm: arm.to_owned(), ..Self::default() }
    }

    /// Number of people.
    pub(super) fn people(&self) -> usize {
        self.count
    }

    /// Counts the invalid people of a block that begins with person `first`.
    pub(super) fn count(&mut self, first: u32, valid: &[bool]) {
        for (id, _) in (first..).zip(valid).filter(|(_, valid)| !**valid) {
            self.count += 1;
            if self.first_person_ids.len() < LISTED {
                self.first_person_ids.push(id);
            }
        }
    }
}

#[derive(Serialize)]
struct Manifest<'a> {
    format: &'static str,
    run_id: &'a str,
    asked_run_id: &'a str,
    study: &'a str,
    title: &'a str,
    version: &'a str,
    model_hash: &'a str,
    scenario_hash: &'a str,
    seed: u64,
    sampler: &'static str,
    confidence: f64,
    persons: u32,
    parameter_draws: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<Value>,
    arms: Vec<&'a str>,
    set: &'a [String],
    call: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    shard: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sweep: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<Value>,
    started_utc: &'a str,
    finished_utc: &'a str,
    device: &'a str,
    threads: usize,
    seconds: f64,
    person_arms_per_s: f64,
    person_arms: Value,
    computed_on: Value,
    fingerprint: &'a str,
    invalid: &'a [Invalid],
    files: Vec<FileEntry<'a>>,
    limits: &'static str,
}

#[derive(Serialize)]
struct FileEntry<'a> {
    name: &'a str,
    bytes: u64,
    blake3: &'a str,
}

/// What a run produced.
pub(super) struct RunContents<'a> {
    pub(super) reached: Option<&'a Reached>,
    pub(super) invalid: &'a [Invalid],
    pub(super) amounts: Amounts,
    /// The devices that computed the people.
    pub(super) devices: &'a Devices,
    /// The shard, if the run is one.
    pub(super) shard: Option<Shard>,
    /// Name, length and hash of every file except the manifest.
    pub(super) files: &'a [(String, u64, String)],
}

/// The text of the file.
pub(super) fn manifest_text(
    scenario: &Scenario,
    identity: &RunIdentity,
    facts: &ManifestFacts,
    contents: &RunContents,
) -> Result<String, serde_json::Error> {
    let manifest = Manifest {
        format: if contents.shard.is_some() { SHARD_FORMAT } else { MANIFEST_FORMAT },
        run_id: &identity.run_id,
        asked_run_id: &facts.asked_run_id,
        study: &scenario.study.id,
        title: &scenario.study.title,
        version: &identity.version,
        model_hash: &identity.model_hash,
        scenario_hash: &identity.scenario_hash,
        seed: scenario.design.seed,
        sampler: scenario.design.sampler.word(),
        confidence: scenario.design.confidence,
        persons: scenario.design.persons,
        parameter_draws: scenario.design.draws.repeats(),
        precision: contents.reached.map(precision),
        arms: scenario.arms.iter().map(|arm| arm.id.as_str()).collect(),
        set: &facts.composition.call.set,
        call: facts.composition.call.fact(),
        shard: contents.shard.map(|shard| shards::fact(shard, scenario.design.persons)),
        sweep: facts.composition.member.as_ref().map(member),
        people: scenario.population.provenance().as_ref().map(people),
        started_utc: &facts.started_utc,
        finished_utc: &facts.finished_utc,
        device: &facts.device,
        threads: facts.threads,
        seconds: facts.seconds,
        person_arms_per_s: facts.person_arms_per_s,
        person_arms: person_arms(contents.amounts),
        computed_on: contents.devices.fact(),
        fingerprint: contents.devices.fingerprint(),
        invalid: contents.invalid,
        files: contents.files.iter().map(|(name, bytes, blake3)| FileEntry { name, bytes: *bytes, blake3 }).collect(),
        limits: STATEMENT,
    };
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// How many person-arms were simulated by the process that finished the run, how many were reused, and how many were simulated twice.
pub(super) fn person_arms(amounts: Amounts) -> Value {
    json!({ "computed": amounts.computed, "reused": amounts.reused, "redone": amounts.redone })
}

/// The required and the reached precision.
fn precision(reached: &Reached) -> Value {
    let Reached { asked, persons, mcse, .. } = reached;
    json!({
        "of": asked.of(),
        "mcse_max": asked.mcse_max,
        "persons_max": asked.persons_max,
        "persons": persons,
        "mcse": mcse,
        "met": reached.is_met(),
    })
}

/// Where the people of a data file come from.
fn people(provenance: &Provenance<'_>) -> Value {
    let Provenance { file, set, drawn, base } = provenance;
    let RowCounts { in_file, filtered, weightless, incomplete } = file.counts;
    let names = |variables: &[Variable]| variables.iter().map(|variable| variable.name()).collect::<Vec<_>>();
    let columns: Map<String, Value> =
        file.columns.iter().map(|(variable, column)| (variable.name().to_owned(), json!(column))).collect();
    json!({
        "file": file.file,
        "found_at": file.found_at,
        "blake3": file.hash,
        "rows": { "in_file": in_file, "used": file.counts.used(), "left_out_by_where": filtered, "weight_0": weightless, "incomplete": incomplete },
        "columns": columns,
        "weight": file.weight,
        "set_by_scenario": names(set),
        "drawn": names(drawn),
        "drawn_from": base,
        "columns_not_read": file.unread,
    })
}

fn member(member: &MemberOf) -> Value {
    json!({ "member": member.number, "of": member.of, "axes": axes(&member.axes) })
}

/// The values by dotted path.
pub(super) fn axes(axes: &[(String, AxisValue)]) -> Map<String, Value> {
    axes.iter().map(|(path, value)| (path.clone(), json!(value))).collect()
}
