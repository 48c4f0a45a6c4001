//! A table in a line: hashes of what can be read from it, not of the bytes of its file.

use std::fs::File;
use std::path::Path;

use polars::prelude::{Column, DataFrame, DataType};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use crate::ledger::{Lines, digits};

/// What a line says of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Digest {
    /// Rows.
    rows: String,
    /// Everything.
    whole: String,
    /// Names and types of the columns; a line of its own, `layout DIGITS`, lists them.
    layout: String,
    /// One hash per column, joined by dots.
    columns: String,
}

/// Key of the line that lists the columns of a layout.
fn layout_key(layout: &str) -> String {
    format!("layout {layout}")
}

impl Digest {
    /// Reads a table; adds the line of its layout.
    pub(crate) fn read(path: &Path, lines: &mut Lines) -> Self {
        let frame = ParquetReader::new(File::open(path).unwrap()).finish().unwrap();
        Self::new(&frame, lines)
    }

    fn new(frame: &DataFrame, lines: &mut Lines) -> Self {
        let names: Vec<String> =
            frame.columns().iter().map(|column| format!("{}={}", column.name(), word(column.dtype()))).collect();
        let names = names.join(" ");
        let layout = digits(&blake3::hash(names.as_bytes()), 8);
        lines.insert(layout_key(&layout), names.clone());
        let hashes: Vec<blake3::Hash> = frame.columns().iter().map(hash).collect();
        let mut whole = blake3::Hasher::new();
        whole.update(&(frame.height() as u64).to_le_bytes()).update(names.as_bytes());
        for hash in &hashes {
            whole.update(hash.as_bytes());
        }
        let short: Vec<String> = hashes.iter().map(|hash| digits(hash, 6)).collect();
        Self {
            rows: frame.height().to_string(),
            whole: digits(&whole.finalize(), 32),
            layout,
            columns: short.join("."),
        }
    }

    /// As a line's value.
    pub(crate) fn line(&self) -> String {
        let Self { rows, whole, layout, columns } = self;
        format!("{rows} rows, {whole}, layout {layout}, {columns}")
    }

    /// From a line's value.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(", ").map(str::to_owned);
        let rows = parts.next()?.strip_suffix(" rows")?.to_owned();
        let whole = parts.next()?;
        let layout = parts.next()?.strip_prefix("layout ")?.to_owned();
        Some(Self { rows, whole, layout, columns: parts.next()? })
    }
}

/// In which way two lines differ, in words; both lists may hold layouts.
pub(crate) fn difference(expected: (&str, &Lines), found: (&str, &Lines)) -> String {
    let (Some(old), Some(new)) = (Digest::parse(expected.0), Digest::parse(found.0)) else {
        return parts(expected.0, found.0);
    };
    let names = |layout: &str, lines: &Lines| -> Vec<String> {
        lines.get(&layout_key(layout)).into_iter().flat_map(|line| line.split(' ')).map(str::to_owned).collect()
    };
    let (before, now) = (names(&old.layout, expected.1), names(&new.layout, found.1));
    let mut words = Vec::new();
    if old.rows != new.rows {
        words.push(format!("{} rows and not {}", new.rows, old.rows));
    }
    if old.layout != new.layout {
        words.push(layouts(&before, &now));
    }
    let hashes = |digest: &Digest| digest.columns.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (hashes_before, hashes_now) = (hashes(&old), hashes(&new));
    let was = |name: &String| before.iter().position(|other| other == name).map(|at| &hashes_before[at]);
    let changed = now.iter().zip(&hashes_now).filter(|(name, hash)| was(name).is_some_and(|was| was != *hash));
    let changed: Vec<&str> = changed.map(|(name, _)| name.split('=').next().unwrap()).collect();
    match changed.as_slice() {
        [] => {}
        changed => words.push(format!("{} of {} columns differ: {}", changed.len(), now.len(), changed.join(" "))),
    }
    if words.is_empty() {
        words.push("a column differs whose short hash does not".to_owned());
    }
    words.join("; ")
}

/// Those of two lists of facts that differ.
pub(crate) fn parts(expected: &str, found: &str) -> String {
    let pairs = expected.split(", ").zip(found.split(", "));
    let differing = pairs.filter(|(before, now)| before != now).map(|(before, now)| format!("{now} and not {before}"));
    let words = differing.collect::<Vec<_>>().join(", ");
    if words.is_empty() { format!("{found} and not {expected}") } else { words }
}

