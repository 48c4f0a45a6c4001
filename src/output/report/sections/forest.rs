//! Differences from the reference, by arm and by group.

use maud::{Markup, html};

use super::{one_arm, plain};
use crate::output::OutputError;
use crate::output::report::chart::{Size, Style, Whisker, forest};
use crate::output::report::page::{Drawings, Figure, Grid};
use crate::output::report::run::Run;
use crate::output::report::shown::Shown;
use crate::output::report::table::{difference_cell, own_levels};
use crate::output::report::words::{group, inside, level, with_unit};
use crate::results::EVERYONE;

/// Most charts of groups per outcome.
const MOST_GROUPS: usize = 12;

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    if run.scenario.arms.len() == 1 {
        return Ok(one_arm());
    }
    let shown: Vec<Shown> = Shown::main(run.scenario, &run.summary);
    let figures = shown.iter().enumerate().filter_map(|(at, shown)| of_everyone(run, at, shown));
    let groups: Vec<(String, String)> = run.groups().into_iter().filter(|(by, _)| by != EVERYONE).collect();
    Ok(html! {
        p { "Squares are differences from \"" (run.reference().label) "\", person by person; bars are "
            (level(run.scenario.design.confidence)) " intervals. To the left of the dashed line is less than the reference. Bars that are \
             not visible are shorter than the square." }
        @for figure in figures { (figure) }
        @if groups.is_empty() {
            (plain("No groups: the scenario has no `strata` in [analysis], and everyone is eligible for every arm."))
        } @else {
            @if let Some(first) = shown.first() { (of_groups(run, first, &groups)) }
        }
    })
}

/// The rows of a chart: one per arm.
fn whiskers(run: &Run<'_>, shown: &Shown, of: (&str, &str)) -> Vec<Whisker> {
    let whisker = |(at, arm): (usize, &crate::scenario::Arm)| {
        let row = shown.difference_in(&run.contrasts, &arm.id, of)?;
        let value = shown.value(row);
        let interval = shown.interval(row).unwrap_or((value, value));
        Some(Whisker { label: arm.label.clone(), value, interval, color: Style::of(at).color })
    };
    run.others().filter_map(whisker).collect()
}

fn of_everyone(run: &Run<'_>, at: usize, shown: &Shown) -> Option<Markup> {
    let rows = whiskers(run, shown, (EVERYONE, EVERYONE));
    if rows.is_empty() {
        return None;
    }
    if run.leaves_alone(shown) {
        return Some(plain(&format!(
            "{}: no arm acts on it; each person has the same value in every arm.",
            shown.label
        )));
    }
    let label = with_unit("Difference", &shown.difference_unit);
    let figure = Figure {
        id: &format!("forest-{at}"),
        title: format!("{}, everyone.", shown.label),
        description: format!(
            "Differences of {} from \"{}\": {}",
            shown.label,
            run.reference().label,
            spoken(&rows, shown)
        ),
        note: shown.note(run.scenario).to_owned(),
        legend: html! {},
        drawings: Drawings::Both {
            panel: forest(&rows, 0.0, &label, Size::Panel),
            wide: forest(&rows, 0.0, &label, Size::Wide),
        },
        table: table(run, shown, &[(EVERYONE.to_owned(), EVERYONE.to_owned())]),
    };
    Some(figure.markup())
}

fn of_groups(run: &Run<'_>, shown: &Shown, groups: &[(String, String)]) -> Markup {
    let label = with_unit("Difference", &shown.difference_unit);
    let drawn = &groups[..groups.len().min(MOST_GROUPS)];
    let panels = drawn.iter().filter_map(|(by, class)| {
        let rows = whiskers(run, shown, (by, class));
        (!rows.is_empty()).then(|| (group(by, class), forest(&rows, 0.0, &label, Size::Panel)))
    });
    let more = groups.len() - drawn.len();
    let note = if more > 0 { format!("{more} more groups are only in the table.") } else { String::new() };
    let figure = Figure {
        id: "forest-groups",
        title: format!("{}, by group.", shown.label),
        description: format!(
            "Differences of {} from the reference in each group; the table below has the numbers.",
            shown.label
        ),
        note,
        legend: html! {},
        drawings: Drawings::Panels(panels.collect()),
        table: table(run, shown, groups),
    };
    figure.markup()
}

fn spoken(rows: &[Whisker], shown: &Shown) -> String {
    let words = |row: &Whisker| format!("{} {:.1} {}", row.label, row.value, shown.difference_unit);
    rows.iter().map(words).collect::<Vec<_>>().join("; ")
}

fn table(run: &Run<'_>, shown: &Shown, groups: &[(String, String)]) -> Grid {
    let head = ["Arm".to_owned()].into_iter().chain(groups.iter().map(|(by, class)| group(by, class)));
    let caption = with_unit(
        &format!("Difference in {} from \"{}\"", inside(&shown.label), run.reference().label),
        &shown.difference_unit,
    );
    let mut grid = Grid::new(caption, head);
    let row = |arm: &str, (by, class): &(String, String)| shown.difference_in(&run.contrasts, arm, (by, class));
    let all = || run.others().flat_map(|(_, arm)| groups.iter().filter_map(move |group| row(&arm.id, group)));
    let decimals = shown.decimals(all()).max(1);
    if groups.len() > 1 {
        own_levels(run, shown, groups, &mut grid);
    }
    for (_, arm) in run.others() {
        grid.push(
            arm.label.as_str(),
            groups.iter().map(|group| difference_cell(shown, row(&arm.id, group), decimals)).collect(),
        );
    }
    grid
}
