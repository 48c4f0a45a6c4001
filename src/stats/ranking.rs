//! How often each arm is the best, the second best and so on.

/// Ranks of the arms over draws of the constants.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// For each arm, for each rank: number of draws. Arms with equal values share their ranks evenly.
    counts: Vec<Vec<f64>>,
    draws: u32,
}

/// The share of draws in which an arm has a rank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankRow {
    /// Position of the arm.
    pub arm: usize,
    /// The rank; 1 has the lowest value.
    pub rank: u32,
    /// Share of the draws.
    pub share: f64,
}

impl Ranking {
    /// Adds a draw, with the value of each arm.
    pub fn push(&mut self, values: &[f64]) {
        self.draws += 1;
        self.counts.resize(values.len(), vec![0.0; values.len()]);
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
        let mut rank = 0;
        for equal in order.chunk_by(|one, other| values[*one] == values[*other]) {
            for arm in equal {
                for at in rank..rank + equal.len() {
                    self.counts[*arm][at] += 1.0 / equal.len() as f64;
                }
            }
            rank += equal.len();
        }
    }

    /// Number of draws.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// The shares, by arm and then by rank; none without draws.
    pub fn rows(&self) -> impl Iterator<Item = RankRow> {
        let of_arm = |(arm, counts): (usize, &Vec<f64>)| {
            let draws = f64::from(self.draws);
            let ranked: Vec<RankRow> =
                (1..).zip(counts).map(|(rank, count)| RankRow { arm, rank, share: count / draws }).collect();
            ranked
        };
        self.counts.iter().enumerate().flat_map(of_arm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_count_ranks_and_equal_arms_share_theirs() {
        let mut ranking = Ranking::default();
        ranking.push(&[3.0, 1.0, 2.0]);
        ranking.push(&[1.0, 1.0, 2.0]);
        let shares: Vec<f64> = ranking.rows().map(|row| row.share).collect();
        assert_eq!(shares, [0.25, 0.25, 0.5, 0.75, 0.25, 0.0, 0.0, 0.5, 0.5]);
        assert_eq!(ranking.draws(), 2);
        assert_eq!(Ranking::default().rows().count(), 0);
    }
}
