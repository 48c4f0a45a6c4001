//! The outcomes along the axes: a table per outcome, and lines where there is one axis of numbers.

use maud::{Markup, html};

use super::Sweep;
use crate::output::report::chart::{Band, Chart, Line, Scale, Size, Style};
use crate::output::report::page::{Drawings, Figure, Grid, legend};
use crate::output::report::read::Row;
use crate::output::report::shown::Shown;
use crate::output::report::table::{difference_cell, level_cell};
use crate::output::report::words::{inside, with_unit};

/// The section.
pub(super) fn body(sweep: &Sweep) -> Markup {
    html! {
        p { "Each row is a member. Differences from \"" (sweep.reference().label) "\" are computed person by person; intervals are in brackets." }
        @for (at, shown) in sweep.shown.iter().enumerate() {
            @match drawn(sweep, at, shown) {
                Some(figure) => (figure),
                None => (table(sweep, shown).markup()),
            }
        }
    }
}

/// One row per member: the reference, and the differences of the other arms.
fn table(sweep: &Sweep, shown: &Shown) -> Grid {
    let mut head = vec!["Member".to_owned(), with_unit(&sweep.reference().label, &shown.unit)];
    head.extend(
        sweep.others().map(|(_, arm)| with_unit(&format!("Difference: {}", arm.label), &shown.difference_unit)),
    );
    let mut grid = Grid::new(shown.heading(), head);
    let levels = sweep.members.iter().filter_map(|member| shown.level(&member.summary, &sweep.reference().id));
    let (coarse, fine) = (shown.decimals(levels).max(1), shown.decimals(differences(sweep, shown)).max(1));
    for member in &sweep.members {
        let mut cells = vec![level_cell(shown, shown.level(&member.summary, &sweep.reference().id), coarse)];
        let difference = |arm: &str| difference_cell(shown, shown.difference(&member.contrasts, arm), fine);
        cells.extend(sweep.others().map(|(_, arm)| difference(&arm.id)));
        grid.push(member.words(&sweep.axes), cells);
    }
    grid
}

/// All differences of an outcome.
pub(super) fn differences<'a>(sweep: &'a Sweep, shown: &'a Shown) -> impl Iterator<Item = &'a Row> {
    let of = move |member: &'a super::Member| {
        sweep.others().filter_map(move |(_, arm)| shown.difference(&member.contrasts, &arm.id))
    };
    sweep.members.iter().flat_map(of)
}

/// Lines along the axis; `None` if there are several axes, if its values are no numbers, or if nothing is compared.
fn drawn(sweep: &Sweep, at: usize, shown: &Shown) -> Option<Markup> {
    let [axis] = sweep.axes.as_slice() else { return None };
    let mut places: Vec<(f64, usize)> =
        sweep.members.iter().enumerate().map(|(at, member)| (member.numbers[0], at)).collect();
    places.sort_by(|one, other| one.0.total_cmp(&other.0));
    if places.len() < 2 || places.iter().any(|(at, _)| at.is_nan()) || differences(sweep, shown).next().is_none() {
        return None;
    }
    let row = |member: usize, arm: &str| shown.difference(&sweep.members[member].contrasts, arm);
    let points =
        |arm: &str| places.iter().filter_map(|(at, member)| Some((*at, row(*member, arm)?))).collect::<Vec<_>>();
    let lines: Vec<Line> = sweep
        .others()
        .map(|(at, arm)| Line {
            points: points(&arm.id).iter().map(|(x, row)| (*x, shown.value(row))).collect(),
            style: Style::of(at),
        })
        .collect();
    let band = |(x, row): &(f64, &Row)| shown.interval(row).map(|(low, high)| (*x, low, high));
    let bands: Vec<Band> = sweep
        .others()
        .map(|(at, arm)| Band { points: points(&arm.id).iter().filter_map(band).collect(), color: Style::of(at).color })
        .collect();
    let ends = bands.iter().flat_map(|band| band.points.iter().flat_map(|(_, low, high)| [*low, *high]));
    let values = lines.iter().flat_map(|line| line.points.iter().map(|(_, value)| *value));
    let chart = Chart {
        x_label: axis.clone(),
        y_label: with_unit("Difference", &shown.difference_unit),
        x: Scale::of(places.iter().map(|(at, _)| *at)),
        y: Scale::with_zero(ends.chain(values)),
        bands,
        lines,
        marks: Vec::new(),
        notes: Vec::new(),
        strokes: Vec::new(),
    };
    let figure = Figure {
        id: &format!("axis-{at}"),
        title: format!("{}: difference from \"{}\".", shown.label, sweep.reference().label),
        description: format!("Differences in {} of each arm along {axis}.", inside(&shown.label)),
        note: format!("Bands are intervals. {}", shown.note(&sweep.scenario)),
        legend: legend(sweep.others().map(|(at, arm)| (arm.label.as_str(), Style::of(at)))),
        drawings: Drawings::Both { panel: chart.draw(Size::Panel), wide: chart.draw(Size::Wide) },
        table: table(sweep, shown),
    };
    Some(figure.markup())
}
