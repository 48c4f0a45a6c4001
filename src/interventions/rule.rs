//! Contraindications: the people who must not do an intervention, and the reasons.

use crate::attributes::Variable;

/// A contraindication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Flag of the people to whom it applies.
    pub variable: Variable,
    /// People and reason, for tables and reports.
    pub reason: &'static str,
}

pub(super) const fn rule(variable: Variable, reason: &'static str) -> Rule {
    Rule { variable, reason }
}

/// Contraindication for all people who should see a clinician first.
pub(super) const RED_FLAGS: Rule =
    rule(Variable::RedFlagSymptoms, "red-flag symptoms: see a clinician before anything else");
/// For exercise without a load. No other contraindication of ankle movement, walking or light massage has been found in the literature.
pub(super) const EXERCISE: &[Rule] = &[RED_FLAGS];
/// For exercise against a load (assumption: rules of the study, without a source for each).
pub(super) const HEAVY: &[Rule] = &[
    rule(Variable::RecentInjury, "recent leg injury: no loaded exercise"),
    rule(Variable::RecentSurgery, "recent surgery: no loaded exercise"),
    RED_FLAGS,
];
