//! Doses of some people under other constants of stasis.

use std::ops::Range;

/// Stasis doses of some of the first people of a run under each set of constants of stasis: by arm, then by set; in all assessed phases,
/// in vehicles, and in the same time of an ordinary day (h), one value per person each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NestedDoses {
    /// Ids of the people.
    pub ids: Range<u32>,
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

    /// Appends people who follow these. Returns false if they do not follow, or if their arms or sets are others.
    pub fn append(&mut self, more: Self) -> bool {
        if self.ids.is_empty() {
            *self = more;
            return true;
        }
        let sets = |doses: &Self| doses.arms.iter().map(Vec::len).collect::<Vec<_>>();
        if more.ids.start != self.ids.end || sets(&more) != sets(self) {
            return more.ids.is_empty();
        }
        self.ids.end = more.ids.end;
        let columns = |doses: Self| doses.arms.into_iter().flatten().flatten();
        let own = self.arms.iter_mut().flatten().flatten();
        own.zip(columns(more)).for_each(|(all, column)| all.extend(column));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doses(ids: Range<u32>) -> NestedDoses {
        let column = |at: u32| ids.clone().map(|id| (100 * at + id) as f32).collect();
        NestedDoses { arms: vec![vec![[0, 1, 2].map(column)]; 2], ids: ids.clone() }
    }

    #[test]
    fn people_who_follow_are_appended_and_others_are_not() {
        let mut all = NestedDoses::default();
        assert!(all.append(doses(0..3)) && all.append(doses(3..5)) && all.append(NestedDoses::default()));
        assert_eq!(all, doses(0..5));
        assert!(!all.append(doses(6..7)) && !all.append(NestedDoses { arms: Vec::new(), ..doses(5..6) }));
        assert_eq!(all, doses(0..5));
    }

    #[test]
    fn the_sample_is_a_small_part_of_a_large_run_and_enough_of_a_small_one() {
        assert_eq!([5, 16, 100, 500, 2000, 100_000].map(NestedDoses::people), [5, 16, 16, 64, 256, 1024]);
    }
}
