//! The handbook says what the code says.

use std::fs;
use std::path::{Path, PathBuf};

use crate::handbook::{Page, pages};
use soleus::evidence::targets;
use soleus::model::{PARAMETERS, Parameter};
use soleus::results::{Measure, Trust};

const BLESS: &str = "SOLEUS_BLESS=1 cargo test --release --test house pages";

#[test]
fn committed_pages_are_current() {
    let bless = std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "1");
    let stale: Vec<String> =
        pages().unwrap().into_iter().filter(|page| !is_current(page, bless)).map(|page| page.path).collect();
    assert!(stale.is_empty(), "stale: {}; run {BLESS}", stale.join(", "));
}

/// Whether a page stands in the repository as it should; with `bless` it is put there.
fn is_current(page: &Page, bless: bool) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&page.path);
    if bless {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &page.text).unwrap();
    }
    // Git may have given the lines other ends.
    fs::read_to_string(path).is_ok_and(|committed| committed.replace("\r\n", "\n") == page.text)
}

fn text<'a>(pages: &'a [Page], path: &str) -> &'a str {
    &pages.iter().find(|page| page.path == path).unwrap().text
}

/// The names of rows of evidence in a text: a letter and two digits, such as E24a.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| {
        word.len() >= 3
            && word.starts_with(['C', 'E', 'R', 'U'])
            && word[1..3].bytes().all(|digit| digit.is_ascii_digit())
    })
}

#[test]
fn outcomes_rest_on_rows_of_the_evidence() {
    let known: Vec<String> = targets().into_iter().map(|target| target.id).collect();
    for measure in Measure::ALL {
        let named: Vec<&str> = rows(measure.rests_on()).collect();
        let unknown: Vec<&&str> = named.iter().filter(|id| !known.iter().any(|known| known == **id)).collect();
        assert!(unknown.is_empty(), "{}: no calibrated rows {unknown:?}", measure.name());
        assert!(!named.is_empty() || measure.trust() == Trust::Assumed, "{} names no row", measure.name());
    }
}

#[test]
fn every_constant_is_explained_once() {
    let pages = pages().unwrap();
    let handbook = text(&pages, "docs/model.md");
    for Parameter { name, doc, .. } in PARAMETERS {
        let rows = handbook.matches(&format!("\n| `{name}` | {doc} |")).count();
        let word = name.split('_').next().unwrap();
        assert_eq!(rows, 1, "{name}: name `{word}` in one `<!-- constants: -->` of tests/handbook/chapters");
    }
}

#[test]
fn every_figure_is_shown() {
    let pages = pages().unwrap();
    for figure in pages.iter().filter(|page| page.path.ends_with(".svg")) {
        let link = figure.path.strip_prefix("docs/").unwrap();
        assert!(
            text(&pages, "docs/model.md").contains(&format!("]({link})")),
            "tests/handbook/chapters do not show {link}"
        );
    }
}

/// Folders whose files documents name by their paths.
const NAMED: [&str; 6] = ["benches/", "examples/", "scenarios/", "shaders/", "src/", "tests/"];

#[test]
fn files_that_documents_name_exist() {
    let mut documents = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"].map(PathBuf::from).to_vec();
    for folder in ["docs", "docs/decisions"] {
        documents.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    documents.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut found = 0;
    for document in &documents {
        let text = fs::read_to_string(document).unwrap();
        let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"/_.-".contains(letter));
        for path in words.filter(|word| NAMED.iter().any(|folder| word.starts_with(folder))) {
            let path = path.trim_end_matches(['.', '-']);
            assert!(Path::new(path).exists(), "{} names {path}, which does not exist", document.display());
            found += 1;
        }
    }
    assert!(documents.len() > 10 && found > 100, "{found} paths in {} documents", documents.len());
}
