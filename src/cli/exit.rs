//! How the program ends.

use std::process::ExitCode;

/// Exit codes; scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// `check` found faults, or `verify` is out of band.
    Faults = 1,
    /// Bad arguments, an invalid scenario, an unreadable or unwritable file.
    Unusable = 2,
    /// The wanted device is missing or lost.
    Device = 3,
    /// Part of a batch failed; the rest is kept.
    Partial = 5,
    /// A fault of the program itself.
    Internal = 101,
    /// Interrupted.
    Interrupted = 130,
}

impl Exit {
    /// The one of two that matters more to a caller who looks at several files.
    pub fn worse(self, other: Self) -> Self {
        if other as u8 > self as u8 { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
