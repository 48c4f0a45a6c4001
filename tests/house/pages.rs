//! The handbook says what the code says.

use std::fs;
use std::path::Path;

use crate::handbook::{Page, pages};
use soleus::model::{PARAMETERS, Parameter};

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

#[test]
fn every_constant_is_explained_once() {
    let pages = pages().unwrap();
    let handbook = &pages[0].text;
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
        assert!(pages[0].text.contains(&format!("]({link})")), "tests/handbook/chapters do not show {link}");
    }
}
