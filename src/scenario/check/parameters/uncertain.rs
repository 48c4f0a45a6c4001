//! What is not known of a constant: a distribution, and draws that make use of it.

use super::{plausible, possible};
use crate::model::Parameter;
use crate::scenario::check::distribution;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::{Item, Section};
use crate::scenario::{Design, Distribution, SetParameter};

/// Standard deviations on either side that hold 95 of 100 normal values.
const Z95: f64 = 1.959_963_984_540_054;

/// Fewer draws than this leave the ends of a 95 % interval to one or two of them.
const FEWEST_DRAWS: u32 = 40;

/// Reads `uncertain`.
pub(super) fn read(item: &Item<'_>, parameter: &Parameter, problems: &mut Problems) -> Option<Distribution> {
    if item.value.get_ref().as_table().is_none() {
        return item.wrong_type("a distribution, such as { dist = \"uniform\", min = 1, max = 2 }", problems);
    }
    let distribution = distribution::of_constant(item, parameter.name, problems)?;
    check_possible(item, &distribution, parameter, problems)?;
    let (low, high) = usual(&distribution);
    if low < parameter.low || high > parameter.high {
        let name = parameter.name;
        let message =
            format!("draws of `{name}` go beyond the range in the literature: {} to {}", short(low), short(high));
        let problem = Problem::new(Code::Suspicious, item.span(), message).label("is this meant?");
        problems.push(problem.hint(plausible(parameter)));
    }
    Some(distribution)
}

/// Complains where a draw could have a sign that the constant cannot have.
fn check_possible(
    item: &Item<'_>,
    distribution: &Distribution,
    parameter: &Parameter,
    problems: &mut Problems,
) -> Option<()> {
    // Draws are kept to what single precision can hold, so open ends do no harm; only signs do.
    let within = |bound: f64| bound.clamp(-f64::from(f32::MAX), f64::from(f32::MAX));
    let low = match distribution.lower_bound() {
        low if low > 0.0 => low.max(f64::from(f32::MIN_POSITIVE)),
        low => low,
    };
    let bounds = [low, distribution.upper_bound()].map(within);
    let Some(wanted) = bounds.into_iter().find_map(|bound| possible(bound, parameter).err()) else { return Some(()) };
    let message = format!("a draw of `{}` could be impossible: it must be {wanted}", parameter.name);
    let problem = Problem::new(Code::OutOfRange, item.span(), message).label(format!("must stay {wanted}"));
    problems.fail(problem.hint("cut it with `min` (truncated_normal, uniform, triangular), or take a lognormal"))
}

/// Where nearly all draws lie: all of them, or 95 of 100 where the distribution has long tails.
fn usual(distribution: &Distribution) -> (f64, f64) {
    let (lowest, highest) = (distribution.lower_bound(), distribution.upper_bound());
    let (low, high) = match distribution {
        Distribution::Normal { mean, sd } | Distribution::TruncatedNormal { mean, sd, .. } => {
            (mean - Z95 * sd, mean + Z95 * sd)
        }
        Distribution::LogNormal { mean_log, sd_log, .. } => {
            (libm::exp(mean_log - Z95 * sd_log), libm::exp(mean_log + Z95 * sd_log))
        }
        Distribution::Beta { alpha, beta } => {
            let sum = alpha + beta;
            let (mean, sd) = (alpha / sum, libm::sqrt(alpha * beta / (sum + 1.0)) / sum);
            (mean - Z95 * sd, mean + Z95 * sd)
        }
        Distribution::Gamma { shape, scale } => {
            let (mean, sd) = (shape * scale, libm::sqrt(*shape) * scale);
            (mean - Z95 * sd, mean + Z95 * sd)
        }
        Distribution::Weibull { shape, scale } => {
            let below = |share: f64| scale * libm::pow(-libm::log1p(-share), 1.0 / shape);
            (below(0.025), below(0.975))
        }
        _ => (lowest, highest),
    };
    (low.max(lowest), high.min(highest))
}

/// Complains where draws and uncertain constants do not come together.
pub(super) fn check_draws(
    root: &Section<'_>,
    parameters: &[SetParameter],
    design: Option<&Design>,
    problems: &mut Problems,
) -> Option<()> {
    let uncertain = parameters.iter().any(|parameter| parameter.uncertain.is_some());
    match design {
        Some(design) if design.parameter_draws > 1 && !uncertain => {
            let message = format!("{} draws, but no constant in [parameters] is uncertain", design.parameter_draws);
            let hint = "give a constant a distribution, such as `reflection = { value = 0.9, uncertain = { dist = \"uniform\", \
                        min = 0.85, max = 0.95 } }`, or remove `parameter_draws`: what is not known of the link from stasis to \
                        clots is drawn anyway";
            let span = design_key(root, "parameter_draws");
            problems.fail(Problem::new(Code::KeyConflict, span, message).label("nothing to draw").hint(hint))
        }
        Some(design) if design.parameter_draws == 1 && uncertain => {
            let message =
                "what is uncertain in [parameters] has no effect: there is one draw, and it takes every `value`";
            let problem = Problem::new(Code::NoEffect, root.key_span("parameters"), message).label("not drawn");
            problems.push(problem.hint("set `parameter_draws` in [design], 100 or more for intervals"));
            Some(())
        }
        Some(design) if uncertain && design.parameter_draws < FEWEST_DRAWS => {
            let message = format!(
                "{} draws say little of how far results can go: intervals come out narrow",
                design.parameter_draws
            );
            let span = design_key(root, "parameter_draws");
            let problem = Problem::new(Code::Suspicious, span, message).label("few draws");
            problems.push(problem.hint("take 100 or more for intervals; few are enough to see whether all is well"));
            Some(())
        }
        _ => Some(()),
    }
}

/// Where a key of `[design]` stands.
fn design_key(root: &Section<'_>, key: &str) -> std::ops::Range<usize> {
    let table = root.get("design").and_then(|item| item.value.get_ref().as_table());
    table.and_then(|table| table.get_key_value(key)).map_or(root.key_span("design"), |(name, _)| name.span())
}
