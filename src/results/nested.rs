//! Doses of some people under other constants of stasis.

/// Stasis doses of the first people of a run under each set of constants of stasis: by arm, then by set; in all assessed phases, in
/// vehicles, and in the same time of an ordinary day (h), one value per person each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NestedDoses {
    /// The doses.
    pub arms: Vec<Vec<[Vec<f32>; 3]>>,
}

/// Largest number of people.
const MOST: u32 = 1024;
/// One of so many people belongs to the nested sample. Their doses cost about as much as one simulation of them.
const ONE_OF: u32 = 8;
/// Fewest people from whom an interval of constants is computed.
pub const FEWEST_NESTED: usize = 16;

impl NestedDoses {
    /// Number of people of a run of `persons` people whose doses are computed.
    pub fn people(persons: u32) -> u32 {
        let wanted = (persons / ONE_OF).next_multiple_of(FEWEST_NESTED as u32);
        wanted.clamp(FEWEST_NESTED as u32, MOST).min(persons)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_small_part_of_a_large_run_and_enough_of_a_small_one() {
        assert_eq!([5, 16, 100, 500, 2000, 100_000].map(NestedDoses::people), [5, 16, 16, 64, 256, 1024]);
    }
}
