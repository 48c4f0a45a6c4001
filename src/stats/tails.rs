//! How heavy the tails of an outcome are.

use crate::probability::sorted::quantile;

/// Kurtosis of a normal distribution, minus 1.
const NORMAL: f64 = 2.0;
/// The normal kurtosis counts as much as that of so many people.
const NORMAL_PEOPLE: f64 = 20.0;
/// The kurtosis of the lognormal distribution counts as much as that of so many people.
const LOGNORMAL_PEOPLE: f64 = 800.0;
/// Fewer people than this show no skewness.
const FEWEST: f64 = 20.0;
/// Largest variance of the logarithm.
const LARGEST: f64 = 1.2;
/// Normal score of the quantile 0.9.
const SCORE: f64 = 1.281_551_565_544_600_4;

/// Kurtosis of the distribution, minus 1, from the one that was `found` in a sample: few people show too little of the tails. It is combined
/// with that of a normal distribution and, in skewed samples, with that of the lognormal distribution whose quantiles 0.1, 0.5 and 0.9 are as
/// far from each other. It is at least the one that was found.
pub(super) fn kurtosis(ascending: &[f64], found: f64) -> f64 {
    let n = ascending.len() as f64;
    let normal = (found * n + NORMAL * NORMAL_PEOPLE) / (n + NORMAL_PEOPLE);
    let least = found.max(normal);
    match lognormal(ascending) {
        Some(lognormal) => {
            let trust = n / (n + LOGNORMAL_PEOPLE);
            least.max(libm::exp(trust * libm::log(found) + (1.0 - trust) * libm::log(lognormal)))
        }
        None => least,
    }
}

/// Kurtosis, minus 1, of the lognormal distribution that is as skewed as these values, if they are skewed.
fn lognormal(ascending: &[f64]) -> Option<f64> {
    let n = ascending.len() as f64;
    let [low, middle, high] = [quantile(ascending, 0.1)?, quantile(ascending, 0.5)?, quantile(ascending, 0.9)?];
    if n < FEWEST || !(low < middle && middle < high) {
        return None;
    }
    let log_sd = libm::log((high - middle) / (middle - low)) / SCORE;
    // The variance of the logarithm, less what chance adds.
    let variance = (log_sd * log_sd - 3.0 / n).min(LARGEST);
    let w = libm::exp(variance);
    (variance > 0.0).then(|| w * w * w * w + 2.0 * w * w * w + 3.0 * w * w - 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probability::normal_quantile;

    fn ascending(n: u32, value: impl Fn(f64) -> f64) -> Vec<f64> {
        (0..n).map(|at| value(normal_quantile((f64::from(at) + 0.5) / f64::from(n)))).collect()
    }

    #[test]
    fn skewed_samples_have_the_tails_of_a_lognormal() {
        let skewed = ascending(50, |score| libm::exp(0.8 * score));
        // scipy.stats.lognorm(0.8).stats("k") + 2 is 33.4; chance takes a part of the skewness away.
        assert!((20.0..33.4).contains(&kurtosis(&skewed, 9.0)), "{}", kurtosis(&skewed, 9.0));
        assert!(kurtosis(&ascending(100_000, |score| libm::exp(0.8 * score)), 20.0) < 20.2);
        assert_eq!(kurtosis(&ascending(50, |score| score), 4.0), 4.0);
    }

    #[test]
    fn few_people_have_some_tails_of_a_normal_distribution() {
        assert_eq!(kurtosis(&[1.0; 10], 0.5), 1.5);
        assert_eq!(kurtosis(&[1.0; 10], 7.0), 7.0);
    }
}
