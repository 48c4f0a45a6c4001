//! Which attributes of people go with their outcomes.

use maud::{Markup, html};
use polars::prelude::PolarsResult;

use super::{absent, plain};
use crate::output::report::chart::{Size, tornado};
use crate::output::report::page::{Cell, Drawings, Figure, Grid};
use crate::output::report::read::{numbers, texts};
use crate::output::report::run::Run;
use crate::output::report::shown::{Shown, main_outcome};
use crate::output::report::words::{count, inside, label, signed};
use crate::output::{OutputError, RunFile};
use crate::results::Table;
use crate::scenario::{Variable, VariableKind};

/// Most attributes in a chart.
const MOST: usize = 10;

/// A correlation of the main outcome, or of its difference from the reference, with an attribute.
struct Correlation {
    arm: String,
    is_difference: bool,
    variable: String,
    value: f64,
    n: f64,
}

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    if !run.scenario.writes(Table::Sensitivity) {
        return Ok(absent(Table::Sensitivity));
    }
    let path = (run.files.0)(RunFile::Table(Table::Sensitivity));
    let all = read(run).map_err(OutputError::unreadable_table(&path))?;
    if all.is_empty() {
        return Ok(plain("Not shown: no attribute of people varies, or the outcome is the same for all."));
    }
    Ok(figure(run, &all))
}

fn read(run: &Run<'_>) -> PolarsResult<Vec<Correlation>> {
    let frame = run.files.table(Table::Sensitivity, &[]).ok().flatten().unwrap_or_default();
    if frame.height() == 0 {
        return Ok(Vec::new());
    }
    let [arm, reference, measure, variable] =
        ["arm", "reference", "measure", "variable"].map(|name| texts(&frame, name));
    let [value, n] = ["rank_correlation", "n"].map(|name| numbers(&frame, name));
    let (arm, reference, measure, variable, value, n) = (arm?, reference?, measure?, variable?, value?, n?);
    let rows = (0..frame.height())
        .filter(|row| measure[*row].as_deref() == Some(main_outcome(run.scenario).name()) && value[*row].is_finite());
    let row = |row: usize| {
        Some(Correlation {
            arm: arm[row].clone()?,
            is_difference: reference[row].is_some(),
            variable: variable[row].clone()?,
            value: value[row],
            n: n[row],
        })
    };
    Ok(rows.filter_map(row).collect())
}

fn figure(run: &Run<'_>, all: &[Correlation]) -> Markup {
    let usual = (format!("{} in the reference arm", of(run)), run.reference().id.as_str(), false);
    let others = run.others().map(|(_, arm)| (format!("Difference: {}", arm.label), arm.id.as_str(), true));
    let panels = [usual].into_iter().chain(others).filter_map(|(title, arm, is_difference)| {
        let of = all.iter().filter(|one| one.arm == arm && one.is_difference == is_difference);
        let bars: Vec<(String, f64)> = of.take(MOST).map(|one| (name(&one.variable), one.value)).collect();
        (!bars.is_empty()).then(|| (title, tornado(&bars, "Rank correlation", Size::Panel)))
    });
    let figure = Figure {
        id: "sensitivity-main",
        title: format!("Attributes that go with {}, and with its difference from the reference.", inside(&of(run))),
        description: format!("Bars of the {MOST} largest rank correlations in each chart."),
        note: "A positive bar: people with more of the attribute have more of the outcome, or less benefit. A correlation shows no cause, and \
               attributes are correlated with each other."
            .to_owned(),
        legend: html! {},
        drawings: Drawings::Panels(panels.collect()),
        table: table(run, all),
    };
    figure.markup()
}

/// The label of the main outcome.
fn of(run: &Run<'_>) -> String {
    Shown::primary(run.scenario).label
}

/// The label of an attribute; of two classes, with the one that counts as more.
fn name(variable: &str) -> String {
    let known = Variable::from_name(variable);
    let name = label(variable, known.map_or("", Variable::unit));
    match known.map(|known| (known.kind(), known.labels())) {
        Some((VariableKind::Category(_), [_, more])) => format!("{name} ({more})"),
        _ => name,
    }
}

fn table(run: &Run<'_>, all: &[Correlation]) -> Grid {
    let mut grid = Grid::new(
        format!("Rank correlations (Spearman) with {}", inside(&of(run))),
        ["Arm", "Of", "Attribute", "Correlation", "People"],
    );
    for one in all {
        let arm =
            run.scenario.arms.iter().find(|arm| arm.id == one.arm).map_or(one.arm.as_str(), |arm| arm.label.as_str());
        let of = if one.is_difference { "difference from the reference" } else { &inside(&of(run)) };
        grid.push(
            arm,
            vec![
                Cell::words(of),
                Cell::words(name(&one.variable)),
                Cell::Value { shown: signed(one.value, 2), exact: one.value },
                Cell::Value { shown: count(one.n as u32), exact: one.n },
            ],
        );
    }
    grid
}
