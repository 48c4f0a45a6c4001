//! `soleus docs`: the documents, for users who have only the program.

use serde_json::{Value, json};

use super::args::DocsArgs;
use super::{Console, Exit};
use crate::scenario::suggest;

/// A document.
struct Document {
    /// Its name: that of its file in `docs` without the ending.
    topic: &'static str,
    /// Its text in Markdown.
    text: &'static str,
}

/// The documents with these names.
macro_rules! documents {
    ($($topic:literal),* $(,)?) => {
        [$( Document { topic: $topic, text: include_str!(concat!("../../docs/", $topic, ".md")) }, )*]
    };
}

/// All documents, those that are read first at the beginning.
const DOCUMENTS: [Document; 13] = documents![
    "scenario",
    "interventions",
    "population",
    "composing",
    "running",
    "results",
    "model",
    "evidence",
    "calibration",
    "accuracy",
    "parity",
    "reliability",
    "performance",
];

impl Document {
    /// Its first heading.
    fn title(&self) -> &'static str {
        self.text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(self.topic)
    }
}

/// Prints a document, or the list of all.
pub(super) fn docs(args: &DocsArgs, console: &Console) -> Exit {
    let Some(asked) = &args.topic else {
        tell(console, &list(), &json!({ "topics": DOCUMENTS.iter().map(describe).collect::<Vec<Value>>() }));
        return Exit::Done;
    };
    let topic = asked.strip_prefix("docs/").unwrap_or(asked);
    let topic = topic.strip_suffix(".md").unwrap_or(topic);
    match DOCUMENTS.iter().find(|document| document.topic.eq_ignore_ascii_case(topic)) {
        Some(document) => {
            let Document { topic, text } = document;
            tell(console, text, &json!({ "topic": topic, "title": document.title(), "text": text }));
            Exit::Done
        }
        None => {
            let known = DOCUMENTS.iter().map(|document| document.topic);
            let hint = suggest::hint_or(topic, known, "`soleus docs` lists all documents");
            console.warn(&format!("error: there is no document `{asked}`; {hint}"));
            Exit::Unusable
        }
    }
}

fn tell(console: &Console, text: &str, value: &Value) {
    if console.shared().json { console.json(value) } else { console.result(text) }
}

fn list() -> String {
    let width = DOCUMENTS.iter().map(|document| document.topic.len()).max().unwrap_or(0);
    let line = |document: &Document| format!("{:<width$}  {}\n", document.topic, document.title());
    DOCUMENTS.iter().map(line).collect()
}

fn describe(document: &Document) -> Value {
    json!({ "topic": document.topic, "title": document.title() })
}
