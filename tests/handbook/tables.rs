//! Lists of the model, as Markdown tables.

use soleus::model::{Channels, Leg, PARAMETERS, Parameter, Signal};
use soleus::results::{Measure, TYPICAL_OF, Trust};
use soleus::scenario::{Activity, Posture};

/// Rows of cells under a head.
pub(super) fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let rule = vec!["---"; head.len()].join("|");
    let rows: Vec<String> = rows.map(|row| format!("| {} |", row.join(" | "))).collect();
    format!("| {} |\n|{rule}|\n{}", head.join(" | "), rows.join("\n"))
}

pub(super) fn code(name: &str) -> String {
    format!("`{name}`")
}

/// Constants whose names begin with one of these words, in the order of the words.
pub(super) fn constants(words: &[&str]) -> String {
    let row = |parameter: &Parameter| {
        let Parameter { name, unit, default, low, high, source, doc } = *parameter;
        vec![
            code(name),
            doc.to_owned(),
            default.to_string(),
            unit.to_owned(),
            format!("{low} to {high}"),
            source.to_owned(),
        ]
    };
    let head = ["constant", "meaning", "value", "unit", "plausible", "source"];
    table(&head, words.iter().flat_map(named).map(row))
}

fn named(word: &&str) -> impl Iterator<Item = &'static Parameter> {
    PARAMETERS.iter().filter(|parameter| parameter.name.split('_').next() == Some(word))
}

/// The inputs of a leg.
pub(super) fn person() -> String {
    let fields = Leg::<f32>::FIELDS.iter().zip(Leg::<f32>::DOCS);
    table(&["input", "meaning"], fields.map(|(name, doc)| vec![code(name), (*doc).to_owned()]))
}

/// Channels that postures set. Postures with equal channels share a column.
pub(super) fn postures() -> String {
    let mut names: Vec<String> = Vec::new();
    let mut columns = Vec::new();
    for posture in Posture::ALL {
        let (name, column) = (posture.facts().name, posture.channels().to_array());
        match columns.iter().position(|other| *other == column) {
            Some(at) => names[at] = format!("{}, {name}", names[at]),
            None => {
                names.push(name.to_owned());
                columns.push(column);
            }
        }
    }
    channels(&names, &columns, |values| values.iter().any(|value| *value != 0.0))
}

/// Channels that activities set.
pub(super) fn activities() -> String {
    let standing = Posture::Standing.channels();
    let still = standing.to_array();
    let shown: Vec<Activity> = Activity::ALL.into_iter().filter(|activity| activity.facts().word.is_some()).collect();
    let rows: Vec<_> = shown.iter().map(|activity| activity.effort().in_posture(standing).to_array()).collect();
    let names: Vec<String> = shown.iter().map(|activity| activity.facts().name.to_owned()).collect();
    let mut at = 0..;
    channels(&names, &rows, |values| {
        let at = at.next().unwrap_or_default();
        values.iter().any(|value| *value != still[at])
    })
}

/// One row per channel that is not 0 everywhere, one column per posture or activity.
fn channels<const N: usize>(names: &[String], columns: &[[f32; N]], mut worth: impl FnMut(&[f32]) -> bool) -> String {
    let head: Vec<&str> = ["channel", "meaning"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let fields = Channels::<f32>::FIELDS.iter().zip(Channels::<f32>::DOCS).enumerate();
    let rows = fields.filter_map(|(at, (name, doc))| {
        let values: Vec<f32> = columns.iter().map(|column| column[at]).collect();
        let cells = [code(name), (*doc).to_owned()].into_iter();
        worth(&values).then(|| cells.chain(values.iter().map(f32::to_string)).collect())
    });
    table(&head, rows)
}

/// The outcomes of each person in each arm.
pub(super) fn outcomes() -> String {
    let row = |measure: &Measure| {
        vec![
            code(measure.name()),
            measure.unit().to_owned(),
            format!("**{}** {}", measure.plain(), measure.description()),
            measure.typical_words(),
            measure.trust().word().to_owned(),
            measure.rests_on().to_owned(),
        ]
    };
    let words = Trust::ALL.map(|trust| format!("*{}*: {}", trust.word(), trust.meaning()));
    let head = ["outcome", "unit", "meaning", "typical", "trust", "rests on"];
    format!("{}\n\nTypical: {TYPICAL_OF}. Trust: {}.", table(&head, Measure::ALL.iter().map(row)), words.join("; "))
}

/// The signals of traces and measurements.
pub(super) fn signals() -> String {
    let row = |signal: &Signal| vec![code(signal.name()), signal.unit().to_owned(), signal.description().to_owned()];
    table(&["signal", "unit", "meaning"], Signal::ALL.iter().map(row))
}
