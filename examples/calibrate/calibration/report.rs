//! A fit as text, and as a section of scenarios.

use std::fmt::Write as _;

use soleus::evidence::lines::{aligned, markdown, number};

use super::goal::SOFT_FROM;
use super::range::PULL;
use super::{Calibration, Ending, Fitted, Moved};

const PARAMETER_HEADER: [&str; 8] = ["constant", "default", "fitted", "range", "unit", "std. error", "goes with", ""];
const TARGET_HEADER: [&str; 9] =
    ["", "quantity", "unit", "published", "before", "after", "off before", "off after", ""];

/// Aligned tables for a terminal.
pub(crate) fn calibration_table(fit: &Calibration) -> String {
    let (parameters, targets) = cells(fit);
    format!(
        "{}\n{}\n{}",
        aligned(PARAMETER_HEADER, &parameters, 1..4),
        aligned(TARGET_HEADER, &targets, 3..8),
        summary(fit)
    )
}

/// The same as Markdown.
pub(crate) fn calibration_document(fit: &Calibration) -> String {
    let (parameters, targets) = cells(fit);
    format!(
        "# Calibration\n\n{}\n## Constants\n\n{}\n## Targets\n\n\"Off\" is in half-widths of the band.\n\n{}",
        summary(fit),
        markdown(PARAMETER_HEADER, &parameters, 1..4),
        markdown(TARGET_HEADER, &targets, 3..8)
    )
}

/// A `[parameters]` section for a scenario.
pub(crate) fn parameters_section(fit: &Calibration) -> String {
    let (_, held, all) = fit.score();
    let mut text =
        format!("# Written by the example `calibrate`: {held} of {all} targets in their bands.\n\n[parameters]\n");
    for row in &fit.parameters {
        let (name, start, origin) = (row.parameter.name, row.parameter.default, row.parameter.source);
        let source = format!("calibrated: {all} targets, {} people each; from {start:?}: {origin}", fit.persons);
        let source = toml::Value::String(source);
        let _ = writeln!(text, "{name} = {{ value = {:?}, source = {source} }}", rounded(row.value));
    }
    text
}

/// Four significant digits: more than the targets determine.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

fn summary(fit: &Calibration) -> String {
    let (before, after, all) = fit.score();
    let mut text = format!("{before} of {all} targets in their bands before, {after} after.\n\n");
    if !fit.left_out.is_empty() {
        let _ = writeln!(text, "Excluded, because the simulated value is not a number: {}.\n", fit.left_out.join(", "));
    }
    let ending = match fit.ending {
        Ending::Settled => "the fit converged",
        Ending::Spent => "the limit of --evaluations was reached; more may improve the fit",
        Ending::Stuck => "the optimizer could not continue",
    };
    let _ = writeln!(text, "{} evaluations with {} people per protocol: {ending}.\n", fit.evaluations, fit.persons);
    identifiability(fit, &mut text);
    let _ = writeln!(
        text,
        "\nThe loss is linear for misfits above {SOFT_FROM} half-widths of a band; a penalty with weight {PULL} keeps \
         constants near their defaults.\nStandard errors assume that half a band is one standard error of its target; they do not \
         include the penalty."
    );
    text
}

fn identifiability(fit: &Calibration, text: &mut String) {
    let eigenvalues: Vec<String> = fit.spectrum.eigenvalues.iter().map(|value| number(*value)).collect();
    let _ = writeln!(text, "Eigenvalues of the information matrix: {}.", eigenvalues.join(", "));
    let _ = writeln!(text, "Condition number: {}.", number(fit.spectrum.condition));
    let open: Vec<&str> =
        fit.parameters.iter().filter(|row| row.undetermined()).map(|row| row.parameter.name).collect();
    let _ = match open[..] {
        [] => writeln!(text, "The targets determine every constant."),
        _ => writeln!(text, "The targets do not determine {}.", open.join(", ")),
    };
}

fn cells(fit: &Calibration) -> (Vec<[String; 8]>, Vec<[String; 9]>) {
    let mut targets: Vec<&Moved> = fit.targets.iter().collect();
    targets.sort_by(|a, b| b.residuals()[1].abs().total_cmp(&a.residuals()[1].abs()));
    (fit.parameters.iter().map(parameter_cells).collect(), targets.into_iter().map(target_cells).collect())
}

fn parameter_cells(row: &Fitted) -> [String; 8] {
    let Fitted { parameter, value, error, .. } = row;
    let marks = [(row.at_bound, "at its bound"), (row.undetermined(), "not determined")];
    let marks: Vec<&str> = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect();
    // An error that is larger than the range is not shown as a number.
    let wide = *error > parameter.high - parameter.low;
    [
        parameter.name.to_owned(),
        number(parameter.default),
        number(*value),
        format!("{} .. {}", number(parameter.low), number(parameter.high)),
        parameter.unit.to_owned(),
        if wide { "> range".to_owned() } else { format!("{:.0} %", 100.0 * error / value.abs()) },
        row.partner.map_or_else(String::new, |(name, correlation)| format!("{name} ({correlation:.2})")),
        marks.join(", "),
    ]
}

fn target_cells(row: &Moved) -> [String; 9] {
    let target = &row.target;
    let [before, after] = row.residuals();
    let mark = match (target.holds(row.before), target.holds(row.after)) {
        (true, true) => "in",
        (false, true) => "now in",
        (true, false) => "NOW OUT",
        (false, false) => "OUT",
    };
    [
        target.id.clone(),
        target.quantity.clone(),
        target.unit.clone(),
        number(target.target),
        number(row.before),
        number(row.after),
        format!("{before:.2}"),
        format!("{after:.2}"),
        mark.to_owned(),
    ]
}
