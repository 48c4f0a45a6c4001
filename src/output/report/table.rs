//! Tables that compare arms.

use super::adherence;
use super::page::{Cell, Grid};
use super::read::Row;
use super::run::Run;
use super::shown::Shown;
use super::words::{count, decimals, interval, number, signed, with_unit};
use crate::results::{Measure, Statistic};
use crate::scenario::Arm;

/// A value, with its interval in brackets.
pub(super) fn level_cell(shown: &Shown, row: Option<&Row>, decimals: usize) -> Cell {
    cell(shown, row, decimals, number)
}

/// A difference, with its interval in brackets.
pub(super) fn difference_cell(shown: &Shown, row: Option<&Row>, decimals: usize) -> Cell {
    cell(shown, row, decimals, signed)
}

fn cell(shown: &Shown, row: Option<&Row>, decimals: usize, print: fn(f64, usize) -> String) -> Cell {
    let Some(row) = row else { return Cell::Nothing };
    let value = print(shown.value(row), decimals);
    match shown.interval(row) {
        Some(ends) => Cell::Estimate { shown: value, exact: row.value, interval: interval(ends, decimals) },
        None => Cell::Value { shown: value, exact: row.value },
    }
}

/// One row per arm: the outcome, its difference from the reference, and the people. A flag also has the people to treat.
pub(super) fn comparison(run: &Run<'_>, shown: &Shown, caption: &str) -> Grid {
    let reference = &run.reference().label;
    let is_flag = shown.difference == Statistic::RiskDifference;
    let mut head = vec!["Arm".to_owned(), shown.heading()];
    let compares = run.scenario.arms.len() > 1;
    if compares {
        head.push(with_unit(&format!("Difference from \"{reference}\""), &shown.difference_unit));
    }
    if compares && is_flag {
        head.push("People asked to do it for one fewer (NNT)".to_owned());
    }
    let tells = compares && run.adherences.is_known();
    if tells {
        head.push(adherence::HEADING.to_owned());
    }
    head.push("People".to_owned());
    let mut grid = Grid::new(caption, head);
    let rows = || run.scenario.arms.iter().map(|arm| (arm, shown.level(&run.summary, &arm.id)));
    let decimals = shown.decimals(rows().filter_map(|(_, row)| row));
    let finer = shown.decimals(run.others().filter_map(|(_, arm)| shown.difference(&run.contrasts, &arm.id)));
    for (arm, row) in rows() {
        let mut cells = vec![level_cell(shown, row, decimals.max(1))];
        if compares && arm.reference {
            cells.push(Cell::words("reference"));
        } else if compares {
            cells.push(difference_cell(shown, shown.difference(&run.contrasts, &arm.id), finer.max(1)));
        }
        if compares && is_flag {
            cells.push(to_treat(run, shown, &arm.id));
        }
        if tells {
            cells.push(run.adherences.cell(&arm.id));
        }
        cells.push(row.map_or(Cell::Nothing, |row| Cell::Value { shown: count(row.n as u32), exact: row.n }));
        grid.push(arm.label.as_str(), cells);
    }
    grid
}

/// Adds a row with the own level of each group in the reference arm, from which the differences below it begin.
pub(super) fn own_levels(run: &Run<'_>, shown: &Shown, groups: &[(String, String)], grid: &mut Grid) {
    let reference = run.reference();
    let level = |(by, class): &(String, String)| shown.level_in(&run.summary, &reference.id, (by, class));
    let decimals = shown.decimals(groups.iter().filter_map(level)).max(1);
    let cell = |group: &(String, String)| {
        level(group)
            .map_or(Cell::Nothing, |row| Cell::Value { shown: number(shown.value(row), decimals), exact: row.value })
    };
    let heading = format!("Level itself with \"{}\", {}", reference.label, shown.unit);
    grid.push(heading, groups.iter().map(cell).collect());
}

/// Number of people to treat.
fn to_treat(run: &Run<'_>, shown: &Shown, arm: &str) -> Cell {
    let row =
        run.contrasts.of_all(arm, &shown.column, Statistic::NumberNeededToTreat).filter(|row| row.value.is_finite());
    let Some(row) = row else { return Cell::Nothing };
    match row.known_interval() {
        Some(ends) => Cell::Estimate { shown: number(row.value, 1), exact: row.value, interval: interval(ends, 1) },
        None => Cell::Value { shown: number(row.value, 1), exact: row.value },
    }
}

/// One row per arm and one column per sum of outcomes: the means.
pub(super) fn levels(run: &Run<'_>, caption: &str, columns: &[(&str, &[(f64, Measure)])]) -> Grid {
    let head = ["Arm"].into_iter().chain(columns.iter().map(|(heading, _)| *heading));
    let mut grid = Grid::new(caption, head);
    let mean = |arm: &Arm, measure: Measure| {
        run.summary
            .of_all(&arm.id, measure.name(), Statistic::Mean)
            .map(|row| row.value)
            .filter(|mean| mean.is_finite())
    };
    let sum = |arm: &Arm, terms: &[(f64, Measure)]| {
        terms.iter().map(|(sign, measure)| mean(arm, *measure).map(|mean| sign * mean)).sum::<Option<f64>>()
    };
    let all = run.scenario.arms.iter().flat_map(|arm| columns.iter().filter_map(|(_, terms)| sum(arm, terms)));
    let decimals = decimals(all).max(1);
    for arm in &run.scenario.arms {
        let of = |(_, terms): &(&str, &[(f64, Measure)])| {
            sum(arm, terms).map_or(Cell::Nothing, |value| Cell::Value { shown: number(value, decimals), exact: value })
        };
        grid.push(arm.label.as_str(), columns.iter().map(of).collect());
    }
    grid
}
