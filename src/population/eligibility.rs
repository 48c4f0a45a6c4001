//! The interventions and arms from which a person is excluded.

use super::Person;
use super::change::changed;
use crate::interventions::Rule;
use crate::scenario::{Arm, Eligibility, Habit, HabitKind, InterventionKind, Scenario, Variable};

/// Why a person may not do the interventions of an arm.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exclusion {
    /// People and reason.
    pub reason: String,
    /// Where the rule comes from.
    pub source: &'static str,
}

/// Source of rules that the scenario sets.
const OF_STUDY: &str = "scenario";

impl Exclusion {
    fn of_study(reason: &str) -> Self {
        Self { reason: format!("excluded by the study: {reason}"), source: OF_STUDY }
    }

    fn of_rule(rule: &Rule) -> Self {
        Self { reason: rule.reason.to_owned(), source: rule.source }
    }
}

/// The contraindication of an intervention for a person, if there is one.
fn ineligibility(kind: &InterventionKind, person: &Person) -> Option<&'static Rule> {
    kind.contraindications().iter().find(|rule| person.get(rule.variable) > 0.5)
}

/// The reason why the study excludes a person from an arm, if there is one.
fn excluded(rules: &Eligibility, person: &Person) -> Option<Exclusion> {
    let flag = rules.exclude.iter().find(|flag| person.get(**flag) > 0.5);
    let (youngest, oldest) = rules.ages_years;
    let age = person.get(Variable::AgeYears);
    // The age is 65 until the 66th birthday.
    flag.map(|flag| Exclusion::of_study(flag.name()))
        .or_else(|| (age < youngest || age.floor() > oldest).then(|| Exclusion::of_study("age")))
}

/// The first reason why a person may not do the interventions of an arm, if there is one.
pub fn exclusion(arm: &Arm, scenario: &Scenario, person: &Person) -> Option<Exclusion> {
    let person = medicated(arm, scenario, person);
    let rule = || arm.uses.iter().find_map(|at| person.ineligibility(&scenario.interventions[*at].kind));
    excluded(&arm.eligibility, person.before).or_else(|| rule().map(Exclusion::of_rule))
}

/// The arms for which a person is not eligible, with the reasons; empty if there are none.
pub fn ineligible_arms(scenario: &Scenario, person: &Person) -> String {
    let reasons = scenario.arms.iter().filter_map(|arm| {
        let Exclusion { reason, .. } = exclusion(arm, scenario, person)?;
        Some(format!("{} ({reason})", arm.id))
    });
    reasons.collect::<Vec<_>>().join("; ")
}

/// Whether a person may do an intervention of an arm: neither the arm nor the intervention excludes the person.
pub fn may_do(arm: &Arm, scenario: &Scenario, kind: &InterventionKind, person: &Person) -> bool {
    excluded(&arm.eligibility, person).is_none() && medicated(arm, scenario, person).ineligibility(kind).is_none()
}

/// A person before and under the medication that the arm prescribes. Contraindications of the medication are checked for the person
/// before it; those of all other interventions for the person under it, even if the person will not take it.
struct Medicated<'a> {
    before: &'a Person,
    under: Option<Person>,
}

fn medicated<'a>(arm: &Arm, scenario: &Scenario, person: &'a Person) -> Medicated<'a> {
    let prescribed = arm.uses.iter().any(|at| is_drug(&scenario.interventions[*at].kind));
    let under = prescribed.then(|| changed(person, &Habit::plain(HabitKind::Anticoagulant)));
    Medicated { before: person, under }
}

fn is_drug(kind: &InterventionKind) -> bool {
    matches!(kind, InterventionKind::Habit(habit) if habit.kind == HabitKind::Anticoagulant)
}

impl Medicated<'_> {
    fn ineligibility(&self, kind: &InterventionKind) -> Option<&'static Rule> {
        let person = self.under.as_ref().filter(|_| !is_drug(kind)).unwrap_or(self.before);
        ineligibility(kind, person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Garment;

    fn with(variable: Variable) -> Person {
        let mut person = Person { id: 0, source_row: None, values: [0.0; Variable::COUNT] };
        person.values[variable.index()] = 1.0;
        person
    }

    #[test]
    fn compression_is_excluded_with_artery_disease_and_not_with_joint_pain() {
        let stocking =
            InterventionKind::Compression(Garment { ankle_pressure_mmhg: 18.0, from_min: 0, until_min: None });
        assert_eq!(ineligibility(&stocking, &with(Variable::JointPain)), None);
        let rule = ineligibility(&stocking, &with(Variable::PeripheralArteryDisease));
        assert_eq!(rule.map(|rule| rule.reason), Some("peripheral artery disease: no compression"));
    }

    #[test]
    fn shoes_are_for_everybody_but_bare_feet_are_not() {
        let kind = |shoes| InterventionKind::Habit(Habit { amount: shoes, ..Habit::plain(HabitKind::Footwear) });
        assert_eq!(ineligibility(&kind(1.0), &with(Variable::Diabetes)), None);
        assert!(ineligibility(&kind(0.0), &with(Variable::Diabetes)).is_some());
    }
}
