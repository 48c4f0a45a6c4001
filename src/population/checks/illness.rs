//! Illnesses of simulated people: their shares, and who has them.

use super::*;
use Variable::*;

const PEOPLE: u32 = 65_536;

fn of_base(base: BaseTable) -> Vec<Person> {
    let spec = PopulationSpec { base, ..spec(Vec::new(), Vec::new()) };
    people(&Population::new(&spec, &design(20_261_121, Sampler::Sobol)), PEOPLE)
}

fn share<'a>(people: impl IntoIterator<Item = &'a Person>, flag: Variable) -> (f64, f64) {
    let (sum, count) =
        people.into_iter().fold((0.0, 0.0), |(sum, count), person| (sum + person.get(flag), count + 1.0));
    (sum / count, count)
}

/// Rows of the table without its comments: attribute, region, sex, age, share. Read without using the code under test.
fn rows() -> Vec<[&'static str; 5]> {
    let lines = include_str!("../shares.csv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = |line: &'static str| -> Vec<&str> { line.split(',').take(5).collect() };
    lines.map(|line| cells(line).try_into().unwrap()).collect()
}

#[test]
fn shares_are_those_of_every_band() {
    let rows = rows();
    for (base, region) in
        [(BaseTable::UsAdults, "us"), (BaseTable::UsOlderAdults, "us"), (BaseTable::EnglandAdults, "england")]
    {
        let everybody = of_base(base);
        for (at, [flag, of, sex, from, wanted]) in rows.iter().enumerate() {
            let own = rows.iter().any(|row| row[0] == *flag && row[1] == region);
            if *of != if own { region } else { "us" } {
                continue;
            }
            let low: f64 = from.parse().unwrap();
            let next = rows.get(at + 1).filter(|row| row[..3] == rows[at][..3]);
            let high = next.map_or(f64::INFINITY, |row| row[3].parse().unwrap());
            let (wanted, variable): (f64, Variable) = (wanted.parse().unwrap(), Variable::from_name(flag).unwrap());
            let belongs = |person: &&Person| {
                let of_sex = *sex == "both" || (*sex == "male") == (person.get(Sex) == 1.0);
                of_sex && (low..high).contains(&person.get(AgeYears))
            };
            let (ours, count) = share(everybody.iter().filter(belongs), variable);
            // Sobol points are even, so that a share is never more than two people beside the noise of independent people.
            let noise = 3.0 * (wanted * (1.0 - wanted) / count.max(1.0)).sqrt() + 2.0 / count.max(1.0);
            assert!(count == 0.0 || (ours - wanted).abs() < noise, "{base:?} {flag} {sex} {from}: {ours} of {wanted}");
            assert!(ours > 0.0 || wanted * count < 8.0, "{base:?} {flag} {sex} {from}: nobody of {count}");
        }
    }
}

#[test]
fn nobody_has_two_states_of_hormones_and_no_man_has_one() {
    for person in of_base(BaseTable::UsAdults) {
        let states = Variable::HORMONES.iter().filter(|flag| person.get(**flag) > 0.5).count();
        assert!(states <= usize::from(person.get(Sex) == 0.0), "{}", person.id);
    }
}

/// Sex, ages, body mass index, share with diabetes and its standard error.
type Group = (f64, [f64; 2], [f64; 2], f64, f64);

/// NHANES 2009-12, people of 20 and older who are not pregnant, examination weights.
const DIABETES: [Group; 16] = [
    (0.0, [40.0, 60.0], [0.0, 25.0], 0.0168, 0.0076),
    (0.0, [40.0, 60.0], [25.0, 30.0], 0.0573, 0.0133),
    (0.0, [40.0, 60.0], [30.0, 35.0], 0.1484, 0.0244),
    (0.0, [40.0, 60.0], [35.0, 99.0], 0.2841, 0.03),
    (0.0, [60.0, 111.0], [0.0, 25.0], 0.1056, 0.0177),
    (0.0, [60.0, 111.0], [25.0, 30.0], 0.1778, 0.0215),
    (0.0, [60.0, 111.0], [30.0, 35.0], 0.2545, 0.0292),
    (0.0, [60.0, 111.0], [35.0, 99.0], 0.3793, 0.0342),
    (1.0, [40.0, 60.0], [0.0, 25.0], 0.0746, 0.0175),
    (1.0, [40.0, 60.0], [25.0, 30.0], 0.0879, 0.0141),
    (1.0, [40.0, 60.0], [30.0, 35.0], 0.1308, 0.0226),
    (1.0, [40.0, 60.0], [35.0, 99.0], 0.2775, 0.0384),
    (1.0, [60.0, 111.0], [0.0, 25.0], 0.1552, 0.0245),
    (1.0, [60.0, 111.0], [25.0, 30.0], 0.1843, 0.0209),
    (1.0, [60.0, 111.0], [30.0, 35.0], 0.323, 0.0331),
    (1.0, [60.0, 111.0], [35.0, 99.0], 0.4682, 0.0526),
];

#[test]
fn diabetes_follows_body_mass_as_in_the_survey() {
    let everybody = of_base(BaseTable::UsAdults);
    for (sex, ages, bmis, wanted, error) in DIABETES {
        let belongs = |person: &&Person| {
            person.get(Sex) == sex
                && (ages[0]..ages[1]).contains(&person.get(AgeYears))
                && (bmis[0]..bmis[1]).contains(&person.bmi())
        };
        let (ours, _) = share(everybody.iter().filter(belongs), Diabetes);
        // The clusters of the survey make the error larger by about a fifth.
        assert!((ours - wanted).abs() < 3.0 * 1.2 * error, "sex {sex}, {ages:?}, {bmis:?}: {ours} for {wanted}");
    }
}

#[test]
fn illnesses_and_body_mass_have_the_rank_correlations_of_the_survey() {
    let everybody = of_base(BaseTable::UsAdults);
    // Within sex, women and men; weighted Spearman coefficients of NHANES 2009-12, arthritis of 2011-14 in place of joint pain.
    for (flag, women, men) in [(Diabetes, 0.233, 0.163), (Smoker, -0.040, -0.129), (JointPain, 0.173, 0.123)] {
        for (sex, wanted) in [(0.0, women), (1.0, men)] {
            let of_sex: Vec<Person> = everybody.iter().filter(|person| person.get(Sex) == sex).cloned().collect();
            let bmis: Vec<f64> = of_sex.iter().map(Person::bmi).collect();
            let ours = spearman(&column(&of_sex, flag), &bmis);
            assert!((ours - wanted).abs() < 0.045, "{}, sex {sex}: {ours} for {wanted}", flag.name());
        }
    }
}

#[test]
fn arteries_narrow_in_smokers_and_diabetics_and_earlier_clots_are_treated() {
    let everybody = of_base(BaseTable::UsAdults);
    let old: Vec<Person> = everybody.into_iter().filter(|person| person.get(AgeYears) >= 60.0).collect();
    let odds = |flag: Variable, other: Variable, value: f64| {
        let (share, _) = share(old.iter().filter(|person| person.get(other) == value), flag);
        share / (1.0 - share)
    };
    let ratio = |flag, other| odds(flag, other, 1.0) / odds(flag, other, 0.0);
    // Old people smoke less and have narrow arteries more often, which lowers the ratio over all ages.
    assert!((2.3..4.5).contains(&ratio(PeripheralArteryDisease, Smoker)));
    assert!((1.4..2.2).contains(&ratio(PeripheralArteryDisease, Diabetes)));
    let (treated, _) = share(old.iter().filter(|person| person.get(PriorVte) > 0.5), Anticoagulant);
    assert!((treated - 0.3).abs() < 0.05, "{treated}");
}
