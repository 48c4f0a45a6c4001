//! The time course of each arm, with the times of interventions.

use maud::{Markup, html};

use super::absent;
use crate::model::Course;
use crate::output::OutputError;
use crate::output::report::chart::{Band, Chart, Line, Note, Scale, Size, Style};
use crate::output::report::page::{Cell, Drawings, Figure, Grid, legend};
use crate::output::report::run::Run;
use crate::output::report::timeline::{Curve, Curves, Times};
use crate::output::report::words::{decimals, label, number, plain, with_unit};
use crate::results::Table;
use crate::scenario::Arm;

/// Most times in the table behind a figure.
const MOST_TIMES: usize = 24;
/// Most arms with a chart of their own.
const MOST_ARMS: usize = 24;

/// Words at the end of a phase that some people stay in for longer.
const LEFT: &str = "half have left";

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let Some(curves) = Curves::read(run)? else { return Ok(absent(Table::Timeseries)) };
    let others = Course::ALL.iter().filter(|course| **course != Course::EdemaMl);
    Ok(html! {
        p { "Lines are medians. " (curves.times.words(run)) }
        (together(run, &curves))
        (apart(run, &curves))
        (quantities(run, &curves, others.copied()))
    })
}

fn arms(run: &Run<'_>) -> Markup {
    legend(run.scenario.arms.iter().enumerate().map(|(at, arm)| (arm.label.as_str(), Style::of(at))))
}

/// The medians of all arms.
fn together(run: &Run<'_>, curves: &Curves) -> Markup {
    let chart = all_arms(run, curves, Course::EdemaMl);
    let figure = Figure {
        id: "course-all",
        title: "Edema of one lower leg, all arms.".to_owned(),
        description: format!("Medians of edema over time in every arm. {}", last_words(run, curves)),
        note: "Median of the people who are still in the phase.".to_owned(),
        legend: arms(run),
        drawings: Drawings::Both {
            panel: chart(Size::Panel).draw(Size::Panel),
            wide: chart(Size::Wide).draw(Size::Wide),
        },
        table: table(run, curves),
    };
    figure.markup()
}

fn all_arms<'a>(run: &'a Run<'_>, curves: &'a Curves, course: Course) -> impl Fn(Size) -> Chart + 'a {
    move |size| {
        let of = |arm: &Arm| curves.of(&arm.id, course);
        let lines = run.scenario.arms.iter().enumerate().flat_map(|(at, arm)| {
            of(arm).into_iter().map(move |curve| Line { points: curve.medians(), style: Style::of(at) })
        });
        let lines: Vec<Line> = lines.collect();
        let y = Scale::with_zero(lines.iter().flat_map(|line| line.points.iter().map(|point| point.1)));
        frame(curves, course, y, lines, size)
    }
}

fn frame(curves: &Curves, course: Course, y: Scale, lines: Vec<Line>, size: Size) -> Chart {
    let times = &curves.times;
    Chart {
        x_label: times.axis(),
        y_label: with_unit(&label(course.name(), course.unit()), course.unit()),
        x: Scale { low: 0.0, high: times.end() },
        y,
        bands: Vec::new(),
        lines,
        marks: times.boundaries(),
        notes: notes(times, y, size),
        strokes: Vec::new(),
    }
}

/// The names of phases, and where half of the people have left.
fn notes(times: &Times, y: Scale, size: Size) -> Vec<Note> {
    let (least, aside) = match size {
        Size::Panel => (0.16, 0.2),
        Size::Wide => (0.08, 0.085),
    };
    let (end, height) = (times.end(), y.high - y.low);
    let long = times.phases.iter().filter(|phase| phase.length() >= least * end);
    let names = long.map(|phase| Note { at: (phase.middle(), y.high - 0.09 * height), words: phase.name.clone() });
    let left = times.phases.iter().filter(|phase| phase.some_stay).map(|phase| {
        let is_last = phase.end + 2.0 * aside * end > end;
        let (beside, words) = match is_last {
            true => (phase.end - aside * end, format!("{LEFT} \u{25b8}")),
            false => (phase.end + aside * end, format!("\u{25c2} {LEFT}")),
        };
        Note { at: (beside, y.high - 0.2 * height), words }
    });
    names.chain(left).collect()
}

