//! The table of a sweep for the screen: its axes and its arms.

use std::path::Path;

use super::answer::best;
use super::{Member, Sweep, listed};
use crate::output::report::read::{Files, Row};
use crate::output::report::shown::Shown;
use crate::output::report::words::level;
use crate::output::screen::{ScreenTable, difference, fixed, paragraph};
use crate::output::{OutputError, RunFile, STATEMENT};
use crate::results::Table;
use crate::scenario::{Arm, Members};
use crate::stats::Estimate;

/// The main outcome of every arm in every member of a finished sweep, with the arm that has the lowest. Lines have at most `width` characters.
///
/// # Errors
/// If the tables of the sweep cannot be read.
pub fn sweep_table(folder: &Path, members: &Members, width: usize) -> Result<String, OutputError> {
    let files = Files(&|file: RunFile| folder.join(&*file.name()));
    let path = (files.0)(RunFile::Table(Table::Runs));
    let runs = files.table(Table::Runs, &[])?.unwrap_or_default();
    let rows = listed(&runs).map_err(OutputError::unreadable_table(&path))?.rows;
    let first = rows.iter().zip(&members.members).find(|(row, _)| row.is_done).map(|(_, member)| &member.scenario);
    let Some(scenario) = first else { return Ok("No member of the sweep has results.\n".to_owned()) };
    Ok(text(&Sweep::read(&files, scenario)?, width))
}

fn text(sweep: &Sweep, width: usize) -> String {
    let shown = Shown::primary(&sweep.scenario);
    let members = &sweep.members;
    let mut table = ScreenTable::default();
    for (at, axis) in sweep.axes.iter().enumerate() {
        table = table.label(axis, members.iter().map(|member| member.values[at].clone()));
    }
    let compares = sweep.scenario.arms.len() > 1;
    if compares {
        let lowest = |member: &Member| best(sweep, member, &shown).map_or("none", |(arm, _)| &arm.label).to_owned();
        table = table.label("lowest", members.iter().map(lowest));
    }
    for arm in &sweep.scenario.arms {
        table = table.column(&arm.label, members.iter().map(|member| cell(&shown, member, arm)));
    }
    let heading = shown.heading();
    let (reference, level) = (&sweep.reference().label, level(sweep.scenario.design.confidence));
    let title = if compares {
        format!("{heading}: mean of \"{reference}\", difference of the other arms from it [{level} interval]")
    } else {
        format!("{heading}: mean")
    };
    let note = "Lowest: the arm with the lowest value; \"none\" if no interval of a difference is entirely below 0. An arm whose \
                label is swept is named by its identifier.";
    let note = if compares { paragraph(note, width) } else { String::new() };
    format!("{}{}{note}{}", paragraph(&title, width), table.text(width), paragraph(STATEMENT, width))
}

fn cell(shown: &Shown, member: &Member, arm: &Arm) -> String {
    let estimate =
        |row: &Row| Estimate { value: Some(row.value), interval: row.known_interval(), ..Estimate::default() };
    if arm.reference {
        let mean = shown.level(&member.summary, &arm.id).map(estimate).unwrap_or_default();
        return fixed(Estimate { interval: None, ..mean }, shown.factor, 1);
    }
    difference(shown.difference(&member.contrasts, &arm.id).map(estimate).unwrap_or_default(), shown.factor, 1)
}
