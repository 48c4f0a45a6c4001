//! What was found beside what is committed, and the message about it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Ledger, Lines, Mode};

/// Longest list of differences in a message.
const LISTED: usize = 60;

/// In which way two values of a line differ, each with the lines that it stands among.
pub(crate) type Tell = fn((&str, &Lines), (&str, &Lines)) -> String;

/// Collects differences.
pub(crate) struct Compared {
    mode: Mode,
    committed: Ledger,
    /// What is expected: the committed lines, or in a blessing what the first source says.
    expected: Lines,
    tell: Tell,
    /// Who was asked, by the beginning of the keys.
    asked: BTreeMap<String, BTreeSet<String>>,
    /// Who differs, by the beginning of the keys, key and words.
    differing: BTreeMap<(String, String, String), BTreeSet<String>>,
}

impl Compared {
    /// Nothing yet.
    pub(crate) fn new(mode: Mode, committed: Ledger, tell: Tell) -> Self {
        let expected = if mode == Mode::Bless { Lines::new() } else { committed.lines.clone() };
        Self { mode, committed, expected, tell, asked: BTreeMap::new(), differing: BTreeMap::new() }
    }

    /// Compares all lines whose keys begin so with what a source, such as an engine, says.
    pub(crate) fn add(&mut self, source: &str, prefix: &str, found: Lines) {
        let asked = self.asked.entry(prefix.to_owned()).or_default();
        if self.mode == Mode::Bless && asked.is_empty() {
            self.expected.extend(found.clone());
        }
        asked.insert(source.to_owned());
        let ours = |lines: &Lines| -> BTreeSet<String> {
            lines.keys().filter(|key| key.starts_with(prefix)).cloned().collect()
        };
        for key in ours(&self.expected).union(&ours(&found)) {
            let words = match (self.expected.get(key), found.get(key)) {
                (Some(expected), Some(found)) if expected == found => continue,
                (Some(expected), Some(is)) => (self.tell)((expected, &self.expected), (is, &found)),
                (Some(_), None) => "is gone".to_owned(),
                _ => "is new".to_owned(),
            };
            let place = (prefix.to_owned(), key.clone(), words);
            self.differing.entry(place).or_default().insert(source.to_owned());
        }
    }

    /// Fails with all differences, or blesses where that is asked for and the sources agree.
    pub(crate) fn finish(self, about: &str) {
        let problems = self.problems();
        assert!(problems.is_empty(), "\n{}", self.message(&problems));
        if self.mode == Mode::Bless {
            self.committed.with(self.expected).bless(about);
        }
    }

    /// Every difference in a line.
    fn problems(&self) -> Vec<String> {
        let mut problems: Vec<String> = self.differing.iter().map(|(place, who)| self.problem(place, who)).collect();
        let made = |key: &str| self.asked.keys().any(|prefix| key.starts_with(prefix));
        let left = self.expected.keys().filter(|key| self.mode.reads(key) && !made(key));
        problems.extend(left.map(|key| format!("{key}: nothing makes it any more")));
        problems
    }

    fn problem(&self, (prefix, key, words): &(String, String, String), who: &BTreeSet<String>) -> String {
        let asked = &self.asked[prefix];
        if who == asked {
            return format!("{key}: {words}");
        }
        let who: Vec<&str> = who.iter().map(String::as_str).collect();
        format!("{key}: {words} (only on {}: engines disagree, which no blessing mends)", who.join("; "))
    }

    fn message(&self, problems: &[String]) -> String {
        let mut text = format!("{} differences:\n", problems.len());
        for problem in problems.iter().take(LISTED) {
            text.push_str(&format!("  {problem}\n"));
        }
        if problems.len() > LISTED {
            text.push_str(&format!("  and {} more\n", problems.len() - LISTED));
        }
        format!("{text}{}", self.committed.remedy())
    }
}
