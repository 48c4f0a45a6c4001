//! How often an experiment was tried, and what was lost.

use std::path::{Path, PathBuf};

/// What one experiment found.
#[derive(Default)]
pub(crate) struct Row {
    tried: usize,
    /// Tries that lost finished work or told a falsehood, each in words.
    losses: Vec<String>,
}

impl Row {
    /// Counts one try.
    pub(crate) fn count(&mut self, found: Result<(), String>) {
        self.tried += 1;
        self.losses.extend(found.err());
    }

    /// Fails where something was lost.
    pub(crate) fn assert_nothing_lost(&self) {
        let some: Vec<&str> = self.losses.iter().take(20).map(String::as_str).collect();
        assert!(self.losses.is_empty(), "{} of {} lost:\n{}", self.losses.len(), self.tried, some.join("\n"));
    }

    fn line(&self, fault: &str) -> String {
        let lost = self.losses.len();
        format!("| {fault} | {} | {} | {lost} |", self.tried, self.tried - lost)
    }
}

/// How many tries: some ordinarily, many where the long checks are asked for.
pub(crate) fn tries(ordinarily: usize, long: usize) -> usize {
    if is_long() { long } else { ordinarily }
}

pub(crate) fn is_long() -> bool {
    std::env::var_os("SOLEUS_LONG").is_some_and(|value| value == "1")
}

/// What stands above the table in the document.
const HEAD: &str = "| fault | tried | survived | lost |\n|---|--:|--:|--:|\n";
const HINT: &str =
    "docs/reliability.md is stale: SOLEUS_LONG=1 SOLEUS_BLESS=reliability cargo test --release --test reliability";

/// The document's text before its table, the table's lines, and the text after it.
fn document() -> (PathBuf, String, Vec<String>, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reliability.md");
    let text = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = text.split_once(HEAD).unwrap();
    let (table, after) = rest.split_once("\n\n").unwrap();
    (path, before.to_owned(), table.lines().map(str::to_owned).collect(), after.to_owned())
}

/// Compares which faults the document's table names.
pub(crate) fn compare_faults<'a>(faults: impl Iterator<Item = &'a str>) {
    let (_, _, table, _) = document();
    let named: Vec<&str> = table.iter().map(|line| line[2..].split(" | ").next().unwrap()).collect();
    assert_eq!(named, faults.collect::<Vec<_>>(), "{HINT}");
}

/// Compares the whole table, or writes it where asked to.
pub(crate) fn compare(rows: &[(&str, &Row)]) {
    let (path, before, committed, after) = document();
    let made: Vec<String> = rows.iter().map(|(fault, row)| row.line(fault)).collect();
    if std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "reliability") {
        return std::fs::write(path, format!("{before}{HEAD}{}\n\n{after}", made.join("\n"))).unwrap();
    }
    assert_eq!(committed, made, "{HINT}");
}
