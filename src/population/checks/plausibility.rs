//! What holds for everybody, and how the veins behave.

use super::*;

#[test]
fn every_value_lies_within_bounds_and_is_of_its_kind() {
    use crate::scenario::VariableKind;
    for sampler in [Sampler::Sobol, Sampler::Random] {
        for person in people(&adults(sampler), 20_000) {
            for &variable in Variable::ALL {
                let value = person.get(variable);
                let (low, high) = variable.bounds();
                assert!((low..=high).contains(&value), "{} of {}: {value}", variable.name(), person.id);
                if variable.kind() != VariableKind::Continuous {
                    assert_eq!(value, value.round(), "{}", variable.name());
                }
            }
        }
    }
}

#[test]
fn compliance_falls_with_age_in_men_only() {
    let everybody = people(&adults(Sampler::Sobol), 65_536);
    let at = |sex: f64, low: f64, high: f64| {
        let within = |person: &&Person| {
            person.get(Variable::Sex) == sex && (low..high).contains(&person.get(Variable::AgeYears))
        };
        mean(everybody.iter().filter(within).map(|person| person.get(Variable::VeinComplianceRel)))
    };
    let (young_men, old_men) = (at(1.0, 18.0, 26.0), at(1.0, 68.0, 72.0));
    assert!((old_men / young_men - 0.57).abs() < 0.04, "{}", old_men / young_men);
    assert!((at(0.0, 18.0, 26.0) / young_men - 0.52).abs() < 0.02);
    assert!((at(0.0, 68.0, 72.0) / at(0.0, 18.0, 26.0) - 1.0).abs() < 0.02);
}

#[test]
fn few_people_obstruct_and_most_valves_are_tight() {
    let everybody = people(&adults(Sampler::Sobol), 65_536);
    let share = |variable| mean(everybody.iter().map(|person| f64::from(person.get(variable) > 0.0)));
    assert!((share(Variable::OutflowObstruction) - 0.01).abs() < 0.001);
    assert!((share(Variable::RefluxSuperficial) - 0.20).abs() < 0.01, "{}", share(Variable::RefluxSuperficial));
    assert!((share(Variable::Thrombophilia) - 0.069).abs() < 0.001);
}
