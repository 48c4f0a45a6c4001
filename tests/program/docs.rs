//! The documents that messages point to exist for users who have only the program.

use std::fs;
use std::path::Path;

use crate::support::{soleus, utf8};

/// Lines of the program, of its templates and of the shipped scenarios that are no comments of its code.
fn lines(folder: &Path, found: &mut Vec<String>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            lines(&path, found);
        } else if path.extension().is_some_and(|ending| ["rs", "py", "R", "toml"].iter().any(|one| ending == *one)) {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(text.lines().filter(|line| !line.trim_start().starts_with("//")).map(str::to_owned));
        }
    }
}

/// The names that follow these words in a line, up to a character that no name has.
fn named<'a>(line: &'a str, words: &str) -> impl Iterator<Item = &'a str> {
    let is_name = |letter: char| letter.is_ascii_lowercase() || letter == '-';
    line.split(words).skip(1).map(move |rest| rest.split(|letter| !is_name(letter)).next().unwrap_or_default())
}

#[test]
fn every_document_that_is_named_can_be_read() {
    let mut all = Vec::new();
    ["src", "scenarios"].iter().for_each(|folder| lines(Path::new(folder), &mut all));
    let paths = all.iter().filter(|line| !line.contains("include_str!")).flat_map(|line| {
        named(line, "docs/").filter(|name| line.contains(&format!("docs/{name}.md"))).chain(named(line, "soleus docs "))
    });
    let mut topics: Vec<&str> = paths.filter(|name| !name.is_empty()).collect();
    topics.sort_unstable();
    topics.dedup();
    assert!(topics.contains(&"results") && topics.contains(&"scenario"), "{topics:?}");
    for topic in topics {
        let output = soleus().args(["docs", topic]).assert().code(0);
        let expected = fs::read_to_string(format!("docs/{topic}.md")).unwrap();
        assert_eq!(utf8(&output.get_output().stdout).trim(), expected.trim(), "{topic}");
    }
}

#[test]
fn every_document_is_a_topic_and_a_wrong_one_has_a_remedy() {
    let listed = utf8(&soleus().arg("docs").assert().code(0).get_output().stdout);
    for path in fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|ending| ending == "md") {
            let topic = path.file_stem().unwrap().to_str().unwrap();
            assert!(listed.lines().any(|line| line.split("  ").next() == Some(topic)), "{topic}: {listed}");
        }
    }
    soleus().args(["docs", "docs/results.md", "-q"]).assert().code(0);
    let said = utf8(&soleus().args(["docs", "result"]).assert().code(2).get_output().stderr);
    assert!(said.contains("there is no document `result`; did you mean `results`?"), "{said}");
}
