//! The sections of scenario files. Each file has the keys of a section, the type that it becomes, its reader and its writer.
//!
//! All rules of the format are checked and all complaints are collected; none stops the others.

mod analysis;
mod arms;
mod correlation;
mod design;
mod distribution;
mod interventions;
mod measurements;
pub(super) mod names;
mod outcomes;
mod outputs;
mod parameters;
pub(super) mod people;
mod population;
mod precision;
mod responders;
mod study;
mod timeline;
mod void;

use toml::de::DeTable;

pub use analysis::{Analysis, Multiplicity, Stratum};
pub use arms::{Arm, ArmAdherence, Eligibility};
pub use correlation::Correlation;
pub use design::{Design, Draws, Sampler};
pub(super) use distribution::SHARE;
pub use distribution::{FAMILIES, FamilyKeys};
pub(super) use interventions::INTERVENTION_KEYS;
pub use interventions::{EVERY_KIND, Intervention, Room, Uptake, bout_starts, clock_min};
pub use measurements::{Measurement, MeasurementSource, Operation, Reading, Take, Term};
pub use outcomes::{Flag, Outcomes, Threshold};
pub use outputs::{Outputs, Report};
pub use parameters::SetParameter;
pub use population::{BaseTable, PopulationSpec};
pub use precision::Precision;
pub use study::Study;
pub(super) use timeline::PHASE_KEYS;
pub use timeline::{Before, Conditions, Cuff, Duration, Exercise, Legs, Phase, Seat, Timeline};

use super::compose::{GROUP_KEYS, SWEEP_KEYS};
use super::problem::{Code, Problem, Problems};
use super::read::Section;
use super::read::text::{Text, quoted};
use super::{Overrides, Variable};
use crate::keys::Need::{Optional, Required};
use crate::keys::{Composite, Keys, Kind, composite, line, list};

/// The format that this version reads.
const FORMAT_1: &str = "soleus-scenario/1";

section! {
    ROOT, "the top level", "The parts of a scenario file.", {
        FORMAT: Composite = "format", Required, composite(Kind::Word(|| vec![FORMAT_1])), "Version of the format in which the file is written.";
        STUDY: Composite = "study", Required, composite(Kind::Table(&study::KEYS)), "Name and purpose of the study.";
        DESIGN: Composite = "design", Required, composite(Kind::Table(&design::KEYS)), "Number of people, and how they are drawn.";
        POPULATION: Composite = "population", Required, composite(Kind::Table(&population::KEYS)), "The simulated people.";
        TIMELINE: Composite = "timeline", Required, composite(Kind::Table(&timeline::KEYS)), "The phases of the simulated day.";
        INTERVENTIONS: Composite = "interventions", Optional, composite(Kind::Table(&interventions::KEYS)), "The interventions, with their doses.";
        ARMS: Composite = "arms", Required, composite(Kind::Table(&arms::KEYS)), "The arms, with their interventions.";
        OUTCOMES: Composite = "outcomes", Optional, composite(Kind::Table(&outcomes::KEYS)), "The assessed phase and the flags.";
        MEASUREMENTS: Composite = "measurements", Optional, composite(Kind::Table(&measurements::KEYS)), "Measurements of each person, in addition to the built-in outcomes.";
        PARAMETERS: Composite = "parameters", Optional, composite(Kind::Table(&parameters::KEYS)), "Constants of the model to which the study gives other values.";
        ANALYSIS: Composite = "analysis", Optional, composite(Kind::Table(&analysis::KEYS)), "Groups of people and statistics.";
        OUTPUTS: Composite = "outputs", Optional, composite(Kind::Table(&outputs::KEYS)), "The tables that a run writes.";
        EXTENDS: String = "extends", Optional, line(), "Another scenario file on which this file is based; its path is relative to the folder of this file. Tables are merged; all other values of this file replace those of the other file.";
        WITHOUT: Vec<String> = "without", Optional, list(&line()), "Keys and named entries of lists that this file takes away from the file that it extends, as dotted paths such as `arms.stockings` or `timeline.phases.night`.";
        SWEEP: Composite = "sweep", Optional, composite(Kind::Table(&SWEEP_KEYS)), "Keys that take several values; each combination is simulated in its own run.";
    }
}

/// All sections. If several have the same key, the first one is the most probable.
pub const SECTIONS: &[&Keys] = &[
    &ROOT,
    &study::KEYS,
    &design::KEYS,
    &population::KEYS,
    &population::VARIABLES_KEYS,
    &people::COLUMNS_KEYS,
    &people::RECODE_KEYS,
    &people::VALUE_KEYS,
    &people::MISSING_CODES_KEYS,
    &people::WHERE_KEYS,
    &correlation::KEYS,
    &timeline::KEYS,
    &outcomes::KEYS,
    &analysis::KEYS,
    &outputs::KEYS,
    &interventions::KEYS,
    &INTERVENTION_KEYS,
    &crate::interventions::training::STAGE_KEYS,
    &arms::KEYS,
    &arms::ARM_KEYS,
    &arms::ELIGIBILITY_KEYS,
    &PHASE_KEYS,
    &GROUP_KEYS,
    &outcomes::FLAG_KEYS,
    &measurements::KEYS,
    &measurements::MEASUREMENT_KEYS,
    &analysis::STRATUM_KEYS,
    &responders::KEYS,
    &responders::RESPONDER_KEYS,
    &SWEEP_KEYS,
    &parameters::KEYS,
    &parameters::PARAMETER_KEYS,
    &precision::KEYS,
    &people::RANGE_KEYS,
];

