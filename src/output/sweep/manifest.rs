//! `manifest.json` of a sweep: when, where and how it was computed, and the status of its members.

use serde_json::{Value, json};

use super::Run;
use crate::output::devices::Devices;
use crate::output::folder::SWEEP_FORMAT;
use crate::output::manifest::{ManifestFacts, axes};
use crate::output::{RunIdentity, STATEMENT};
use crate::scenario::{Member, Members};

/// The text of the file. `files` are the name, length and hash of the other files of the sweep.
pub(super) fn text(
    sweep: &Members,
    identity: &RunIdentity,
    facts: &ManifestFacts,
    (runs, devices): (&[Run], &Devices),
    files: &[(String, u64, String)],
) -> String {
    let member = |(member, run): (&Member, &Run)| -> Value {
        let values = sweep.axes.iter().cloned().zip(member.values.iter().cloned()).collect::<Vec<_>>();
        json!({
            "member": member.number,
            "run_id": run.run_id,
            "asked_run_id": run.asked_run_id,
            "folder": run.folder,
            "status": run.status,
            "manifest_blake3": run.manifest_blake3,
            "axes": axes(&values),
        })
    };
    let files = files.iter().map(|(name, bytes, blake3)| json!({ "name": name, "bytes": bytes, "blake3": blake3 }));
    let manifest = json!({
        "format": SWEEP_FORMAT,
        "run_id": identity.run_id,
        "study": sweep.members.first().map(|member| &member.scenario.study.id),
        "version": identity.version,
        "model_hash": identity.model_hash,
        "scenario_hash": identity.scenario_hash,
        "set": facts.composition.call.set,
        "call": facts.composition.call.fact(),
        "axes": sweep.axes,
        "members": sweep.members.iter().zip(runs).map(member).collect::<Vec<_>>(),
        "started_utc": facts.started_utc,
        "finished_utc": facts.finished_utc,
        "device": facts.device,
        "threads": facts.threads,
        "seconds": facts.seconds,
        "computed_on": devices.fact(),
        "fingerprint": devices.fingerprint(),
        "files": files.collect::<Vec<_>>(),
        "limits": STATEMENT,
    });
    format!("{manifest:#}\n")
}
