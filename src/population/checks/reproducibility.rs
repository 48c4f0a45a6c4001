//! The same people always.

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
            // Variables that were added later move nobody.
            for value in &population.person(id).values[..37] {
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
