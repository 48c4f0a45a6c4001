//! Errors of statistics that are derived from finished runs.

use crate::output::{OutputError, ReadError};

/// Why statistics cannot be computed from finished runs.
#[derive(Debug, thiserror::Error)]
pub enum DerivedError {
    /// A run cannot be read, or lacks what is needed.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// There is no outcome with this name.
    #[error("there is no outcome `{name}`; {hint}")]
    UnknownOutcome {
        /// The unknown name.
        name: String,
        /// What to do.
        hint: String,
    },
    /// There is no attribute with this name.
    #[error("there is no attribute `{name}` of people; {hint}")]
    UnknownAttribute {
        /// The unknown name.
        name: String,
        /// What to do.
        hint: String,
    },
    /// There is no arm with this name.
    #[error("there is no arm `{name}`; the run has {known}")]
    UnknownArm {
        /// The unknown name.
        name: String,
        /// The arms.
        known: String,
    },
    /// A reference names a run that was not given.
    #[error("there is no run {number}: {count} were given, counted from 1")]
    UnknownRun {
        /// The number.
        number: usize,
        /// Number of runs.
        count: usize,
    },
    /// A flag cannot be read.
    #[error("`{text}` is no flag; write an outcome and a threshold, such as \"edema_ml>100\"")]
    WrongFlag {
        /// The text.
        text: String,
    },
    /// An attribute that is a number has no classes yet.
    #[error(
        "`{name}` is a number, so give the edges of its classes with --breaks, such as --breaks {example} (its quartiles)"
    )]
    NoBreaks {
        /// The attribute.
        name: String,
        /// Its quartiles.
        example: String,
    },
    /// There are breaks, but no number to divide.
    #[error("--breaks needs one attribute in --by that is a number; {found}")]
    UselessBreaks {
        /// What was found.
        found: String,
    },
    /// The breaks do not increase.
    #[error("the numbers of {what} must increase{within}")]
    NotIncreasing {
        /// The argument.
        what: &'static str,
        /// The range.
        within: &'static str,
    },
    /// The attribute of a crossing is a number.
    #[error(
        "`{name}` is a number and cannot be crossed without classes; name it in --by, with --breaks, and cross it with the other attribute"
    )]
    CrossedNumber {
        /// The attribute.
        name: String,
    },
    /// A crossing without groups.
    #[error("--cross needs an attribute in --by that it is crossed with")]
    UselessCross,
    /// Two runs cannot be compared, because their constants are drawn differently often.
    #[error(
        "`{one}` has {draws} draws of constants, `{other}` has {others}; runs with different numbers of draws cannot be compared"
    )]
    Draws {
        /// A run.
        one: String,
        /// Number of its draws.
        draws: u32,
        /// Another run.
        other: String,
        /// Number of its draws.
        others: u32,
    },
    /// There is nothing to compare.
    #[error(
        "there is nothing to compare: the only arm is the reference; give another run, or another arm with --reference"
    )]
    Nothing,
}
