//! Statistics of a finished run for other groups, flags, quantiles or another reference.

use std::path::Path;

use super::known::Known;
use super::selection::Selection;
use super::{Contrast, Derived, DerivedError, People, Request, Summary, UNKNOWN_CONSTANTS};
use crate::output::single::write_frame;
use crate::output::statistics::Statistics;
use crate::output::{Existing, OutputError, SavedRun, tables};
use crate::results::Table;
use crate::scenario::{Draws, Scenario};
use crate::stats::{StatRow, unknown_intervals};

/// Computes `summary` and `contrasts` of a run for a request.
///
/// # Errors
/// If the request does not fit the run, or the run lacks a table or a column.
pub fn regroup(run: SavedRun, request: &Request) -> Result<Derived, DerivedError> {
    let mut selection = Selection::new(run, request)?;
    if let Some(reference) = &request.reference {
        let reference = selection.arm(reference)?;
        set_reference(&mut selection.scenario, reference);
    }
    let outcomes = selection.outcomes(selection.needs())?;
    let scenario = &selection.scenario;
    let mut statistics = Statistics::of(scenario, selection.strata.clone());
    if let Some(doses) = &selection.doses {
        statistics.take_nested(scenario, doses.clone());
    }
    for draw in 0..scenario.design.draws.repeats() {
        statistics.push_draw(scenario, draw, &outcomes)?;
    }
    let (summary, contrasts) = statistics.rows();
    let (mut summary, mut contrasts) = (selection.wanted_rows(summary), selection.wanted_rows(contrasts));
    let reference = scenario.arms[scenario.reference_arm()].id.clone();
    let mut notes = notes(&selection);
    if scenario.design.draws == Draws::Nested && selection.doses.is_none() {
        let known = [Known::read(&selection.run, Table::Summary)?, Known::read(&selection.run, Table::Contrasts)?];
        let mut all_known = true;
        for (rows, known) in [&mut summary, &mut contrasts].into_iter().zip(known) {
            let (more, complete) = known.fill(unknown_intervals(rows), &reference);
            all_known &= complete;
            rows.extend(more);
        }
        notes.extend((!all_known).then(|| UNKNOWN_CONSTANTS.to_owned()));
    }
    let contrast = |row| Contrast { run: 0, reference_run: 0, reference: reference.clone(), people: People::Same, row };
    Ok(Derived {
        runs: vec![selection.label()],
        summary: summary.into_iter().map(|row| Summary { run: 0, row }).collect(),
        contrasts: contrasts.into_iter().map(contrast).collect(),
        notes,
    })
}

/// Makes an arm the reference.
pub(super) fn set_reference(scenario: &mut Scenario, reference: usize) {
    scenario.arms.iter_mut().enumerate().for_each(|(at, arm)| arm.reference = at == reference);
}

/// What a reader must know about the outcomes.
pub(super) fn notes(selection: &Selection) -> Vec<String> {
    let missing = &selection.missing;
    let path = selection.run.path().display();
    let text = format!("Left out, because the table outcomes of `{path}` does not have them: {}.", missing.join(", "));
    (!missing.is_empty()).then_some(text).into_iter().collect()
}

/// Writes the rows as `summary.parquet` and `contrasts.parquet` with the columns of a run into a folder.
///
/// # Errors
/// If the files exist and may not be replaced, or cannot be written.
pub fn write_regrouped(derived: &Derived, folder: &Path, existing: Existing) -> Result<(), DerivedError> {
    let run_id = derived.runs.first().map_or("", |run| &run.run_id);
    let reference = derived.contrasts.first().map_or("", |contrast| &contrast.reference);
    let summary: Vec<StatRow> = derived.summary.iter().map(|summary| summary.row.clone()).collect();
    let contrasts: Vec<StatRow> = derived.contrasts.iter().map(|contrast| contrast.row.clone()).collect();
    let paths = [Table::Summary, Table::Contrasts].map(|table| folder.join(table.file()));
    if let Some(path) = paths.iter().find(|path| existing == Existing::Keep && path.exists()) {
        return Err(OutputError::Exists { path: path.clone() }.into());
    }
    let frames = [tables::stat_frame(run_id, None, &summary), tables::stat_frame(run_id, Some(reference), &contrasts)];
    for (path, frame) in paths.iter().zip(frames) {
        write_frame(path, &mut frame.map_err(OutputError::table(path))?)?;
    }
    Ok(())
}
