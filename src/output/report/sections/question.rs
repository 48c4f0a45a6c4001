//! The question, the people, and the arms.

use maud::{Markup, html};
use toml::Value;

use crate::keys::Word;
use crate::output::OutputError;
use crate::output::arms::adherence;
use crate::output::report::page::{Cell, Grid};
use crate::output::report::run::Run;
use crate::output::report::words::{count, level, toml_words};
use crate::scenario::{Arm, Draws};

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let study = &run.scenario.study;
    let question = if study.question.is_empty() { "The scenario states no question." } else { &study.question };
    let context = if study.context_of_use.is_empty() { "None was stated." } else { &study.context_of_use };
    let labels: Vec<String> = run.scenario.arms.iter().map(label).collect();
    Ok(html! {
        p.question { (question) }
        dl.facts {
            dt { "Context of use" } dd { (context) }
            dt { "People" } dd { (count(run.scenario.design.persons)) " simulated people, the same in every arm" }
            dt { "Arms" } dd { (labels.join("; ")) }
        }
        details.print { summary { "What people do in each arm" } (arms(run).markup()) }
        details.print {
            summary { "How the study was computed" }
            dl.facts { @for (name, fact) in facts(run) { dt { (name) } dd { (fact) } } }
        }
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
        grid.push(label(arm), vec![Cell::words(uses), Cell::words(adherence(arm))]);
    }
    grid
}

fn label(arm: &Arm) -> String {
    let weeks = arm.after_weeks.map(|weeks| format!(" (after {weeks} weeks)")).unwrap_or_default();
    let reference = if arm.reference { " (reference)" } else { "" };
    format!("{}{reference}{weeks}", arm.label)
}

/// An intervention as the scenario describes it, in one line.
fn intervention(run: &Run<'_>, id: &str) -> String {
    let described = run.resolved.get("interventions").and_then(|all| all.get(id)).and_then(Value::as_table);
    let pairs: Vec<String> = described.into_iter().flatten().map(|(key, value)| dose(key, value)).collect();
    format!("{id} ({})", pairs.join(", "))
}

/// A key and its value as words: `every_min` and 30 become "every 30 min".
fn dose(key: &str, value: &Value) -> String {
    let words = toml_words(value);
    if key == KIND {
        return words.replace('_', " ");
    }
    let (stem, unit) =
        UNITS.iter().find_map(|(suffix, unit)| Some((key.strip_suffix(suffix)?, *unit))).unwrap_or((key, ""));
    format!("{} {words}{unit}", stem.replace('_', " "))
}

/// The key with the kind of an intervention.
const KIND: &str = "kind";
/// The ends of keys that are units.
const UNITS: [(&str, &str); 9] = [
    ("_per_min", " per min"),
    ("_min", " min"),
    ("_h", " h"),
    ("_s", " s"),
    ("_mmhg", " mmHg"),
    ("_kg", " kg"),
    ("_c", " °C"),
    ("_pct", " %"),
    ("_deg", "°"),
];
