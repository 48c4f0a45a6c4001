//! Families with numeric parameters; each is converted to one form.

use std::ops::Range;

use super::waiting::SHAPES;
use super::{Target, parameters};
use crate::probability::{Bernoulli, Beta, Family, LogNormal, Normal, Triangular, TruncatedNormal, Uniform, Z95};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::{self, short};
use crate::scenario::read::{Item, Section};

/// Smallest share of a distribution that must remain after truncation.
const LEAST_KEPT: f64 = 0.01;
/// Largest factor between the median and the geometric mean of the ends of `ci95`.
const CI_ASYMMETRY: f64 = 1.1;

/// Reads a normal distribution.
pub(in crate::scenario) fn normal(section: &Section<'_>, _: Target, problems: &mut Problems) -> Option<Family> {
    let [mean, sd] = numbers(section, ["mean", "sd"], problems)?;
    positive(section, "sd", sd, problems)?;
    Some(Normal { mean, sd }.into())
}

/// Reads a uniform distribution.
pub(in crate::scenario) fn uniform(section: &Section<'_>, target: Target, problems: &mut Problems) -> Option<Family> {
    let [min, max] = numbers(section, ["min", "max"], problems)?;
    check_bounds(section, &["min", "max"], target, problems)?;
    ends(section, min, max, problems)?;
    Some(Uniform { min, max }.into())
}

/// Reads a triangular distribution.
pub(in crate::scenario) fn triangular(
    section: &Section<'_>,
    target: Target,
    problems: &mut Problems,
) -> Option<Family> {
    let [min, mode, max] = numbers(section, ["min", "mode", "max"], problems)?;
    check_bounds(section, &["min", "max"], target, problems)?;
    let ordered = min <= mode && mode <= max && min < max;
    increasing(section, ordered, "`min`, `mode` and `max` must increase", problems)?;
    Some(Triangular { min, mode, max }.into())
}

/// Reads a Bernoulli distribution: yes or no, with a probability.
pub(in crate::scenario) fn bernoulli(section: &Section<'_>, _: Target, problems: &mut Problems) -> Option<Family> {
    let p = section.need("p", "the probability of a yes", problems)?.number_in(0.0..=1.0, "1", problems)?;
    Some(Bernoulli { p }.into())
}

/// Reads a truncated normal distribution.
pub(in crate::scenario) fn truncated_normal(
    section: &Section<'_>,
    target: Target,
    problems: &mut Problems,
) -> Option<Family> {
    let parent = numbers(section, ["mean", "sd"], problems);
    let cut = truncation(section, f64::NEG_INFINITY, target, problems);
    let ([mean, sd], (min, max)) = (parent?, cut?);
    positive(section, "sd", sd, problems)?;
    if min == f64::NEG_INFINITY && max == f64::INFINITY {
        return section
            .need("min", "give `min`, `max` or both; without truncation, use `dist = \"normal\"`", problems)
            .and(None);
    }
    let normal = TruncatedNormal { mean, sd, min, max };
    check_kept(section, normal.kept(), problems)?;
    Some(normal.into())
}

/// Reads a log-normal distribution.
pub(in crate::scenario) fn lognormal(section: &Section<'_>, target: Target, problems: &mut Problems) -> Option<Family> {
    let cut = truncation(section, 0.0, target, problems);
    let set = parameters::chosen("lognormal", section, problems)?;
    let (mean_log, sd_log) = match set {
        ["mean", "sd"] => {
            let [mean, sd] = positives(section, ["mean", "sd"], problems)?;
            let variance_log = libm::log1p((sd / mean) * (sd / mean));
            (libm::log(mean) - 0.5 * variance_log, variance_log.sqrt())
        }
        ["median", "gsd"] => {
            let [median, gsd] = positives(section, ["median", "gsd"], problems)?;
            check_gsd(section, gsd, problems)?;
            (libm::log(median), libm::log(gsd))
        }
        ["median", _] => from_interval(section, problems)?,
        _ => {
            let [mean_log, sd_log] = numbers(section, ["mean_log", "sd_log"], problems)?;
            positive(section, "sd_log", sd_log, problems)?;
            (mean_log, sd_log)
        }
    };
    let (min, max) = cut?;
    if !(mean_log.is_finite() && sd_log.is_finite() && sd_log > 0.0) {
        return impossible(
            section.span.clone(),
            "these parameters are too large or too small to compute with",
            problems,
        );
    }
    let lognormal = LogNormal { mean_log, sd_log, min, max };
    check_kept(section, lognormal.kept(), problems)?;
    Some(lognormal.into())
}

