//! Overrides and correlations of a scenario.

use super::*;

#[test]
fn an_override_replaces_its_draw_and_later_ones_follow() {
    let old = spec(vec![(Variable::AgeYears, Constant { value: 85.0 }.into())], Vec::new());
    let old_people = people(&Population::new(&old, &design(1, Sampler::Sobol)), 8192);
    let anybody = people(&Population::new(&spec(Vec::new(), Vec::new()), &design(1, Sampler::Sobol)), 8192);
    assert!(old_people.iter().all(|person| person.get(Variable::AgeYears) == 85.0));
    let women = |people: &[Person]| {
        let women = people.iter().filter(|person| person.get(Variable::Sex) == 0.0);
        mean(women.map(|person| person.get(Variable::HeightCm)))
    };
    assert!(women(&anybody) - women(&old_people) > 5.0, "old women are shorter");
    assert_eq!(column(&old_people, Variable::Sex), column(&anybody, Variable::Sex));
    assert_eq!(column(&old_people, Variable::FidgetPerH), column(&anybody, Variable::FidgetPerH));
}

#[test]
fn an_overridden_stature_drives_weight() {
    let tall = spec(vec![(Variable::HeightCm, Constant { value: 200.0 }.into())], Vec::new());
    let tall_people = people(&Population::new(&tall, &design(1, Sampler::Sobol)), 4096);
    let bmi = mean(tall_people.iter().map(Person::bmi));
    assert!((26.0..31.0).contains(&bmi), "{bmi}");
}

#[test]
fn ranks_correlate_as_asked() {
    use Variable::{Adherence, AgeYears, FidgetPerH};
    let pairs = vec![
        Correlation { a: AgeYears, b: Adherence, rho: 0.4 },
        Correlation { a: Adherence, b: FidgetPerH, rho: -0.6 },
        Correlation { a: AgeYears, b: FidgetPerH, rho: -0.1 },
    ];
    let age = Distribution::from(TruncatedNormal { mean: 46.0, sd: 16.0, min: 18.0, max: 90.0 });
    for (sampler, tolerance) in [(Sampler::Sobol, 0.005), (Sampler::Random, 0.02)] {
        let population = Population::new(&spec(vec![(AgeYears, age.clone())], pairs.clone()), &design(1, sampler));
        let everybody = people(&population, 16_384);
        for pair in &pairs {
            let rho = spearman(&column(&everybody, pair.a), &column(&everybody, pair.b));
            assert!((rho - pair.rho).abs() < tolerance, "{} and {}: {rho}", pair.a.name(), pair.b.name());
        }
    }
}

#[test]
fn correlation_leaves_the_distributions_alone() {
    use Variable::{Adherence, AgeYears};
    let pair = Correlation { a: AgeYears, b: Adherence, rho: 0.7 };
    let tied = people(&Population::new(&spec(Vec::new(), vec![pair]), &design(1, Sampler::Sobol)), 16_384);
    let free = people(&Population::new(&spec(Vec::new(), Vec::new()), &design(1, Sampler::Sobol)), 16_384);
    let (tied, free) = (column(&tied, Adherence), column(&free, Adherence));
    assert!((mean(tied.iter().copied()) - mean(free.iter().copied())).abs() < 0.005);
    assert!((sd(&tied) - sd(&free)).abs() < 0.005);
}

#[test]
fn flags_classes_and_tied_attributes_correlate_as_asked() {
    use Variable::{Adherence, AgeYears, Diabetes, Footwear, HeightCm, Seat, Sex, Smoker, WeightKg};
    let halves = || (Smoker, crate::probability::Bernoulli { p: 0.5 }.into());
    type Case = (Vec<(Variable, Distribution)>, Variable, Variable, [f64; 2]);
    let grid: [Case; 7] = [
        (vec![halves()], AgeYears, Smoker, [0.5, -0.7]),
        (Vec::new(), AgeYears, Smoker, [0.2, -0.3]),
        (vec![halves()], Smoker, Seat, [0.3, -0.6]),
        (Vec::new(), Seat, Adherence, [0.6, -0.2]),
        (Vec::new(), AgeYears, HeightCm, [-0.2, 0.3]),
        (Vec::new(), Diabetes, WeightKg, [0.1, 0.35]),
        (Vec::new(), Sex, Footwear, [-0.1, 0.1]),
    ];
    for (overrides, a, b, asked) in grid {
        for rho in asked {
            let spec = spec(overrides.clone(), vec![Correlation { a, b, rho }]);
            assert_eq!(crate::population::check_correlations(&spec), Ok(()), "{} {} {rho}", a.name(), b.name());
            let everybody = people(&Population::new(&spec, &design(1, Sampler::Sobol)), 16_384);
            let got = spearman(&column(&everybody, a), &column(&everybody, b));
            assert!((got - rho).abs() < 0.02, "{} and {}: {got} for {rho}", a.name(), b.name());
        }
    }
}

#[test]
fn a_correlation_that_no_people_have_is_refused_with_the_possible_range() {
    use Variable::{AgeYears, Smoker};
    let asked = Correlation { a: AgeYears, b: Smoker, rho: 0.8 };
    let refused = crate::population::check_correlations(&spec(Vec::new(), vec![asked])).unwrap_err();
    let crate::population::Unreachable::Range { asked: of, low, high } = refused else { panic!("{refused}") };
    assert!(of == asked && (0.3..0.7).contains(&high) && low < 0.0, "{low} {high}");
    let constant = Correlation { a: AgeYears, b: Variable::RedFlagSymptoms, rho: 0.1 };
    let refused = crate::population::check_correlations(&spec(Vec::new(), vec![constant])).unwrap_err();
    assert!(refused.to_string().starts_with("`red_flag_symptoms` is the same for all people"), "{refused}");
}

#[test]
fn flags_tied_to_one_variable_keep_their_shares_or_are_refused() {
    use Variable::{AgeYears, JointPain, Smoker, Thrombophilia};
    let flag = |variable| (variable, crate::probability::Bernoulli { p: 0.115 }.into());
    let flags = [Smoker, Thrombophilia, JointPain];
    let (mut fitted, mut refused) = (0, 0);
    // Three flags that are otherwise independent leave each of them at most the root of a third of the variance of one variable.
    for rho in [0.1, 0.2, 0.27, 0.4] {
        let pairs = flags.map(|b| Correlation { a: AgeYears, b, rho }).to_vec();
        let spec = spec(flags.map(flag).to_vec(), pairs);
        if crate::population::check_correlations(&spec).is_err() {
            refused += 1;
            continue;
        }
        fitted += 1;
        let everybody = people(&Population::new(&spec, &design(1, Sampler::Sobol)), 16_384);
        for variable in flags {
            let values = column(&everybody, variable);
            let share = mean(values.iter().copied());
            assert!((share - 0.115).abs() < 0.006, "{} at {rho}: {share}", variable.name());
            let got = spearman(&column(&everybody, AgeYears), &values);
            assert!((got - rho).abs() < 0.02, "{} at {rho}: {got}", variable.name());
        }
    }
    assert!(fitted == 3 && refused == 1, "{fitted} {refused}");
}
