//! Fits uncertain constants of the model to published measurements: docs/calibration.md.
//!
//!     cargo run --release --example calibrate -- --parameters leak_deep --targets C08 --out fit

mod calibration;
mod ensemble;

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use soleus::engine::gpu::{AdapterChoice, Gpu, GpuError};
use soleus::engine::{Backend, Cpu};
use soleus::output::{OutputError, write_text};

use calibration::{
    CalibrateError, Calibration, Progress, calibrate, calibration_document, calibration_table, choose, described,
    parameters_section,
};

/// Fit uncertain constants of the model to published measurements
#[derive(Debug, Parser)]
#[command(name = "calibrate", max_term_width = 100)]
struct Args {
    /// Constants to fit, separated by commas [default: those that the literature does not determine]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    parameters: Vec<String>,
    /// Targets to fit to, separated by commas, such as C04,C07 [default: all scored ones]
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    targets: Vec<String>,
    /// People per protocol
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..))]
    persons: u32,
    /// Largest number of evaluations of the model
    #[arg(long, value_name = "N", default_value_t = 300)]
    evaluations: usize,
    /// cpu, gpu (any adapter), or a part of an adapter's name
    #[arg(long, value_name = "DEVICE", default_value = "cpu")]
    device: String,
    /// Folder for parameters.toml and calibration.md
    #[arg(short, long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Weigh draws of the constants of stasis by the published rates of clots instead; the folder gets ensemble.csv and ensemble.md
    #[arg(long, conflicts_with_all = ["parameters", "targets", "persons", "evaluations", "device", "json"])]
    ensemble: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Show no progress
    #[arg(short, long)]
    quiet: bool,
}

fn main() -> ExitCode {
    match perform(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Fits, prints the report, and writes it to the folder, if one is given.
fn perform(args: &Args) -> Result<(), Box<dyn Error>> {
    if args.ensemble {
        return weigh(args.out.as_deref());
    }
    let backend = backend(&args.device)?;
    let fitted = fitted(args, backend.as_ref())?;
    if let Some(folder) = &args.out {
        write(folder, &fitted)?;
    }
    let text = if args.json { format!("{:#}\n", described(&fitted)) } else { calibration_table(&fitted) };
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// Makes the ensemble, prints the report, and writes both to the folder, if one is given.
fn weigh(folder: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let [table, report] = ensemble::ensemble()?;
    if let Some(folder) = folder {
        write_text(&folder.join("ensemble.csv"), &table)?;
        write_text(&folder.join("ensemble.md"), &report)?;
    }
    Ok(io::stdout().write_all(report.as_bytes())?)
}

fn backend(device: &str) -> Result<Box<dyn Backend>, GpuError> {
    Ok(match device {
        "cpu" => Box::new(Cpu::default()),
        "gpu" => Box::new(Gpu::open(&AdapterChoice::Any)?),
        name => Box::new(Gpu::open(&AdapterChoice::Named(name.to_owned()))?),
    })
}

fn fitted(args: &Args, backend: &dyn Backend) -> Result<Calibration, CalibrateError> {
    let choice = choose(&args.parameters, &args.targets, args.evaluations)?;
    let bar = bar(args);
    let fitted = calibrate(&choice, args.persons, args.evaluations, backend, &mut |now: Progress| {
        bar.set_length(now.budget as u64);
        bar.set_position(now.evaluations as u64);
        bar.set_message(format!("misfit {:.2}", now.misfit));
    });
    bar.finish_and_clear();
    fitted
}

/// Shows progress, but only on a terminal.
fn bar(args: &Args) -> ProgressBar {
    let target = if args.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("[{bar:30}] {pos}/{len} evaluations  {elapsed}  {msg}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}

fn write(folder: &Path, fitted: &Calibration) -> Result<(), OutputError> {
    write_text(&folder.join("parameters.toml"), &parameters_section(fitted))?;
    write_text(&folder.join("calibration.md"), &calibration_document(fitted))
}
