//! The plan of a sweep: the cost of each member and the total cost.

use serde_json::{Value, json};

use super::{describe, totals};
use crate::cli::Console;
use crate::engine::Backend;
use crate::scenario::{Members, describe_axes};
use crate::study::estimate;

/// Prints one line per member as soon as its cost is estimated, then the totals; returns the object for `--json`.
pub(super) fn plan(sweep: &Members, backend: &dyn Backend, console: &Console) -> Value {
    let tell = |text: &str| {
        if !console.shared().json {
            console.result(text);
        }
    };
    let (mut seconds, mut memory_mib, mut disk_mib, mut work_mib) = (0.0, 0.0_f64, 0.0, 0.0_f64);
    let mut members = Vec::new();
    let study = sweep.members.first().map_or("", |member| &member.scenario.study.id);
    tell(&format!("{study}: a sweep of {} members\n", sweep.members.len()));
    for member in &sweep.members {
        let cost = estimate(&member.scenario, backend);
        tell(&format!(
            "  {:>4}  {} people x {} arms  about {:.1} s  {}\n",
            member.number,
            cost.persons,
            cost.arms,
            cost.seconds,
            describe_axes(&sweep.axes, &member.values)
        ));
        let mut report = describe(&member.scenario, &backend.name(), &cost);
        report["axes"] = sweep.axes.iter().cloned().zip(member.values.iter().map(|value| json!(value))).collect();
        members.push(report);
        seconds += cost.seconds;
        // Members run one after the other.
        (memory_mib, work_mib) = (memory_mib.max(cost.memory_mib), work_mib.max(cost.work_mib));
        disk_mib += cost.disk_mib;
    }
    if sweep.members.iter().any(|member| member.scenario.design.precision.is_some()) {
        tell(
            "these are the numbers of people of the first attempt: [design.precision] adds people if the error is too \
             large\n",
        );
    }
    tell(&totals(&backend.name(), seconds, memory_mib, (disk_mib, work_mib)));
    json!({
        "study": study,
        "members": members,
        "seconds": seconds,
        "memory_mib": memory_mib,
        "disk_mib": disk_mib,
        "work_mib": work_mib,
    })
}
