//! Whether a group has enough people for its numbers to be read alone.

/// With fewer people, or with people from fewer rows of a data file, a group is small: its intervals cover less than they say, and offices
/// of statistics do not publish such numbers about real people (10 is the threshold of the Office for National Statistics and of the UK
/// Longitudinal Linkage Collaboration).
const LEAST: usize = 10;

/// The size of the group behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupSize {
    /// Fewer people, or rows of the data file, than numbers of their own need.
    Small,
    /// Enough people.
    Enough,
}

impl GroupSize {
    /// The size of a group with these people. `rows` has for each person the row of the data file; it is empty without a file.
    pub(super) fn of(ids: &[u32], rows: &[i32]) -> Self {
        let sources = match rows {
            [] => ids.len(),
            rows => distinct(ids.iter().map(|id| rows[*id as usize])),
        };
        if sources < LEAST { Self::Small } else { Self::Enough }
    }

    /// Whether it is small.
    pub fn is_small(self) -> bool {
        self == Self::Small
    }
}

/// Number of different rows; counting ends as soon as there are enough.
fn distinct(rows: impl Iterator<Item = i32>) -> usize {
    let mut seen: Vec<i32> = Vec::with_capacity(LEAST);
    for row in rows {
        if !seen.contains(&row) {
            seen.push(row);
        }
        if seen.len() == LEAST {
            break;
        }
    }
    seen.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_people_are_enough_but_not_from_nine_rows() {
        let ids: Vec<u32> = (0..10).collect();
        assert_eq!([GroupSize::of(&ids[..9], &[]), GroupSize::of(&ids, &[])], [GroupSize::Small, GroupSize::Enough]);
        let nine: Vec<i32> = (0..10).map(|id| id % 9).collect();
        let ten: Vec<i32> = (0..10).collect();
        assert_eq!([GroupSize::of(&ids, &nine), GroupSize::of(&ids, &ten)], [GroupSize::Small, GroupSize::Enough]);
    }
}
