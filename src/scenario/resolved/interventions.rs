//! Interventions with their doses.

use super::distribution::describe_distribution;
use super::text::{Text, float, list, text};
use crate::interventions::{Facts, Kind};
use crate::scenario::{
    Bouts, Dose, Habit, Intervention, InterventionKind, Scenario, Stage, Timing, Variable, VariableKind,
};

/// The keys of one intervention.
pub(super) fn describe(intervention: &Intervention, scenario: &Scenario, out: &mut Text) {
    let before_the_day = match &intervention.kind {
        InterventionKind::None => {
            out.pair("kind", &text(Kind::None.facts().word));
            false
        }
        InterventionKind::Bouts(bouts) => {
            describe_bouts(bouts, out);
            false
        }
        InterventionKind::Compression(garment) => {
            out.pair("kind", &text(Kind::Compression.facts().word));
            out.pair("ankle_pressure_mmhg", &float(garment.ankle_pressure_mmhg));
            out.pair("from_min", &garment.from_min.to_string());
            optional("until_min", garment.until_min, out);
            false
        }
        InterventionKind::Training(stages) => {
            out.pair("kind", &text(Kind::Plan.facts().word));
            out.pair("stages", &list(stages.iter().map(describe_stage)));
            true
        }
        InterventionKind::Habit(habit) => {
            describe_habit(habit, out);
            true
        }
    };
    if !before_the_day {
        let phases = &scenario.timeline.phases;
        out.pair("during", &list(intervention.during.iter().map(|index| text(&phases[*index].name))));
    }
    if let Some(adherence) = &intervention.adherence {
        out.pair("adherence", &describe_distribution(adherence, Variable::Adherence.kind()));
    }
}

fn describe_bouts(bouts: &Bouts, out: &mut Text) {
    let Facts { word, keys, .. } = bouts.routine.facts().kind;
    let takes = |key: &str| keys.contains(&key);
    out.pair("kind", &text(word));
    let Timing { from_min, every_min, until_min } = bouts.timing;
    out.pair("from_min", &from_min.to_string());
    optional("every_min", every_min, out);
    optional("until_min", until_min, out);
    match bouts.dose {
        Dose::Minutes(minutes) => out.pair("duration_min", &minutes.to_string()),
        Dose::Sets { sets, repetitions, rest_s } => {
            out.pair("sets", &sets.to_string());
            if takes("repetitions") {
                out.pair("repetitions", &repetitions.to_string());
            }
            out.pair("rest_s", &rest_s.to_string());
        }
    }
    if takes("cadence_per_min") {
        out.pair("cadence_per_min", &bouts.cadence_per_min.to_string());
    }
    if takes("load_kg") {
        out.pair("knee", &text(bouts.knee.word()));
        out.pair("legs", &text(bouts.sides.word()));
        out.pair("load_kg", &float(bouts.load_kg));
    }
}

fn describe_stage(stage: &Stage) -> String {
    format!(
        "{{ focus = {}, weeks = {}, sessions_per_week = {}, sets = {}, repetitions = {}, load_kg = {}, legs = {} }}",
        text(stage.focus.facts().word),
        stage.weeks,
        stage.sessions_per_week,
        stage.sets,
        stage.repetitions,
        float(stage.load_kg),
        text(stage.sides.word())
    )
}

fn describe_habit(habit: &Habit, out: &mut Text) {
    let dose = match *habit {
        Habit::Water(ml_h) => Some(("water_ml_h", float(ml_h))),
        Habit::PlasmaVolume(rel) => Some(("plasma_volume_rel", float(rel))),
        Habit::Salt(g_day) => Some(("salt_g_day", float(g_day))),
        Habit::WeightKg(kg) => Some(("change_kg", float(kg))),
        Habit::WeightPct(pct) => Some(("change_pct", float(pct))),
        Habit::SmokingCessation | Habit::Anticoagulant => None,
        Habit::Footwear(index) => Some(("footwear", text(shoe(index)))),
        Habit::Fidgeting(per_h) => Some(("movements_per_h", float(per_h))),
    };
    out.pair("kind", &text(habit.kind().facts().kind.word));
    if let Some((key, value)) = dose {
        out.pair(key, &value);
    }
}

fn shoe(index: u32) -> &'static str {
    match Variable::Footwear.kind() {
        VariableKind::Category(labels) => labels.get(index as usize).copied().unwrap_or_default(),
        VariableKind::Flag | VariableKind::Continuous => "",
    }
}

fn optional(key: &str, value: Option<u32>, out: &mut Text) {
    if let Some(value) = value {
        out.pair(key, &value.to_string());
    }
}
