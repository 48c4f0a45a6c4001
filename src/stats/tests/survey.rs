//! Errors of people from the rows of a data file, beside those of R's package survey 4.1.1 (R 4.2.2).
//!
//! The rows are clusters, and each person counts once:
//!
//! ```r
//! set <- 0:23; k <- (set * set) %% 6 + 1
//! d <- data.frame(row = rep(set, k), y = rep(10 + (set * 7) %% 13 + (set %% 3) / 4, k), z = rep(12 + (set * 5) %% 11, k))
//! d$a <- as.numeric(d$y > 18); d$b <- as.numeric(d$z > 18)
//! s <- svydesign(ids = ~row, weights = ~1, data = d)
//! ```

use crate::scenario::{Design, Draws, Sampler};
use crate::stats::Estimate;
use crate::stats::estimate::Scale;
use crate::stats::inference::Inference;
use crate::stats::sample::{Pairs, Sample};
use crate::stats::shares::{self, Change};
use crate::stats::{means, quantiles};

/// The people, and the row of each.
fn people() -> (Pairs, Vec<i32>) {
    let (mut pairs, mut rows) = (Pairs::default(), Vec::new());
    for set in 0..24u32 {
        for _ in 0..(set * set) % 6 + 1 {
            pairs.ids.push(rows.len() as u32);
            pairs.arm.push(10.0 + f64::from((set * 7) % 13) + f64::from(set % 3) / 4.0);
            pairs.reference.push(12.0 + f64::from((set * 5) % 11));
            rows.push(set as i32);
        }
    }
    (pairs, rows)
}

fn design() -> Design {
    Design { seed: 1, persons: 76, sampler: Sampler::Random, draws: Draws::Off, confidence: 0.95, precision: None }
}

/// People whose value is above 18, as flags.
fn flagged(pairs: &Pairs) -> Pairs {
    let of = |values: &[f64]| values.iter().map(|value| f64::from(u8::from(*value > 18.0))).collect();
    Pairs { ids: pairs.ids.clone(), arm: of(&pairs.arm), reference: of(&pairs.reference) }
}

fn near(estimate: Estimate, value: f64, error: f64, tolerance: f64) {
    let off = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() / wanted.abs().max(1.0);
    assert!(off(estimate.value, value) < 1e-12, "{estimate:?}: {value}");
    assert!((estimate.std_error.unwrap() / error - 1.0).abs() < tolerance, "{estimate:?}: error {error}");
}

#[test]
fn means_differences_and_shares_have_the_errors_of_svymean() {
    let (pairs, rows) = people();
    let (design, sample) = (design(), Sample { ids: pairs.ids.clone(), values: pairs.arm.clone() });
    let inference = Inference::new(&design, &rows);
    // svymean(~y, s), and the intercept of svyglm(y ~ 1, s)
    near(means::mean_of(&inference, &sample, Scale::Linear), 16.19736842105263, 0.826_036_909_156_067_8, 1e-12);
    // svymean(~I(y - z), s), and the slope of svyglm(v ~ arm, svydesign(ids = ~row, weights = ~1, data = both arms below each other))
    near(means::difference(&inference, &pairs), -0.736_842_105_263_157_9, 1.573_145_086_396_069, 1e-12);
    // svymean(~a, s)
    let flags = flagged(&pairs);
    let share = shares::share(&inference, &Sample { ids: flags.ids.clone(), values: flags.arm.clone() });
    near(share, 0.342_105_263_157_894_7, 0.110_798_054_794_616_3, 1e-12);
    // svymean(~I(a - b), s)
    near(shares::difference(&inference, &flags, Change::Somebody), 0.0, 0.193_847_309_698_374_1, 1e-12);
    // The reach of confint(svymean(~y, s), df = degf(s)): (17.906155959665359 - 16.19736842105263) / 0.8260369091560678.
    let influences: Vec<f64> = sample.values.iter().map(|value| value - 16.19736842105263).collect();
    let error = inference.error(&sample.ids, &influences).unwrap();
    assert!((error.least_reach - 2.068_657_610_419_041).abs() < 1e-6, "{error:?}");
}

#[test]
fn ratios_and_quantiles_are_near_those_of_the_package() {
    let (pairs, rows) = people();
    let (design, sample) = (design(), Sample { ids: pairs.ids.clone(), values: pairs.arm.clone() });
    let inference = Inference::new(&design, &rows);
    // svyratio(~y, ~z, s). Influences are those of a jackknife over people here, and derivatives there.
    near(means::ratio(&inference, &pairs, Scale::Linear), 0.956_487_956_487_956_5, 0.090_963_084_140_996_21, 0.02);
    // svyquantile(~y, s, 0.5, interval.type = "mean", df = degf(s), qrule = "hf7"): both are Woodruff's interval. There its ends are
    // interpolated between values with weights, here between ranks.
    let mut ascending = sample.values.clone();
    ascending.sort_by(f64::total_cmp);
    let median = quantiles::estimate(&inference, 0.5, &sample, &ascending);
    let (low, high) = median.interval.unwrap();
    assert!((median.value.unwrap() - 15.75).abs() < 1e-12, "{median:?}");
    assert!((low - 13.110).abs() < 0.5 && (high - 19.280).abs() < 0.5, "{median:?}");
}
