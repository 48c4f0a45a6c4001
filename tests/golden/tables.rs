//! The group `tables`: every engine leaves the committed tables.
#![allow(clippy::disallowed_methods, reason = "the clock says how long it took")]

use std::time::Instant;

use crate::cases::{Engine, batches, engines, scenarios};
use crate::columns;
use crate::compared::Compared;
use crate::keep::Keep;
use crate::ledger::{Ledger, Mode, Scope};
use crate::{runs, verbs};

const GROUP: &str = "tables";
const ABOUT: &str = "Hashes of all tables of many runs; tests/golden.rs says how they are made, compared and blessed.
SCOPE BATCH@PEOPLE/SCENARIO/TABLE: rows, hash of the table, its layout, hash of each column
layout DIGITS: names and types of the columns";
/// Where lines of other verbs begin.
const TRACE: &str = "usual trace/";
const EVIDENCE: &str = "long verify/";

/// Runs everything, and fails where a table is not what is committed.
pub(crate) fn check() {
    let (mode, keep, engines) = (Mode::of(GROUP), Keep::of(GROUP), engines());
    let mut compared = Compared::new(mode, Ledger::committed(GROUP), columns::difference);
    for batch in batches(mode, keep.path()) {
        for engine in engines.iter().filter(|engine| batch.is_for(engine, mode)) {
            let begun = Instant::now();
            let folder = keep.path().join(batch.prefix().trim_end_matches('/')).join(folder(engine));
            compared.add(&engine.name(), &batch.prefix(), runs::lines(&batch, engine, &folder));
            eprintln!("{}, {}: {:.1} s", batch.prefix(), engine.name(), begun.elapsed().as_secs_f64());
        }
    }
    let (begun, one) = (Instant::now(), "CPU");
    compared.add(one, TRACE, verbs::traces(&scenarios(), TRACE, &keep.path().join("traces")));
    if mode.includes(Scope::Long) {
        compared.add(one, EVIDENCE, verbs::evidence(EVIDENCE, &keep.path().join("evidence")));
    }
    eprintln!("other verbs: {:.1} s", begun.elapsed().as_secs_f64());
    compared.finish(ABOUT);
}

/// Short name of an engine's folder.
fn folder(engine: &Engine) -> String {
    match engine {
        Engine::Threads(threads) => format!("cpu-{threads}"),
        Engine::Adapter(_) => "gpu".to_owned(),
    }
}
