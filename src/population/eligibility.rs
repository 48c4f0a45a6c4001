//! Who may not take an intervention.

use super::Person;
use crate::scenario::{InterventionKind, barred};

/// The reason why a person may not take an intervention, if there is one.
pub fn ineligibility(kind: &InterventionKind, person: &Person) -> Option<&'static str> {
    barred(kind).iter().find(|rule| person.get(rule.variable) > 0.5).map(|rule| rule.reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Garment, Habit, Variable};

    fn with(variable: Variable) -> Person {
        let mut person = Person { id: 0, source_row: None, values: [0.0; Variable::COUNT] };
        person.values[variable.index()] = 1.0;
        person
    }

    #[test]
    fn compression_is_barred_with_artery_disease_and_not_with_joint_pain() {
        let stocking =
            InterventionKind::Compression(Garment { ankle_pressure_mmhg: 18.0, from_min: 0, until_min: None });
        assert_eq!(ineligibility(&stocking, &with(Variable::JointPain)), None);
        let reason = ineligibility(&stocking, &with(Variable::PeripheralArteryDisease));
        assert_eq!(reason, Some("peripheral artery disease: no compression"));
    }

    #[test]
    fn shoes_are_for_everybody_but_bare_feet_are_not() {
        let kind = |index| InterventionKind::Habit(Habit::Footwear(index));
        assert_eq!(ineligibility(&kind(1), &with(Variable::Diabetes)), None);
        assert!(ineligibility(&kind(0), &with(Variable::Diabetes)).is_some());
    }
}
