//! Chapters in their order, with tables in place of the comments that ask for them.

use super::HandbookError;
use super::{keys, tables};

macro_rules! chapters {
    ($folder:literal: $( $name:literal )*) => {
        &[ $( include_str!(concat!($folder, "/", $name, ".md")), )* ]
    };
}

/// `docs/model.md`.
pub(super) const MODEL: &[&str] = chapters! {
    "chapters":
    "overview"
    "person"
    "posture"
    "wall"
    "flow"
    "pump"
    "control"
    "tissue"
    "stasis"
    "training"
    "risk"
    "numbers"
    "readings"
    "limits"
};

/// `docs/scenario.md`.
pub(super) const SCENARIO: &[&str] = chapters! {
    "scenario":
    "overview"
    "study"
    "population"
    "timeline"
    "interventions"
    "outcomes"
    "measurements"
    "parameters"
    "names"
};

/// `docs/interventions.md`.
pub(super) const INTERVENTIONS: &[&str] = chapters! { "interventions": "interventions" };

/// For whoever opens the file to correct it.
const PREFACE: &str = "<!-- Made by the tests from tests/handbook; do not edit here. To make it again:
     SOLEUS_BLESS=1 cargo test --release --test house pages -->

";

/// A whole page.
pub(super) fn page(chapters: &[&str]) -> Result<String, HandbookError> {
    let chapters: Result<Vec<String>, HandbookError> = chapters.iter().map(|chapter| weave(chapter)).collect();
    Ok(PREFACE.to_owned() + &chapters?.join("\n"))
}

/// A chapter with its tables.
fn weave(chapter: &str) -> Result<String, HandbookError> {
    let mut text = String::new();
    for line in chapter.lines() {
        match line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->")) {
            Some(order) => text.push_str(&table(order)?),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    Ok(text)
}

fn table(order: &str) -> Result<String, HandbookError> {
    let table = match order.split_once(": ").unwrap_or((order, "")) {
        ("constants", words) => tables::constants(&words.split_whitespace().collect::<Vec<_>>()),
        ("person", _) => tables::person(),
        ("postures", _) => tables::postures(),
        ("activities", _) => tables::activities(),
        ("outcomes", _) => tables::outcomes(),
        ("signals", _) => tables::signals(),
        ("keys", title) => keys::section(title).ok_or_else(|| HandbookError::Order(order.to_owned()))?,
        ("families", _) => keys::families(),
        ("parameters", _) => keys::parameters(),
        ("kinds", _) => keys::kinds(),
        ("interventions", group) => keys::interventions(group).ok_or_else(|| HandbookError::Order(order.to_owned()))?,
        ("variables", _) => keys::variables(),
        _ => return Err(HandbookError::Order(order.to_owned())),
    };
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::weave;

    #[test]
    fn words_stay_and_comments_become_tables() {
        let woven = weave("before\n<!-- constants: wall -->\nafter\n").unwrap_or_default();
        assert!(woven.starts_with("before\n|") && woven.ends_with("|\nafter\n"), "{woven}");
        assert!(woven.contains("| `wall_deep_knee` |"));
    }

    #[test]
    fn an_unknown_comment_is_told() {
        let told = weave("<!-- nonsense -->\n").err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains("<!-- nonsense -->"), "{told}");
    }
}
