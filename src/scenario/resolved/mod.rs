//! Writes a scenario as complete, canonical TOML, with defaults filled in and keys in a fixed order. Equal scenarios give equal text.

mod distribution;
mod interventions;
mod measurements;
mod parameters;
mod text;
mod timeline;

use super::check::FORMAT;
use super::{
    Arm, ArmAdherence, Eligibility, Flag, Outputs, PeopleFile, PopulationSpec, Precision, Scenario, Stratum, Threshold,
    Variable, VariableKind,
};
use crate::results::Table;
use distribution::describe_distribution;
use text::{Text, float, floats, list, text};

/// The whole scenario as text. Parsing the text gives an equal scenario.
pub fn resolved_toml(scenario: &Scenario) -> String {
    let mut out = Text::default();
    out.pair("format", &text(FORMAT));
    head(scenario, &mut out);
    population(&scenario.population, &mut out);
    timeline::timeline(scenario, &mut out);
    for intervention in &scenario.interventions {
        out.section(&format!("interventions.{}", intervention.id));
        interventions::describe(intervention, scenario, &mut out);
    }
    for arm in &scenario.arms {
        out.section(&format!("arms.{}", arm.id));
        describe_arm(arm, scenario, &mut out);
    }
    tail(scenario, &mut out);
    out.0
}

fn head(scenario: &Scenario, out: &mut Text) {
    let (study, design) = (&scenario.study, &scenario.design);
    out.section("study");
    out.pair("id", &text(&study.id));
    out.pair("title", &text(&study.title));
    out.pair("question", &text(&study.question));
    out.pair("context_of_use", &text(&study.context_of_use));
    out.section("design");
    out.pair("seed", &design.seed.to_string());
    out.pair("persons", &design.persons.to_string());
    out.pair("sampler", &text(design.sampler.word()));
    out.pair("parameter_draws", &design.parameter_draws.to_string());
    out.pair("confidence", &float(design.confidence));
    if let Some(precision) = &design.precision {
        describe_precision(precision, out);
    }
}

/// The required precision is written together with the number of people that reached it. A run of the text therefore needs no further
/// people.
fn describe_precision(precision: &Precision, out: &mut Text) {
    out.section("design.precision");
    out.pair("of", &text(&precision.of()));
    out.pair("mcse_max", &float(precision.mcse_max));
    out.pair("persons_max", &precision.persons_max.to_string());
}

fn population(spec: &PopulationSpec, out: &mut Text) {
    out.section("population");
    out.pair("base", &text(spec.base.word()));
    if let Some(file) = &spec.file {
        people(file, out);
    }
    out.section("population.variables");
    for (variable, distribution) in &spec.overrides {
        out.pair(variable.name(), &describe_distribution(distribution, variable.kind()));
    }
    out.section("population.correlation");
    let pair = |c: &super::Correlation| format!("[{}, {}, {}]", text(c.a.name()), text(c.b.name()), float(c.rho));
    out.pair("pairs", &list(spec.correlations.iter().map(pair)));
}

fn people(file: &PeopleFile, out: &mut Text) {
    out.pair("file", &text(&file.file));
    out.pair("file_hash", &text(&file.hash));
    let column = |(variable, name): &(Variable, String)| format!("{} = {}", variable.name(), text(name));
    let ignored = file.ignored.iter().map(|variable| format!("{} = \"\"", variable.name()));
    let columns: Vec<String> = file.columns.iter().map(column).chain(ignored).collect();
    out.pair("columns", &format!("{{ {} }}", columns.join(", ")));
    if let Some(weight) = &file.weight {
        out.pair("weight", &text(weight));
    }
    out.pair("missing", &text(file.missing.word()));
}

fn describe_arm(arm: &Arm, scenario: &Scenario, out: &mut Text) {
    out.pair("label", &text(&arm.label));
    out.pair("use", &list(arm.uses.iter().map(|index| text(&scenario.interventions[*index].id))));
    if let ArmAdherence::Given(distribution) = &arm.adherence {
        out.pair("adherence", &describe_distribution(distribution, Variable::Adherence.kind()));
    }
    if let Some(weeks) = arm.after_weeks {
        out.pair("after_weeks", &weeks.to_string());
    }
    if arm.eligibility != Eligibility::ALL {
        out.pair("eligibility", &describe_eligibility(&arm.eligibility));
    }
    out.pair("reference", if arm.reference { "true" } else { "false" });
}

fn describe_eligibility(eligibility: &Eligibility) -> String {
    let mut parts = vec![format!("exclude = {}", list(eligibility.exclude.iter().map(|flag| text(flag.name()))))];
    let (youngest, oldest) = eligibility.ages_years;
    let (lowest, highest) = Eligibility::ALL.ages_years;
    if youngest > lowest {
        parts.push(format!("min_age_years = {}", float(youngest)));
    }
    if oldest < highest {
        parts.push(format!("max_age_years = {}", float(oldest)));
    }
    format!("{{ {} }}", parts.join(", "))
}

fn tail(scenario: &Scenario, out: &mut Text) {
    out.section("outcomes");
    out.pair("assess", &text(&scenario.timeline.phases[scenario.outcomes.assess].name));
    for flag in &scenario.outcomes.flags {
        out.pair(&flag.id, &describe_flag(flag));
    }
    measurements::measurements(scenario, out);
    parameters::parameters(&scenario.parameters, out);
    out.section("analysis");
    out.pair("strata", &list(scenario.analysis.strata.iter().map(describe_stratum)));
    out.pair("quantiles", &floats(&scenario.analysis.quantiles));
    out.pair("sensitivity", if scenario.analysis.sensitivity { "true" } else { "false" });
    out.section("outputs");
    outputs(&scenario.outputs, out);
}

/// Writes `[outputs]`; options at their default are left out.
fn outputs(outputs: &Outputs, out: &mut Text) {
    if let Some(minutes) = outputs.timeseries_every_min {
        out.pair("timeseries_every_min", &minutes.to_string());
    }
    if !outputs.tables.iter().copied().eq(Table::optional()) {
        out.pair("tables", &list(outputs.tables.iter().map(|table| text(table.name()))));
    }
    if let Some(columns) = &outputs.columns {
        out.pair("columns", &list(columns.iter().map(|column| text(column))));
    }
    if let Some(sample) = outputs.persons_sample {
        out.pair("persons_sample", &sample.to_string());
    }
}

fn describe_flag(flag: &Flag) -> String {
    let threshold = match flag.threshold {
        Threshold::Above(value) => format!("above = {}", float(value)),
        Threshold::Below(value) => format!("below = {}", float(value)),
    };
    format!("{{ from = {}, {threshold} }}", text(flag.from.name()))
}

fn describe_stratum(stratum: &Stratum) -> String {
    let head = format!("name = {}, of = {}", text(&stratum.name), text(stratum.of.name()));
    match stratum.of.kind() {
        VariableKind::Continuous => format!("{{ {head}, breaks = {} }}", floats(&stratum.breaks)),
        VariableKind::Flag | VariableKind::Category(_) => format!("{{ {head} }}"),
    }
}
