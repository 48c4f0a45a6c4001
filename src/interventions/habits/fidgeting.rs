//! Legs that move more often while seated.

use super::{Change, Clinician, HabitDose, HabitFacts, Usual};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group};
use crate::keys::Need::Optional;
use crate::keys::variable;

keys! {
    MOVEMENTS_PER_H: f64 = "movements_per_h", Optional, variable(Variable::FidgetPerH), "Number of spontaneous leg movements while seated.";
}

/// Nine in ten people do not move more often (1/h).
const USUAL: Usual = Usual {
    most: 135.0,
    beyond: "nine in ten people move less often than 135 times an hour; above this there are no measurements, and the \
             model removes too much swelling",
};

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "fidgeting",
        group: Group::Moving,
        keys: &[MOVEMENTS_PER_H.key],
        about: "sets `fidget_per_h`; each movement expels some blood from the deep veins and increases lymph flow",
        source: "free movement halves swelling, Winkel & Jorgensen 1986; valid up to about 135 movements an hour \
                 (nine in ten people have fewer): above this, the simulated effects on swelling are larger than those \
                 of ankle pumps, which is not credible",
    },
    variable: Variable::FidgetPerH,
    change: Change::By(&[HabitDose { key: MOVEMENTS_PER_H.key, change: |_, per_h| per_h, usual: Some(USUAL) }]),
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
