//! The standard normal distribution and its inverse.

use std::f64::consts::{FRAC_1_SQRT_2, SQRT_2};

/// Number of standard deviations to either side that include 95 % of the values.
pub(crate) const Z95: f64 = 1.959_963_984_540_054;

/// Probability that a standard normal number lies below `x`.
pub(crate) fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// Probability that a standard normal number lies between `-x` and `x`. It is precise for small `x` too.
pub(super) fn normal_central(x: f64) -> f64 {
    libm::erf(x / SQRT_2)
}

/// Standard normal quantile of a probability in (0, 1), to about 1e-15: algorithm AS 241 (PPND16).
///
/// M. J. Wichura 1988, Appl. Stat. 37:477-484, doi 10.2307/2347330.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&CENTER_NUMERATOR, r) / polynomial(&CENTER_DENOMINATOR, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-libm::log(tail)).sqrt();
    let x = if r <= 5.0 {
        polynomial(&MIDDLE_NUMERATOR, r - 1.6) / polynomial(&MIDDLE_DENOMINATOR, r - 1.6)
    } else {
        polynomial(&FAR_NUMERATOR, r - 5.0) / polynomial(&FAR_DENOMINATOR, r - 5.0)
    };
    if q < 0.0 { -x } else { x }
}

/// Evaluates a polynomial. Coefficients are in ascending order of powers.
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

const CENTER_NUMERATOR: [f64; 8] = [
    3.387_132_872_796_366_5,
    133.141_667_891_784_38,
    1_971.590_950_306_551_3,
    13_731.693_765_509_46,
    45_921.953_931_549_87,
    67_265.770_927_008_7,
    33_430.575_583_588_13,
    2_509.080_928_730_122_7,
];
const CENTER_DENOMINATOR: [f64; 8] = [
    1.0,
    42.313_330_701_600_91,
    687.187_007_492_057_9,
    5_394.196_021_424_751,
    21_213.794_301_586_597,
    39_307.895_800_092_71,
    28_729.085_735_721_943,
    5_226.495_278_852_545,
];
const MIDDLE_NUMERATOR: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    0.241_780_725_177_450_6,
    0.022_723_844_989_269_184,
    7.745_450_142_783_414e-4,
];
const MIDDLE_DENOMINATOR: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    0.689_767_334_985_1,
    0.148_103_976_427_480_08,
    0.015_198_666_563_616_457,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const FAR_NUMERATOR: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    0.296_560_571_828_504_87,
    0.026_532_189_526_576_124,
    0.001_242_660_947_388_078_4,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const FAR_DENOMINATOR: [f64; 8] = [
    1.0,
    0.599_832_206_555_888,
    0.136_929_880_922_735_8,
    0.014_875_361_290_850_615,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_match_reference_values() {
        // scipy.special.ndtri
        let reference = [
            (1e-300, -37.047_096_299_361_2),
            (1e-100, -21.273_453_560_965_322),
            (1e-20, -9.262_340_089_798_408),
            (1e-10, -6.361_340_902_404_056),
            (1e-5, -4.264_890_793_922_825),
            (0.02, -2.053_748_910_631_823),
            (0.1, -1.281_551_565_544_600_4),
            (0.3, -0.524_400_512_708_040_9),
            (0.5, 0.0),
            (0.77, 0.738_846_849_185_213_7),
            (0.975, 1.959_963_984_540_054),
            (0.9999, 3.719_016_485_455_709),
        ];
        for (p, x) in reference {
            assert!((normal_quantile(p) - x).abs() < 2e-14, "{p}: {}", normal_quantile(p));
        }
    }

    #[test]
    fn probabilities_match_reference_values() {
        // scipy.special.ndtr
        let reference = [
            (-8.0, 6.220_960_574_271_74e-16),
            (-3.0, 0.001_349_898_031_630_093_3),
            (-1.0, 0.158_655_253_931_457_07),
            (0.5, 0.691_462_461_274_013_1),
            (2.0, 0.977_249_868_051_820_8),
        ];
        for (x, p) in reference {
            assert!((normal_cdf(x) / p - 1.0).abs() < 1e-13, "{x}: {}", normal_cdf(x));
        }
    }

    proptest! {
        #[test]
        fn quantile_undoes_probability(x in -7.0..4.0f64) {
            prop_assert!((normal_quantile(normal_cdf(x)) - x).abs() < 1e-11);
        }

        #[test]
        fn quantile_is_monotone(a in 0.0..1.0f64, b in 0.0..1.0f64) {
            prop_assume!(a > 0.0 && b - a > 1e-15);
            prop_assert!(normal_quantile(a) <= normal_quantile(b));
        }
    }
}
