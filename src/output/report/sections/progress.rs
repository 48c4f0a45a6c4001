//! Progress over the weeks of a plan: everyone, and the people of each class of adherence.

use maud::{Markup, html};

use super::plain;
use crate::output::OutputError;
use crate::output::progress::{FOLLOWED, Followers, MEANING, NO_GROUPS, Plan, followers, plans, weeks_words};
use crate::output::report::chart::{Chart, Line, Scale, Size, Style};
use crate::output::report::page::{Drawings, Figure, Grid, legend};
use crate::output::report::run::Run;
use crate::output::report::shown::Shown;
use crate::output::report::table::{difference_cell, level_cell};
use crate::output::report::words::{group, level, with_unit};
use crate::results::Statistic;
use crate::scenario::Arm;

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let plans = plans(run.scenario);
    if plans.is_empty() {
        return Ok(plain("No plan: no arm of the study has several numbers of training weeks (`after_weeks`)."));
    }
    let groups = followers(run.scenario);
    Ok(html! {
        p { (MEANING) " In brackets: " (level(run.scenario.design.confidence)) " intervals." }
        @for (at, plan) in plans.iter().enumerate() {
            (figure(run, at, plan, &groups))
            @for followers in &groups { (grid(run, plan, followers).markup()) }
        }
        @if groups.len() == 1 { (plain(NO_GROUPS)) }
    })
}

/// One row for the reference and one for each number of weeks.
fn grid(run: &Run<'_>, plan: &Plan, followers: &Followers) -> Grid {
    let (by, class) = (followers.by.as_str(), followers.class.as_str());
    let head = ["Weeks"].into_iter().chain(FOLLOWED.iter().map(|(heading, ..)| *heading));
    let mut grid = Grid::new(format!("{}: progress of {}", plan.label, group(by, class)), head);
    let reference = run.reference();
    let weeks = plan.arms.iter().map(|(weeks, arm)| (weeks_words(*weeks), *arm));
    for (words, arm) in std::iter::once((reference.label.clone(), reference)).chain(weeks) {
        let cell = |(_, measure, decimals): &(&str, _, usize)| {
            let shown = Shown::measure(*measure);
            let row = run.summary.find(&arm.id, (by, class), &shown.column, Statistic::Mean);
            level_cell(&shown, row.filter(|row| row.value.is_finite()), *decimals)
        };
        grid.push(words, FOLLOWED.iter().map(cell).collect());
    }
    grid
}

/// Changes from the reference over the weeks: one chart per outcome, one line per group.
fn figure(run: &Run<'_>, at: usize, plan: &Plan, groups: &[Followers]) -> Markup {
    let names: Vec<String> = groups.iter().map(|followers| group(&followers.by, &followers.class)).collect();
    let panels = FOLLOWED.iter().map(|(heading, measure, _)| {
        let shown = Shown::measure(*measure);
        ((*heading).to_owned(), chart(run, plan, groups, &shown).draw(Size::Panel))
    });
    let reference = &run.reference().label;
    let figure = Figure {
        id: &format!("progress-{at}"),
        title: format!("{}: change from \"{reference}\" over the weeks.", plan.label),
        description: format!(
            "Mean differences from \"{reference}\" by weeks of training, one chart per outcome: {}.",
            names.join(", ")
        ),
        note: "Week 0 is the reference.".to_owned(),
        legend: legend(names.iter().enumerate().map(|(at, name)| (name.as_str(), Style::of(at)))),
        drawings: Drawings::Panels(panels.collect()),
        table: changes(run, plan, groups),
    };
    figure.markup()
}

fn chart(run: &Run<'_>, plan: &Plan, groups: &[Followers], shown: &Shown) -> Chart {
    let line = |(at, followers): (usize, &Followers)| {
        let change = |(weeks, arm): &(u32, &Arm)| {
            let row = shown.difference_in(&run.contrasts, &arm.id, (&followers.by, &followers.class))?;
            Some((f64::from(*weeks), shown.value(row)))
        };
        let points = std::iter::once((0.0, 0.0)).chain(plan.arms.iter().filter_map(change)).collect();
        Line { points, style: Style::of(at) }
    };
    let lines: Vec<Line> = groups.iter().enumerate().map(line).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    Chart {
        x_label: "Weeks".to_owned(),
        y_label: with_unit("Change", &shown.difference_unit),
        x: Scale::of(points().map(|point| point.0)),
        y: Scale::with_zero(points().map(|point| point.1)),
        bands: Vec::new(),
        marks: Vec::new(),
        notes: Vec::new(),
        strokes: Vec::new(),
        lines,
    }
}

/// The differences of the charts.
fn changes(run: &Run<'_>, plan: &Plan, groups: &[Followers]) -> Grid {
    let head = ["Group and weeks"].into_iter().chain(FOLLOWED.iter().map(|(heading, ..)| *heading));
    let mut grid = Grid::new(format!("Mean differences from \"{}\"", run.reference().label), head);
    for followers in groups {
        let (by, class) = (followers.by.as_str(), followers.class.as_str());
        for (weeks, arm) in &plan.arms {
            let cell = |(_, measure, decimals): &(&str, _, usize)| {
                let shown = Shown::measure(*measure);
                difference_cell(&shown, shown.difference_in(&run.contrasts, &arm.id, (by, class)), *decimals)
            };
            let words = format!("{}, {}", group(by, class), weeks_words(*weeks));
            grid.push(words, FOLLOWED.iter().map(cell).collect());
        }
    }
    grid
}
