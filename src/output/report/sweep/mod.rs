//! The report of a sweep: the arms along the axes.

mod answer;
mod axis;
mod maps;
mod screen;

use maud::{Markup, html};
use polars::prelude::{DataFrame, DataType, PolarsResult};

use super::page::{Cell, Grid, Part, page};
use super::read::{Files, Rows, numbers, texts};
use super::sections::{citation, markdown, plain};
use super::shown::Shown;
use super::words::{count, level};
use crate::output::{OutputError, RunFile, RunIdentity};
use crate::results::Table;
use crate::scenario::{Arm, Scenario};

pub use screen::sweep_table;

/// A sweep whose tables are written.
pub(super) struct Sweep {
    /// The scenario of its first member that is done. Arms whose labels are swept are named by their identifiers.
    scenario: Scenario,
    /// The swept keys as dotted paths.
    paths: Vec<String>,
    /// Short names of the swept keys.
    axes: Vec<String>,
    /// The members that are done.
    members: Vec<Member>,
    /// The values of the swept keys of the other members.
    failed: Vec<String>,
    /// The outcomes that are shown.
    shown: Vec<Shown>,
}

/// A member of a sweep.
struct Member {
    /// The values of the swept keys.
    values: Vec<String>,
    /// The same as numbers; NaN if they are none.
    numbers: Vec<f64>,
    summary: Rows,
    contrasts: Rows,
}

impl Member {
    /// The values of all keys, with the names of the axes.
    fn words(&self, axes: &[String]) -> String {
        axes.iter().zip(&self.values).map(|(axis, value)| format!("{axis} = {value}")).collect::<Vec<_>>().join(", ")
    }
}

/// The report of a sweep. `scenario` is that of its first member that is done.
pub(in crate::output) fn of_sweep(
    files: Files<'_>,
    scenario: Option<&Scenario>,
    identity: &RunIdentity,
) -> Result<String, OutputError> {
    let Some(scenario) = scenario else {
        let parts = [Part { id: "answer", title: "The answer", body: plain("No member of the sweep has results.") }];
        return Ok(page("A sweep without results", &parts));
    };
    let sweep = Sweep::read(&files, scenario)?;
    let limits = markdown(&files.text(RunFile::Limits)?);
    let part = |id, title, body| Part { id, title, body };
    let parts = [
        part("question", "The question", sweep.question(identity)),
        part("answer", "The answer", answer::body(&sweep)),
        part("axes", "Results by axis and arm", axis::body(&sweep)),
        part("maps", "Heat maps", maps::body(&sweep)),
        part("best", "The best arm in each cell", maps::best(&sweep)),
        part("uncertainty", "What is uncertain, and why", sweep.uncertainty()),
        part("limits", "Limits", limits),
        part("cite", "How to cite and repeat this study", citation(&scenario.study.title, identity, "scenario.toml")),
        part("scenario", "The scenario in full", written(identity)),
    ];
    Ok(page(&scenario.study.title, &parts))
}

/// The answer of a sweep in sentences.
pub(super) fn answer_of_sweep(files: &Files<'_>, scenario: &Scenario) -> Result<Vec<String>, OutputError> {
    Ok(answer::sentences(&Sweep::read(files, scenario)?))
}

fn written(identity: &RunIdentity) -> Markup {
    html! {
        p { "As it was written, in scenario.toml; the folder of each member has its scenario with all default values." }
        pre tabindex="0" aria-label="The scenario" { (identity.resolved) }
    }
}

impl Sweep {
    fn read(files: &Files<'_>, scenario: &Scenario) -> Result<Self, OutputError> {
        let (summary, contrasts) = (files.rows(Table::Summary)?, files.rows(Table::Contrasts)?);
        let path = (files.0)(RunFile::Table(Table::Runs));
        let runs = files.table(Table::Runs, &[])?.unwrap_or_default();
        let listed = listed(&runs).map_err(OutputError::unreadable_table(&path))?;
        let done = listed.rows.iter().filter(|row| row.is_done).map(|row| Member {
            values: row.values.clone(),
            numbers: row.numbers.clone(),
            summary: summary.of_member(row.number),
            contrasts: contrasts.of_member(row.number),
        });
        let failed = listed.rows.iter().filter(|row| !row.is_done).map(|row| row.values.join(", "));
        let shown = Shown::main(scenario, &summary);
        Ok(Self {
            scenario: with_fixed_labels(scenario, &listed.axes),
            members: done.collect(),
            failed: failed.collect(),
            shown,
            axes: short(&listed.axes),
            paths: listed.axes.clone(),
        })
    }

    fn reference(&self) -> &Arm {
        &self.scenario.arms[self.scenario.reference_arm()]
    }

    fn others(&self) -> impl Iterator<Item = (usize, &Arm)> {
        self.scenario.arms.iter().enumerate().filter(|(_, arm)| !arm.reference)
    }

