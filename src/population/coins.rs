//! Coins: the uniform numbers that decide what a person does, drawn once per person or once per bout.
//!
//! Like the attributes, they come from even sequences where the sampler is `sobol`, so that the share of people who do something is nearly
//! the asked one in every replicate. No coin depends on the number of people or on the arm, nor on other coins, except that two purposes
//! whose names give the same dimension have to share the free ones.

use rand_philox::u32_to_unit_f64;

use super::sobol::{self, Sobol, scramble};
use super::streams::{Purpose, Streams};
use crate::results::REPLICATES;
use crate::scenario::Sampler;

/// Sobol dimensions of the coins that are drawn once. The dimensions below belong to attributes, with some left for new ones.
const FIRST: usize = 48;
const COUNT: usize = sobol::DIMENSIONS - FIRST;

/// The coins of all people.
#[derive(Clone, Debug)]
pub(super) struct Coins {
    streams: Streams,
    sobol: Option<Sobol>,
    /// Sobol dimensions of the coins that are drawn once.
    dimensions: Vec<(Purpose, usize)>,
}

impl Coins {
    /// Prepares the coins of a seed; those with the purposes in `once` are drawn once per person.
    pub(super) fn new(seed: u64, sampler: Sampler, once: Vec<Purpose>) -> Self {
        let streams = Streams::new(seed);
        let sobol = (sampler == Sampler::Sobol).then(|| Sobol::new(&streams));
        Self { streams, sobol, dimensions: dimensions(once) }
    }

    /// A person's only number in (0, 1) for this purpose.
    pub(super) fn once(&self, purpose: Purpose, person: u32) -> f64 {
        let dimension = self.dimensions.iter().find(|(other, _)| *other == purpose);
        match (&self.sobol, dimension) {
            (Some(sobol), Some((_, dimension))) => sobol.coordinate(person, *dimension),
            _ => self.numbered(purpose, person, 0),
        }
    }

    /// A person's number in (0, 1) for one of many events with this purpose.
    pub(super) fn numbered(&self, purpose: Purpose, person: u32, event: u32) -> f64 {
        if self.sobol.is_none() {
            return self.streams.uniform(purpose, person, event);
        }
        let mut keys = self.streams.rng(purpose, person % REPLICATES, event);
        u32_to_unit_f64(shuffled(person / REPLICATES, keys.next_u32(), keys.next_u32()))
    }
}

/// A point of a sequence that fills 32 bits evenly and has an order of its own, so that a person's points in two sequences are independent:
/// the van der Corput sequence with its indices and its points scrambled (Burley 2020, J. Comput. Graph. Tech. 9(4)).
fn shuffled(index: u32, order: u32, values: u32) -> u32 {
    scramble(scramble(index, order).reverse_bits(), values)
}

/// A dimension for each purpose: the one that follows from its name, or the next free one. With more purposes than dimensions, the last ones
/// have none.
fn dimensions(mut purposes: Vec<Purpose>) -> Vec<(Purpose, usize)> {
    purposes.sort_unstable();
    purposes.dedup();
    let mut free = [true; COUNT];
    let mut taken = Vec::with_capacity(purposes.len());
    for purpose in purposes {
        let wanted = purpose.among(COUNT);
        let found = (wanted..COUNT).chain(0..wanted).find(|slot| free[*slot]);
        if let Some(slot) = found {
            free[slot] = false;
            taken.push((purpose, FIRST + slot));
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::super::uniforms;
    use super::*;

    fn coins(sampler: Sampler) -> Coins {
        Coins::new(20_261_121, sampler, ["a", "b", "c"].map(Purpose::named).to_vec())
    }

    #[test]
    fn coins_have_dimensions_of_their_own() {
        const { assert!(uniforms::DIMENSIONS <= FIRST) };
        let names: Vec<String> = (0..40).map(|name| format!("intervention {name}")).collect();
        let purposes: Vec<Purpose> = names.iter().map(|name| Purpose::named(name)).collect();
        let mut given: Vec<usize> = dimensions(purposes).into_iter().map(|(_, dimension)| dimension).collect();
        given.sort_unstable();
        assert_eq!(given, (FIRST..sobol::DIMENSIONS).collect::<Vec<_>>());
    }

    #[test]
    fn each_block_of_people_has_the_asked_share() {
        let coins = coins(Sampler::Sobol);
        let below = |number: &dyn Fn(u32) -> f64, block: u32| {
            let people = (block * 64..(block + 1) * 64).map(|point| point * REPLICATES + 3);
            people.filter(|person| number(*person) < 0.25).count()
        };
        let purpose = Purpose::named("a");
        for block in 0..8 {
            assert_eq!(below(&|person| coins.once(purpose, person), block), 16);
            for event in [0, 1, 77] {
                assert_eq!(below(&|person| coins.numbered(purpose, person, event), block), 16);
            }
        }
    }

    /// Correlation of two numbers over people.
    fn correlation(people: u32, first: impl Fn(u32) -> f64, second: impl Fn(u32) -> f64) -> f64 {
        (0..people).map(|person| (first(person) - 0.5) * (second(person) - 0.5)).sum::<f64>() * 12.0 / f64::from(people)
    }

    #[test]
    fn the_coins_of_a_person_are_independent() {
        let people = 16_384;
        let [a, b, c] = ["a", "b", "c"].map(Purpose::named);
        for sampler in [Sampler::Sobol, Sampler::Random] {
            let coins = coins(sampler);
            let bout = |purpose, event| {
                let coins = &coins;
                move |person| coins.numbered(purpose, person, event)
            };
            for event in 1..40 {
                let same = correlation(people, bout(a, 0), bout(a, event));
                let other = correlation(people, bout(a, event), bout(b, event));
                let once = correlation(people, |person| coins.once(c, person), bout(a, event));
                // The standard deviation of random numbers is 0.008; here 0.011, because neighbors lie in opposite halves.
                assert!([same, other, once].iter().all(|value| value.abs() < 0.045), "{event}: {same} {other} {once}");
            }
        }
    }
}
