//! Who is kept from an intervention, and who should ask a clinician first.

use super::{Focus, Habit, InterventionKind, Routine, Variable};

/// Why people are kept from an intervention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Who is.
    pub variable: Variable,
    /// For tables and reports: who and what.
    pub reason: &'static str,
}

const fn rule(variable: Variable, reason: &'static str) -> Rule {
    Rule { variable, reason }
}

/// A stocking would press on arteries that barely fill the leg (Derbyshire compression hosiery guidance).
const COMPRESSION: &[Rule] = &[
    rule(Variable::PeripheralArteryDisease, "peripheral artery disease: no compression"),
    rule(Variable::RedFlagSymptoms, RED_FLAGS),
];
/// Landing from a jump loads joint, tendon and bone several times as much as a walk; the other reasons are those of exercise guidance
/// for pregnancy, anticoagulation and the diabetic foot (assumption: stated as rules of the study, not sourced one by one).
const JUMPS: &[Rule] = &[
    rule(Variable::JointPain, "joint pain: no jumps"),
    rule(Variable::RecentInjury, "recent leg injury: no jumps"),
    rule(Variable::RecentSurgery, "recent surgery: no jumps"),
    rule(Variable::PeripheralArteryDisease, "peripheral artery disease: no jumps"),
    rule(Variable::Pregnant, "pregnancy: no jumps"),
    rule(Variable::Anticoagulant, "anticoagulant: no jumps, a fall would bleed"),
    rule(Variable::RedFlagSymptoms, RED_FLAGS),
];
const HEAVY: &[Rule] = &[
    rule(Variable::RecentInjury, "recent leg injury: no loaded exercise"),
    rule(Variable::RecentSurgery, "recent surgery: no loaded exercise"),
    rule(Variable::RedFlagSymptoms, RED_FLAGS),
];
const EXERCISE: &[Rule] = &[rule(Variable::RedFlagSymptoms, RED_FLAGS)];
/// Pressing on a calf that may hold a clot, or that bleeds easily.
const PRESSING: &[Rule] = &[
    rule(Variable::Anticoagulant, "anticoagulant: no deep pressure on the calf"),
    rule(Variable::RecentInjury, "recent leg injury: no deep pressure on the calf"),
    rule(Variable::RedFlagSymptoms, RED_FLAGS),
];
const BAREFOOT: &[Rule] = &[rule(Variable::Diabetes, "diabetes: not barefoot")];
const WEIGHT_LOSS: &[Rule] = &[rule(Variable::Pregnant, "pregnancy: no weight loss")];
const MEDICATION: &[Rule] = &[rule(Variable::Anticoagulant, "takes an anticoagulant already")];
const RED_FLAGS: &str = "red-flag symptoms: see a clinician before anything else";

/// Everybody whom an intervention is kept from. Nothing that bars leg raising, walking, ankle movement or light massage, but for symptoms
/// that want a clinician first, has been sourced.
pub fn barred(kind: &InterventionKind) -> &'static [Rule] {
    match kind {
        InterventionKind::None => &[],
        InterventionKind::Compression(_) => COMPRESSION,
        InterventionKind::Training(stages) => {
            let has = |focus: &[Focus]| stages.iter().any(|stage| focus.contains(&stage.focus));
            if has(&[Focus::Plyometrics]) {
                JUMPS
            } else if has(&[Focus::Resistance, Focus::Eccentric]) {
                HEAVY
            } else {
                EXERCISE
            }
        }
        InterventionKind::Bouts(bouts) => match bouts.routine {
            Routine::FoamRolling => PRESSING,
            Routine::HeelRaises if bouts.load_kg > 0.0 => HEAVY,
            Routine::Elevation | Routine::StandingBreak | Routine::AisleWalk => &[],
            _ => EXERCISE,
        },
        InterventionKind::Habit(habit) => match habit {
            Habit::Footwear(0) => BAREFOOT,
            Habit::WeightKg(kg) if *kg < 0.0 => WEIGHT_LOSS,
            Habit::WeightPct(pct) if *pct < 0.0 => WEIGHT_LOSS,
            Habit::Anticoagulant => MEDICATION,
            _ => &[],
        },
    }
}

/// People who are not kept from an intervention, but should ask a clinician first.
pub fn ask_first(kind: &InterventionKind) -> Vec<Variable> {
    let kept = |variable: &Variable| barred(kind).iter().any(|rule| rule.variable == *variable);
    concerned(kind).iter().copied().filter(|variable| !kept(variable)).collect()
}

fn concerned(kind: &InterventionKind) -> &'static [Variable] {
    use Variable::{
        Anticoagulant, Cancer, Diabetes, PeripheralArteryDisease, Postpartum, Pregnant, PriorVte, RecentSurgery,
    };
    match kind {
        InterventionKind::Compression(_) => &[Diabetes, Pregnant, RecentSurgery],
        InterventionKind::Training(stages) => {
            let gentle = |stage: &super::Stage| {
                matches!(stage.focus, Focus::Activation | Focus::Mobility | Focus::Volume | Focus::Maintenance)
            };
            if stages.iter().all(gentle) {
                &[RecentSurgery, PriorVte]
            } else {
                &[Pregnant, Postpartum, PriorVte, Cancer, PeripheralArteryDisease, Diabetes, Anticoagulant]
            }
        }
        InterventionKind::Bouts(bouts) => match bouts.routine {
            Routine::Massage | Routine::FoamRolling | Routine::BedtimeRoutine => {
                &[PriorVte, Cancer, RecentSurgery, Pregnant]
            }
            Routine::Stairs | Routine::HeelRaises | Routine::CalfCircuit => &[RecentSurgery],
            _ => &[],
        },
        InterventionKind::Habit(Habit::WeightKg(_) | Habit::WeightPct(_)) => &[Diabetes, Postpartum],
        InterventionKind::Habit(_) | InterventionKind::None => &[],
    }
}

/// Whether nobody should start it without a clinician.
pub fn needs_clinician(kind: &InterventionKind) -> bool {
    matches!(kind, InterventionKind::Habit(Habit::Anticoagulant))
}
