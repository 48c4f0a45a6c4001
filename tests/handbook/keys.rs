//! The keys of scenario files and the families of distributions, as Markdown tables.

use std::ops::Bound::{Excluded, Included, Unbounded};

use super::tables::{code, table};
use soleus::interventions::{self, Group};
use soleus::keys::{Key, Kind, NO_LIMIT, Need, Span};
use soleus::scenario::{FAMILIES, FamilyKeys, SECTIONS, Variable, VariableKind};

/// The keys of the section with this title.
pub(super) fn section(title: &str) -> Option<String> {
    let section = SECTIONS.iter().find(|keys| keys.section == title)?;
    let row = |key: &Key| vec![code(key.name), value(key.kind), need(key.need), key.about.to_owned()];
    let text = table(&["key", "value", "default", "meaning"], section.entries().iter().map(row));
    Some(format!("{}\n\n{text}", section.about))
}

/// The cell about the default value.
fn need(need: Need) -> String {
    match need {
        Need::Required => "*required*".to_owned(),
        Need::Optional | Need::Each(_) => String::new(),
        Need::Default(usual) => code(usual),
    }
}

/// A short text about the possible values of a key.
pub(super) fn value(kind: Kind) -> String {
    match kind {
        Kind::Text | Kind::Line => "text".to_owned(),
        Kind::Identifier | Kind::Column => "identifier".to_owned(),
        Kind::Whole { low, high, unit } if high == u64::from(NO_LIMIT) => {
            format!("whole number, at least {low}{}", suffix(unit))
        }
        Kind::Whole { low, high, unit } => format!("whole number, {low} to {high}{}", suffix(unit)),
        Kind::Number(span) => range(span),
        Kind::Truth => "`true` or `false`".to_owned(),
        Kind::Word(words) => quoted(&words()),
        Kind::Label(variable) => quoted(variable.labels()),
        Kind::Entry(what, names) => format!("one of the {} {what}s", names().len()),
        Kind::Name(what) => format!("name of {} {what}", article(what)),
        Kind::List(kind) => format!("list: {}", value(*kind)),
        Kind::Row(kinds) => format!("[{}]", kinds.iter().map(|kind| value(*kind)).collect::<Vec<_>>().join(", ")),
        Kind::Either(kinds) => kinds.iter().map(|kind| value(*kind)).collect::<Vec<_>>().join("; or "),
        Kind::Table(keys) if keys.section.starts_with('[') => format!("table `{}`", keys.section),
        Kind::Table(_) => "table".to_owned(),
        Kind::Value => "value".to_owned(),
        Kind::Distribution => "value or distribution".to_owned(),
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn range(Span { low, high, unit }: Span) -> String {
    let unit = suffix(unit);
    match (low, high) {
        (Unbounded, _) => format!("number{unit}"),
        (Included(low), Unbounded) => format!("number, at least {low}{unit}"),
        (Excluded(low), Unbounded) => format!("number above {low}{unit}"),
        (Included(low), Included(high) | Excluded(high)) => format!("{} to {high}{unit}", short(low)),
        (Excluded(low), Included(high)) => format!("above {low}, up to {high}{unit}"),
        (Excluded(low), Excluded(high)) => format!("between {low} and {high}{unit}, both excluded"),
    }
}

/// The number with at most four decimals.
fn short(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// The unit as it follows a number.
fn suffix(unit: &str) -> String {
    if ["", "1"].contains(&unit) { String::new() } else { format!(" {unit}") }
}

/// All families of distributions.
pub(super) fn families() -> String {
    let sets = |family: &FamilyKeys| family.sets.iter().map(|set| codes(set)).collect::<Vec<_>>().join("; or ");
    let row = |family: &FamilyKeys| {
        let beside: Vec<&str> = family.keys().into_iter().filter(|key| !family.sets.concat().contains(key)).collect();
        let parameters =
            if beside.is_empty() { sets(family) } else { format!("{}; optional: {}", sets(family), codes(&beside)) };
        vec![code(family.name), parameters, family.about.to_owned()]
    };
    table(&["`dist`", "parameters", "meaning"], FAMILIES.iter().map(row))
}

fn codes(names: &[&str]) -> String {
    names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ")
}

/// The parameters of all families. A parameter with the same meaning in several families has one row.
pub(super) fn parameters() -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (family, key) in FAMILIES.iter().flat_map(|family| family.parameters.iter().map(move |key| (family, key))) {
        let (cells, families) = ([code(key.name), value(key.kind), key.about.to_owned()], code(family.name));
        match rows.iter_mut().find(|row| row[1..] == cells) {
            Some(row) => row[0] = format!("{}, {families}", row[0]),
            None => rows.push([families].into_iter().chain(cells).collect()),
        }
    }
    table(&["`dist`", "parameter", "value", "meaning"], rows.into_iter())
}

/// The kinds of interventions, with their keys.
pub(super) fn kinds() -> String {
    let row = |kind: interventions::Kind| {
        vec![
            code(&format!("\"{}\"", kind.facts().word)),
            kind.facts().keys.iter().map(|key| code(key.name)).collect::<Vec<_>>().join(", "),
        ]
    };
    table(&["`kind`", "keys"], interventions::Kind::all().map(row))
}

/// The effects of the kinds of a group in the model. Neighboring kinds with the same effect share a row.
pub(super) fn interventions(group: &str) -> Option<String> {
    let group = match group {
        "exercise" => Group::Exercise,
        "moving" => Group::Moving,
        "training" => Group::Training,
        "support" => Group::Support,
        "habit" => Group::Habit,
        _ => return None,
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for facts in interventions::Kind::all().map(interventions::Kind::facts).filter(|facts| facts.group == group) {
        let (word, words) = (code(facts.word), [facts.about, facts.source].map(str::to_owned));
        match rows.last_mut().filter(|row| row[1..] == words) {
            Some(row) => row[0] = format!("{}, {word}", row[0]),
            None => rows.push([word].into_iter().chain(words).collect()),
        }
    }
    Some(table(&["kind", "effect in the model", "source"], rows.into_iter()))
}

/// Published effects of interventions.
pub(super) fn trials() -> String {
    let row = |trial: &interventions::Trial| {
        let interval = trial.interval().map_or(String::new(), |(low, high)| format!(" ({low} to {high})"));
        vec![
            code(&trial.intervention),
            code(&trial.outcome),
            code(&trial.statistic),
            format!("{}{interval}", trial.value),
            trial.described(),
        ]
    };
    let head = ["kind", "outcome", "statistic", "published (95 % interval)", "study, people, design"];
    table(&head, interventions::trials().iter().map(row))
}

/// The contraindications.
pub(super) fn rules() -> String {
    let row =
        |rule: &interventions::Rule| vec![code(rule.variable.name()), rule.reason.to_owned(), rule.source.to_owned()];
    table(&["people with", "reason", "source"], interventions::RULES.iter().map(row))
}

/// The variables of people.
pub(super) fn variables() -> String {
    let row = |variable: &Variable| vec![code(variable.name()), allowed(*variable), variable.description().to_owned()];
    table(&["variable", "value", "meaning"], Variable::ALL.iter().map(row))
}

fn allowed(variable: Variable) -> String {
    let (low, high) = variable.bounds();
    match variable.kind() {
        VariableKind::Continuous => format!("{low} to {high}{}", suffix(variable.unit())),
        VariableKind::Flag => "`true` or `false`".to_owned(),
        VariableKind::Category(labels) => quoted(labels),
    }
}

/// Words as written in a file.
fn quoted(labels: &[&str]) -> String {
    labels.iter().map(|label| code(&format!("\"{label}\""))).collect::<Vec<_>>().join(", ")
}
