//! The page about all scenarios of a call.

use std::path::{Path, PathBuf};

use maud::{Markup, html};

use super::adherence::{HEADING, INCLUDED, MEANING};
use super::page::{Cell, Grid, Part, page};
use super::read::Files;
use super::rebuild::{Opened, opened};
use super::run::Run;
use super::sections::{best_arm, plain};
use super::shown::Shown;
use super::sweep::answer_of_sweep;
use super::table::{difference_cell, level_cell};
use super::words::count;
use crate::output::headline::BASIS;
use crate::output::{OutputError, RunFile, STATEMENT};
use crate::results::Measure;

/// A scenario of a call with several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchPart {
    /// Its name: the path of its file.
    pub name: String,
    /// What became of it.
    pub status: String,
    /// Its run folder, if it is complete.
    pub folder: Option<PathBuf>,
}

/// What the page says of a scenario.
struct Told {
    title: String,
    answer: Vec<String>,
    rows: Vec<(String, Vec<Cell>)>,
}

/// The page about these scenarios, for a file in the folder `home`: answers, the main results of all arms, and links to the pages of the runs.
///
/// # Errors
/// If a run cannot be read.
pub fn batch_report(parts: &[BatchPart], home: &Path) -> Result<String, OutputError> {
    let told = |part: &BatchPart| part.folder.as_deref().map(tell).transpose();
    let told: Vec<Option<Told>> = parts.iter().map(told).collect::<Result<_, _>>()?;
    let all: Vec<(&BatchPart, Option<&Told>)> = parts.iter().zip(told.iter().map(Option::as_ref)).collect();
    let part = |id, title, body| Part { id, title, body };
    let sections = [
        part("scenarios", "The scenarios", scenarios(&all, home)),
        part("answer", "The answers", answers(&all)),
        part("results", "Results in numbers", results(&all)),
        part("limits", "Limits", limits()),
    ];
    Ok(page(&format!("{} scenarios", count(parts.len() as u32)), &sections))
}

/// Reads what the page says of a finished run or sweep.
fn tell(folder: &Path) -> Result<Told, OutputError> {
    let place = |file: RunFile| folder.join(&*file.name());
    match opened(folder)? {
        Opened::Run(scenario, identity) => {
            let run = Run::without_people(Files(&place), &scenario, &identity)?;
            Ok(Told { title: scenario.study.title.clone(), answer: vec![best_arm(&run)], rows: rows(&run) })
        }
        Opened::Sweep(Some(scenario), _) => {
            let answer = answer_of_sweep(&Files(&place), &scenario)?;
            Ok(Told { title: scenario.study.title.clone(), answer, rows: Vec::new() })
        }
        Opened::Sweep(None, _) => {
            let none = "No member of the sweep has results.".to_owned();
            Ok(Told { title: "A sweep without results".to_owned(), answer: vec![none], rows: Vec::new() })
        }
    }
}

/// The cells of each arm.
fn rows(run: &Run<'_>) -> Vec<(String, Vec<Cell>)> {
    let main = Shown::primary(run.scenario);
    let excess = Shown::measure(Measure::VteSymptomaticExcessRisk);
    let decimals = |shown: &Shown| {
        shown.decimals(run.others().filter_map(|(_, arm)| shown.difference(&run.contrasts, &arm.id))).max(1)
    };
    let (fine, finer) = (decimals(&main), decimals(&excess));
    let row = |arm: &crate::scenario::Arm| {
        let against = |shown: &Shown, decimals: usize| match arm.reference {
            true => Cell::words("reference"),
            false => difference_cell(shown, shown.difference(&run.contrasts, &arm.id), decimals),
        };
        let cells = vec![
            Cell::words(main.heading()),
            level_cell(&main, main.level(&run.summary, &arm.id), fine),
            against(&main, fine),
            against(&excess, finer),
            run.adherences.cell(&arm.id),
        ];
        (arm.label.clone(), cells)
    };
    run.scenario.arms.iter().map(row).collect()
}

/// What became of each scenario, with links to the pages of the runs.
fn scenarios(all: &[(&BatchPart, Option<&Told>)], home: &Path) -> Markup {
    html! {
        ul {
            @for (part, told) in all {
                li {
                    @match (told, page_of(part, home)) {
                        (Some(told), Some(link)) => a href=(link) { (told.title) },
                        (Some(told), None) => (told.title),
                        (None, _) => "No results",
                    }
                    " (" (part.name) ": " (part.status) ")"
                }
            }
        }
        p { "The page of each run has its question, its groups, its uncertainty, its limits and its scenario." }
    }
}

/// The link to the page of a run, relative to the page in the folder `home` where that is possible.
fn page_of(part: &BatchPart, home: &Path) -> Option<String> {
    let path = part.folder.as_ref()?.join(&*RunFile::Report.name());
    path.exists().then(|| path.strip_prefix(home).unwrap_or(&path).display().to_string())
}

fn answers(all: &[(&BatchPart, Option<&Told>)]) -> Markup {
    html! {
        @for (_, told) in all {
            @if let Some(told) = told {
                h3 { (told.title) }
                div.answer { @for sentence in &told.answer { p { (sentence) } } }
            }
        }
        p.plain { (INCLUDED) " " (BASIS) }
    }
}

fn results(all: &[(&BatchPart, Option<&Told>)]) -> Markup {
    let head = [
        "Arm",
        "Outcome",
        "Mean",
        "Difference from the reference",
        "Excess clots with symptoms per 100,000: difference",
        HEADING,
    ];
    let grids = all.iter().filter_map(|(_, told)| told.filter(|told| !told.rows.is_empty())).map(|told| {
        let mut grid = Grid::new(told.title.as_str(), head);
        grid.rows.clone_from(&told.rows);
        grid
    });
    let grids: Vec<Grid> = grids.collect();
    html! {
        @if grids.is_empty() { (plain("No run has results.")) }
        @for grid in &grids { (grid.markup()) }
        p.plain {
            "In brackets: intervals. Scenarios differ in people, days and arms: compare arms within a scenario; " code { "soleus compare" } " compares runs \
             and says whether their people are the same. " (MEANING)
        }
    }
}

fn limits() -> Markup {
    html! {
        p { (STATEMENT) }
        p { "Intervals leave out errors in the equations of the model. The page of each run and its file LIMITS.md say what else its results do \
             not cover." }
    }
}
