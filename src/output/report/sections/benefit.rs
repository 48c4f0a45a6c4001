//! Who benefits: differences in each group, and shares of people who respond.

use maud::{Markup, html};

use super::{absent, one_arm, plain};
use crate::output::OutputError;
use crate::output::report::heat::Heat;
use crate::output::report::page::{Cell, Grid};
use crate::output::report::read::Row;
use crate::output::report::run::{Outcomes, Run};
use crate::output::report::shown::{Shown, main_outcome};
use crate::output::report::table::own_levels;
use crate::output::report::words::{group, inside, interval, measure, number, percent, signed, with_unit};
use crate::results::{EVERYONE, Statistic, Table};
use crate::scenario::{Flag, Threshold};

/// A person responds if the outcome changes by more than this share of the mean of the reference arm.
const RESPONSE: f64 = 0.1;
/// What the mark of a small group means.
const SMALL_NOTE: &str = "* Fewer than 10 people, or people from fewer than 10 rows of the data file: the interval covers less than it says, and \
numbers about so few real people are not published.";

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    if run.scenario.arms.len() == 1 {
        return Ok(one_arm());
    }
    let flags = run.scenario.outcomes.flags.iter().map(|flag| Shown::flag(run.scenario, &run.summary, &flag.id));
    let shown: Vec<Shown> = [Shown::primary(run.scenario)].into_iter().chain(flags).collect();
    let groups = run.groups();
    Ok(html! {
        @if groups.len() == 1 {
            (plain("No groups: the scenario has no `strata` in [analysis], so only everyone together is shown."))
        }
        @for shown in &shown { (heat(run, shown, &groups).markup()) }
        (responders(run, &groups))
        @for responder in &run.scenario.analysis.responders { (asked(run, responder, &groups)) }
        @if run.contrasts.0.iter().any(Row::is_small) { (plain(SMALL_NOTE)) }
    })
}

/// The share of people who respond as the scenario defines it, by arm and group.
fn asked(run: &Run<'_>, responder: &Flag, groups: &[(String, String)]) -> Markup {
    let (side, at) = match responder.threshold {
        Threshold::Above(at) => ("above", at),
        Threshold::Below(at) => ("below", at),
    };
    let caption = format!(
        "Responders \"{}\": share of people whose {} minus their own in \"{}\" is {side} {at} {}, with intervals",
        responder.id,
        inside(&measure(responder.from)),
        run.reference().label,
        responder.from.unit()
    );
    let head = ["Arm".to_owned()].into_iter().chain(groups.iter().map(|(by, class)| group(by, class)));
    let mut grid = Grid::new(caption, head);
    for (_, arm) in run.others() {
        let row = |(by, class): &(String, String)| {
            let found = run.contrasts.find(&arm.id, (by, class), &responder.id, Statistic::ResponderShare);
            found.filter(|row| row.value.is_finite())
        };
        let cells = groups.iter().map(|group| row(group).map_or(Cell::Nothing, share_with_interval));
        grid.push(arm.label.as_str(), cells.collect());
    }
    grid.markup()
}

fn share_with_interval(row: &Row) -> Cell {
    let shown = marked(percent(row.value), row);
    match row.known_interval() {
        Some((low, high)) => {
            Cell::Estimate { shown, exact: row.value, interval: interval((100.0 * low, 100.0 * high), 1) }
        }
        None => Cell::Value { shown, exact: row.value },
    }
}

/// A number with a mark if few people are behind it.
fn marked(shown: String, row: &Row) -> String {
    if row.is_small() { format!("{shown} *") } else { shown }
}

/// Differences by arm and group, with colors from blue (less than the reference) to orange (more).
fn heat(run: &Run<'_>, shown: &Shown, groups: &[(String, String)]) -> Grid {
    let caption = with_unit(
        &format!("Heat map: difference in {} from \"{}\"", inside(&shown.label), run.reference().label),
        &shown.difference_unit,
    );
    let head = ["Arm".to_owned()].into_iter().chain(groups.iter().map(|(by, class)| group(by, class)));
    let mut grid = Grid::new(format!("{caption}; blue: less, orange: more"), head);
    let row = |arm: &str, (by, class): &(String, String)| shown.difference_in(&run.contrasts, arm, (by, class));
    let all = || run.others().flat_map(|(_, arm)| groups.iter().filter_map(move |group| row(&arm.id, group)));
    let (decimals, heat) = (shown.decimals(all()).max(1), Heat::of(all().map(|row| row.value)));
    if groups.len() > 1 {
        own_levels(run, shown, groups, &mut grid);
    }
    for (_, arm) in run.others() {
        let cell = |group: &(String, String)| match row(&arm.id, group) {
            Some(row) => heat.cell(marked(signed(shown.value(row), decimals), row), row.value),
            None => Cell::Nothing,
        };
        grid.push(arm.label.as_str(), groups.iter().map(cell).collect());
    }
    grid
}

/// Shares of people with clearly less, about equal and clearly more of the outcome than in the reference arm.
fn responders(run: &Run<'_>, groups: &[(String, String)]) -> Markup {
    let Some(outcomes) = &run.outcomes else { return absent(Table::Outcomes) };
    let main = Shown::primary(run.scenario);
    let Some(usual) = main.level(&run.summary, &run.reference().id) else {
        return plain("No person had a valid result.");
    };
    let margin = RESPONSE * usual.value.abs();
    let caption = format!(
        "Responders: share of people whose {} is at least {} mL (a tenth of the mean of \"{}\") lower than their own in \"{}\"",
        inside(&main.label),
        number(margin, 1),
        run.reference().label,
        run.reference().label
    );
    let head = ["Arm".to_owned(), "Everyone: higher by as much".to_owned()].into_iter();
    let mut grid = Grid::new(caption, head.chain(groups.iter().map(|(by, class)| group(by, class))));
    for (at, arm) in run.others() {
        let higher = shares(run, outcomes, at, (EVERYONE, EVERYONE), margin).map(|(_, higher)| higher);
        let lower =
            groups.iter().map(|(by, class)| shares(run, outcomes, at, (by, class), margin).map(|(lower, _)| lower));
        let cells = [higher].into_iter().chain(lower);
        grid.push(arm.label.as_str(), cells.map(|share| share.map_or(Cell::Nothing, cell)).collect());
    }
    grid.markup()
}

fn cell(share: f64) -> Cell {
    Cell::Value { shown: percent(share), exact: share }
}

/// Shares of the people in a group whose outcome is lower, and higher, by more than the margin; `None` without people.
fn shares(run: &Run<'_>, outcomes: &Outcomes, arm: usize, group: (&str, &str), margin: f64) -> Option<(f64, f64)> {
    let values = outcomes.differences(main_outcome(run.scenario), (arm, run.scenario.reference_arm()), group)?;
    let share = |counts: &dyn Fn(f64) -> bool| {
        let counted = values.iter().filter(|value| counts(**value)).count();
        counted as f64 / values.len() as f64
    };
    (!values.is_empty()).then(|| (share(&|value| value <= -margin), share(&|value| value >= margin)))
}