/// One chart per arm, with a band and the times of its interventions.
fn apart(run: &Run<'_>, curves: &Curves) -> Markup {
    let of = |arm: &Arm| curves.of(&arm.id, Course::EdemaMl);
    let all = run.scenario.arms.iter().flat_map(of);
    let y = Scale::with_zero(all.flat_map(|curve| curve.points.iter().flat_map(|point| [point.low, point.high])));
    let panels = run.scenario.arms.iter().enumerate().take(MOST_ARMS).map(|(at, arm)| {
        let style = Style::of(at);
        let lines = of(arm).iter().map(|curve| Line { points: curve.medians(), style }).collect();
        let bands = of(arm).iter().map(|curve| Band { points: curve.band(), color: style.color }).collect();
        let strokes = curves.times.interventions(run, arm);
        let chart = Chart { bands, strokes, ..frame(curves, Course::EdemaMl, y, lines, Size::Panel) };
        (arm.label.clone(), chart.draw(Size::Panel))
    });
    let (lowest, highest) = Course::EdemaMl.range();
    let figure = Figure {
        id: "course-arms",
        title: "Edema of one lower leg, each arm.".to_owned(),
        description: "Median and band of edema over time, one chart per arm, with marks where interventions happen."
            .to_owned(),
        note: format!(
            "Line: median. Band: from the 5th to the 95th percentile of people, which is how people differ and no uncertainty; percentiles \
             are limited to {} to {} mL. Strokes at the lower edge: times of bouts; a bar there: a garment is worn. Training and habits \
             act before the day and have no marks.",
            plain(f64::from(lowest)),
            plain(f64::from(highest))
        ),
        legend: html! {},
        drawings: Drawings::Panels(panels.collect()),
        table: table(run, curves),
    };
    figure.markup()
}

/// The other quantities, all arms in each chart.
fn quantities(run: &Run<'_>, curves: &Curves, courses: impl Iterator<Item = Course>) -> Markup {
    let mut table = Grid::new("Medians at the end of the last assessed phase", ["Arm"]);
    let mut columns: Vec<Vec<Cell>> = vec![Vec::new(); run.scenario.arms.len()];
    let mut panels = Vec::new();
    for course in courses {
        let title = with_unit(&label(course.name(), course.unit()), course.unit());
        panels.push((title.clone(), all_arms(run, curves, course)(Size::Panel).draw(Size::Panel)));
        table.head.push(title);
        for (cells, arm) in columns.iter_mut().zip(&run.scenario.arms) {
            cells.push(curves.assessed(run, &arm.id, course).map_or(Cell::Nothing, value));
        }
    }
    run.scenario.arms.iter().zip(columns).for_each(|(arm, cells)| table.push(arm.label.as_str(), cells));
    let figure = Figure {
        id: "course-quantities",
        title: "Other quantities, all arms.".to_owned(),
        description: "Medians of the other quantities of the time course, one chart per quantity.".to_owned(),
        note: String::new(),
        legend: arms(run),
        drawings: Drawings::Panels(panels),
        table,
    };
    figure.markup()
}

fn value(value: f64) -> Cell {
    Cell::Value { shown: number(value, decimals([value])), exact: value }
}

fn last_words(run: &Run<'_>, curves: &Curves) -> String {
    let words = run.scenario.arms.iter().filter_map(|arm| {
        let value = curves.assessed(run, &arm.id, Course::EdemaMl)?;
        Some(format!("{}: {} {}", arm.label, number(value, 1), Course::EdemaMl.unit()))
    });
    format!("At the end of the assessed phase: {}.", words.collect::<Vec<_>>().join("; "))
}

/// Medians and percentiles of edema at some times.
fn table(run: &Run<'_>, curves: &Curves) -> Grid {
    let head = [curves.times.axis(), "Phase".to_owned(), "People".to_owned()].into_iter();
    let head = head.chain(run.scenario.arms.iter().map(|arm| arm.label.clone()));
    let caption = "Edema of one lower leg, mL: median (5th to 95th percentile of people)";
    let mut grid = Grid::new(caption, head);
    let reference: Vec<&Curve> = curves.of(&run.reference().id, Course::EdemaMl);
    let all: usize = reference.iter().map(|curve| curve.points.len()).sum();
    let every = all.div_ceil(MOST_TIMES).max(1);
    let places =
        reference.iter().enumerate().flat_map(|(phase, curve)| (0..curve.points.len()).map(move |at| (phase, at)));
    for (phase, at) in places.step_by(every) {
        let point = &reference[phase].points[at];
        let mut cells = vec![Cell::words(&reference[phase].phase), value(point.n)];
        cells.extend(run.scenario.arms.iter().map(|arm| {
            let point = curves.of(&arm.id, Course::EdemaMl).get(phase).and_then(|curve| curve.points.get(at));
            point.map_or(Cell::Nothing, |point| Cell::Value {
                shown: format!("{} ({} to {})", number(point.median, 1), number(point.low, 1), number(point.high, 1)),
                exact: point.median,
            })
        }));
        grid.push(number(point.at, 1), cells);
    }
    grid
}
