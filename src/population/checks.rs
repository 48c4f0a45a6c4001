//! Checks of the whole population: against the table, against measured people, and of what scenarios ask for.
#![allow(clippy::unwrap_used)]

use super::Population;
use super::person::Person;
use crate::scenario::{BaseTable, Correlation, Design, Distribution, PopulationSpec, Sampler, Variable};

fn design(seed: u64, sampler: Sampler) -> Design {
    Design { seed, persons: 1, sampler, parameter_draws: 1, confidence: 0.95 }
}

fn spec(overrides: Vec<(Variable, Distribution)>, correlations: Vec<Correlation>) -> PopulationSpec {
    PopulationSpec { base: BaseTable::UsAdults, overrides, correlations }
}

fn adults(sampler: Sampler) -> Population {
    Population::new(&spec(Vec::new(), Vec::new()), &design(20_261_121, sampler))
}

fn people(population: &Population, count: u32) -> Vec<Person> {
    (0..count).map(|id| population.person(id)).collect()
}

fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

fn sd(values: &[f64]) -> f64 {
    let center = mean(values.iter().copied());
    mean(values.iter().map(|value| (value - center) * (value - center))).sqrt()
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (center_a, center_b) = (mean(a.iter().copied()), mean(b.iter().copied()));
    mean(a.iter().zip(b).map(|(x, y)| (x - center_a) * (y - center_b))) / (sd(a) * sd(b))
}

fn spearman(a: &[f64], b: &[f64]) -> f64 {
    correlation(&ranks(a), &ranks(b))
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, &i) in order.iter().enumerate() {
        ranks[i] = rank as f64;
    }
    ranks
}

fn column(people: &[Person], variable: Variable) -> Vec<f64> {
    people.iter().map(|person| person.get(variable)).collect()
}

mod against_the_table {
    use super::*;

    /// Rows of the table as text, read without the code under test.
    fn rows() -> Vec<(f64, f64, f64, Vec<f64>)> {
        let lines: Vec<Vec<&str>> = include_str!("us_adults.csv")
            .lines()
            .filter(|line| line.starts_with("female") || line.starts_with("male"))
            .map(|line| line.split(',').collect())
            .collect();
        let low = |row: &[&str]| row[1].parse::<f64>().unwrap();
        let high = |i: usize| lines.get(i + 1).map_or(111.0, |next| low(next)).max(low(&lines[i]) + 1.0);
        let end = |i: usize| if low(&lines[i]) == 80.0 { 111.0 } else { high(i) };
        let sex = |row: &[&str]| f64::from(u8::from(row[0] == "male"));
        let numbers = |row: &[&str]| row[2..].iter().map(|cell| cell.parse().unwrap()).collect();
        lines.iter().enumerate().map(|(i, row)| (sex(row), low(row), end(i), numbers(row))).collect()
    }

    #[test]
    fn means_spreads_and_shares_are_those_of_every_band() {
        let everybody = people(&adults(Sampler::Sobol), 65_536);
        for (sex, low, high, table) in rows() {
            let within = |person: &&Person| {
                person.get(Variable::Sex) == sex && (low..high).contains(&person.get(Variable::AgeYears))
            };
            let band: Vec<Person> = everybody.iter().filter(within).cloned().collect();
            let share = 100.0 * band.len() as f64 / everybody.len() as f64;
            let all_shares: f64 = rows().iter().filter(|row| row.0 == sex).map(|row| row.3[0]).sum();
            let of_sex = if sex == 0.0 { 0.517 } else { 0.483 };
            let name = format!("sex {sex}, {low} to {high} years, {} people", band.len());
            assert!((share - 100.0 * of_sex * table[0] / all_shares).abs() < 0.1, "{name}: share {share}");

            let root = (band.len() as f64).sqrt();
            let close = |what: &str, ours: f64, wanted: f64, tolerance: f64| {
                assert!((ours - wanted).abs() < tolerance, "{name}: {what} {ours}, table {wanted} +- {tolerance}");
            };
            let heights = column(&band, Variable::HeightCm);
            let ln_bmis: Vec<f64> = band.iter().map(|person| person.bmi().ln()).collect();
            close("mean height", mean(heights.iter().copied()), table[1], 3.0 * table[2] / root);
            close("sd of height", sd(&heights), table[2], 3.0 * table[2] / root + 0.1);
            close("mean ln bmi", mean(ln_bmis.iter().copied()), table[3], 3.0 * table[4] / root);
            close("sd of ln bmi", sd(&ln_bmis), table[4], 3.0 * table[4] / root + 0.003);
            close("correlation", correlation(&heights, &ln_bmis), table[5], 3.0 / root + 0.01);

            let percent = |variable| 100.0 * mean(band.iter().map(|person| f64::from(person.get(variable) > 0.0)));
            let noise = |wanted: f64| 3.0 * (wanted * (100.0 - wanted)).sqrt() / root + 1e-9;
            for (variable, wanted) in
                [(Variable::Smoker, table[6]), (Variable::OralContraceptive, table[13]), (Variable::Hrt, table[14])]
            {
                close(variable.name(), percent(variable), wanted, noise(wanted));
            }
            close("deep reflux", percent(Variable::RefluxDeep), table[10], noise(table[10]));
            let only = |person: &Person| {
                f64::from(person.get(Variable::RefluxSuperficial) > 0.0 && person.get(Variable::RefluxDeep) == 0.0)
            };
            close("superficial reflux only", 100.0 * mean(band.iter().map(only)), table[11], noise(table[11]));
            // Log-normal of sd 0.2 about the table's value, women at two thirds.
            let strength =
                mean(column(&band, Variable::CalfStrengthRel)) / 0.02f64.exp() / if sex == 0.0 { 0.67 } else { 1.0 };
            close("calf strength", strength, table[12], 0.6 * table[12] / root);
        }
    }

