//! What was found beside what is committed, and the message about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::ledger::{Ledger, Lines, Mode};

/// Longest list of differences of one batch or kind in a message.
const LISTED: usize = 12;
/// What stands between a difference and the engines that have it, where others do not.
const ONLY: &str = "-- only on";

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

    /// Every difference in a line, by the beginning of the keys.
    fn problems(&self) -> BTreeMap<&str, Vec<String>> {
        let mut problems: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((prefix, key, words), who) in &self.differing {
            let all = who == &self.asked[prefix];
            let only = if all { String::new() } else { format!(" {ONLY} {}", joined(who)) };
            problems.entry(prefix).or_default().push(format!("{key}: {words}{only}"));
        }
        let made = |key: &str| self.asked.keys().any(|prefix| key.starts_with(prefix));
        let left = self.expected.keys().filter(|key| self.mode.reads(key) && !made(key));
        problems.entry("").or_default().extend(left.map(|key| format!("{key}: nothing makes it any more")));
        problems.retain(|_, list| !list.is_empty());
        problems
    }

    /// The first differences of each kind; all of them go into a file.
    fn message(&self, problems: &BTreeMap<&str, Vec<String>>) -> String {
        let all: Vec<&str> = problems.values().flatten().map(String::as_str).collect();
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("golden-{}.txt", self.committed.group));
        fs::write(&file, all.join("\n") + "\n").unwrap();
        let mut text = format!("{} differences, all of them in {}:\n", all.len(), file.display());
        for (prefix, list) in problems {
            text.extend(list.iter().take(LISTED).map(|problem| format!("  {problem}\n")));
            if list.len() > LISTED {
                text.push_str(&format!("  {prefix}...: and {} more\n", list.len() - LISTED));
            }
        }
        if all.iter().any(|problem| problem.contains(ONLY)) {
            text.push_str("Where only some engines differ they disagree, which no blessing mends.\n");
        }
        text + &self.committed.remedy()
    }
}

fn joined(who: &BTreeSet<String>) -> String {
    who.iter().map(String::as_str).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_gone_new_left_over_or_disputed_is_told() {
    let lines = |list: &[(&str, &str)]| -> Lines {
        list.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    let committed = lines(&[
        ("usual a/same", "1"),
        ("usual a/other", "1"),
        ("usual a/gone", "1"),
        ("usual b/left", "1"),
        ("long a/asleep", "1"),
    ]);
    let found = lines(&[("usual a/same", "1"), ("usual a/other", "2"), ("usual a/new", "1")]);
    let told = |mode: Mode| {
        let ledger = Ledger::committed("of no group").with(committed.clone());
        let mut compared = Compared::new(mode, ledger, |expected, found| format!("{} and not {}", found.0, expected.0));
        compared.add("one", "usual a/", found.clone());
        let usual: Vec<String> = compared.problems().into_values().flatten().collect();
        compared.add("two", "usual a/", lines(&[("usual a/same", "1"), ("usual a/new", "1"), ("usual a/other", "1")]));
        let disputed = compared.problems().into_values().flatten().find(|problem| problem.contains(ONLY));
        (usual, disputed)
    };
    let left = "usual b/left: nothing makes it any more";
    let differences = ["usual a/gone: is gone", "usual a/new: is new", "usual a/other: 2 and not 1"];
    let (usual, disputed) = told(Mode::Usual);
    assert_eq!(usual, [&[left][..], &differences].concat());
    assert_eq!(disputed.unwrap(), "usual a/other: 2 and not 1 -- only on one");
    let (long, _) = told(Mode::Long);
    assert_eq!(long, [&["long a/asleep: nothing makes it any more", left][..], &differences].concat());
    let (blessing, disputed) = told(Mode::Bless);
    assert!(blessing.is_empty(), "{blessing:?}");
    assert_eq!(disputed.unwrap(), "usual a/other: 1 and not 2 -- only on two");
}
