//! Ranks and rank correlation in whole numbers, so that no sum depends on the order of its terms.

/// Ranks of the values, doubled and centered at 0. Equal values share the mean of their ranks. Doubling keeps all ranks whole numbers.
pub fn ranks(values: &[f64]) -> Vec<i32> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_unstable_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]));
    let mut ranks = vec![0; values.len()];
    let mut first = 0;
    for tied in order.chunk_by(|a, b| values[*a as usize] == values[*b as usize]) {
        let last = first + tied.len() - 1;
        let rank = (first + last + 1) as i32 - values.len() as i32;
        tied.iter().for_each(|index| ranks[*index as usize] = rank);
        first = last + 1;
    }
    ranks
}

/// Rank correlation of two columns of ranks of the same people; `None` where all values of one column are equal.
pub fn correlation_of_ranks(a: &[i32], b: &[i32]) -> Option<f64> {
    let product = |a: &[i32], b: &[i32]| -> i128 {
        a.iter().zip(b).map(|(a, b)| i128::from(i64::from(*a) * i64::from(*b))).sum()
    };
    let (aa, bb) = (product(a, a), product(b, b));
    (aa > 0 && bb > 0).then(|| product(a, b) as f64 / libm::sqrt(aa as f64 * bb as f64))
}

/// Spearman's rank correlation of two attributes of the same people; `None` where all values of one of them are equal.
pub fn rank_correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    correlation_of_ranks(&ranks(a), &ranks(b))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn equal_values_share_the_middle_of_their_ranks() {
        // The ranks are 4, 1.5, 1.5 and 3; their mean is 2.5.
        assert_eq!(ranks(&[9.0, -0.0, 0.0, 1.0]), [3, -2, -2, 1]);
        assert_eq!(ranks(&[]), [0; 0]);
    }

    #[test]
    fn correlations_are_those_of_scipy() {
        let of = rank_correlation;
        // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]).
        let rho = of(&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 6.0, 7.0, 8.0, 7.0]).unwrap();
        assert!((rho - 0.820_782_681_668_123_3).abs() < 1e-15, "{rho}");
        assert_eq!(of(&[1.0, 2.0, 4.0], &[3.0, 2.0, -7.0]), Some(-1.0));
        assert_eq!(of(&[1.0, 2.0, 4.0], &[3.0, 3.0, 3.0]), None);
        assert_eq!(of(&[], &[]), None);
    }
}
