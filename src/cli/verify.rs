//! `soleus verify`: compares the model with published measurements.

use std::path::Path;

use serde_json::{Value, json};

use super::args::VerifyArgs;
use super::engine::choose;
use super::{Console, Exit};
use crate::evidence::{Finding, Findings, document, evaluate, table};
use crate::output::{OutputError, write_evidence, write_text};

/// Runs every protocol. Returns exit code 1 if a value is out of its band.
pub(super) fn verify(args: &VerifyArgs, console: &Console) -> Exit {
    let backend = match choose(&args.engine, console) {
        Ok(backend) => backend,
        Err(exit) => return exit,
    };
    let tell = |protocol: &str| {
        if console.shared().verbose > 0 {
            console.say(protocol);
        }
    };
    let findings = match evaluate(&[], None, backend.as_ref(), tell) {
        Ok(findings) => findings,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            return Exit::Unusable;
        }
    };
    if let Some(folder) = &console.shared().out
        && let Err(error) = write(folder, &findings)
    {
        console.warn(&format!("error: {error}"));
        return Exit::Unusable;
    }
    let (held, all) = findings.score();
    let text = if console.shared().json {
        let list: Vec<Value> = findings.rows.iter().map(describe).collect();
        format!("{:#}\n", json!({ "targets": list, "reproduced": held, "scored": all }))
    } else {
        table(&findings)
    };
    match &console.shared().out {
        Some(_) => console.announce(&text),
        None => console.result(&text),
    }
    if held == all { Exit::Done } else { Exit::Faults }
}

fn write(folder: &Path, findings: &Findings) -> Result<(), OutputError> {
    write_text(&folder.join("evidence.md"), &document(findings))?;
    write_evidence(&folder.join("evidence.parquet"), findings)
}

fn describe(finding: &Finding) -> Value {
    let target = &finding.target;
    json!({
        "id": target.id,
        "quantity": target.quantity,
        "unit": target.unit,
        "published": target.target,
        "low": target.band[0],
        "high": target.band[1],
        "model": finding.value,
        "sd": finding.sd,
        "published_sd": target.sd,
        "people": finding.people,
        "scored": target.scored,
        "in_band": finding.holds(),
        "source": target.source,
    })
}
