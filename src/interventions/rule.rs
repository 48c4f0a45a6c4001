//! Contraindications: who may not take an intervention, and why.

use crate::attributes::Variable;

/// A contraindication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Whom it is about.
    pub variable: Variable,
    /// For tables and reports: who and what.
    pub reason: &'static str,
}

pub(super) const fn rule(variable: Variable, reason: &'static str) -> Rule {
    Rule { variable, reason }
}

/// Of everybody who should see a clinician first.
pub(super) const RED_FLAGS: Rule =
    rule(Variable::RedFlagSymptoms, "red-flag symptoms: see a clinician before anything else");
/// Of exercise without a load. Nothing that bars ankle movement, walking or light massage, but for symptoms that want a clinician first,
/// has been sourced.
pub(super) const EXERCISE: &[Rule] = &[RED_FLAGS];
/// Of exercise against a load (assumption: rules of the study, not sourced one by one).
pub(super) const HEAVY: &[Rule] = &[
    rule(Variable::RecentInjury, "recent leg injury: no loaded exercise"),
    rule(Variable::RecentSurgery, "recent surgery: no loaded exercise"),
    RED_FLAGS,
];
