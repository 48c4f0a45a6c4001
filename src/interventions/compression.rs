//! A garment on the lower leg.

use super::{Facts, Group, RED_FLAGS, Rule, rule};
use crate::attributes::Variable;

pub(super) const FACTS: Facts = Facts {
    word: "compression",
    group: Group::Support,
    keys: &["class", "ankle_pressure_mmhg", "from_min", "until_min"],
    about: "pressure on skin and deep veins, graduated, times the person's `stocking_fit_rel`; narrows veins, lowers filtration; worn from `from_min` to `until_min` of its phases",
    source: "Partsch 2004 (four strengths), Olsen & Länne 1998 (transmission)",
};

/// A stocking would press on arteries that barely fill the leg (Derbyshire compression hosiery guidance).
pub(super) const CONTRAINDICATIONS: &[Rule] =
    &[rule(Variable::PeripheralArteryDisease, "peripheral artery disease: no compression"), RED_FLAGS];

/// People who should ask a clinician first.
pub(super) const PRECAUTIONS: &[Variable] = &[Variable::Diabetes, Variable::Pregnant, Variable::RecentSurgery];
