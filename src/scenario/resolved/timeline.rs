//! The phases of the day.

use super::text::{Text, float, text};
use crate::scenario::{Cuff, Duration, Phase, Scenario};

/// `[timeline]`.
pub(super) fn timeline(scenario: &Scenario, out: &mut Text) {
    out.section("timeline");
    out.pair("temperature_c", &float(scenario.timeline.temperature_c));
    out.line(format_args!("phases = ["));
    for phase in &scenario.timeline.phases {
        out.line(format_args!("  {},", describe_phase(phase)));
    }
    out.line(format_args!("]"));
}

fn describe_phase(phase: &Phase) -> String {
    let mut pairs = vec![("name", text(&phase.name)), ("posture", text(phase.posture.facts().word))];
    if let Some(exercise) = phase.exercise {
        pairs.push(("activity", text(exercise.activity.facts().word.unwrap_or_default())));
        pairs.push(("cadence_per_min", exercise.cadence_per_min.to_string()));
    }
    pairs.push(match phase.duration {
        Duration::Minutes(minutes) => ("duration_min", minutes.to_string()),
        Duration::Seconds(seconds) => ("duration_s", seconds.to_string()),
        Duration::Repetitions(count) => ("repetitions", count.to_string()),
        Duration::Of(variable) => ("duration_of", text(variable.name())),
    });
    pairs.push(("temperature_c", float(phase.temperature_c)));
    if phase.posture.facts().seated {
        pairs.push(("knee_angle_deg", float(phase.knee_angle_deg)));
        pairs.push(("legs", text(phase.legs.word())));
        pairs.push(("seat", text(phase.seat.word())));
    }
    let cuffs = [("calf_cuff_mmhg", phase.calf_cuff), ("thigh_cuff_mmhg", phase.thigh_cuff)];
    pairs.extend(cuffs.into_iter().filter(|(_, cuff)| *cuff != Cuff::NONE).map(|(key, cuff)| (key, pressure(cuff))));
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}

fn pressure(cuff: Cuff) -> String {
    if cuff.inflates() {
        format!("[{}, {}]", float(cuff.from_mmhg), float(cuff.to_mmhg))
    } else {
        float(cuff.from_mmhg)
    }
}
