//! Conditions that all people fulfill, and the distribution of vein attributes.

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
}

#[test]
fn lower_legs_have_the_size_of_the_segments() {
    use Variable::{HeightCm, LegVolumeMl, Sex, WeightKg};
    // de Leva's lower leg and foot: 6.1 % of a woman's mass, 5.7 % of a man's, 1.09 g/mL.
    for (sex, height, weight, wanted) in [(0.0, 162.0, 68.6, 3840.0), (1.0, 176.0, 86.3, 4510.0)] {
        let median = |height: f64| {
            let body = [(Sex, sex), (HeightCm, height), (WeightKg, weight)];
            let fixed = body.map(|(variable, value)| (variable, Constant { value }.into())).to_vec();
            let population = Population::new(&spec(fixed, Vec::new()), &design(1, Sampler::Sobol));
            let mut volumes = column(&people(&population, 4096), LegVolumeMl);
            volumes.sort_by(f64::total_cmp);
            volumes[2048]
        };
        assert!((median(height) / wanted - 1.0).abs() < 0.02, "sex {sex}: {} mL", median(height));
        assert!(median(height + 15.0) > median(height) + 20.0, "longer legs hold more");
    }
}

#[test]
fn attributes_rise_with_their_uniform_number() {
    let base = super::super::attributes::Base::new(BaseTable::UsAdults);
    for person in people(&adults(Sampler::Sobol), 64) {
        for &variable in Variable::ALL {
            let values: Vec<f64> = (1..200).map(|i| base.value(variable, f64::from(i) / 200.0, &person)).collect();
            assert!(values.is_sorted(), "{} of {}", variable.name(), person.id);
        }
    }
}
