//! A scenario as complete, canonical TOML: defaults filled in, keys in fixed order. Equal scenarios give equal text.

use std::fmt::Write as _;

use super::check::{FORMAT, base_name, posture_name, sampler_name};
use super::{
    Arm, ArmAdherence, Bouts, Distribution, Duration, Flag, Intervention, InterventionKind, Phase, PopulationSpec,
    Scenario, Stratum, Threshold, Variable, VariableKind,
};

/// The whole scenario as text that parses back to an equal one.
pub fn resolved_toml(scenario: &Scenario) -> String {
    let mut out = Text::default();
    out.pair("format", &text(FORMAT));
    head(scenario, &mut out);
    population(&scenario.population, &mut out);
    timeline(scenario, &mut out);
    for intervention in &scenario.interventions {
        out.section(&format!("interventions.{}", intervention.id));
        describe_intervention(intervention, scenario, &mut out);
    }
    for arm in &scenario.arms {
        out.section(&format!("arms.{}", arm.id));
        describe_arm(arm, scenario, &mut out);
    }
    tail(scenario, &mut out);
    out.0
}

/// Lines of `key = value` under section headers.
#[derive(Default)]
struct Text(String);

impl Text {
    fn section(&mut self, name: &str) {
        self.line(format_args!("\n[{name}]"));
    }

    fn pair(&mut self, key: &str, value: &str) {
        self.line(format_args!("{key} = {value}"));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{line}");
    }
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
    out.pair("sampler", &text(sampler_name(design.sampler)));
    out.pair("parameter_draws", &design.parameter_draws.to_string());
    out.pair("confidence", &float(design.confidence));
}

fn population(spec: &PopulationSpec, out: &mut Text) {
    out.section("population");
    out.pair("base", &text(base_name(spec.base)));
    out.section("population.variables");
    for (variable, distribution) in &spec.overrides {
        out.pair(variable.name(), &describe_distribution(distribution, *variable));
    }
    out.section("population.correlation");
    let pair = |c: &super::Correlation| format!("[{}, {}, {}]", text(c.a.name()), text(c.b.name()), float(c.rho));
    out.pair("pairs", &list(spec.correlations.iter().map(pair)));
}

fn timeline(scenario: &Scenario, out: &mut Text) {
    out.section("timeline");
    out.pair("temperature_c", &float(scenario.timeline.temperature_c));
    out.line(format_args!("phases = ["));
    for phase in &scenario.timeline.phases {
        out.line(format_args!("  {},", describe_phase(phase)));
    }
    out.line(format_args!("]"));
}

fn describe_phase(phase: &Phase) -> String {
    let duration = match phase.duration {
        Duration::Minutes(minutes) => format!("duration_min = {minutes}"),
        Duration::Seconds(seconds) => format!("duration_s = {seconds}"),
        Duration::Repetitions(count) => format!("repetitions = {count}"),
        Duration::Of(variable) => format!("duration_of = {}", text(variable.name())),
    };
    format!("{{ name = {}, posture = {}, {duration} }}", text(&phase.name), text(posture_name(phase.posture)))
}

fn describe_intervention(intervention: &Intervention, scenario: &Scenario, out: &mut Text) {
    let kind = match intervention.kind {
        InterventionKind::None => "none",
        InterventionKind::AnklePumps { .. } => "ankle_pumps",
        InterventionKind::AisleWalk { .. } => "aisle_walk",
        InterventionKind::Elevation { .. } => "elevation",
        InterventionKind::Compression { .. } => "compression",
        InterventionKind::TrainingPlan { .. } => "training_plan",
    };
    out.pair("kind", &text(kind));
    match intervention.kind {
        InterventionKind::None => {}
        InterventionKind::AnklePumps { bouts, cadence_per_min }
        | InterventionKind::AisleWalk { bouts, cadence_per_min } => {
            describe_bouts(bouts, out);
            out.pair("cadence_per_min", &cadence_per_min.to_string());
        }
        InterventionKind::Elevation { bouts } => describe_bouts(bouts, out),
        InterventionKind::Compression { ankle_pressure_mmhg } => {
            out.pair("ankle_pressure_mmhg", &float(ankle_pressure_mmhg))
        }
        InterventionKind::TrainingPlan { weeks, sessions_per_week } => {
            out.pair("weeks", &weeks.to_string());
            out.pair("sessions_per_week", &sessions_per_week.to_string());
        }
    }
    let phases = &scenario.timeline.phases;
    out.pair("during", &list(intervention.during.iter().map(|index| text(&phases[*index].name))));
}

