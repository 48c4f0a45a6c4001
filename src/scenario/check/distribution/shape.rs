//! What a distribution looks like from afar: its middle.

use std::f64::consts::LN_2;

use super::normal::median_between;
use super::{Target, families};
use crate::scenario::problem::Problems;
use crate::scenario::read::Section;
use crate::scenario::{Distribution, VariableKind};

/// The median, or a value near it where no short formula exists.
pub(in crate::scenario::check) fn typical(distribution: &Distribution) -> f64 {
    match distribution {
        Distribution::Constant(value) => *value,
        Distribution::Normal { mean, .. } => *mean,
        Distribution::TruncatedNormal { mean, sd, min, max } => {
            (mean + sd * median_between((min - mean) / sd, (max - mean) / sd)).clamp(*min, *max)
        }
        Distribution::LogNormal { mean_log, sd_log, min, max } => {
            let cut = |bound: &f64| (libm::log(*bound) - mean_log) / sd_log;
            libm::exp(mean_log + sd_log * median_between(cut(min), cut(max))).clamp(*min, *max)
        }
        Distribution::Beta { alpha, beta } => alpha / (alpha + beta),
        // Wilson and Hilferty.
        Distribution::Gamma { shape, scale } => scale * shape * (1.0 - 1.0 / (9.0 * shape)).max(0.0).powi(3),
        Distribution::Weibull { shape, scale } => scale * libm::exp(libm::log(LN_2) / shape),
        Distribution::Uniform { min, max } => 0.5 * (min + max),
        Distribution::Triangular { min, mode, max } => triangular_median(*min, *mode, *max),
        Distribution::Bernoulli { p } => f64::from(u8::from(*p > 0.5)),
        Distribution::Categorical { values, weights } => weighted_median(values, weights),
        Distribution::Histogram { edges, counts } => histogram_median(edges, counts),
        Distribution::By { cases, .. } => cases.iter().map(typical).sum::<f64>() / cases.len() as f64,
    }
}

/// Complains where the middle is no possible value of its variable: a sign of a wrong unit.
pub(super) fn check_center(
    section: &Section<'_>,
    distribution: &Distribution,
    target: Target,
    problems: &mut Problems,
) -> Option<()> {
    if target.kind() != VariableKind::Continuous {
        return Some(());
    }
    families::check_middle(section, typical(distribution), target, problems)
}

fn triangular_median(min: f64, mode: f64, max: f64) -> f64 {
    let (left, right, whole) = (mode - min, max - mode, max - min);
    if left >= right { min + (0.5 * whole * left).sqrt() } else { max - (0.5 * whole * right).sqrt() }
}

fn weighted_median(values: &[f64], weights: &[f64]) -> f64 {
    let mut pairs: Vec<(f64, f64)> = values.iter().copied().zip(weights.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut below = 0.0;
    for (value, weight) in &pairs {
        below += weight;
        if below >= 0.5 {
            return *value;
        }
    }
    pairs.last().map_or(0.0, |(value, _)| *value)
}

fn histogram_median(edges: &[f64], counts: &[f64]) -> f64 {
    let mut rest = 0.5 * counts.iter().sum::<f64>();
    for (edge, count) in edges.windows(2).zip(counts) {
        if rest <= *count && *count > 0.0 {
            return edge[0] + (edge[1] - edge[0]) * rest / count;
        }
        rest -= count;
    }
    edges.last().copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_match_known_values() {
        let near = |distribution: Distribution, expected: f64| {
            let found = typical(&distribution);
            assert!((found - expected).abs() < 1e-6, "{distribution:?}: {found} instead of {expected}");
        };
        near(Distribution::Triangular { min: 0.0, mode: 1.0, max: 1.0 }, 0.5_f64.sqrt());
        near(Distribution::LogNormal { mean_log: 10_f64.ln(), sd_log: 0.14, min: 0.0, max: f64::INFINITY }, 10.0);
        near(Distribution::TruncatedNormal { mean: 0.0, sd: 1.0, min: 0.0, max: f64::INFINITY }, 0.674_489_750);
        near(Distribution::Gamma { shape: 1e4, scale: 2.0 }, 19_999.333_340_741);
        near(Distribution::Weibull { shape: 1.0, scale: 2.0 }, 2.0 * LN_2);
        near(Distribution::Histogram { edges: vec![0.0, 1.0, 3.0], counts: vec![1.0, 3.0] }, 1.0 + 2.0 / 3.0);
        near(Distribution::Categorical { values: vec![3.0, 1.0, 2.0], weights: vec![0.2, 0.4, 0.4] }, 2.0);
    }
}
