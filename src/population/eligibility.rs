//! Who may not take an intervention.

use super::Person;
use crate::scenario::{Arm, Eligibility, InterventionKind, Scenario, Variable, barred};

/// The reason why a person may not take an intervention, if there is one.
fn ineligibility(kind: &InterventionKind, person: &Person) -> Option<&'static str> {
    barred(kind).iter().find(|rule| person.get(rule.variable) > 0.5).map(|rule| rule.reason)
}

/// The reason why the study keeps a person from an arm, if it does.
fn excluded(rules: &Eligibility, person: &Person) -> Option<String> {
    let flag = rules.exclude.iter().find(|flag| person.get(**flag) > 0.5);
    let (youngest, oldest) = rules.ages_years;
    let age = person.get(Variable::AgeYears);
    flag.map(|flag| format!("excluded by the study: {}", flag.name()))
        .or_else(|| (age < youngest || age > oldest).then(|| "excluded by the study: age".to_owned()))
}

/// The reason why a person may not take an arm as it is asked, if there is one.
pub fn kept_from(arm: &Arm, scenario: &Scenario, person: &Person) -> Option<String> {
    excluded(&arm.eligibility, person).or_else(|| {
        let used = arm.uses.iter().map(|at| &scenario.interventions[*at].kind);
        used.filter_map(|kind| ineligibility(kind, person)).next().map(str::to_owned)
    })
}

/// Whether a person does an intervention of an arm at all: is neither excluded from the arm nor kept from the intervention.
pub fn may_do(arm: &Arm, kind: &InterventionKind, person: &Person) -> bool {
    excluded(&arm.eligibility, person).is_none() && ineligibility(kind, person).is_none()
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