fn describe_bouts(bouts: Bouts, out: &mut Text) {
    out.pair("every_min", &bouts.every_min.to_string());
    out.pair("duration_min", &bouts.duration_min.to_string());
}

fn describe_arm(arm: &Arm, scenario: &Scenario, out: &mut Text) {
    out.pair("label", &text(&arm.label));
    out.pair("use", &list(arm.uses.iter().map(|index| text(&scenario.interventions[*index].id))));
    if let ArmAdherence::Given(distribution) = &arm.adherence {
        out.pair("adherence", &describe_distribution(distribution, Variable::Adherence));
    }
    out.pair("reference", if arm.reference { "true" } else { "false" });
}

fn tail(scenario: &Scenario, out: &mut Text) {
    out.section("outcomes");
    out.pair("assess", &text(&scenario.timeline.phases[scenario.outcomes.assess].name));
    for flag in &scenario.outcomes.flags {
        out.pair(&flag.id, &describe_flag(flag));
    }
    out.section("analysis");
    out.pair("strata", &list(scenario.analysis.strata.iter().map(describe_stratum)));
    out.pair("quantiles", &floats(&scenario.analysis.quantiles));
    out.section("outputs");
    if let Some(minutes) = scenario.outputs.timeseries_every_min {
        out.pair("timeseries_every_min", &minutes.to_string());
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

fn describe_distribution(distribution: &Distribution, variable: Variable) -> String {
    match distribution {
        Distribution::Constant(value) => value_of(*value, variable),
        Distribution::Normal { mean, sd } => family("normal", &[("mean", *mean), ("sd", *sd)]),
        Distribution::TruncatedNormal { mean, sd, min, max } => {
            family("truncated_normal", &[("mean", *mean), ("sd", *sd), ("min", *min), ("max", *max)])
        }
        Distribution::LogNormal { mean_log, sd_log, min, max } => {
            // A lower cut at 0 is none.
            let min = if *min > 0.0 { *min } else { f64::NEG_INFINITY };
            family("lognormal", &[("mean_log", *mean_log), ("sd_log", *sd_log), ("min", min), ("max", *max)])
        }
        Distribution::Beta { alpha, beta } => family("beta", &[("alpha", *alpha), ("beta", *beta)]),
        Distribution::Uniform { min, max } => family("uniform", &[("min", *min), ("max", *max)]),
        Distribution::Triangular { min, mode, max } => {
            family("triangular", &[("min", *min), ("mode", *mode), ("max", *max)])
        }
        Distribution::Bernoulli { p } => family("bernoulli", &[("p", *p)]),
        Distribution::Categorical { values, weights } => {
            let values = list(values.iter().map(|value| value_of(*value, variable)));
            format!("{{ dist = \"categorical\", values = {values}, weights = {} }}", floats(weights))
        }
        Distribution::By { variable: by, cases } => {
            let case =
                |(label, case): (&&str, &Distribution)| format!("{label} = {}", describe_distribution(case, variable));
            let cases: Vec<String> = labels(*by).iter().zip(cases).map(case).collect();
            format!("{{ by = {}, {} }}", text(by.name()), cases.join(", "))
        }
    }
}

/// A family with those of its parameters that are finite: an infinite bound is one that was not given.
fn family(name: &str, parameters: &[(&str, f64)]) -> String {
    let finite = parameters.iter().filter(|(_, value)| value.is_finite());
    let given: Vec<String> = finite.map(|(key, value)| format!("{key} = {}", float(*value))).collect();
    format!("{{ dist = {}, {} }}", text(name), given.join(", "))
}

/// A value as people write it: the label of a category, 0 or 1 for a flag.
fn value_of(value: f64, variable: Variable) -> String {
    match variable.kind() {
        VariableKind::Continuous => float(value),
        VariableKind::Flag => format!("{value:.0}"),
        VariableKind::Category(labels) => text(labels.get(value as usize).copied().unwrap_or_default()),
    }
}

fn labels(variable: Variable) -> &'static [&'static str] {
    match variable.kind() {
        VariableKind::Category(labels) => labels,
        VariableKind::Flag | VariableKind::Continuous => &["no", "yes"],
    }
}

fn floats(values: &[f64]) -> String {
    list(values.iter().map(|value| float(*value)))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// The shortest text that reads back as the same number.
fn float(value: f64) -> String {
    format!("{value:?}")
}

/// A basic string; everything that TOML wants escaped is.
fn text(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for character in value.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_ascii_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
