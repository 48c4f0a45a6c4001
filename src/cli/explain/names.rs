//! All names of scenario files and results, with their meanings.

use std::fmt;

use serde_json::{Value, json};

use crate::interventions::{Facts, Kind, Trial, trials};
use crate::model::{Course, PARAMETERS, Parameter, Signal};
use crate::output::usual_tables;
use crate::results::{Measure, Statistic, TYPICAL_OF};
use crate::scenario::{FAMILIES, SECTIONS, Variable};

/// One meaning of a name.
pub(super) struct Meaning {
    /// The name.
    pub(super) name: String,
    /// The kind of thing that has this name, and its place.
    what: String,
    unit: String,
    text: String,
    /// Further facts with their names.
    facts: Vec<(&'static str, String)>,
}

impl Meaning {
    fn new(name: &str, what: impl Into<String>, unit: &str, text: impl Into<String>) -> Self {
        let (what, unit, text) = (what.into(), unit.to_owned(), text.into());
        Self { name: name.to_owned(), what, unit, text, facts: Vec::new() }
    }

    /// As JSON.
    pub(super) fn describe(&self) -> Value {
        let mut value = json!({ "name": self.name, "what": self.what, "unit": self.unit, "description": self.text });
        for (name, fact) in &self.facts {
            value[name.replace(' ', "_")] = fact.as_str().into();
        }
        value
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.unit.is_empty() { String::new() } else { format!(" ({})", self.unit) };
        writeln!(formatter, "{}{unit}: {}\n    {}", self.name, self.what, self.text)?;
        self.facts.iter().try_for_each(|(name, fact)| writeln!(formatter, "    {name}: {fact}"))
    }
}

/// All meanings of all names: first those in results, then those in scenarios.
pub(super) fn all() -> Vec<Meaning> {
    let mut all = columns();
    all.extend(Measure::ALL.iter().map(|one| outcome(*one)));
    all.extend(Statistic::ALL.iter().map(|one| statistic(*one)));
    let followed = "quantity of the time course";
    all.extend(Course::ALL.iter().map(|one| Meaning::new(one.name(), followed, one.unit(), one.description())));
    all.extend(Signal::ALL.iter().map(|one| Meaning::new(one.name(), "signal", one.unit(), one.description())));
    all.extend(Variable::ALL.iter().map(variable));
    all.extend(PARAMETERS.iter().map(constant));
    all.extend(Kind::all().map(kind));
    all.extend(keys());
    all.extend(families());
    all
}

/// Columns that are not described as variables or outcomes anyway.
fn columns() -> Vec<Meaning> {
    let tables = usual_tables().unwrap_or_default();
    let named = |name: &str| Measure::from_name(name).is_some() || Variable::from_name(name).is_some();
    let all = tables.iter().flat_map(|table| table.columns.iter().map(move |column| (table.table.name(), column)));
    all.filter(|(_, column)| !named(&column.name))
        .map(|(table, column)| {
            Meaning::new(&column.name, format!("column of {table}"), &column.unit, &column.description)
        })
        .collect()
}

fn statistic(statistic: Statistic) -> Meaning {
    let table = if statistic.subject().is_contrast() { "contrasts" } else { "summary" };
    Meaning::new(&statistic.name(), format!("statistic of {table}"), "", statistic.about())
}

fn outcome(measure: Measure) -> Meaning {
    let trust = measure.trust();
    let facts = vec![
        ("in short", measure.plain().to_owned()),
        ("typical", format!("{}: {TYPICAL_OF}", measure.typical_words())),
        ("trust", format!("{}: {}", trust.word(), trust.meaning())),
        ("rests on", format!("{} Rows are those of `soleus docs evidence`.", measure.rests_on())),
    ];
    Meaning { facts, ..Meaning::new(measure.name(), "outcome", measure.unit(), measure.description()) }
}

fn variable(variable: &Variable) -> Meaning {
    let (low, high) = variable.bounds();
    let text = format!("{} From {low} to {high}.", variable.description());
    Meaning::new(variable.name(), "variable of a person, column of persons", variable.unit(), text)
}

fn constant(parameter: &Parameter) -> Meaning {
    let Parameter { name, unit, default, low, high, source, doc } = parameter;
    let text = format!("{doc} Default: {default}; plausible range: {low} to {high}. Source: {source}.");
    Meaning::new(name, "constant of the model", unit, text)
}

fn kind(kind: Kind) -> Meaning {
    let Facts { word, keys, about, source, .. } = kind.facts();
    let takes = if keys.is_empty() {
        "no dose".to_owned()
    } else {
        keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ")
    };
    Meaning::new(
        word,
        "kind of intervention",
        "",
        format!("In the model: {about}. Its keys are {takes}. Source: {source}.{}", found(word)),
    )
}

/// What trials and cohorts found about a kind of intervention.
fn found(word: &str) -> String {
    let of_kind = trials().iter().filter(|trial| trial.intervention == word);
    let line = |trial: &Trial| {
        let interval = trial.interval().map_or(String::new(), |(low, high)| format!(" [{low}, {high}]"));
        format!("\n    {} of {}: {}{interval}. {}", trial.statistic, trial.outcome, trial.value, trial.described())
    };
    let lines: String = of_kind.map(line).collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!(" Published effects, which are not part of the model:{lines}")
    }
}

fn keys() -> impl Iterator<Item = Meaning> {
    let all = SECTIONS.iter().flat_map(|section| section.entries().into_iter().map(|key| (section.section, key)));
    all.map(|(section, key)| Meaning::new(key.name, format!("key of {section}"), "", key.about))
}

fn families() -> impl Iterator<Item = Meaning> {
    FAMILIES.iter().map(|family| {
        let text = format!("{} Parameters: {}.", family.about, family.keys().join(", "));
        Meaning::new(family.name, "distribution", "", text)
    })
}