/// The section of a key, if there is one. If several sections have the key, the first one is the most probable.
pub(super) fn home_of(key: &str) -> Option<&'static str> {
    let home = SECTIONS.iter().find(|keys| keys.knows(key)).map(|keys| keys.section);
    home.or_else(|| Variable::from_name(key).map(|_| population::VARIABLES_KEYS.section))
}

/// A validated study: people, phases, interventions, outcomes. Indices between its parts always exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What the study is about.
    pub study: Study,
    /// Number of people, and how they are drawn.
    pub design: Design,
    /// The population.
    pub population: PopulationSpec,
    /// The phases of the day.
    pub timeline: Timeline,
    /// The interventions.
    pub interventions: Vec<Intervention>,
    /// The arms, in display order. Exactly one arm is the reference.
    pub arms: Vec<Arm>,
    /// The assessed phase and the flags.
    pub outcomes: Outcomes,
    /// Measurements of all people in addition to the outcomes.
    pub measurements: Vec<Measurement>,
    /// Constants of the model that the scenario sets, in the order of [`crate::model::PARAMETERS`].
    pub parameters: Vec<SetParameter>,
    /// Strata and quantiles.
    pub analysis: Analysis,
    /// Settings of the tables.
    pub outputs: Outputs,
}

impl Scenario {
    /// Number of people times arms times draws of the uncertain parameters: the size of a run.
    pub fn person_arms(&self) -> u64 {
        u64::from(self.design.persons) * self.arms.len() as u64 * u64::from(self.design.draws.repeats())
    }

    /// Position of the reference arm.
    pub fn reference_arm(&self) -> usize {
        self.arms.iter().position(|arm| arm.reference).unwrap_or(0)
    }
}

/// The scenario, or `None` if something is wrong; then at least one error has been collected.
pub(super) fn read(root: &DeTable<'_>, overrides: &Overrides, problems: &mut Problems) -> Option<Scenario> {
    let root = Section { title: ROOT.section.to_owned(), table: root, span: 0..0 };
    root.allow(&ROOT, problems);
    check_format(&root, problems);

    let study = study::read(&root, problems);
    let design = design::read(&root, overrides, problems);
    let population = population::read(&root, problems);
    let timeline = timeline::read(&root, population.as_ref(), problems);
    let interventions = interventions::read(&root, &timeline, problems);
    let context = arms::Context { interventions: &interventions, timeline: &timeline, population: population.as_ref() };
    let arms = arms::read(&root, &context, problems);
    let outcomes = outcomes::read(&root, &timeline, problems);
    let measurements = measurements::read(&root, &timeline, problems);
    let parameters = parameters::read(&root, design.as_ref(), problems);
    let analysis = analysis::read(&root, problems);
    let context = outputs::Context {
        design: design.as_ref(),
        analysis: analysis.as_ref(),
        measurements: measurements.as_deref(),
        flags: outcomes.as_ref().map(|outcomes| outcomes.flags.as_slice()),
    };
    let taken = responders::Taken { flags: context.flags, measurements: context.measurements };
    let responders = responders::read(&root, &taken, problems);
    let outputs = outputs::read(&root, &context, problems);
    let precision = precision::read(&root, &context, arms.as_deref(), problems);

    let scenario = Scenario {
        study: study?,
        design: Design { precision: precision?, ..design? },
        population: population?,
        timeline: timeline.complete()?,
        interventions: interventions.complete()?,
        arms: arms?,
        outcomes: outcomes?,
        measurements: measurements?,
        parameters: parameters?,
        analysis: Analysis { responders: responders?, ..analysis? },
        outputs: outputs?,
    };
    void::warn(&root, &scenario, problems);
    Some(scenario)
}

fn check_format(root: &Section<'_>, problems: &mut Problems) {
    let hint = format!("start the file with `format = \"{FORMAT_1}\"`");
    let Some(item) = root.need(FORMAT.name, &hint, problems) else { return };
    if let Some(format) = item.text(problems)
        && format != FORMAT_1
    {
        let message = format!("this version does not read the format `{format}`");
        let label = format!("only `{FORMAT_1}` is known");
        problems.push(Problem::new(Code::UnknownName, item.span(), message).label(label).hint(hint));
    }
}

/// The scenario as complete, canonical TOML, with defaults filled in and keys in a fixed order. Parsing the text gives an equal
/// scenario, and equal scenarios give equal text.
pub fn resolved_toml(scenario: &Scenario) -> String {
    let mut out = Text::default();
    out.pair(FORMAT.name, &quoted(FORMAT_1));
    scenario.study.write(&mut out);
    scenario.design.write(&mut out);
    scenario.population.write(&mut out);
    scenario.timeline.write(&mut out);
    interventions::write(scenario, &mut out);
    arms::write(scenario, &mut out);
    outcomes::write(scenario, &mut out);
    measurements::write(scenario, &mut out);
    parameters::write(&scenario.parameters, &mut out);
    scenario.analysis.write(&mut out);
    scenario.outputs.write(&mut out);
    out.0
}
