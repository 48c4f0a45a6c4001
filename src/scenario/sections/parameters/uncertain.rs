//! Uncertain constants: their distributions, and the draws that use them.

use super::{plausible, possible};
use crate::keys::Key;
use crate::model::Parameter;
use crate::probability::Family;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::{Item, Section};
use crate::scenario::sections::design::PARAMETER_DRAWS;
use crate::scenario::sections::{DESIGN, PARAMETERS, distribution};
use crate::scenario::{Design, SetParameter};

/// With fewer draws than this, each end of a 95 % interval depends on only one or two draws.
const FEWEST_DRAWS: u32 = 40;

/// Reads `uncertain`.
pub(super) fn read(item: &Item<'_>, parameter: &Parameter, problems: &mut Problems) -> Option<Family> {
    if item.value.get_ref().as_table().is_none() {
        return item.wrong_type("a distribution, such as { dist = \"uniform\", min = 1, max = 2 }", problems);
    }
    let family = distribution::of_constant(item, parameter.name, problems)?;
    check_possible(item, &family, parameter, problems)?;
    let ((lowest, highest), (low, high)) = (family.law().bounds(), family.law().usual());
    let (low, high) = (low.max(lowest), high.min(highest));
    if low < parameter.low || high > parameter.high {
        let name = parameter.name;
        let message =
            format!("draws of `{name}` go beyond the range in the literature: {} to {}", short(low), short(high));
        let problem = Problem::new(Code::Suspicious, item.span(), message).label("is this intended?");
        problems.push(problem.hint(plausible(parameter)));
    }
    Some(family)
}

/// Complains if a draw could have a sign that the constant cannot have.
fn check_possible(item: &Item<'_>, family: &Family, parameter: &Parameter, problems: &mut Problems) -> Option<()> {
    // Draws are limited to the range of single precision, so infinite ends are accepted; only the sign matters.
    let within = |bound: f64| bound.clamp(-f64::from(f32::MAX), f64::from(f32::MAX));
    let (low, high) = family.law().bounds();
    let low = if low > 0.0 { low.max(f64::from(f32::MIN_POSITIVE)) } else { low };
    let bounds = [low, high].map(within);
    let Some(wanted) = bounds.into_iter().find_map(|bound| possible(bound, parameter).err()) else { return Some(()) };
    let message = format!("a draw of `{}` could be impossible: it must be {wanted}", parameter.name);
    let problem = Problem::new(Code::OutOfRange, item.span(), message).label(format!("must stay {wanted}"));
    problems.fail(
        problem.hint("limit it with `min` (truncated_normal, uniform, triangular), or use a lognormal distribution"),
    )
}

/// Complains if there are draws but no uncertain constants, or uncertain constants but no draws.
pub(super) fn check_draws(
    root: &Section<'_>,
    parameters: &[SetParameter],
    design: Option<&Design>,
    problems: &mut Problems,
) -> Option<()> {
    let uncertain = parameters.iter().any(|parameter| parameter.uncertain.is_some());
    match design {
        Some(design) if design.draws.repeats() > 1 && !uncertain => {
            let message = format!("{} draws, but no constant in [parameters] is uncertain", design.draws.repeats());
            let hint = "give a constant a distribution, such as `reflection = { value = 0.9, uncertain = { dist = \"uniform\", \
                        min = 0.85, max = 0.95 } }`, or remove `parameter_draws`: the constants of stasis and of its \
                        link to clots are drawn without it";
            let span = design_key(root, &PARAMETER_DRAWS);
            problems.fail(Problem::new(Code::KeyConflict, span, message).label("nothing to draw").hint(hint))
        }
        Some(design) if design.draws.repeats() == 1 && uncertain => {
            let message =
                "the distributions in [parameters] have no effect: there is only one draw, which uses every `value`";
            let problem = Problem::new(Code::NoEffect, root.key_span(PARAMETERS.name), message).label("not drawn");
            problems.push(problem.hint("set `parameter_draws` in [design], 100 or more for intervals"));
            Some(())
        }
        Some(design) if uncertain && design.draws.repeats() < FEWEST_DRAWS => {
            let message = format!("with only {} draws, intervals are too narrow", design.draws.repeats());
            let span = design_key(root, &PARAMETER_DRAWS);
            let problem = Problem::new(Code::Suspicious, span, message).label("few draws");
            problems.push(problem.hint("use 100 or more draws for intervals; fewer are enough for a first test"));
            Some(())
        }
        _ => Some(()),
    }
}

/// Place of a key of `[design]`.
fn design_key(root: &Section<'_>, key: &Key) -> std::ops::Range<usize> {
    let table = root.get(DESIGN.name).and_then(|item| item.value.get_ref().as_table());
    table.and_then(|table| table.get_key_value(key.name)).map_or(root.key_span(DESIGN.name), |(name, _)| name.span())
}
