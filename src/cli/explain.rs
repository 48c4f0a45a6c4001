//! `soleus explain`: explains a code or a name in detail.

mod names;
mod outcomes;

use serde_json::{Value, json};

use super::args::ExplainArgs;
use super::{Console, Exit};
use crate::scenario::{Code, Explanation, suggest};
use names::Meaning;

/// Explains a code or a name. If it is unknown, suggests the nearest one.
pub(super) fn explain(args: &ExplainArgs, console: &Console) -> Exit {
    let code = Code::ALL.iter().find(|code| code.as_str().eq_ignore_ascii_case(&args.name));
    if let Some(explanation) = code.and_then(|code| code.explanation()) {
        tell(console, &page(explanation), &describe_code(explanation));
        return Exit::Done;
    }
    if args.name.eq_ignore_ascii_case(outcomes::NAME) {
        tell(console, &outcomes::table(console.width()), &outcomes::describe());
        return Exit::Done;
    }
    let all = names::all();
    let meanings: Vec<&Meaning> = all.iter().filter(|meaning| meaning.name.eq_ignore_ascii_case(&args.name)).collect();
    if meanings.is_empty() {
        let codes = Code::ALL.iter().map(|code| code.as_str());
        let known = codes.chain([outcomes::NAME]).chain(all.iter().map(|meaning| meaning.name.as_str()));
        let hint =
            suggest::hint_or(&args.name, known, "`soleus docs scenario` and `soleus docs results` list all names");
        console.warn(&format!("error: there is no code or name `{}`; {hint}", args.name));
        return Exit::Unusable;
    }
    let text: String = meanings.iter().map(|meaning| meaning.to_string()).collect();
    let values: Vec<Value> = meanings.iter().map(|meaning| meaning.describe()).collect();
    tell(console, &text, &json!({ "name": args.name, "meanings": values }));
    Exit::Done
}

fn tell(console: &Console, text: &str, value: &Value) {
    if console.shared().json { console.json(value) } else { console.result(text) }
}

/// A page of text about a code.
fn page(explanation: &Explanation) -> String {
    let Explanation { code, text, wrong, right } = explanation;
    let (name, short) = (code.as_str(), code.description());
    let example = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    format!("{name}: {short}\n\n{}\n\nWrong:\n\n{}\nRight:\n\n{}", wrapped(text), example(wrong), example(right))
}

fn describe_code(explanation: &Explanation) -> Value {
    let Explanation { code, text, wrong, right } = explanation;
    json!({ "code": code.as_str(), "title": code.description(), "text": text, "wrong": wrong, "right": right })
}

/// Longest line of a text.
const WIDTH: usize = 80;

/// Text wrapped to `WIDTH`.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < WIDTH) {
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
