//! Reads a run folder: prints the effect of every arm on the mean of an outcome, from `contrasts.parquet`.
//!
//!     cargo run --release --example read_run -- target/desk-day edema_ml
#![expect(clippy::print_stdout, reason = "the result")]

use std::error::Error;
use std::fs::File;
use std::path::Path;

use polars::prelude::{AnyValue, DataFrame};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

const USAGE: &str = "usage: read_run FOLDER MEASURE";

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let (folder, measure) = (words.next().ok_or(USAGE)?, words.next().ok_or(USAGE)?);
    let contrasts = table(Path::new(&folder), "contrasts")?;
    // One row per arm, group, measure and statistic; `dictionary.parquet` describes every column.
    for row in 0..contrasts.height() {
        let text = |column| text(&contrasts, column, row);
        let number = |column| number(&contrasts, column, row);
        // What trials found stands in rows of its own.
        if contrasts.column("source")?.get(row)? != AnyValue::Null {
            continue;
        }
        if [text("stratum_by")?, text("measure")?, text("statistic")?] == ["all", &measure, "mean_difference"] {
            let [estimate, low, high] = [number("estimate")?, number("conf_low")?, number("conf_high")?];
            println!("{}: {estimate:+.1} ({low:+.1} to {high:+.1})", text("arm")?);
        }
    }
    Ok(())
}

/// One table of a run.
fn table(folder: &Path, name: &str) -> Result<DataFrame, Box<dyn Error>> {
    let file = File::open(folder.join(format!("{name}.parquet")))?;
    Ok(ParquetReader::new(file).finish()?)
}

/// A cell that holds text.
fn text<'a>(frame: &'a DataFrame, column: &str, row: usize) -> Result<&'a str, Box<dyn Error>> {
    match frame.column(column)?.get(row)? {
        AnyValue::String(text) => Ok(text),
        other => Err(format!("{column} holds {other}").into()),
    }
}

/// A cell that holds a number.
fn number(frame: &DataFrame, column: &str, row: usize) -> Result<f64, Box<dyn Error>> {
    frame.column(column)?.get(row)?.extract().ok_or_else(|| format!("{column} holds no number").into())
}
