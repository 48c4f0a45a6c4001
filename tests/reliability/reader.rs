//! Somebody reads a folder over and over while it is written.

use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use crate::fresh::tables;
use crate::inject::Work;
use crate::program::{Home, check, ended, whole};
use crate::rows::{Row, tries};
use crate::shim::{Plan, faulty};

/// Reads all that can be found until told to stop: whether any table was seen.
fn read_on(out: &Path, stop: &AtomicBool) -> Result<bool, String> {
    let mut seen = false;
    while !stop.load(Ordering::Relaxed) {
        for name in tables(out) {
            // A folder on the way may have another name by now.
            let Ok(file) = File::open(out.join(&name)) else { continue };
            seen = true;
            ParquetReader::new(file).finish().map_err(|error| format!("{} cannot be read: {error}", name.display()))?;
        }
        if let Ok(text) = fs::read(out.join("manifest.json")) {
            let read: Result<serde_json::Value, _> = serde_json::from_slice(&text);
            read.map_err(|error| format!("the manifest cannot be read: {error}"))?;
        }
    }
    Ok(seen)
}

/// A run is written, and perhaps killed; whoever saw a table of it finds the whole run in the end.
fn watched(home: &Home, out: &Path, plan: Plan) -> Result<(), String> {
    let stop = AtomicBool::new(false);
    let seen = std::thread::scope(|scope| {
        let reader = scope.spawn(|| read_on(out, &stop));
        let mut command = home.run("chair", out, &["--persons", "400"]);
        faulty(&mut command, plan, out, &out.with_extension("log"));
        ended(&mut command);
        stop.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    })?;
    let tables = tables(out);
    if seen || !tables.is_empty() || check(out) == 0 {
        return whole(out).map_err(|what| format!("tables were seen: {what}"));
    }
    Ok(())
}

/// Every other run is killed on the way.
pub(crate) fn reading() -> Row {
    let home = Home::new();
    let command = |out: &Path| home.run("chair", out, &["--persons", "400"]);
    let count = Work { before: None, command: &command, judge: &|_, _| Ok(()) }.calls().len();
    let (mut row, tries) = (Row::default(), tries(16, 150));
    for index in 0..tries {
        let plan = if index % 2 == 0 { Plan::Count } else { Plan::Kill(1 + index * count / tries) };
        let out = home.path(&format!("out-{index}"));
        row.count(watched(&home, &out, plan).map_err(|what| format!("{plan:?}: {what}")));
    }
    row
}
