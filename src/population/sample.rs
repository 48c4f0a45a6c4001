//! A random sample of people.

use super::streams::{Purpose, Streams};

/// `count` of the people 0 to `persons`, each with the same probability, ascending. Returns all people if there are fewer.
///
/// Each person has a random number; the people with the smallest numbers are taken.
pub fn sample(seed: u64, persons: u32, count: u32) -> Vec<u32> {
    let (streams, purpose) = (Streams::new(seed), Purpose::named("persons_sample"));
    let mut lots: Vec<(u64, u32)> = (0..persons).map(|id| (streams.rng(purpose, id, 0).next_u64(), id)).collect();
    if count < persons {
        lots.select_nth_unstable(count as usize);
        lots.truncate(count as usize);
    }
    let mut ids: Vec<u32> = lots.into_iter().map(|(_, id)| id).collect();
    ids.sort_unstable();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_its_size_and_nobody_twice() {
        let ids = sample(3, 1000, 100);
        assert_eq!(ids.len(), 100);
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]) && ids.iter().all(|id| *id < 1000));
        assert_eq!(ids, sample(3, 1000, 100));
        assert_ne!(ids, sample(4, 1000, 100));
        assert_eq!([sample(3, 5, 5), sample(3, 5, 9)], [[0, 1, 2, 3, 4]; 2]);
    }

    #[test]
    fn everybody_is_as_likely_as_any_other() {
        let mut taken = [0_u32; 20];
        for seed in 0..4000 {
            sample(seed, 20, 5).iter().for_each(|id| taken[*id as usize] += 1);
        }
        // The expected count is 1000, with a standard deviation of 27.
        assert!(taken.iter().all(|count| (880..1120).contains(count)), "{taken:?}");
    }
}