    #[test]
    fn perforators_follow_the_classes() {
        let everybody = people(&adults(Sampler::Sobol), 65_536);
        for (sex, low, high, table) in rows() {
            let within = |person: &&Person| {
                person.get(Variable::Sex) == sex && (low..high).contains(&person.get(Variable::AgeYears))
            };
            let incompetent = |person: &Person| f64::from(person.get(Variable::RefluxPerforator) > 0.0);
            let ours = mean(everybody.iter().filter(within).map(incompetent));
            let (c2, c4) = (table[8] / 100.0, table[9] / 100.0);
            let wanted = 0.06 * (1.0 - c2) + 0.52 * (c2 - c4) + 0.844 * c4;
            assert!((ours - wanted).abs() < 0.05, "sex {sex}, {low} years: {ours} for {wanted}");
        }
    }
}

mod plausibility {
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
}

mod against_measured_people {
    use super::*;

    /// Survey weight, sex, age, height, weight of complete records.
    fn measured() -> Option<Vec<[f64; 5]>> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/people/nhanes_2009_2012_adults.csv");
        let text = std::fs::read_to_string(path).ok()?;
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let names = lines.next()?;
        let place = |name| names.iter().position(|other| *other == name);
        let places =
            [place("survey_weight")?, place("sex")?, place("age_years")?, place("height_cm")?, place("weight_kg")?];
        let pregnant = place("pregnant")?;
        let number = |cell: &str| match cell {
            "female" => Some(0.0),
            "male" => Some(1.0),
            number => number.parse().ok(),
        };
        let complete = |row: &Vec<&str>| -> Option<[f64; 5]> {
            let mut record = [0.0; 5];
            for (value, &place) in record.iter_mut().zip(&places) {
                *value = number(row[place])?;
            }
            (row[pregnant] != "Yes").then_some(record)
        };
        Some(lines.filter_map(|row| complete(&row)).collect())
    }

    fn weighted_quantile(mut values: Vec<(f64, f64)>, share: f64) -> f64 {
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = values.iter().map(|(_, weight)| weight).sum();
        let mut sum = 0.0;
        let reached = |(_, weight): &&(f64, f64)| {
            sum += weight;
            sum >= share * total
        };
        values.iter().find(reached).unwrap().0
    }

    #[test]
    fn quantiles_are_those_of_the_survey() {
        let Some(survey) = measured() else {
            eprintln!(
                "SKIPPED: no survey microdata beside the package; simulated people were not compared with measured ones"
            );
            return;
        };
        let everybody = people(&adults(Sampler::Sobol), 65_536);
        let simulated: Vec<[f64; 5]> = everybody
            .iter()
            .map(|person| {
                use Variable::{AgeYears, HeightCm, Sex, WeightKg};
                [1.0, person.get(Sex), person.get(AgeYears), person.get(HeightCm), person.get(WeightKg)]
            })
            .collect();
        let quantile = |people: &[[f64; 5]], sex: f64, of: fn(&[f64; 5]) -> f64, share: f64| {
            let of_sex = people.iter().filter(|record| record[1] == sex);
            weighted_quantile(of_sex.map(|record| (of(record), record[0])).collect(), share)
        };
        // What is compared, and how far apart the quantiles may lie in the middle and at the ends.
        let compared: [(&str, fn(&[f64; 5]) -> f64, f64, f64); 4] = [
            ("age", |record| record[2].floor().min(80.0), 1.0, 1.0),
            ("height", |record| record[3], 0.4, 0.4),
            ("weight", |record| record[4], 0.8, 1.8),
            ("bmi", |record| record[4] / (record[3] * record[3]) * 1e4, 0.25, 0.4),
        ];
        for sex in [0.0, 1.0] {
            for (name, of, middle, ends) in compared {
                for (share, tolerance) in [(0.05, ends), (0.25, middle), (0.5, middle), (0.75, middle), (0.95, ends)] {
                    let (ours, theirs) = (quantile(&simulated, sex, of, share), quantile(&survey, sex, of, share));
                    assert!(
                        (ours - theirs).abs() <= tolerance,
                        "sex {sex}, {name} at {share}: {ours}, survey {theirs}"
                    );
                }
            }
        }
    }
}