    fn question(&self, identity: &RunIdentity) -> Markup {
        let study = &self.scenario.study;
        let question = if study.question.is_empty() { "The scenario states no question." } else { &study.question };
        let context = if study.context_of_use.is_empty() { "None was stated." } else { &study.context_of_use };
        let mut arms = Grid::new("The arms of every member", ["Arm", "Identifier", "Swept keys"]);
        for arm in &self.scenario.arms {
            let reference = if arm.reference { ", the reference" } else { "" };
            arms.push(format!("{}{reference}", arm.label), vec![Cell::words(&arm.id), Cell::words(self.swept(arm))]);
        }
        html! {
            p.question { (question) }
            dl.facts {
                dt { "Context of use" } dd { (context) }
                dt { "Axes" } dd { (self.paths.join(", ")) }
                dt { "Members" } dd { (count(self.members.len() as u32)) " with results" }
                dt { "People" } dd { (count(self.scenario.design.persons)) " in the first member, the same in all arms" }
                dt { "Intervals" } dd { (level(self.scenario.design.confidence)) }
                dt { "Run" } dd { (identity.run_id) ", soleus " (identity.version) ", model " (format!("{:.12}", identity.model_hash)) }
            }
            @if !self.failed.is_empty() { p { "Members that failed and have no results: " (self.failed.join("; ")) "." } }
            (arms.markup())
        }
    }

    /// The swept keys that belong to an arm or to its interventions.
    fn swept(&self, arm: &Arm) -> String {
        let uses = arm.uses.iter().map(|at| format!("interventions.{}", self.scenario.interventions[*at].id));
        let own: Vec<String> = std::iter::once(format!("arms.{}", arm.id)).chain(uses).collect();
        let belongs = |path: &&String| own.iter().any(|one| is_within(path, one) || is_within(one, path));
        let keys: Vec<&str> = self.paths.iter().filter(belongs).map(String::as_str).collect();
        if keys.is_empty() { "none of its own".to_owned() } else { keys.join(", ") }
    }

    fn uncertainty(&self) -> Markup {
        let notes = self.shown.iter().map(|shown| format!("{}: {}", shown.label, shown.note(&self.scenario)));
        html! {
            ul { @for note in notes { li { (note) } } }
            p { "Members may have different people, constants or phases, if the swept keys change them. Compare arms within a member; \
                 compare members only where their people are the same. No interval includes errors in the equations of the model." }
        }
    }
}

/// The scenario in which every arm whose label a swept key may change has its identifier as label.
fn with_fixed_labels(scenario: &Scenario, paths: &[String]) -> Scenario {
    let mut fixed = scenario.clone();
    for arm in &mut fixed.arms {
        let label = format!("arms.{}.label", arm.id);
        if paths.iter().any(|path| is_within(&label, path)) {
            arm.label.clone_from(&arm.id);
        }
    }
    fixed
}

/// Whether a dotted path is another one, or leads to a part of it.
fn is_within(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The last words of dotted paths; whole paths where these would be equal.
fn short(paths: &[String]) -> Vec<String> {
    let last = |path: &String| path.rsplit('.').next().unwrap_or(path).to_owned();
    let is_unique = |word: &String| paths.iter().filter(|path| last(path) == *word).count() == 1;
    paths.iter().map(|path| Some(last(path)).filter(is_unique).unwrap_or_else(|| path.clone())).collect()
}

/// The table `runs`.
struct Listed {
    axes: Vec<String>,
    rows: Vec<ListedRow>,
}

struct ListedRow {
    number: f64,
    values: Vec<String>,
    numbers: Vec<f64>,
    is_done: bool,
}

/// Reads the members. The columns of the axes are between `member` and the columns that every such table has.
fn listed(runs: &DataFrame) -> PolarsResult<Listed> {
    let fixed: Vec<String> = Table::Runs.spec(1).columns.into_iter().map(|column| column.name).collect();
    let names: Vec<String> = runs.get_column_names().iter().map(|name| name.to_string()).collect();
    let axes: Vec<String> = names.into_iter().skip(1).filter(|name| !fixed.contains(name)).collect();
    let (number, status) = (numbers(runs, "member")?, texts(runs, "status")?);
    let columns: Vec<Vec<String>> = axes.iter().map(|axis| words(runs, axis)).collect::<PolarsResult<_>>()?;
    let values: Vec<Vec<f64>> = axes.iter().map(|axis| values(runs, axis)).collect::<PolarsResult<_>>()?;
    let row = |at: usize| ListedRow {
        number: number[at],
        values: columns.iter().map(|column| column[at].clone()).collect(),
        numbers: values.iter().map(|column| column[at]).collect(),
        is_done: status[at].as_deref() == Some("done"),
    };
    Ok(Listed { rows: (0..runs.height()).map(row).collect(), axes })
}

/// The values of an axis as text.
fn words(runs: &DataFrame, axis: &str) -> PolarsResult<Vec<String>> {
    let text = runs.column(axis)?.cast(&DataType::String)?;
    Ok(text.str()?.iter().map(|value| value.unwrap_or_default().to_owned()).collect())
}

/// The values of an axis as numbers; NaN if they are none.
fn values(runs: &DataFrame, axis: &str) -> PolarsResult<Vec<f64>> {
    match runs.column(axis)?.dtype() {
        DataType::Int32 | DataType::Float64 => numbers(runs, axis),
        _ => Ok(vec![f64::NAN; runs.height()]),
    }
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_path_is_within_what_it_begins_with_word_by_word() {
        assert!(is_within("arms.pumps.label", "arms.pumps") && is_within("arms.pumps", "arms.pumps"));
        assert!(!is_within("arms.pumps", "arms.pumps.label") && !is_within("arms.pumps_often", "arms.pumps"));
    }
}
