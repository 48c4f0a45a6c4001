//! The people of a study never change.

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

/// One line per variable: hashes of its uniform numbers and of its values, for Sobol points and for independent draws. A line changes
/// only if people change, and this requires a new major version. A new variable adds a line and changes no other line.
const PINS: &str = include_str!("pins.csv");

#[test]
fn every_variable_of_sixteen_people_is_pinned_to_the_bit() {
    let samplers = [Sampler::Sobol, Sampler::Random];
    let uniforms = samplers.map(|sampler| Uniforms::new(20_261_121, sampler));
    let people = samplers.map(|sampler| ids().map(|id| adults(sampler).person(id)).collect::<Vec<_>>());
    let line = |variable: &Variable| {
        let numbers = uniforms.each_ref().map(|uniforms| hash(ids().map(|id| uniforms.of(id, *variable))));
        let values = people.each_ref().map(|people| hash(people.iter().map(|person| person.get(*variable))));
        format!("{},{},{}", variable.name(), numbers.join(","), values.join(","))
    };
    let row = uniforms.each_ref().map(|uniforms| hash(ids().map(|id| uniforms.of_row(id))));
    let found: Vec<String> =
        Variable::ALL.iter().map(line).chain([format!("source_row,{},,", row.join(","))]).collect();
    let other: Vec<&String> = found.iter().filter(|line| !PINS.lines().any(|pin| pin == **line)).collect();
    assert!(other.is_empty(), "without a pin or unlike it: {other:#?}");
    assert_eq!(PINS.lines().count(), 1 + found.len(), "a header, and a line for each variable and the row of a file");
}

/// Ids from both ends of the range; the last ones are far beyond 2^16 Sobol points.
fn ids() -> impl Iterator<Item = u32> {
    (0..8).chain(u32::MAX - 7..=u32::MAX)
}

fn hash(numbers: impl Iterator<Item = f64>) -> String {
    let bytes: Vec<u8> = numbers.flat_map(|number| number.to_bits().to_le_bytes()).collect();
    blake3::hash(&bytes).to_hex()[..16].to_owned()
}
