//! The main results as tables: absolute numbers first.

use maud::{Markup, html};

use super::one_arm;
use crate::output::OutputError;
use crate::output::headline::{BASIS, CLOTS_TITLE, SWELLING, SWELLING_TITLE};
use crate::output::report::page::{Cell, Grid};
use crate::output::report::run::Run;
use crate::output::report::shown::Shown;
use crate::output::report::table::{comparison, difference_cell, level_cell, levels};
use crate::output::report::words::{decimals, level, number};
use crate::results::{Measure, Statistic};

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let confidence = level(run.scenario.design.confidence);
    let flags = run.scenario.outcomes.flags.iter().map(|flag| Shown::flag(run.scenario, &run.summary, &flag.id));
    let edema = Shown::measure(Measure::EdemaMl);
    let more = [Measure::StasisDose, Measure::ResidenceMeanMin].map(Shown::measure);
    Ok(html! {
        p { "In brackets: " (confidence) " intervals. Differences are computed person by person. A dash means that there is no value." }
        (comparison(run, &edema, "Edema: fluid gained by one lower leg since the start").markup())
        @for flag in flags { (comparison(run, &flag, &format!("Share of people with {}", flag.column)).markup()) }
        (clots(run).markup())
        p.plain { (BASIS) }
        (levels(run, SWELLING_TITLE, &SWELLING.map(|(heading, measure)| (heading, Shown::measure(measure)))).markup())
        @for shown in &more { (comparison(run, shown, &shown.label).markup()) }
        (measurements(run))
        (meanings(run))
    })
}

/// Expected clots.
fn clots(run: &Run<'_>) -> Grid {
    let [screened, total, excess] = Measure::RISKS.map(Shown::measure);
    let compares = run.scenario.arms.len() > 1;
    let mut head = vec!["Arm", "with symptoms, from any cause", "of these excess, caused by the assessed phase"];
    if compares {
        head.push("excess: difference from the reference");
    }
    head.push("found by screening");
    let mut grid = Grid::new(CLOTS_TITLE, head);
    let fine =
        |shown: &Shown| shown.decimals(run.scenario.arms.iter().filter_map(|arm| shown.level(&run.summary, &arm.id)));
    let finer = excess.decimals(run.others().filter_map(|(_, arm)| excess.difference(&run.contrasts, &arm.id)));
    for arm in &run.scenario.arms {
        let cell = |shown: &Shown| level_cell(shown, shown.level(&run.summary, &arm.id), fine(shown));
        let mut cells = vec![cell(&total), cell(&excess)];
        if arm.reference && compares {
            cells.push(Cell::words("reference"));
        } else if compares {
            cells.push(difference_cell(&excess, excess.difference(&run.contrasts, &arm.id), finer));
        }
        cells.push(cell(&screened));
        grid.push(arm.label.as_str(), cells);
    }
    grid
}

/// The measurements of the scenario: mean and standard deviation in the reference, and the differences of the other arms.
fn measurements(run: &Run<'_>) -> Markup {
    let all = Shown::measurements(run.scenario);
    if all.is_empty() {
        return html! {};
    }
    let reference = run.reference();
    let mut head = vec!["Measurement".to_owned(), format!("Mean of \"{}\"", reference.label), "SD".to_owned()];
    head.extend(run.others().map(|(_, arm)| format!("Difference: {}", arm.label)));
    let mut grid = Grid::new("Measurements of the scenario", head);
    for shown in &all {
        let mean = shown.level(&run.summary, &reference.id);
        let sd = run.summary.of_all(&reference.id, &shown.column, Statistic::Sd).filter(|row| row.value.is_finite());
        let fine = decimals(mean.map(|row| row.value)).max(1);
        let mut cells = vec![level_cell(shown, mean, fine)];
        cells.push(sd.map_or(Cell::Nothing, |row| Cell::Value { shown: number(row.value, fine), exact: row.value }));
        let difference = |arm: &str| difference_cell(shown, shown.difference(&run.contrasts, arm), fine);
        cells.extend(run.others().map(|(_, arm)| difference(&arm.id)));
        grid.push(shown.heading(), cells);
    }
    html! { (grid.markup()) @if run.scenario.arms.len() == 1 { (one_arm()) } }
}

/// The definitions of the outcomes in this section.
fn meanings(run: &Run<'_>) -> Markup {
    let mut grid = Grid::new("What the outcomes mean", ["Outcome", "Column", "Meaning"]);
    let swelling = SWELLING.map(|(_, measure)| measure).into_iter();
    let others = [Measure::StasisDose, Measure::ResidenceMeanMin].into_iter().chain(Measure::RISKS);
    for measure in swelling.chain(others) {
        let shown = Shown::measure(measure);
        grid.push(shown.heading(), vec![Cell::words(measure.name()), Cell::words(measure.description())]);
    }
    for flag in &run.scenario.outcomes.flags {
        let words = crate::output::outcomes::flag_words(flag);
        grid.push(
            Shown::flag(run.scenario, &run.summary, &flag.id).label,
            vec![Cell::words(&flag.id), Cell::words(words)],
        );
    }
    html! { details { summary { "What the outcomes mean" } (grid.markup()) } }
}