/// Reads the median and the 95 % interval. The interval must be nearly symmetric on the logarithmic scale.
fn from_interval(section: &Section<'_>, problems: &mut Problems) -> Option<(f64, f64)> {
    let [median] = positives(section, ["median"], problems)?;
    let item = section.get("ci95")?;
    let ends = item.list(problems)?;
    let [low, high] = ends.as_slice() else { return item.wrong_type("[low, high]", problems) };
    let (low, high) = (low.number(problems)?, high.number(problems)?);
    if !(0.0 < low && low < median && median < high) {
        return impossible(item.span(), "`ci95` must be two positive numbers around the median", problems);
    }
    let off = (low * high).sqrt() / median;
    if !(1.0 / CI_ASYMMETRY..=CI_ASYMMETRY).contains(&off) {
        let middle = short((low * high).sqrt());
        let message = format!("no log-normal has this median and `ci95`: its median would be {middle}");
        return impossible(item.span(), &message, problems);
    }
    Some((libm::log(median), libm::log(high / low) / (2.0 * Z95)))
}

/// Reads a beta distribution.
pub(in crate::scenario) fn beta(section: &Section<'_>, _: Target, problems: &mut Problems) -> Option<Family> {
    let set = parameters::chosen("beta", section, problems)?;
    if *set == ["alpha", "beta"] {
        let [alpha, beta] = positives(section, ["alpha", "beta"], problems)?;
        return check_beta(section, alpha, beta, problems);
    }
    let mean = section.get("mean")?.number_in(0.0..=1.0, "1", problems);
    let [sd] = positives(section, ["sd"], problems)?;
    let mean = mean?;
    let largest = (mean * (1.0 - mean)).sqrt();
    if sd >= largest {
        let span = section.get("sd").map_or(section.span.clone(), |item| item.span());
        let message = format!("no beta distribution has mean {} and sd {}", short(mean), short(sd));
        let problem = Problem::new(Code::Distribution, span, message).label("too large");
        return problems.fail(problem.hint(format!("with this mean, `sd` must be below {}", short(largest))));
    }
    let precision = mean * (1.0 - mean) / (sd * sd) - 1.0;
    let (alpha, beta) = (mean * precision, (1.0 - mean) * precision);
    check_beta(section, alpha, beta, problems)
}

/// Complains about a beta distribution that has all its probability at one value or at its ends.
fn check_beta(section: &Section<'_>, alpha: f64, beta: f64, problems: &mut Problems) -> Option<Family> {
    if SHAPES.contains(&alpha) && SHAPES.contains(&beta) {
        return Some(Beta { alpha, beta }.into());
    }
    let message = format!(
        "with alpha {} and beta {}, nearly all values are equal or lie at the ends 0 and 1",
        short(alpha),
        short(beta)
    );
    let problem = Problem::new(Code::Distribution, section.span.clone(), message).label("too extreme");
    problems.fail(
        problem
            .hint("both must lie between 0.001 and a million; if the value is the same for all people, write a number"),
    )
}

/// `min` and `max`, if given; they must be within the variable's bounds.
fn truncation(section: &Section<'_>, lowest: f64, target: Target, problems: &mut Problems) -> Option<(f64, f64)> {
    check_bounds(section, &["min", "max"], target, problems)?;
    let end = |key: &str, otherwise: f64, problems: &mut Problems| {
        section.get(key).map_or(Some(otherwise), |item| item.number(problems))
    };
    let min = end("min", lowest, problems)?.max(lowest);
    let max = end("max", f64::INFINITY, problems)?;
    ends(section, min, max, problems)?;
    Some((min, max))
}

/// Complains if the lower end is not below the upper one.
fn ends(section: &Section<'_>, min: f64, max: f64, problems: &mut Problems) -> Option<()> {
    if min < max {
        return Some(());
    }
    let message = "`min` must be smaller than `max`";
    let problem = Problem::new(Code::Distribution, section.span.clone(), message).label("impossible");
    let (low, high) = (short(max), short(min));
    let hint = if min > max {
        format!("did you mean `min = {low}, max = {high}`?")
    } else {
        "for one value, write only the number".to_owned()
    };
    problems.fail(problem.hint(hint))
}