/// Columns that came, went or changed places.
fn layouts(before: &[String], now: &[String]) -> String {
    let missing = |from: &[String], other: &[String]| -> Vec<String> {
        from.iter().filter(|name| !other.contains(name)).cloned().collect()
    };
    let (gone, new) = (missing(before, now), missing(now, before));
    if gone.is_empty() && new.is_empty() {
        let at = before.iter().zip(now).position(|(before, now)| before != now).unwrap_or(0);
        return format!("columns in another order, first {} where {} was", now[at], before[at]);
    }
    format!("columns gone: [{}], new: [{}]", gone.join(" "), new.join(" "))
}

/// Name of a type, as the dictionary of a run has it.
fn word(kind: &DataType) -> &'static str {
    match kind {
        DataType::Int32 => "int32",
        DataType::Float32 => "float32",
        DataType::Float64 => "float64",
        DataType::Boolean => "boolean",
        DataType::String => "string",
        other => panic!("tests/golden/columns.rs knows no values of the type {other}"),
    }
}

/// Hash of a column: its name, its type, and in order of every value its bits, or that there is none.
fn hash(column: &Column) -> blake3::Hash {
    let (series, mut hasher) = (column.as_materialized_series(), blake3::Hasher::new());
    for fact in [series.name().as_str(), word(series.dtype()), &series.len().to_string()] {
        part(&mut hasher, fact.as_bytes());
    }
    match series.dtype() {
        DataType::Int32 => add(&mut hasher, series.i32().unwrap().iter(), |value| value.to_le_bytes().to_vec()),
        DataType::Float32 => {
            add(&mut hasher, series.f32().unwrap().iter(), |value| value.to_bits().to_le_bytes().to_vec())
        }
        DataType::Float64 => {
            add(&mut hasher, series.f64().unwrap().iter(), |value| value.to_bits().to_le_bytes().to_vec())
        }
        DataType::Boolean => add(&mut hasher, series.bool().unwrap().iter(), |value| vec![u8::from(value)]),
        _ => add(&mut hasher, series.str().unwrap().iter(), |value| value.as_bytes().to_vec()),
    }
    hasher.finalize()
}

/// Every value, or that there is none, one after the other.
fn add<T>(hasher: &mut blake3::Hasher, values: impl Iterator<Item = Option<T>>, bytes: impl Fn(T) -> Vec<u8>) {
    for value in values {
        let value = value.map(&bytes);
        hasher.update(&[u8::from(value.is_some())]);
        part(hasher, value.as_deref().unwrap_or_default());
    }
}

/// Bytes; their number keeps them from moving to the next value unnoticed.
fn part(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
}

#[test]
fn a_bit_a_gap_and_an_order_count() {
    let digest = |columns: Vec<Column>| {
        let mut lines = Lines::new();
        let line = Digest::new(&DataFrame::new(2, columns).unwrap(), &mut lines).line();
        (line, lines)
    };
    let numbers = |name: &str, values: [Option<f64>; 2]| Column::new(name.into(), values.to_vec());
    let words = |values: [Option<&str>; 2]| Column::new("word".into(), values.to_vec());
    let (a, b) = (numbers("a", [Some(0.0), None]), words([Some("ab"), Some("c")]));
    let plain = digest(vec![a.clone(), b.clone()]);
    let told = |columns: Vec<Column>| {
        let (line, lines) = digest(columns);
        difference((&plain.0, &plain.1), (&line, &lines))
    };
    assert_eq!(digest(vec![a.clone(), b.clone()]), plain);
    for values in [[Some(-0.0), None], [Some(0.0), Some(0.0)], [None, Some(0.0)], [Some(f64::MIN_POSITIVE), None]] {
        assert_eq!(told(vec![numbers("a", values), b.clone()]), "1 of 2 columns differ: a");
    }
    for values in [[Some("a"), Some("bc")], [Some("abc"), Some("")], [Some("ab"), None]] {
        assert_eq!(told(vec![a.clone(), words(values)]), "1 of 2 columns differ: word");
    }
    assert_eq!(told(vec![b.clone(), a.clone()]), "columns in another order, first word=string where a=float64 was");
    let renamed = told(vec![numbers("z", [Some(0.0), None]), b]);
    assert_eq!(renamed, "columns gone: [a=float64], new: [z=float64]");
}
