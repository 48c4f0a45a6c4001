//! The arguments of the verbs about finished runs.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::keys::Word;
use crate::output::{ExportFormat, Request, ShowFormat};
use crate::scenario::Multiplicity;

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Folder of a finished run or sweep
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Form of the tables; --out names the folder of the CSV files or the workbook [default of --out: beside the run]
    #[arg(long, value_enum, value_name = "FORM")]
    pub format: ExportFormat,
    /// Tables to write, in place of the usual ones; persons and outcomes are written only if they are named here
    #[arg(long, value_name = "TABLE,...", value_delimiter = ',')]
    pub tables: Vec<String>,
    /// Replace the files of an earlier export
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Folders of finished runs; a sweep stands for all its members
    #[arg(required = true, value_name = "RUN")]
    pub runs: Vec<PathBuf>,
    /// Arm with which all others are compared, as ARM (of the first run) or N:ARM (of run N, counted from 1) [default: the
    /// arm of the same name in the first run, or its reference]
    #[arg(long, value_name = "[N:]ARM")]
    pub reference: Option<String>,
    /// Groups, outcomes and form
    #[command(flatten)]
    pub derive: Derive,
}

/// Arguments of `stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Folder of a finished run; --out names a folder for summary.parquet and contrasts.parquet
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Arm with which the others are compared [default: that of the run]
    #[arg(long, value_name = "ARM")]
    pub reference: Option<String>,
    /// Groups, outcomes and form
    #[command(flatten)]
    pub derive: Derive,
    /// New flags, such as "edema_ml>100" or "swollen=edema_ml>100". May be repeated
    #[arg(long, value_name = "FLAG")]
    pub flag: Vec<String>,
    /// New responders: people whose difference from the reference is beyond a threshold, such as "edema_ml<-20" or
    /// "less=edema_ml<-20". May be repeated
    #[arg(long, value_name = "RESPONDER")]
    pub responder: Vec<String>,
    /// Quantiles in place of those of the run, such as 0.1,0.9
    #[arg(long, value_name = "P,...", value_delimiter = ',')]
    pub quantiles: Vec<f64>,
    /// Replace the files of --out
    #[arg(long)]
    pub force: bool,
}

/// Groups, outcomes and form of statistics from finished runs.
#[derive(Debug, Args)]
pub struct Derive {
    /// Attributes by which people are grouped: columns of persons, such as sex, bmi or a stratum of the scenario
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Edges of the classes of the attribute that is a number, such as 18.5,25,30; a class contains its lower edge
    #[arg(long, value_name = "NUMBER,...", value_delimiter = ',', allow_negative_numbers = true)]
    pub breaks: Vec<f64>,
    /// Attribute with labels whose classes are combined with those of --by
    #[arg(long, value_name = "NAME")]
    pub cross: Option<String>,
    /// Outcomes, measurements and flags, or all [default: the main outcomes, and all measurements and flags]
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    pub measure: Vec<String>,
    /// What the intervals of differences allow for if several arms are compared [default: for stats that of the scenario, for
    /// compare none]
    #[arg(long, value_name = "WORD", value_parser = PossibleValuesParser::new(Multiplicity::words()))]
    pub multiplicity: Option<String>,
    /// Form of the results; --json is the same as json
    #[arg(long, value_enum, value_name = "FORM", default_value_t = ShowFormat::Table)]
    pub format: ShowFormat,
}

/// The adjustment with this word.
fn multiplicity(word: &str) -> Option<Multiplicity> {
    Multiplicity::choices().into_iter().find(|(known, _)| *known == word).map(|(_, value)| value)
}

impl Derive {
    /// The request, with this reference.
    pub fn request(&self, reference: &Option<String>) -> Request {
        Request {
            by: self.by.clone(),
            breaks: self.breaks.clone(),
            cross: self.cross.clone(),
            measures: self.measure.clone(),
            multiplicity: self.multiplicity.as_deref().and_then(multiplicity),
            reference: reference.clone(),
            ..Request::default()
        }
    }

    /// The form of the results.
    pub fn form(&self, json: bool) -> ShowFormat {
        if json { ShowFormat::Json } else { self.format }
    }
}
