//! How precise the numbers are: Monte Carlo errors, the required precision, and people without a valid result.

use maud::{Markup, html};

use super::plain;
use crate::output::OutputError;
use crate::output::report::page::{Cell, Grid};
use crate::output::report::run::Run;
use crate::output::report::shown::Shown;
use crate::output::report::words::{count, decimals, number, with_unit};

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    Ok(html! {
        p { "A Monte Carlo error is the standard error that remains because only a sample of people is simulated: about two thirds of \
             repetitions with other people would lie within one error. Four times as many people halve it." }
        (errors(run).markup())
        (required(run))
        (validity(run))
    })
}

fn errors(run: &Run<'_>) -> Grid {
    let shown = Shown::main(run.scenario, &run.summary);
    let compares = run.scenario.arms.len() > 1;
    let what = if compares { "differences from the reference" } else { "means and shares" };
    let heading = |shown: &Shown| with_unit(&shown.label, &shown.difference_unit);
    let head = ["Arm".to_owned()].into_iter().chain(shown.iter().map(heading));
    let mut grid = Grid::new(format!("Monte Carlo errors of {what}"), head);
    for arm in run.scenario.arms.iter().filter(|arm| !compares || !arm.reference) {
        let cell = |shown: &Shown| {
            let row =
                if compares { shown.difference(&run.contrasts, &arm.id) } else { shown.level(&run.summary, &arm.id) };
            let row = row.map(|row| run.people_row(row));
            let error = row.map(|row| shown.factor * row.mcse).filter(|error| error.is_finite());
            error.map_or(Cell::Nothing, |error| Cell::Value {
                shown: number(error, decimals([error])),
                exact: error / shown.factor,
            })
        };
        grid.push(arm.label.as_str(), shown.iter().map(cell).collect());
    }
    grid
}

/// The precision that the scenario requires, and the largest error of its arms.
fn required(run: &Run<'_>) -> Markup {
    let Some(asked) = &run.scenario.design.precision else {
        return plain(
            "The scenario requires no precision ([design.precision]), so the number of people is that of the scenario.",
        );
    };
    let rows = if asked.statistic.subject().is_contrast() { &run.contrasts } else { &run.summary };
    let of_arm = |arm: &crate::scenario::Arm| rows.of_all(&arm.id, &asked.column, asked.statistic);
    let found: Vec<f64> = run
        .scenario
        .arms
        .iter()
        .filter_map(of_arm)
        .map(|row| run.people_row(row).mcse)
        .filter(|error| error.is_finite())
        .collect();
    let largest = found.into_iter().reduce(f64::max);
    let reached = match largest {
        Some(error) => format!("the largest error of all arms is {}", number(error, decimals([error]))),
        None => "no arm has a known error".to_owned(),
    };
    let met =
        if largest.is_some_and(|error| error <= asked.mcse_max) { "as required" } else { "less precise than required" };
    html! { p { "The scenario requires an error of " (asked.of()) " of at most " (asked.mcse_max) ": " (reached) ", " (met) "." } }
}

/// People whose simulated state left the valid range.
fn validity(run: &Run<'_>) -> Markup {
    let persons = f64::from(run.scenario.design.persons);
    let main = Shown::primary(run.scenario);
    let lost = run.scenario.arms.iter().filter_map(|arm| {
        let valid = run.summary.of_all(&arm.id, &main.column, main.level)?.n;
        (valid < persons).then(|| format!("{}: {}", arm.label, count((persons - valid) as u32)))
    });
    let lost: Vec<String> = lost.collect();
    if lost.is_empty() {
        return plain("Every person has a valid result in every arm.");
    }
    html! { p { "People whose simulated state left the valid range of the model, and who are in no statistic: " (lost.join("; ")) "." } }
}
