//! Two-sided critical values of the normal distribution and of Student's t with 15 degrees of freedom.

use std::f64::consts::FRAC_1_PI;

use super::normal::normal_central;

/// Number of standard errors to either side that include the share `confidence` of a normal distribution.
pub(crate) fn normal(confidence: f64) -> f64 {
    half_width(confidence, normal_central)
}

/// The same for Student's t with 15 degrees of freedom, for the spread of 16 replicates.
pub(crate) fn student_15(confidence: f64) -> f64 {
    half_width(confidence, central_student_15)
}

/// Probability between -t and t with 15 degrees of freedom. For odd degrees it is a finite sum (Abramowitz and Stegun 26.7.3).
fn central_student_15(t: f64) -> f64 {
    let angle = libm::atan(t / libm::sqrt(15.0));
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let (mut term, mut sum) = (cos, cos);
    for k in [2.0, 4.0, 6.0, 8.0, 10.0, 12.0] {
        term *= k / (k + 1.0) * cos * cos;
        sum += term;
    }
    2.0 * FRAC_1_PI * (angle + sin * sum)
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
        let published = [(0.80, 1.281_551_566, 1.340_605_608), (0.95, 1.959_963_985, 2.131_449_546)];
        for (confidence, z, t) in published {
            assert!((normal(confidence) - z).abs() < 1e-8, "z {confidence}: {}", normal(confidence));
            assert!((student_15(confidence) - t).abs() < 1e-8, "t {confidence}: {}", student_15(confidence));
        }
        assert!((student_15(0.99) - 2.946_712_883).abs() < 1e-8);
    }
}
