//! A garment on the lower leg.

use super::bouts::{FROM_MIN, UNTIL_MIN};
use super::rule::{NO_COMPRESSION, RED_FLAGS};
use super::{Facts, Group, Rule};
use crate::attributes::Variable;
use crate::keys::Need::Optional;
use crate::keys::{within, word};

keys! {
    CLASS: Class = "class", Optional, word(), "Class of a stocking by its label (mmHg); the middle of the class is used.";
    ANKLE_PRESSURE_MMHG: f64 = "ankle_pressure_mmhg", Optional, within(0.0, 60.0, "mmHg"), "Pressure of a stocking at the ankle by its label, in place of `class`.";
}

words! {
    /// Class of a stocking: the range of its pressures at the ankle (mmHg).
    pub enum Class {
        /// Travel socks.
        Mmhg7To14 = "7-14",
        /// Support stockings.
        Mmhg15To20 = "15-20",
        /// Medium.
        Mmhg20To30 = "20-30",
        /// Firm.
        Mmhg30To40 = "30-40",
    }
}

impl Class {
    /// Middle of the range (mmHg).
    pub fn middle_mmhg(self) -> f64 {
        match self {
            Self::Mmhg7To14 => 10.5,
            Self::Mmhg15To20 => 17.5,
            Self::Mmhg20To30 => 25.0,
            Self::Mmhg30To40 => 35.0,
        }
    }
}

/// A below-knee stocking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Garment {
    /// Pressure at the ankle by its label (mmHg).
    pub ankle_pressure_mmhg: f64,
    /// Time from the start of the phase at which it is put on (min).
    pub from_min: u32,
    /// Time at which it is taken off (min); `None` if it is worn until the end of the phase.
    pub until_min: Option<u32>,
}

pub(super) const FACTS: Facts = Facts {
    word: "compression",
    group: Group::Support,
    keys: &[CLASS.key, ANKLE_PRESSURE_MMHG.key, FROM_MIN.key, UNTIL_MIN.key],
    about: "graduated pressure on superficial and deep veins, times the person's `stocking_fit_rel`; it narrows veins and lowers filtration; people wear the garment from `from_min` to `until_min` of its phases",
    source: "Partsch 2004 (four strengths), Olsen & Länne 1998 (transmission)",
};

/// A stocking would press on arteries that barely fill the leg.
pub(super) const CONTRAINDICATIONS: &[Rule] = &[NO_COMPRESSION, RED_FLAGS];

/// People who should ask a clinician first.
pub(super) const PRECAUTIONS: &[Variable] = &[Variable::Diabetes, Variable::Pregnant, Variable::RecentSurgery];
