//! The main results as tables: absolute numbers first.

use maud::{Markup, html};

use super::one_arm;
use crate::output::OutputError;
use crate::output::headline::{BASIS, CLOTS_TITLE, SWELLING, SWELLING_SUM, SWELLING_TITLE};
use crate::output::report::adherence::{HEADING, INCLUDED, MEANING};
use crate::output::report::page::{Cell, Grid};
use crate::output::report::run::Run;
use crate::output::report::shown::Shown;
use crate::output::report::table::{comparison, difference_cell, level_cell, levels};
use crate::output::report::words::{level, number};
use crate::results::{Measure, Statistic, Table};

/// What the words in place of differences mean.
const UNTOUCHED: &str = ". \"not affected\": each person has the same value in every arm, because no arm of this study acts on the outcome. This is \
no finding about what an arm could do";

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let confidence = level(run.scenario.design.confidence);
    let flags = run.scenario.outcomes.flags.iter().map(|flag| Shown::flag(run.scenario, &run.summary, &flag.id));
    let main = Shown::primary(run.scenario);
    let more = [Measure::StasisDose, Measure::ResidenceMeanMin].map(Shown::measure);
    Ok(html! {
        p { "In brackets: " (confidence) " intervals. Differences are computed person by person. A dash means that there is no value." }
        (comparison(run, &main, &format!("{} of one lower leg: the main outcome", main.label)).markup())
        @if run.scenario.arms.len() > 1 { p.plain { (INCLUDED) " " (adherence_words(run)) } }
        (measurements(run))
        @for flag in flags { (comparison(run, &flag, &format!("{}: share of people", flag.label)).markup()) }
        (clots(run).markup())
        p.plain { (BASIS) }
        (levels(run, &format!("{SWELLING_TITLE}. {SWELLING_SUM}"), &SWELLING).markup())
        @for shown in &more { (comparison(run, shown, &shown.label).markup()) }
        (everything(run))
        (meanings(run))
    })
}

/// What the adherence in the tables means, or why there is none.
fn adherence_words(run: &Run<'_>) -> &'static str {
    if run.adherences.is_known() {
        return MEANING;
    }
    match run.scenario.writes(Table::Arms) {
        true => "No arm asks for anything.",
        false => "How much people did is not shown: `tables` in [outputs] leaves out the table arms.",
    }
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
    let tells = compares && run.adherences.is_known();
    if tells {
        head.push(HEADING);
    }
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
        if tells {
            cells.push(run.adherences.cell(&arm.id));
        }
        grid.push(arm.label.as_str(), cells);
    }
    grid
}

/// The measurements of the scenario.
fn measurements(run: &Run<'_>) -> Markup {
    let all = Shown::measurements(run.scenario);
    if all.is_empty() {
        return html! {};
    }
    html! { (compact(run, "Measurements of the scenario", &all).markup()) @if run.scenario.arms.len() == 1 { (one_arm()) } }
}

/// All built-in outcomes.
fn everything(run: &Run<'_>) -> Markup {
    let all: Vec<Shown> = Measure::ALL.iter().map(|measure| Shown::measure(*measure)).collect();
    html! { details { summary { "All outcomes of the run" } (compact(run, "All outcomes of the run", &all).markup()) } }
}

/// One row per outcome: mean and standard deviation in the reference, and the differences of the other arms.
fn compact(run: &Run<'_>, caption: &str, all: &[Shown]) -> Grid {
    let reference = run.reference();
    let mut head = vec!["Outcome".to_owned(), format!("Mean of \"{}\"", reference.label), "SD".to_owned()];
    head.extend(run.others().map(|(_, arm)| format!("Difference: {}", arm.label)));
    let mut grid = Grid::new(caption, head);
    for shown in all {
        let mean = shown.level(&run.summary, &reference.id);
        let sd = run.summary.of_all(&reference.id, &shown.column, Statistic::Sd).filter(|row| row.value.is_finite());
        let fine = shown.decimals(mean).max(1);
        let mut cells = vec![level_cell(shown, mean, fine)];
        cells.push(
            sd.map_or(Cell::Nothing, |row| Cell::Value { shown: number(shown.value(row), fine), exact: row.value }),
        );
        let difference = |arm: &str| difference_cell(shown, shown.difference(&run.contrasts, arm), fine);
        match run.leaves_alone(shown) {
            true => cells.extend(run.others().map(|_| Cell::words("not affected"))),
            false => cells.extend(run.others().map(|(_, arm)| difference(&arm.id))),
        }
        grid.push(shown.heading(), cells);
    }
    if all.iter().any(|shown| run.leaves_alone(shown)) {
        grid.caption.push_str(UNTOUCHED);
    }
    grid
}

/// The definitions of the outcomes in this section.
fn meanings(run: &Run<'_>) -> Markup {
    let mut grid = Grid::new("What the outcomes mean", ["Outcome", "Column", "Meaning"]);
    let swelling = SWELLING.iter().filter_map(|(_, terms)| match terms {
        [(_, measure)] => Some(*measure),
        _ => None,
    });
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