mod what_scenarios_ask_for {
    use super::*;

    #[test]
    fn an_override_replaces_its_draw_and_later_ones_follow() {
        let old = spec(vec![(Variable::AgeYears, Distribution::Constant(85.0))], Vec::new());
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
        let tall = spec(vec![(Variable::HeightCm, Distribution::Constant(200.0))], Vec::new());
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
        let age = Distribution::TruncatedNormal { mean: 46.0, sd: 16.0, min: 18.0, max: 90.0 };
        for sampler in [Sampler::Sobol, Sampler::Random] {
            let population = Population::new(&spec(vec![(AgeYears, age.clone())], pairs.clone()), &design(1, sampler));
            let everybody = people(&population, 16_384);
            for pair in &pairs {
                let rho = spearman(&column(&everybody, pair.a), &column(&everybody, pair.b));
                assert!((rho - pair.rho).abs() < 0.02, "{} and {}: {rho}", pair.a.name(), pair.b.name());
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
}

mod reproducibility {
    use super::*;

    #[test]
    fn a_person_does_not_depend_on_who_was_asked_for_before() {
        for sampler in [Sampler::Sobol, Sampler::Random] {
            let population = adults(sampler);
            let forward = people(&population, 500);
            let prepared_again = adults(sampler);
            let backward: Vec<Person> = (0..500).rev().map(|id| prepared_again.person(id)).collect();
            assert!(forward.iter().eq(backward.iter().rev()));
            assert_ne!(forward[3].values, forward[4].values);
        }
    }

    #[test]
    fn threads_share_a_population() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&adults(Sampler::Sobol));
    }

    #[test]
    fn seeds_make_other_people() {
        let other = Population::new(&spec(Vec::new(), Vec::new()), &design(2, Sampler::Sobol));
        assert_ne!(other.person(0).values, adults(Sampler::Sobol).person(0).values);
    }

    /// Changes only when people change: a new major version then.
    #[test]
    fn sixteen_people_are_pinned_to_the_bit() {
        let fingerprint = |sampler| {
            let population = adults(sampler);
            let mut hasher = blake3::Hasher::new();
            // Both ends of the id range: the last ones lie far beyond 2^16 Sobol points.
            for id in (0..8).chain(u32::MAX - 7..=u32::MAX) {
                for value in population.person(id).values {
                    hasher.update(&value.to_bits().to_le_bytes());
                }
            }
            hasher.finalize().to_hex()[..16].to_owned()
        };
        assert_eq!(
            (fingerprint(Sampler::Sobol).as_str(), fingerprint(Sampler::Random).as_str()),
            ("30582139f7e2e3df", "7435d8d44f79b894")
        );
    }
}

mod sampling_error {
    use super::*;

    /// Root mean square error of the mean leg volume of 4,096 people over 16 seeds.
    fn error(sampler: Sampler) -> f64 {
        let estimate = |seed| {
            let population = Population::new(&spec(Vec::new(), Vec::new()), &design(seed, sampler));
            mean((0..4096).map(|id| population.person(id).get(Variable::LegVolumeMl)))
        };
        let estimates: Vec<f64> = (0..16).map(estimate).collect();
        sd(&estimates)
    }

    #[test]
    fn sobol_points_are_several_times_closer_than_random_ones() {
        let (sobol, random) = (error(Sampler::Sobol), error(Sampler::Random));
        assert!(sobol < random / 4.0, "Sobol {sobol} mL, random {random} mL");
    }

    #[test]
    fn replicates_tell_the_error() {
        // The scatter of 16 replicate means, over the root of 16, is the error of their mean.
        let told = |seed| {
            let population = Population::new(&spec(Vec::new(), Vec::new()), &design(seed, Sampler::Sobol));
            let replicate = |r: u32| mean((0..256).map(|i| population.person(16 * i + r).get(Variable::LegVolumeMl)));
            let means: Vec<f64> = (0..16).map(replicate).collect();
            sd(&means).powi(2) / 15.0
        };
        let told = mean((0..16).map(told)).sqrt();
        let ratio = told / error(Sampler::Sobol);
        assert!((0.6..1.6).contains(&ratio), "told {told} mL, ratio {ratio}");
    }
}
