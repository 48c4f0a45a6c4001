//! In what runs differ: their people, and settings that a reader of a comparison must know.

use toml::Value;

use super::relations::Relations;
use super::selection::Selection;
use super::{DerivedError, People};
use crate::output::reread::Settings;
use crate::scenario::Scenario;

/// Section of constants, and the other sections that change outcomes.
const CONSTANTS: &str = "parameters";
const SECTIONS: [&str; 3] = ["timeline", "interventions", "outcomes"];

/// Sentences about the people, the model, the constants and other settings in which runs differ from the first run.
pub(super) fn settings_that_differ(
    selections: &[Selection],
    relations: &mut Relations,
) -> Result<Vec<String>, DerivedError> {
    let [first, others @ ..] = selections else { return Ok(Vec::new()) };
    let settings = Settings::read(&first.run)?;
    let mut sentences = Vec::new();
    for (number, other) in (2usize..).zip(others) {
        let theirs = Settings::read(&other.run)?;
        let people = relations.of(selections, 0, number - 1)?;
        let mut say = |text: String| sentences.push(format!("Run {number} and run 1: {text}."));
        say(of_people(people, first, other));
        for (fact, what) in [("model_hash", "the models differ"), ("version", "the versions of soleus differ")] {
            let (ours, theirs) = (first.run.fact(fact), other.run.fact(fact));
            if ours != theirs {
                say(format!("{what} ({theirs}, {ours})"));
            }
        }
        let constants = changed_constants(&settings, &theirs);
        if !constants.is_empty() {
            say(format!("constants of the model differ: {}", constants.join("; ")));
        }
        let outcomes = different_outcomes(&first.scenario, &other.scenario);
        if !outcomes.is_empty() {
            say(format!(
                "these outcomes are not defined in the same way, and are not compared: {}",
                outcomes.join(", ")
            ));
        }
        let sections: Vec<&str> =
            SECTIONS.into_iter().filter(|section| settings.get(section) != theirs.get(section)).collect();
        if !sections.is_empty() {
            say(format!("these sections of the scenarios differ: {}", sections.join(", ")));
        }
    }
    for (number, selection) in (1..).zip(selections) {
        let (fingerprint, model) = (selection.run.fact("fingerprint"), selection.run.fact("model_hash"));
        if fingerprint != model {
            sentences.push(format!(
                "Run {number}: its device ({}) computes other last digits.",
                selection.run.fact("device")
            ));
        }
    }
    Ok(sentences)
}

/// How the people of two runs are related.
fn of_people(people: People, first: &Selection, other: &Selection) -> String {
    let [ours, theirs] = [first, other].map(|selection| selection.scenario.design.persons);
    match people {
        People::Same if ours == theirs => "the people are the same, so that they are compared one by one".to_owned(),
        People::Same => {
            format!("the first {} people are the same, so that they are compared one by one", ours.min(theirs))
        }
        People::Different => {
            "the people are not the same (seed, sampler or population differ), so that two independent samples are compared, with wider \
             intervals"
                .to_owned()
        }
    }
}

/// Names of flags, responders and measurements that only one of two scenarios has, or that mean something else in the other.
fn different_outcomes<'a>(first: &'a Scenario, other: &'a Scenario) -> Vec<&'a str> {
    let of = |one: &'a Scenario, other: &Scenario| {
        let flags = one.outcomes.flags.iter().filter(|flag| !other.outcomes.flags.contains(flag));
        let measured = one.measurements.iter().filter(|measurement| !other.measurements.contains(measurement));
        let measured: Vec<&str> = measured.map(|measurement| measurement.id.as_str()).collect();
        let responders = one.analysis.responders.iter().filter(|one| !other.analysis.responders.contains(one));
        flags.chain(responders).map(|flag| flag.id.as_str()).chain(measured).collect::<Vec<_>>()
    };
    let mut names = [of(first, other), of(other, first)].concat();
    names.sort_unstable();
    names.dedup();
    names
}

/// The constants that differ, with both values.
fn changed_constants(first: &Settings, other: &Settings) -> Vec<String> {
    let table = |settings: &Settings| settings.get(CONSTANTS).and_then(Value::as_table).cloned().unwrap_or_default();
    let (ours, theirs) = (table(first), table(other));
    let mut names: Vec<&String> = ours.keys().chain(theirs.keys()).collect();
    names.sort();
    names.dedup();
    let words = |value: Option<&Value>| value.map_or_else(|| "default".to_owned(), plain);
    let differing = names.into_iter().filter(|name| ours.get(*name) != theirs.get(*name));
    differing.map(|name| format!("{name} {} (run 1: {})", words(theirs.get(name)), words(ours.get(name)))).collect()
}

/// The value of a constant, without its source.
fn plain(value: &Value) -> String {
    value.get("value").unwrap_or(value).to_string()
}
