//! How much each person's outcome differs from the same person's outcome in the reference arm.

use maud::{Markup, html};

use super::{absent, one_arm};
use crate::output::OutputError;
use crate::output::report::chart::{Scale, Style, histogram};
use crate::output::report::page::{Cell, Drawings, Figure, Grid};
use crate::output::report::quantiles::Sorted;
use crate::output::report::run::Run;
use crate::output::report::shown::{Shown, main_outcome};
use crate::output::report::words::{count, decimals, inside, percent, signed, with_unit};
use crate::results::{EVERYONE, Table};

/// Number of bars of a histogram.
const BARS: u32 = 36;
/// Share of people beyond each end of the charts.
const BEYOND: f64 = 0.002;
/// Percentiles in the table behind the figure.
const PERCENTILES: [(f64, &str); 5] = [(0.05, "5th"), (0.25, "25th"), (0.5, "Median"), (0.75, "75th"), (0.95, "95th")];

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    if run.scenario.arms.len() == 1 {
        return Ok(one_arm());
    }
    let Some(arms) = differences(run) else { return Ok(absent(Table::Outcomes)) };
    let scale = Scale::with_zero(
        arms.iter().flat_map(|(_, _, sorted)| [BEYOND, 1.0 - BEYOND].map(|share| sorted.quantile(share))).flatten(),
    );
    let edges = scale.edges(BARS);
    let main = Shown::primary(run.scenario);
    let axis = with_unit("Difference", &main.difference_unit);
    let panel = |(at, label, sorted): &(usize, &str, Sorted)| {
        let color = Style::of(*at).color;
        ((*label).to_owned(), histogram(&edges, &sorted.histogram(&edges), Some(0.0), &axis, color))
    };
    let spoken: Vec<String> = arms
        .iter()
        .map(|(_, label, sorted)| format!("{label}: {} have less", percent(sorted.share_below(0.0))))
        .collect();
    let figure = Figure {
        id: "paired-differences",
        title: format!("{}: each person's difference from \"{}\".", main.label, run.reference().label),
        description: format!("Histograms of differences, one per arm. {}.", spoken.join("; ")),
        note: "To the left of the dashed line are people who have less of the outcome than in the reference arm. The width of a histogram \
               shows how people differ; it is no uncertainty. The outermost bars include all people beyond."
            .to_owned(),
        legend: html! {},
        drawings: Drawings::Panels(arms.iter().map(panel).collect()),
        table: table(&arms, &main),
    };
    Ok(figure.markup())
}

/// Position, label and sorted differences of each arm other than the reference; `None` if the run has no such columns.
fn differences<'a>(run: &'a Run<'_>) -> Option<Vec<(usize, &'a str, Sorted)>> {
    let (outcomes, reference) = (run.outcomes.as_ref()?, run.scenario.reference_arm());
    let of = |(at, arm): (usize, &'a crate::scenario::Arm)| {
        let values = outcomes.differences(main_outcome(run.scenario), (at, reference), (EVERYONE, EVERYONE))?;
        Some((at, arm.label.as_str(), Sorted::of(values)))
    };
    run.others().map(of).collect()
}

fn table(arms: &[(usize, &str, Sorted)], main: &Shown) -> Grid {
    let caption = with_unit(&format!("Differences in {}", inside(&main.label)), &main.difference_unit);
    let head = ["Arm", "People", "Less", "More"].into_iter().chain(PERCENTILES.map(|(_, name)| name));
    let mut grid = Grid::new(format!("{caption}, person by person: shares and percentiles of people"), head);
    for (_, label, sorted) in arms {
        let share = |share: f64| Cell::Value { shown: percent(share), exact: share };
        let mut cells = vec![Cell::Value { shown: count(sorted.len() as u32), exact: sorted.len() as f64 }];
        cells.extend([share(sorted.share_below(0.0)), share(sorted.share_above(0.0))]);
        cells.extend(PERCENTILES.map(|(at, _)| match sorted.quantile(at) {
            Some(value) => Cell::Value { shown: signed(value, decimals([value])), exact: value },
            None => Cell::Nothing,
        }));
        grid.push(*label, cells);
    }
    grid
}
