//! The question, the people, and the arms.

use maud::{Markup, html};
use toml::Value;

use crate::keys::Word;
use crate::output::OutputError;
use crate::output::arms::adherence;
use crate::output::report::page::{Cell, Grid};
use crate::output::report::run::Run;
use crate::output::report::words::{count, level};
use crate::scenario::{Arm, Draws};

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let study = &run.scenario.study;
    let question = if study.question.is_empty() { "The scenario states no question." } else { &study.question };
    let context = if study.context_of_use.is_empty() { "None was stated." } else { &study.context_of_use };
    Ok(html! {
        p.question { (question) }
        dl.facts {
            dt { "Context of use" } dd { (context) }
            @for (name, fact) in facts(run) { dt { (name) } dd { (fact) } }
        }
        (arms(run).markup())
    })
}

fn facts(run: &Run<'_>) -> Vec<(&'static str, String)> {
    let design = &run.scenario.design;
    let assessed: Vec<&str> =
        run.scenario.outcomes.assess.iter().map(|at| run.scenario.timeline.phases[*at].name.as_str()).collect();
    let draws = match design.draws {
        Draws::Nested => "constants of stasis and of its link to clots, for a part of the people",
        Draws::Off => "none",
        Draws::Repeated(_) => "uncertain constants; the study was repeated for each draw",
    };
    vec![
        ("People", format!("{} simulated people, the same in every arm", count(design.persons))),
        ("Assessed", format!("{} (volumes at its end, means and doses over it)", assessed.join(", "))),
        ("Intervals", level(design.confidence)),
        ("Draws", draws.to_owned()),
        ("Sampling", format!("{}, seed {}", design.sampler.word(), design.seed)),
        (
            "Run",
            format!("{}, soleus {}, model {:.12}", run.identity.run_id, run.identity.version, run.identity.model_hash),
        ),
        ("Device and times", "in manifest.json, because equal runs have equal reports".to_owned()),
    ]
}

fn arms(run: &Run<'_>) -> Grid {
    let mut grid = Grid::new("The arms", ["Arm", "Interventions", "Adherence"]);
    for arm in &run.scenario.arms {
        let uses: Vec<String> =
            arm.uses.iter().map(|at| intervention(run, &run.scenario.interventions[*at].id)).collect();
        let uses = if uses.is_empty() { "none".to_owned() } else { uses.join("; ") };
        grid.push(label(arm), vec![Cell::words(uses), Cell::words(adherence(&arm.adherence))]);
    }
    grid
}

fn label(arm: &Arm) -> String {
    let weeks = arm.after_weeks.map(|weeks| format!(" (after {weeks} weeks)")).unwrap_or_default();
    let reference = if arm.reference { ", the reference" } else { "" };
    format!("{}{reference}{weeks}", arm.label)
}

/// An intervention as the scenario describes it, in one line.
fn intervention(run: &Run<'_>, id: &str) -> String {
    let described = run.resolved.get("interventions").and_then(|all| all.get(id)).and_then(Value::as_table);
    let pairs = described.into_iter().flatten().map(|(key, value)| match value {
        Value::String(text) => format!("{key} {text}"),
        other => format!("{key} {other}"),
    });
    format!("{id} ({})", pairs.collect::<Vec<_>>().join(", "))
}