fn check_bounds(section: &Section<'_>, keys: &[&str], target: Target, problems: &mut Problems) -> Option<()> {
    let (low, high) = target.bounds();
    let given: Vec<Item<'_>> = keys.iter().filter_map(|key| section.get(key)).collect();
    let checked: Vec<Option<f64>> =
        given.iter().map(|item| item.number_in(low..=high, target.unit(), problems)).collect();
    checked.iter().all(Option::is_some).then_some(())
}

fn check_kept(section: &Section<'_>, kept: f64, problems: &mut Problems) -> Option<()> {
    if kept >= LEAST_KEPT {
        return Some(());
    }
    let message = format!("the truncation keeps only {} % of the distribution", short(100.0 * kept));
    let hint = "choose a wider range from `min` to `max`, or one that contains the center of the distribution";
    problems.fail(Problem::new(Code::Truncation, section.span.clone(), message).label("too little remains").hint(hint))
}

fn check_gsd(section: &Section<'_>, gsd: f64, problems: &mut Problems) -> Option<()> {
    if gsd > 1.0 {
        return Some(());
    }
    let span = section.get("gsd").map_or(section.span.clone(), |item| item.span());
    let hint = "`gsd` is a factor, such as 1.15; a gsd of 1 would be a constant";
    problems.fail(Problem::new(Code::Distribution, span, "`gsd` must be larger than 1").label("too small").hint(hint))
}

fn increasing(section: &Section<'_>, holds: bool, message: &str, problems: &mut Problems) -> Option<()> {
    if holds { Some(()) } else { impossible(section.span.clone(), message, problems) }
}

fn positive(section: &Section<'_>, key: &str, value: f64, problems: &mut Problems) -> Option<()> {
    if value > 0.0 {
        return Some(());
    }
    let span = section.get(key).map_or(section.span.clone(), |item| item.span());
    let message = format!("`{key}` must be larger than 0");
    let hint = "if the value does not vary, write only the number";
    problems.fail(Problem::new(Code::Distribution, span, message).label("not positive").hint(hint))
}

pub(super) fn positives<const N: usize>(
    section: &Section<'_>,
    keys: [&str; N],
    problems: &mut Problems,
) -> Option<[f64; N]> {
    let values = numbers(section, keys, problems)?;
    let checked: Vec<Option<()>> =
        keys.iter().zip(values).map(|(key, value)| positive(section, key, value, problems)).collect();
    checked.iter().all(Option::is_some).then_some(values)
}

/// Several numbers that are all required. Complains about every missing one.
fn numbers<const N: usize>(section: &Section<'_>, keys: [&str; N], problems: &mut Problems) -> Option<[f64; N]> {
    let read =
        keys.map(|key| section.need(key, "every parameter of the family must be given", problems)?.number(problems));
    let mut values = [0.0; N];
    for (value, number) in values.iter_mut().zip(read) {
        *value = number?;
    }
    Some(values)
}

pub(super) fn impossible<T>(span: Range<usize>, message: &str, problems: &mut Problems) -> Option<T> {
    problems.fail(Problem::new(Code::Distribution, span, message).label("impossible"))
}

/// Complains if the middle of the distribution is not a possible value of its variable.
pub(super) fn check_middle(section: &Section<'_>, middle: f64, target: Target, problems: &mut Problems) -> Option<()> {
    let (low, high) = target.bounds();
    if (low..=high).contains(&middle) {
        return Some(());
    }
    let (name, unit) = (target.name(), target.unit());
    let guess = magnitude::guess(middle, &(low..=high), unit);
    let code = if guess.is_some() { Code::Magnitude } else { Code::OutOfRange };
    let message = format!("half of all people would have values of `{name}` beyond {} {unit}", short(middle));
    let label = format!("`{name}` lies between {} and {} {unit}", short(low), short(high));
    problems
        .fail(Problem::new(code, section.span.clone(), message.trim_end()).label(label.trim_end()).maybe_hint(guess))
}
