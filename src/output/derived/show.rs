//! Derived statistics as text for people or as data for programs.

mod data;
mod text;

use clap::ValueEnum;

use super::{Derived, DerivedError};
use crate::output::OutputError;

/// The form in which statistics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// A table for people: means, differences and ratios
    #[default]
    Table,
    /// The same table in Markdown
    Md,
    /// All statistics as CSV, one row each
    Csv,
    /// All statistics and notes as one JSON object
    Json,
}

impl Derived {
    /// The statistics in this form.
    ///
    /// # Errors
    /// If they cannot be encoded, which is an error of this program.
    pub fn shown(&self, format: ShowFormat) -> Result<String, DerivedError> {
        let fault = |error: String| DerivedError::from(OutputError::Sequence(error));
        match format {
            ShowFormat::Table => Ok(text::plain(self)),
            ShowFormat::Md => Ok(text::markdown(self)),
            ShowFormat::Csv => data::csv(self).map_err(|error| fault(error.to_string())),
            ShowFormat::Json => data::json(self).map_err(|error| fault(error.to_string())),
        }
    }
}
