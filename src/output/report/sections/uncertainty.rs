//! What is uncertain, and why: people, the sample, constants, and what trials found.

use maud::{Markup, html};

use super::answer::first_rank;
use super::{absent, plain};
use crate::output::OutputError;
use crate::output::report::page::{Cell, Grid};
use crate::output::report::read::{Covers, Row};
use crate::output::report::run::Run;
use crate::output::report::shown::{Shown, difference_words};
use crate::output::report::words::{decimals, inside, interval, level, measure, number, percent};
use crate::results::{EVERYONE, Measure, Statistic, Table};

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    Ok(html! {
        (sources(run).markup())
        h3 { "Which arm has the fewest clots" }
        (ranking(run)?)
        h3 { "Published trials beside the model" }
        (trials(run))
    })
}

/// The kinds of uncertainty, with an example of each.
fn sources(run: &Run<'_>) -> Grid {
    let mut grid = Grid::new("Four kinds of uncertainty", ["Source", "Shown as", "In this study"]);
    let main = Shown::primary(run.scenario);
    let reference = run.reference();
    let sd = run.summary.of_all(&reference.id, &main.column, Statistic::Sd);
    let people = sd.map_or_else(String::new, |row| {
        format!(
            "standard deviation of {} in \"{}\": {} {}",
            inside(&main.label),
            reference.label,
            number(row.value, 1),
            main.unit
        )
    });
    let sample = largest_error(run, &main).map_or_else(
        || "unknown: too few people".to_owned(),
        |error| {
            format!(
                "largest standard error of a mean difference in {}: {} {}",
                inside(&main.label),
                number(error, decimals([error])),
                main.unit
            )
        },
    );
    let row = |grid: &mut Grid, name: &str, shown: &str, here: String| {
        grid.push(name, vec![Cell::words(shown), Cell::words(here)]);
    };
    row(&mut grid, "People differ", "percentiles, bands, histograms; more people do not make them narrower", people);
    row(
        &mut grid,
        "Only a sample of people is simulated",
        "intervals of swelling and of shares; more people make them narrower",
        sample,
    );
    row(
        &mut grid,
        "Constants are uncertain",
        "intervals of clots; more people hardly make them narrower",
        constants(run),
    );
    let equations = "not in any number of this page; see the evidence for the model and the limits";
    row(&mut grid, "The equations of the model may be wrong", "nothing", equations.to_owned());
    grid
}

fn largest_error(run: &Run<'_>, shown: &Shown) -> Option<f64> {
    let errors = run.others().filter_map(|(_, arm)| Some(shown.difference(&run.contrasts, &arm.id)?.mcse));
    errors.filter(|error| error.is_finite()).reduce(f64::max)
}

/// The widest interval of a difference in excess clots.
fn constants(run: &Run<'_>) -> String {
    let excess = Shown::measure(Measure::VteSymptomaticExcessRisk);
    let width = |row: &Row| row.interval.1 - row.interval.0;
    let rows = run.others().filter_map(|(_, arm)| Some((arm, excess.difference(&run.contrasts, &arm.id)?)));
    let drawn = rows.filter(|(_, row)| row.covers == Covers::Constants && row.known_interval().is_some());
    match drawn.max_by(|one, other| width(one.1).total_cmp(&width(other.1))) {
        Some((arm, row)) => format!(
            "widest for \"{}\": {}",
            arm.label,
            difference_words(&excess, row, &level(run.scenario.design.confidence))
        ),
        None => "not drawn in this study, so the uncertainty of clots is unknown".to_owned(),
    }
}

/// The share of draws of the constants in which each arm is the best.
fn ranking(run: &Run<'_>) -> Result<Markup, OutputError> {
    if !run.scenario.writes(Table::Ranking) {
        return Ok(absent(Table::Ranking));
    }
    let first = first_rank(run)?;
    let Some((_, _, draws)) = first.first() else {
        return Ok(plain("Not shown: too few people were drawn to rank the arms."));
    };
    let caption =
        format!("Share of {draws} draws of the uncertain constants in which the arm has the fewest excess clots");
    let mut grid = Grid::new(caption, ["Arm", "Share of draws"]);
    for arm in &run.scenario.arms {
        let share = first.iter().find(|(id, ..)| *id == arm.id).map(|(_, share, _)| *share);
        grid.push(
            arm.label.as_str(),
            vec![share.map_or(Cell::Nothing, |share| Cell::Value { shown: percent(share), exact: share })],
        );
    }
    Ok(grid.markup())
}

/// What trials and cohorts found for the arms.
pub(super) fn published<'a>(run: &'a Run<'_>) -> Vec<&'a Row> {
    run.contrasts.0.iter().filter(|row| row.covers == Covers::Published).collect()
}

/// What trials and cohorts found, and the same statistic of this run.
fn trials(run: &Run<'_>) -> Markup {
    let published = published(run);
    if published.is_empty() {
        return plain("None is known for arms like these in a setting like this.");
    }
    let head = ["Arm", "Outcome", "Statistic", "Published", "This run", "Study"];
    let mut grid = Grid::new("Trials and cohorts beside the run; they are mixed into no number of the run", head);
    for (at, row) in (1..).zip(&published) {
        let label =
            run.scenario.arms.iter().find(|arm| arm.id == row.arm).map_or(row.arm.as_str(), |arm| arm.label.as_str());
        let cells = vec![
            Cell::words(Measure::from_name(&row.measure).map_or_else(|| row.measure.clone(), measure)),
            Cell::words(row.statistic.replace('_', " ")),
            with_interval(row),
            beside(run, row).map_or(Cell::Nothing, with_interval),
            Cell::Link { to: format!("study-{at}"), text: at.to_string() },
        ];
        grid.push(label, cells);
    }
    html! {
        p { "Trials measured other people with other methods, so that equal numbers are not to be expected. The list of studies says \
             what was measured, and in what it differs from the outcome of the run." }
        (grid.markup())
        ol.sources { @for (at, row) in (1..).zip(&published) { li #{ "study-" (at) } { (row.source.as_deref().unwrap_or_default()) } } }
    }
}

/// The row of the run with the same arm, outcome and statistic.
pub(super) fn beside<'a>(run: &'a Run<'_>, published: &Row) -> Option<&'a Row> {
    let statistic = Statistic::ALL.into_iter().find(|statistic| statistic.name() == published.statistic)?;
    run.contrasts
        .find(&published.arm, (EVERYONE, EVERYONE), &published.measure, statistic)
        .filter(|row| row.value.is_finite())
}

fn with_interval(row: &Row) -> Cell {
    let decimals = decimals([row.value]).clamp(1, 2);
    let (shown, exact) = (number(row.value, decimals), row.value);
    match row.known_interval() {
        Some(ends) => Cell::Estimate { shown, exact, interval: interval(ends, decimals) },
        None => Cell::Value { shown, exact },
    }
}
