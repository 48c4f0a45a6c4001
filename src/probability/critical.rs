//! Two-sided critical values of the normal distribution and of Student's t.

use std::f64::consts::FRAC_1_PI;

use super::normal::normal_central;

/// Number of standard errors to either side that include the share `confidence` of a normal distribution.
pub(crate) fn normal(confidence: f64) -> f64 {
    half_width(confidence, normal_central)
}

/// The same for Student's t with this many degrees of freedom, which are at least 1.
pub(crate) fn student(confidence: f64, degrees: u32) -> f64 {
    match degrees {
        0..=SUMMED => half_width(confidence, |t| central_student(t, degrees)),
        _ => expanded_student(normal(confidence), f64::from(degrees)),
    }
}

/// Up to this many degrees of freedom, Student's distribution is summed.
const SUMMED: u32 = 200;

/// Probability between -t and t. For whole degrees it is a finite sum (Abramowitz and Stegun 26.7.3 and 26.7.4).
fn central_student(t: f64, degrees: u32) -> f64 {
    let angle = libm::atan(t / libm::sqrt(f64::from(degrees)));
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let odd = degrees % 2 == 1;
    let (mut term, mut sum) = if odd { (cos, cos) } else { (1.0, 1.0) };
    for step in (if odd { 2 } else { 1 }..degrees.saturating_sub(2)).step_by(2) {
        let k = f64::from(step);
        term *= k / (k + 1.0) * cos * cos;
        sum += term;
    }
    match (odd, degrees) {
        (true, 1) => 2.0 * FRAC_1_PI * angle,
        (true, _) => 2.0 * FRAC_1_PI * (angle + sin * sum),
        (false, _) => sin * sum,
    }
}

/// Student's quantile from the normal one, for many degrees of freedom (Abramowitz and Stegun 26.7.5).
fn expanded_student(z: f64, degrees: f64) -> f64 {
    let (v, s) = (degrees, z * z);
    let first = z * (s + 1.0) / 4.0;
    let second = z * ((5.0 * s + 16.0) * s + 3.0) / 96.0;
    let third = z * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
    z + (first + (second + third / v) / v) / v
}

/// Solves `central(x) = confidence` for x >= 0 by bisection; `central` increases from 0 to 1.
fn half_width(confidence: f64, central: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1e3);
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if central(middle) < confidence {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critical_values_match_published_tables() {
        // scipy.stats.norm.ppf((1 + c) / 2) and scipy.stats.t.ppf((1 + c) / 2, 15).
        let published = [(0.80, 1.281_551_566, 1.340_605_608), (0.95, 1.959_963_985, 2.131_449_546)];
        for (confidence, z, t) in published {
            assert!((normal(confidence) - z).abs() < 1e-8, "z {confidence}: {}", normal(confidence));
            assert!((student(confidence, 15) - t).abs() < 1e-8, "t {confidence}: {}", student(confidence, 15));
        }
        assert!((student(0.99, 15) - 2.946_712_883).abs() < 1e-8);
    }

    #[test]
    fn every_number_of_degrees_is_that_of_scipy() {
        // scipy.stats.t.ppf(0.975, degrees)
        let published = [
            (1, 12.706_204_736_174_694),
            (2, 4.302_652_729_749_462),
            (3, 3.182_446_305_283_707_8),
            (8, 2.306_004_135_204_166),
            (14, 2.144_786_687_917_804),
            (200, 1.971_896_223_633_908_8),
            (201, 1.971_836_506_779_859),
            (1000, 1.962_339_080_826_408_3),
        ];
        for (degrees, t) in published {
            let ours = student(0.95, degrees);
            assert!((ours / t - 1.0).abs() < 1e-8, "{degrees}: {ours}");
        }
    }
}
