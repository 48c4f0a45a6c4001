//! The sections of the report of a run, one file each.

mod answer;
mod benefit;
mod cite;
mod course;
mod disagreement;
mod eligibility;
mod evidence;
mod exceedance;
mod forest;
mod headline;
mod inputs;
mod limits;
mod paired;
mod precision;
mod progress;
mod question;
mod rivals;
mod scenario;
mod sensitivity;
mod uncertainty;

use maud::{Markup, html};

use super::page::Part;
use super::run::Run;
use crate::output::OutputError;
use crate::results::{Content, Presence, Table};

pub(super) use answer::best_arm;
pub(super) use cite::citation;
pub(super) use limits::markdown;

/// The sections, in order: id, heading and content.
const SECTIONS: [(&str, &str, Body); 18] = [
    ("question", "The question", question::body),
    ("answer", "The answer", answer::body),
    ("results", "Results in numbers", headline::body),
    ("differences", "Differences by arm and group", forest::body),
    ("course", "Course over time", course::body),
    ("progress", "Progress over the weeks", progress::body),
    ("benefit", "Who benefits", benefit::body),
    ("eligibility", "Who may not take an arm", eligibility::body),
    ("exceedance", "How many people exceed a value", exceedance::body),
    ("paired", "Differences person by person", paired::body),
    ("uncertainty", "What is uncertain, and why", uncertainty::body),
    ("precision", "Precision", precision::body),
    ("sensitivity", "Sensitivity", sensitivity::body),
    ("inputs", "Inputs, as asked and as sampled", inputs::body),
    ("evidence", "Evidence for the model", evidence::body),
    ("limits", "Limits", limits::body),
    ("cite", "How to cite and repeat this study", cite::body),
    ("scenario", "The scenario in full", scenario::body),
];

type Body = fn(&Run<'_>) -> Result<Markup, OutputError>;

/// All sections of a run.
pub(super) fn all(run: &Run<'_>) -> Result<Vec<Part>, OutputError> {
    SECTIONS.into_iter().map(|(id, title, body)| Ok(Part { id, title, body: body(run)? })).collect()
}

/// A plain line.
pub(super) fn plain(text: &str) -> Markup {
    html! { p.plain { (text) } }
}

/// The line of a section whose table the run does not have.
fn absent(table: Table) -> Markup {
    let how = match table.presence() {
        Presence::OnRequest(Content::TimeCourse) => "the scenario asks for none (`timeseries_every_min` in [outputs])",
        Presence::OnRequest(Content::Sensitivity) => "the scenario asks for none (`sensitivity = true` in [analysis])",
        Presence::OnRequest(Content::Draws) => "no constants were drawn (`parameter_draws = 1` in [design])",
        Presence::OnRequest(Content::Study) | Presence::Always | Presence::Sweep => {
            "`tables` in [outputs] leaves it out"
        }
    };
    plain(&format!("Not shown: this section needs the table {}, but {how}.", table.name()))
}

/// The line of a section that compares arms in a study with one arm.
fn one_arm() -> Markup {
    plain("Not shown: the study has one arm, so nothing is compared.")
}
