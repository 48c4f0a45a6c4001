//! What guidance says: every statement can be written in a scenario, and the model gives the effect that the table states.

use std::fs;
use std::path::{Path, PathBuf};

use crate::handbook::statements::{Topic, statements};
use soleus::interventions::Kind;

#[test]
fn every_statement_has_keys_and_its_effect() {
    let mut wrong = Vec::new();
    for statement in statements() {
        let (effect, [low, high]) = (statement.effect(), statement.between);
        assert!(!statement.keys().is_empty(), "{}: nothing expresses it", statement.says);
        if !(low..=high).contains(&effect) {
            wrong.push(format!("{}: {effect}, not {low} to {high}", statement.says));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_statement_that_does_not_hold_says_so() {
    for statement in statements() {
        assert_eq!(statement.holds(), statement.verdict.is_none(), "{}", statement.says);
    }
}

#[test]
fn every_topic_and_every_kind_has_a_statement() {
    let all = statements();
    for (word, topic) in Topic::ALL {
        assert!(all.iter().filter(|statement| statement.topic == topic).count() > 3, "{word}");
    }
    let keys: Vec<String> = all.iter().flat_map(|statement| statement.keys()).collect();
    let missing: Vec<&str> = Kind::all()
        .filter(|kind| *kind != Kind::None)
        .map(|kind| kind.facts().word)
        .filter(|word| !keys.iter().any(|key| key.contains(&format!("kind = \"{word}\""))))
        .collect();
    assert!(missing.is_empty(), "no statement is about {missing:?}");
}

#[test]
fn the_tests_of_statements_exist() {
    let mut files = Vec::new();
    collect(Path::new("tests"), &mut files);
    collect(Path::new("src"), &mut files);
    let code: String = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    for statement in statements() {
        let named = format!("#[test]\n    fn {}(", statement.test);
        let outer = format!("#[test]\nfn {}(", statement.test);
        assert!(
            code.contains(&named) || code.contains(&outer),
            "{}: there is no test {}",
            statement.says,
            statement.test
        );
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}
