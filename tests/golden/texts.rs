//! The group `texts`: everything that is said is what is committed.
#![allow(clippy::disallowed_methods, reason = "the clock says how long it took")]

use std::time::Instant;

use crate::columns;
use crate::compared::Compared;
use crate::grown_texts;
use crate::keep::Keep;
use crate::ledger::{Ledger, Lines, Mode, Scope, digits};
use crate::words;

const GROUP: &str = "texts";
const ABOUT: &str =
    "Hashes of what the program says and writes; tests/golden.rs says how they are made, compared and blessed.
SCOPE KIND/NAME: length and hash of the text; of grown scenarios, hashes of their texts and of what is said of them";

/// A text with its name.
pub(crate) type Text = (String, String);

/// Gathers all texts, and fails where one is not what is committed.
pub(crate) fn check() {
    let (mode, keep) = (Mode::of(GROUP), Keep::of(GROUP));
    let mut compared = Compared::new(mode, Ledger::committed(GROUP), difference);
    for (scope, kind, texts) in words::KINDS.into_iter().filter(|(scope, ..)| mode.includes(*scope)) {
        let (begun, prefix) = (Instant::now(), format!("{} {kind}/", scope.word()));
        compared.add("any engine", &prefix, lines(&prefix, &texts(), &keep));
        eprintln!("{prefix}: {:.1} s", begun.elapsed().as_secs_f64());
    }
    for scope in [Scope::Usual, Scope::Long].into_iter().filter(|scope| mode.includes(*scope)) {
        let (begun, prefix) = (Instant::now(), format!("{} grown/", scope.word()));
        compared.add("any engine", &prefix, grown_texts::lines(scope, &prefix, &keep));
        eprintln!("{prefix}: {:.1} s", begun.elapsed().as_secs_f64());
    }
    compared.finish(ABOUT);
}

fn lines(prefix: &str, texts: &[Text], keep: &Keep) -> Lines {
    let mut lines = Lines::new();
    for (name, text) in texts {
        let key = format!("{prefix}{name}");
        keep.text(&key, text);
        let hash = digits(&blake3::hash(text.as_bytes()), 16);
        let old = lines.insert(key, format!("{} characters, {hash}", text.chars().count()));
        assert!(old.is_none(), "two texts are called {prefix}{name}");
    }
    lines
}

/// In which way two lines differ.
fn difference(expected: (&str, &Lines), found: (&str, &Lines)) -> String {
    columns::parts(expected.0, found.0)
}
