//! `soleus calibrate`: uncertain constants of the model fitted to published measurements.

use std::path::Path;

use serde_json::{Value, json};

use super::args::CalibrateArgs;
use super::counter::Counter;
use super::engine::choose as choose_engine;
use super::{Console, Exit};
use crate::engine::Backend;
use crate::evidence::{
    CalibrateError, Calibration, Ending, Fitted, Moved, calibrate as fit, calibration_document, calibration_table,
    choose, parameters_section,
};
use crate::output::{OutputError, write_text};

/// Fits, prints, and writes where a folder is given.
pub(super) fn calibrate(args: &CalibrateArgs, console: &Console) -> Exit {
    let backend = match choose_engine(&args.engine, console) {
        Ok(backend) => backend,
        Err(exit) => return exit,
    };
    let fitted = match search(args, backend.as_ref(), console) {
        Ok(fitted) => fitted,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            return Exit::Unusable;
        }
    };
    let text = if console.shared().json { format!("{:#}\n", describe(&fitted)) } else { calibration_table(&fitted) };
    match &console.shared().out {
        Some(_) => console.announce(&text),
        None => console.result(&text),
    }
    if let Some(folder) = &console.shared().out
        && let Err(error) = write(folder, &fitted)
    {
        console.warn(&format!("error: {error}"));
        return Exit::Unusable;
    }
    Exit::Done
}

fn search(args: &CalibrateArgs, backend: &dyn Backend, console: &Console) -> Result<Calibration, CalibrateError> {
    let choice = choose(&args.parameters, &args.targets, args.evaluations)?;
    let mut counter = Counter::new(console, "evaluations");
    let fitted = fit(&choice, args.persons, args.evaluations, backend, &mut |now| {
        counter.show(now.evaluations, now.budget, &format!("misfit {:.2}", now.misfit));
    });
    counter.clear();
    Ok(fitted?)
}

fn write(folder: &Path, fitted: &Calibration) -> Result<(), OutputError> {
    write_text(&folder.join("parameters.toml"), &parameters_section(fitted))?;
    write_text(&folder.join("calibration.md"), &calibration_document(fitted))
}

fn describe(fitted: &Calibration) -> Value {
    let (before, after, all) = fitted.score();
    let ending = match fitted.ending {
        Ending::Settled => "settled",
        Ending::Spent => "evaluations_spent",
        Ending::Stuck => "stuck",
    };
    json!({
        "parameters": fitted.parameters.iter().map(describe_parameter).collect::<Vec<Value>>(),
        "targets": fitted.targets.iter().map(describe_target).collect::<Vec<Value>>(),
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

fn describe_parameter(row: &Fitted) -> Value {
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

fn describe_target(row: &Moved) -> Value {
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
