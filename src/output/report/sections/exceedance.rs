//! The share of people above each value of an outcome.

use maud::{Markup, html};

use super::absent;
use crate::output::OutputError;
use crate::output::report::chart::{Chart, Line, Mark, Scale, Size, Style};
use crate::output::report::page::{Cell, Drawings, Figure, Grid, legend};
use crate::output::report::quantiles::Sorted;
use crate::output::report::run::{Outcomes, Run};
use crate::output::report::shown::Shown;
use crate::output::report::words::{count, number, percent, plain};
use crate::results::{Measure, Table};
use crate::scenario::Threshold;

/// Number of parts of a curve.
const PARTS: u32 = 120;
/// Share of people beyond each end of the chart.
const BEYOND: f64 = 0.005;
/// Number of values in the table behind a figure.
const ROWS: u32 = 12;

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let Some(outcomes) = &run.outcomes else { return Ok(absent(Table::Outcomes)) };
    let figures: Vec<Markup> = outcomes.measures().map(|measure| figure(run, outcomes, measure)).collect();
    Ok(html! {
        p { "A curve shows how many people have more than the value below it. Where a curve lies lower, fewer people exceed the value." }
        @if figures.is_empty() { p.plain { "Not shown: `columns` in [outputs] leaves out the main outcome and those of all flags." } }
        @for figure in figures { (figure) }
    })
}

fn figure(run: &Run<'_>, outcomes: &Outcomes, measure: Measure) -> Markup {
    let shown = Shown::measure(measure);
    let arms = 0..run.scenario.arms.len();
    let sorted: Vec<Sorted> = arms
        .map(|arm| Sorted::of(outcomes.of(measure, arm).into_iter().flatten().map(|value| shown.factor * value)))
        .collect();
    let ends = sorted.iter().flat_map(|sorted| [BEYOND, 1.0 - BEYOND].map(|share| sorted.quantile(share)));
    let x = Scale::of(ends.flatten());
    let thresholds = thresholds(run, measure, shown.factor);
    let line = |(at, sorted): (usize, &Sorted)| Line {
        points: x.edges(PARTS).into_iter().map(|value| (value, 100.0 * sorted.share_above(value))).collect(),
        style: Style::of(at),
    };
    let chart = Chart {
        x_label: shown.heading(),
        y_label: "People above it, %".to_owned(),
        x,
        y: Scale { low: 0.0, high: 100.0 },
        bands: Vec::new(),
        lines: sorted.iter().enumerate().map(line).collect(),
        marks: thresholds.iter().map(|at| Mark { at: *at }).collect(),
        notes: Vec::new(),
        strokes: Vec::new(),
    };
    let marked: Vec<String> = thresholds.iter().map(|at| format!("{} {}", plain(*at), shown.unit)).collect();
    let marked = if marked.is_empty() {
        String::new()
    } else {
        format!("Dashed: the threshold of the scenario, {}.", marked.join(", "))
    };
    let people = sorted.first().map_or(0, Sorted::len) as u32;
    let figure = Figure {
        id: &format!("exceedance-{}", measure.name()),
        title: format!("{}: people above each value.", shown.label),
        description: format!(
            "For each arm, the share of people above each value of {}. {}",
            shown.label,
            spoken(run, &sorted, &thresholds)
        ),
        note: format!("{marked} From {} rows per arm of the table outcomes.", count(people)),
        legend: legend(run.scenario.arms.iter().enumerate().map(|(at, arm)| (arm.label.as_str(), Style::of(at)))),
        drawings: Drawings::Both { panel: chart.draw(Size::Panel), wide: chart.draw(Size::Wide) },
        table: table(run, &shown, &sorted, x, &thresholds),
    };
    figure.markup()
}

/// The thresholds of the flags of a measure.
fn thresholds(run: &Run<'_>, measure: Measure, factor: f64) -> Vec<f64> {
    let flags = run.scenario.outcomes.flags.iter().filter(|flag| flag.from == measure);
    let at = flags.map(|flag| match flag.threshold {
        Threshold::Above(at) | Threshold::Below(at) => factor * at,
    });
    at.collect()
}

fn spoken(run: &Run<'_>, sorted: &[Sorted], thresholds: &[f64]) -> String {
    let Some(at) = thresholds.first() else { return String::new() };
    let words = run
        .scenario
        .arms
        .iter()
        .zip(sorted)
        .map(|(arm, sorted)| format!("{} {}", arm.label, percent(sorted.share_above(*at))));
    format!("Above {}: {}.", plain(*at), words.collect::<Vec<_>>().join("; "))
}

fn table(run: &Run<'_>, shown: &Shown, sorted: &[Sorted], x: Scale, thresholds: &[f64]) -> Grid {
    let head = [shown.heading()].into_iter().chain(run.scenario.arms.iter().map(|arm| arm.label.clone()));
    let mut grid = Grid::new("Share of people above the value, %", head);
    let mut values: Vec<f64> = x.edges(ROWS).into_iter().chain(thresholds.iter().copied()).collect();
    values.sort_unstable_by(f64::total_cmp);
    for value in values {
        let cell = |sorted: &Sorted| {
            let share = sorted.share_above(value);
            Cell::Value { shown: number(100.0 * share, 1), exact: share }
        };
        grid.push(plain(value), sorted.iter().map(cell).collect());
    }
    grid
}
