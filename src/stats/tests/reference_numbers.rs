//! Statistics of the synthetic study and their errors, computed once with NumPy 2.4 (`mean`, `std(ddof=1)`, `quantile`).

use super::*;

type Numbers = (&'static str, &'static str, f64, f64);

/// For the Sobol sampler. The error is the standard deviation of the 16 replicate estimates (ids modulo 16), divided by 4.
const SOBOL_SUMMARY: [Numbers; 5] = [
    ("edema_ml", "mean", 41.97248155309393, 0.0277973506692624),
    ("edema_ml", "sd", 22.99562223736437, 0.05251317019991674),
    ("edema_ml", "q05", 13.14342441558838, 0.039724702091857175),
    ("edema_ml", "q50", 38.84638977050781, 0.043565175226974645),
    ("edema_ml", "q95", 94.89038848876955, 0.21711541790981198),
];
const SOBOL_CONTRASTS: [Numbers; 6] = [
    ("edema_ml", "mean_difference", -27.980751768652503, 0.038722196518648506),
    ("edema_ml", "mean_ratio", 0.6000077417443106, 0.00036042961622811655),
    ("edema_ml", "quantile_difference", -31.099647521972656, 0.052111588984232994),
    ("edema_over_100_ml", "risk_difference", -0.15935935935935935, 0.0008197756444809129),
    ("edema_over_100_ml", "risk_ratio", 0.2, 0.002285771748150754),
    ("edema_over_100_ml", "nnt", 6.275125628140704, 0.03228047085962143),
];
/// For the random sampler. The errors are sd / sqrt(n), the delta method, and order statistics.
const RANDOM_SUMMARY: [Numbers; 6] = [
    ("edema_ml", "mean", 41.97248155309393, 0.3253699340915261),
    ("edema_ml", "sd", 22.99562223736437, 0.3060512176376117),
    ("edema_ml", "q05", 13.14342441558838, 0.19268409402009357),
    ("edema_ml", "q50", 38.84638977050781, 0.3879989229508918),
    ("edema_ml", "q95", 94.89038848876955, 1.5727062007275467),
    ("edema_over_100_ml", "risk", 0.03983983983983984, 0.0027673423322493026),
];
const RANDOM_CONTRASTS: [Numbers; 4] = [
    ("edema_ml", "mean_difference", -27.980751768652503, 0.2693310283803543),
    ("edema_ml", "mean_ratio", 0.6000077417443106, 0.0030614190391454856),
    ("edema_over_100_ml", "risk_difference", -0.15935935935935935, 0.005179283808182906),
    ("edema_over_100_ml", "risk_ratio", 0.2, 0.012682122044194917),
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
    assert!((low * high - ratio.value.unwrap().powi(2)).abs() < 1e-12, "symmetric on the logarithm");
}

#[test]
fn events_of_a_contrast_are_those_of_the_arm() {
    let rows = contrasts(&synthetic::scenario(5000, Sampler::Sobol), PUMPS);
    assert_eq!(find(&rows, "all", "edema_over_100_ml", "risk_difference").n_events, Some(199));
    assert_eq!(find(&rows, "all", "edema_ml", "mean_difference").n_events, None);
}
