//! Gamma and Weibull distributions: positive and skewed, typical for waiting times.

use super::families::{impossible, positives};
use super::{Target, parameters};
use crate::probability::{Family, Gamma, Weibull};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use crate::scenario::read::magnitude::short;

/// Accepted shapes. Below this range nearly all values would be 0; above it a normal distribution is almost the same.
pub(in crate::scenario) const SHAPES: std::ops::RangeInclusive<f64> = 1e-3..=1e6;

/// Reads a gamma distribution, given by mean and standard deviation or by shape and scale.
pub(in crate::scenario) fn gamma(section: &Section<'_>, _: Target, problems: &mut Problems) -> Option<Family> {
    let set = parameters::chosen("gamma", section, problems)?;
    if *set == ["shape", "scale"] {
        let [shape, scale] = positives(section, ["shape", "scale"], problems)?;
        check_shape(section, shape, problems)?;
        return Some(Gamma { shape, scale }.into());
    }
    let [mean, sd] = positives(section, ["mean", "sd"], problems)?;
    let shape = (mean / sd) * (mean / sd);
    check_shape(section, shape, problems)?;
    let scale = mean / shape;
    if !(scale > 0.0 && scale.is_finite()) {
        return impossible(
            section.span.clone(),
            "these parameters are too large or too small to compute with",
            problems,
        );
    }
    Some(Gamma { shape, scale }.into())
}

/// Reads a Weibull distribution.
pub(in crate::scenario) fn weibull(section: &Section<'_>, _: Target, problems: &mut Problems) -> Option<Family> {
    parameters::chosen("weibull", section, problems)?;
    let [shape, scale] = positives(section, ["shape", "scale"], problems)?;
    check_shape(section, shape, problems)?;
    Some(Weibull { shape, scale }.into())
}

fn check_shape(section: &Section<'_>, shape: f64, problems: &mut Problems) -> Option<()> {
    if SHAPES.contains(&shape) {
        return Some(());
    }
    let message = format!("with shape {}, nearly all values are equal or nearly 0", short(shape));
    let problem = Problem::new(Code::Distribution, section.span.clone(), message).label("too extreme");
    problems.fail(
        problem
            .hint("the shape must lie between 0.001 and a million; in a gamma distribution it is (mean / sd) squared"),
    )
}
