//! Statistics of the synthetic study and their errors, computed once with NumPy 2.4 and SciPy 1.17.
//!
//! `x` are the values of the arm and `u` those of the reference, for the 4995 people who count; `ids` are their ids.

use super::*;

type Numbers = (&'static str, &'static str, f64, f64);

/// For the Sobol sampler. The error of influences `psi` is
/// `np.std([psi[ids % 16 == r].sum() for r in range(16)], ddof=1) * 4 / len(psi)`.
const SOBOL_SUMMARY: [Numbers; 5] = [
    // psi = x - x.mean()
    ("edema_ml", "mean", 41.97248155309393, 0.027_778_422_360_770_626),
    // psi = ((x - x.mean()) ** 2 - np.var(x)) / (2 * np.std(x, ddof=1)); the tails of this sample do not widen it
    ("edema_ml", "sd", 22.99562223736437, 0.052_491_145_244_099_77),
    // Values at the ranks p -/+ t15 * error of the share below, as far from each other as 2 * 1.96 errors.
    ("edema_ml", "q05", 13.14342441558838, 0.047_296_692_430_441_864),
    ("edema_ml", "q50", 38.84638977050781, 0.047_378_662_976_705_704),
    ("edema_ml", "q95", 94.89038848876955, 0.313_445_656_999_541_74),
];
const SOBOL_CONTRASTS: [Numbers; 6] = [
    ("edema_ml", "mean_difference", -27.980751768652503, 0.038_651_886_777_311_99),
    // psi = (x - ratio * u) / (u.mean() - u / len(u))
    ("edema_ml", "mean_ratio", 0.6000077417443106, 0.000_360_108_297_137_699_8),
    // psi = side(u) * width(u) - side(x) * width(x), side(v) = np.where(v <= np.median(v), 0.5, -0.5), and width the distance of the
    // values at the ranks 0.5 -/+ 1.96 * sqrt(0.25 / len(v)) over that of these ranks.
    ("edema_ml", "quantile_difference", -31.099647521972656, 0.043_570_613_145_722_116),
    ("edema_over_100_ml", "risk_difference", -0.15935935935935935, 0.000_817_227_613_848_359_7),
    ("edema_over_100_ml", "risk_ratio", 0.2, 0.002_311_703_440_171_291_4),
    ("edema_over_100_ml", "nnt", 6.275125628140704, 0.032_180_136_543_595_69),
];
/// For the random sampler. The error of influences is `np.sqrt((psi ** 2).sum() / (n - 1) / n)`; for shares, the binomial one.
const RANDOM_SUMMARY: [Numbers; 6] = [
    ("edema_ml", "mean", 41.97248155309393, 0.325_369_934_091_526_15),
    ("edema_ml", "sd", 22.99562223736437, 0.306_081_857_995_864_2),
    ("edema_ml", "q05", 13.14342441558838, 0.192_647_423_233_558_24),
    ("edema_ml", "q50", 38.84638977050781, 0.388_067_363_200_583_66),
    ("edema_ml", "q95", 94.89038848876955, 1.572_932_331_062_551_8),
    ("edema_over_100_ml", "risk", 0.03983983983983984, 0.002_767_342_332_249_302_6),
];
const RANDOM_CONTRASTS: [Numbers; 5] = [
    ("edema_ml", "mean_difference", -27.980751768652503, 0.269_331_028_380_354_3),
    ("edema_ml", "mean_ratio", 0.6000077417443106, 0.003_062_210_540_959_357),
    ("edema_ml", "quantile_difference", -31.099647521972656, 0.491_183_869_209_207_3),
    ("edema_over_100_ml", "risk_difference", -0.15935935935935935, 0.005_178_765_335_404_373),
    ("edema_over_100_ml", "risk_ratio", 0.2, 0.012_680_852_498_964_829),
];

fn check(rows: &[StatRow], expected: &[Numbers]) {
    for (measure, statistic, value, error) in expected {
        let row = find(rows, "all", measure, statistic);
        close(row, *value, *error);
        assert_eq!(row.n, 4995);
    }
}

#[test]
fn replicates_give_the_numbers_of_numpy() {
    let scenario = synthetic::scenario(5000, Sampler::Sobol);
    check(&summary(&scenario, PUMPS), &SOBOL_SUMMARY);
    check(&contrasts(&scenario, PUMPS), &SOBOL_CONTRASTS);
}

#[test]
fn independent_people_give_the_numbers_of_numpy() {
    let scenario = synthetic::scenario(5000, Sampler::Random);
    check(&summary(&scenario, PUMPS), &RANDOM_SUMMARY);
    check(&contrasts(&scenario, PUMPS), &RANDOM_CONTRASTS);
}

#[test]
fn intervals_are_made_of_the_right_quantiles() {
    let reach = |sampler| {
        let rows = contrasts(&synthetic::scenario(5000, sampler), PUMPS);
        let estimate = find(&rows, "all", "edema_ml", "mean_difference").estimate;
        let (low, high) = estimate.interval.unwrap();
        (estimate.method, (high - low) / 2.0 / estimate.std_error.unwrap())
    };
    let (method, t) = reach(Sampler::Sobol);
    assert!(method == Some(Method::ReplicateT) && (t - 2.131_449_545_559_774).abs() < 1e-9, "{method:?} {t}");
    let (method, z) = reach(Sampler::Random);
    assert!(method == Some(Method::StudentT) && (z - 1.960_438).abs() < 1e-4, "{method:?} {z}");
    let rows = contrasts(&synthetic::scenario(5000, Sampler::Sobol), PUMPS);
    let ratio = find(&rows, "all", "edema_over_100_ml", "risk_ratio").estimate;
    let (low, high) = ratio.interval.unwrap();
    assert!(ratio.method == Some(Method::ReplicateScore) && low < 0.2 && 0.2 < high && high - low < 0.011, "{ratio:?}");
}

#[test]
fn events_of_a_contrast_are_those_of_the_arm() {
    let rows = contrasts(&synthetic::scenario(5000, Sampler::Sobol), PUMPS);
    assert_eq!(find(&rows, "all", "edema_over_100_ml", "risk_difference").n_events, Some(199));
    assert_eq!(find(&rows, "all", "edema_ml", "mean_difference").n_events, None);
}
