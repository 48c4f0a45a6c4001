//! Legs that move more often while seated.

use super::{Change, Clinician, HabitDose, HabitFacts, Usual};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group};
use crate::keys::Need::Optional;
use crate::keys::variable;

keys! {
    MOVEMENTS_PER_H: f64 = "movements_per_h", Optional, variable(Variable::FidgetPerH), "How often legs move while seated.";
}

/// Nine in ten people do not move more often (1/h).
const USUAL: Usual = Usual {
    most: 135.0,
    beyond: "nine in ten people stay below 135, nothing has been measured beyond, and there the model takes off more swelling than it should",
};

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "fidgeting",
        group: Group::Moving,
        keys: &[MOVEMENTS_PER_H.key],
        about: "sets `fidget_per_h`: small strokes of the deep veins and of lymph",
        source: "free movement halves swelling, Winkel & Jorgensen 1986; only up to about 135 an hour, which nine in ten people stay below: beyond, effects on swelling are larger than those of pumps and not to be believed",
    },
    variable: Variable::FidgetPerH,
    change: Change::By(&[HabitDose { key: MOVEMENTS_PER_H.key, change: |_, per_h| per_h, usual: Some(USUAL) }]),
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
