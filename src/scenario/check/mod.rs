//! Converts typed values to a [`Scenario`]. All rules of the format are checked and all complaints are collected; none stops the others.

mod analysis;
mod arms;
mod clinician;
mod correlation;
mod distribution;
mod doses;
mod eligibility;
mod habits;
mod host;
mod idle;
mod interventions;
pub(super) mod limits;
mod measurements;
mod names;
mod outcomes;
mod outputs;
mod overlap;
mod parameters;
mod people;
mod population;
mod precision;
mod study;
mod timeline;
mod training;
mod weeks;
pub(super) mod words;

use toml::de::DeTable;

pub(super) use distribution::{Reader, readers};
pub use interventions::EVERY_KIND;
pub(super) use measurements::take_name;

use super::problem::{Code, Problem, Problems};
use super::read::{Section, keys};
use super::{Design, Overrides, Scenario};

/// The format that this version reads.
pub(super) const FORMAT: &str = "soleus-scenario/1";

/// The scenario, or `None` if something is wrong; then at least one error has been collected.
pub(super) fn scenario(root: &DeTable<'_>, overrides: &Overrides, problems: &mut Problems) -> Option<Scenario> {
    let root = Section { title: keys::ROOT.section.to_owned(), table: root, span: 0..0 };
    root.allow(&keys::ROOT, problems);
    check_format(&root, problems);

    let study = study::study(&root, problems);
    let design = study::design(&root, overrides, problems);
    let population = population::population(&root, problems);
    let timeline = timeline::read(&root, population.as_ref(), problems);
    let interventions = interventions::read(&root, &timeline, problems);
    let arms = arms::read(&root, &interventions, &timeline, population.as_ref(), problems);
    let outcomes = outcomes::outcomes(&root, &timeline, problems);
    let measurements = measurements::read(&root, &timeline, problems);
    let parameters = parameters::read(&root, design.as_ref(), problems);
    let analysis = analysis::analysis(&root, problems);
    let context = outputs::Context {
        design: design.as_ref(),
        analysis: analysis.as_ref(),
        measurements: measurements.as_deref(),
        flags: outcomes.as_ref().map(|outcomes| outcomes.flags.as_slice()),
    };
    let outputs = outputs::read(&root, &context, problems);
    let precision = precision::read(&root, &context, arms.as_deref(), problems);

    Some(Scenario {
        study: study?,
        design: Design { precision: precision?, ..design? },
        population: population?,
        timeline: timeline.complete()?,
        interventions: interventions.complete()?,
        arms: arms?,
        outcomes: outcomes?,
        measurements: measurements?,
        parameters: parameters?,
        analysis: analysis?,
        outputs: outputs?,
    })
}

fn check_format(root: &Section<'_>, problems: &mut Problems) {
    let hint = format!("start the file with `format = \"{FORMAT}\"`");
    let Some(item) = root.require("format", &hint, problems) else { return };
    if let Some(format) = item.text(problems)
        && format != FORMAT
    {
        let message = format!("this version does not read the format `{format}`");
        let label = format!("only `{FORMAT}` is known");
        problems.push(Problem::new(Code::UnknownName, item.span(), message).label(label).hint(hint));
    }
}

/// A required section.
fn section<'a>(
    root: &Section<'a>,
    key: &str,
    keys: &keys::Keys,
    hint: &str,
    problems: &mut Problems,
) -> Option<Section<'a>> {
    root.require(key, hint, problems)?;
    root.subsection(key, keys, problems)
}
