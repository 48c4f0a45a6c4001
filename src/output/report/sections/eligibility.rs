//! Who may not take an arm, and why.

use maud::{Markup, html};
use polars::prelude::PolarsResult;

use super::{absent, plain};
use crate::output::report::page::{Cell, Grid};
use crate::output::report::read::{numbers, texts};
use crate::output::report::run::Run;
use crate::output::report::words::{count, percent};
use crate::output::{OutputError, RunFile};
use crate::results::Table;

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    if !run.scenario.writes(Table::Eligibility) {
        return Ok(absent(Table::Eligibility));
    }
    let path = (run.files.0)(RunFile::Table(Table::Eligibility));
    let Some(grid) = grid(run).map_err(OutputError::unreadable_table(&path))? else {
        return Ok(plain("Every person of this study may do what each arm asks for."));
    };
    let explained = plain(
        "These people leave out what they may not do, and do the rest of what the arm asks for. They are counted in its means; the group \
         `eligible` of the tables leaves them out. The rules apply to simulated people only; they are not a guideline.",
    );
    Ok(html! { (explained) (grid.markup()) })
}

/// The table; `None` if nobody is excluded.
fn grid(run: &Run<'_>) -> PolarsResult<Option<Grid>> {
    let frame = run.files.table(Table::Eligibility, &[]).ok().flatten().unwrap_or_default();
    if frame.height() == 0 {
        return Ok(None);
    }
    let [arms, reasons, sources] = ["arm", "reason", "source"].map(|name| texts(&frame, name));
    let [people, shares] = ["n", "share"].map(|name| numbers(&frame, name));
    let (arms, reasons, sources, people, shares) = (arms?, reasons?, sources?, people?, shares?);
    let mut grid =
        Grid::new("People who may not take an arm", ["Arm", "Reason", "People", "Share", "Source of the rule"]);
    let cell = |texts: &[Option<String>], row: usize| Cell::words(texts[row].clone().unwrap_or_default());
    for row in 0..frame.height() {
        let id = arms[row].clone().unwrap_or_default();
        let label = run.scenario.arms.iter().find(|arm| arm.id == id).map_or(id, |arm| arm.label.clone());
        let cells = vec![
            cell(&reasons, row),
            Cell::Value { shown: count(people[row] as u32), exact: people[row] },
            Cell::Value { shown: percent(shares[row]), exact: shares[row] },
            cell(&sources, row),
        ];
        grid.push(label, cells);
    }
    Ok(Some(grid))
}
