//! Random numbers by name: a draw is a function of (seed, purpose, person, index) and does not depend on earlier draws.

use rand::distr::{Distribution, Open01};
use rand_philox::{Philox, splitmix64};

/// The purpose of a random number. Purposes with different names have independent numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Purpose(u64);

impl Purpose {
    const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

    /// The purpose with this name. Names are hashed with 64-bit FNV-1a. This hash must never change, because all people would change with
    /// it.
    pub const fn named(name: &str) -> Self {
        Self(Self::hash(Self::FNV_OFFSET, name))
    }

    /// A purpose within this one, for example for an arm or an intervention. A separator byte, which no name contains, makes ("a", "bc")
    /// different from ("ab", "c").
    pub const fn of(self, name: &str) -> Self {
        let separated = (self.0 ^ 0xff).wrapping_mul(Self::FNV_PRIME);
        Self(Self::hash(separated, name))
    }

    /// A number below `count` that follows from the name.
    pub(super) fn among(self, count: usize) -> usize {
        (self.0 % count as u64) as usize
    }

    const fn hash(mut state: u64, name: &str) -> u64 {
        let bytes = name.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            state = (state ^ bytes[i] as u64).wrapping_mul(Self::FNV_PRIME);
            i += 1;
        }
        state
    }
}

/// All random numbers of a study.
#[derive(Clone, Copy, Debug)]
pub struct Streams {
    key: [u32; 2],
}

impl Streams {
    /// The random numbers of this seed.
    pub fn new(seed: u64) -> Self {
        // Without the increment, seed 0 would give the key 0, which the mixer does not change.
        let mixed = splitmix64(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
        Self { key: [mixed as u32, (mixed >> 32) as u32] }
    }

    /// A generator that starts at one draw. It has 128 bits before it reaches the next index.
    pub fn rng(&self, purpose: Purpose, person: u32, index: u32) -> Philox {
        let counter = u128::from(purpose.0) << 64 | u128::from(person) << 32 | u128::from(index);
        Philox::new(self.key, counter)
    }

    /// A number in the open interval (0, 1), with 52 random bits.
    pub fn uniform(&self, purpose: Purpose, person: u32, index: u32) -> f64 {
        Open01.sample(&mut self.rng(purpose, person, index))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_hash_as_published() {
        // Reference values of 64-bit FNV-1a.
        assert_eq!(Purpose::named(""), Purpose(0xcbf2_9ce4_8422_2325));
        assert_eq!(Purpose::named("a"), Purpose(0xaf63_dc4c_8601_ec8c));
        assert_eq!(Purpose::named("foobar"), Purpose(0x8594_4171_f739_67e8));
        assert_ne!(Purpose::named("a").of("bc"), Purpose::named("ab").of("c"));
        assert_ne!(Purpose::named("a").of(""), Purpose::named("a"));
    }

    #[test]
    fn a_draw_is_pinned() {
        let streams = Streams::new(20_261_121);
        let draw = streams.uniform(Purpose::named("sex"), 7, 3);
        assert_eq!(draw.to_bits(), 4_604_234_367_813_882_313);
        assert_eq!(draw, streams.uniform(Purpose::named("sex"), 7, 3));
    }

    #[test]
    fn every_part_of_the_key_matters() {
        let streams = Streams::new(1);
        let draw = streams.uniform(Purpose::named("a"), 5, 9);
        assert_ne!(draw, Streams::new(2).uniform(Purpose::named("a"), 5, 9));
        assert_ne!(draw, streams.uniform(Purpose::named("b"), 5, 9));
        assert_ne!(draw, streams.uniform(Purpose::named("a"), 6, 9));
        assert_ne!(draw, streams.uniform(Purpose::named("a"), 5, 10));
        assert_ne!(draw, streams.uniform(Purpose::named("a"), 9, 5));
    }

    #[test]
    fn draws_are_uniform_and_uncorrelated() {
        let streams = Streams::new(3);
        let purpose = Purpose::named("test");
        let n = 100_000;
        let draws: Vec<f64> = (0..n).map(|i| streams.uniform(purpose, i, 0)).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let lag = draws.windows(2).map(|pair| (pair[0] - 0.5) * (pair[1] - 0.5)).sum::<f64>() / f64::from(n) * 12.0;
        let variance = draws.iter().map(|u| (u - mean) * (u - mean)).sum::<f64>() / f64::from(n) * 12.0;
        assert!((mean - 0.5).abs() < 0.004, "mean {mean}");
        assert!((variance - 1.0).abs() < 0.015, "variance {variance}");
        assert!(lag.abs() < 0.015, "correlation of neighbors {lag}");
    }
}
