//! `soleus verify`: compares the model with published measurements.

use std::path::Path;

use serde_json::{Value, json};

use super::args::VerifyArgs;
use super::engine::choose;
use super::progress::Steps;
use super::{Console, Exit};
use crate::evidence::{
    Finding, Findings, Measured, Role, directions_line, document, evaluate, measure_determinants, table,
};
use crate::keys::Word;
use crate::output::{OutputError, write_evidence, write_text};

/// Runs every protocol. Returns exit code 1 unless enough values of every role are in their bands.
pub(super) fn verify(args: &VerifyArgs, console: &Console) -> Exit {
    let backend = match choose(&args.engine, console) {
        Ok(backend) => backend,
        Err(exit) => return exit,
    };
    let mut steps = Steps::new(console, "protocols");
    let evaluated = evaluate(&[], None, backend.as_ref(), |next| steps.begin(next.done, next.all, next.protocol));
    let compared = evaluated.and_then(|findings| Ok((findings, measure_determinants(backend.as_ref())?)));
    steps.clear();
    let (findings, measured) = match compared {
        Ok(compared) => compared,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            return Exit::Unusable;
        }
    };
    if let Some(folder) = &console.shared().out
        && let Err(error) = write(folder, &findings, &measured)
    {
        console.warn(&format!("error: {error}"));
        return Exit::Unusable;
    }
    let text = if console.shared().json {
        format!("{:#}\n", summary(&findings))
    } else {
        format!("{}{}\n", table(&findings), directions_line(&measured))
    };
    match &console.shared().out {
        Some(_) => console.announce(&text),
        None => console.result(&text),
    }
    if findings.enough() { Exit::Done } else { Exit::Faults }
}

/// Every row, and the reproduced and the required number of each role.
fn summary(findings: &Findings) -> Value {
    let of_role = |(word, role): (&str, Role)| {
        let (held, all) = findings.score(role);
        let score =
            json!({ "reproduced": held, "scored": all, "wanted": role.bar(), "enough": role.enough(held, all) });
        (word.to_owned(), score)
    };
    let roles: serde_json::Map<String, Value> = Role::choices().into_iter().map(of_role).collect();
    let rows: Vec<Value> = findings.rows.iter().map(describe).collect();
    json!({ "targets": rows, "roles": roles, "enough": findings.enough() })
}

fn write(folder: &Path, findings: &Findings, measured: &[Measured]) -> Result<(), OutputError> {
    write_text(&folder.join("evidence.md"), &document(findings, measured))?;
    write_evidence(&folder.join("evidence.parquet"), findings)
}

fn describe(finding: &Finding) -> Value {
    let target = &finding.target;
    json!({
        "id": target.id,
        "role": target.role.word(),
        "quantity": target.quantity,
        "unit": target.unit,
        "published": target.target,
        "low": target.band[0],
        "high": target.band[1],
        "interval": target.interval,
        "model": finding.value,
        "sd": finding.sd,
        "published_sd": target.sd,
        "people": finding.people,
        "scored": target.scored,
        "in_band": finding.holds(),
        "source": target.source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{targets, unseen};

    #[test]
    fn the_summary_has_a_number_for_each_role() {
        let rows = targets().into_iter().take(1).chain(unseen().into_iter().take(2));
        let rows = rows.map(|target| Finding { value: target.target, sd: None, people: 1, target }).collect();
        let summary = summary(&Findings { rows, clots: None });
        let roles: Vec<&Value> = summary["targets"].as_array().into_iter().flatten().map(|row| &row["role"]).collect();
        assert_eq!(roles, ["calibrated", "unseen", "unseen"]);
        let calibrated = json!({ "reproduced": 1, "scored": 1, "wanted": "at least 93 %", "enough": true });
        let unseen = json!({ "reproduced": 2, "scored": 2, "wanted": "at least 60 %", "enough": true });
        let risk = json!({ "reproduced": 0, "scored": 0, "wanted": "at least 60 %", "enough": true });
        let activity = json!({ "reproduced": 0, "scored": 0, "wanted": "none", "enough": true });
        let roles = json!({ "calibrated": calibrated, "unseen": unseen, "unseen risk": risk, "activity": activity });
        assert_eq!(summary["roles"], roles);
        assert_eq!(summary["enough"], true);
    }
}
