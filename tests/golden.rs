//! Nothing that comes out has changed: every table of many runs, bit by bit, and every text, letter by letter.
//!
//! `tests/golden/tables.txt` and `tests/golden/texts.txt` hold hashes of both. A difference is told with its place, and what is meant
//! to be different is blessed for each of the two by itself, `SOLEUS_BLESS=tables` or `SOLEUS_BLESS=texts`; `SOLEUS_BLESS=1` blesses
//! neither. Lines that begin with `long` are looked at where `SOLEUS_LONG=1` or a blessing asks for them.
//! `SOLEUS_GOLDEN_KEEP=FOLDER` keeps there what was hashed, so that two states of the code can be compared value by value.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "golden/cases.rs"]
mod cases;
#[path = "golden/columns.rs"]
mod columns;
#[path = "golden/compared.rs"]
mod compared;
#[path = "golden/grown_texts.rs"]
mod grown_texts;
#[path = "golden/keep.rs"]
mod keep;
#[path = "golden/ledger.rs"]
mod ledger;
#[path = "golden/runs.rs"]
mod runs;
mod support;
#[path = "golden/tables.rs"]
mod tables;
#[path = "golden/texts.rs"]
mod texts;
#[path = "golden/verbs.rs"]
mod verbs;
#[path = "golden/words.rs"]
mod words;

#[test]
fn tables() {
    tables::check();
}

#[test]
fn texts() {
    texts::check();
}
