//! A fit as JSON.

use serde_json::{Value, json};

use super::{Calibration, Ending, Fitted, Moved};

/// All results of a fit.
pub(crate) fn described(fitted: &Calibration) -> Value {
    let (before, after, all) = fitted.score();
    let ending = match fitted.ending {
        Ending::Settled => "settled",
        Ending::Spent => "evaluations_spent",
        Ending::Stuck => "stuck",
    };
    json!({
        "parameters": fitted.parameters.iter().map(parameter).collect::<Vec<Value>>(),
        "targets": fitted.targets.iter().map(target).collect::<Vec<Value>>(),
        "left_out": fitted.left_out,
        "in_band_before": before,
        "in_band_after": after,
        "fitted_targets": all,
        "eigenvalues": fitted.spectrum.eigenvalues,
        "condition": fitted.spectrum.condition,
        "evaluations": fitted.evaluations,
        "persons": fitted.persons,
        "ending": ending,
    })
}

fn parameter(row: &Fitted) -> Value {
    json!({
        "name": row.parameter.name,
        "unit": row.parameter.unit,
        "default": row.parameter.default,
        "low": row.parameter.low,
        "high": row.parameter.high,
        "fitted": row.value,
        "std_error": row.error,
        "partner": row.partner.map(|(name, correlation)| json!({ "name": name, "correlation": correlation })),
        "at_bound": row.at_bound,
        "undetermined": row.undetermined(),
    })
}

fn target(row: &Moved) -> Value {
    let [before, after] = row.residuals();
    json!({
        "id": row.target.id,
        "unit": row.target.unit,
        "published": row.target.target,
        "before": row.before,
        "after": row.after,
        "residual_before": before,
        "residual_after": after,
        "in_band": row.target.holds(row.after),
    })
}
