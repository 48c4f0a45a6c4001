//! How the program ends.

use std::process::ExitCode;

/// Exit codes; scripts rely on them. A request to stop gives 128 and the number of the signal, as shells count.
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
    /// SIGHUP: the terminal was closed.
    HungUp = 129,
    /// SIGINT: Ctrl-C.
    Interrupted = 130,
    /// SIGUSR1: a batch system warns that time runs out.
    UserSignal = 138,
    /// SIGTERM: another program asks to end.
    Terminated = 143,
    /// SIGXCPU: the limit of processor time.
    CpuTime = 152,
}

impl Exit {
    /// The one of two that matters more to a caller who looks at several files.
    pub fn worse(self, other: Self) -> Self {
        if other as u8 > self as u8 { other } else { self }
    }

    /// The exit of a request to stop, by its code.
    pub fn stopped(code: u8) -> Option<Self> {
        use Exit::{CpuTime, HungUp, Interrupted, Terminated, UserSignal};
        [HungUp, Interrupted, UserSignal, Terminated, CpuTime].into_iter().find(|exit| *exit as u8 == code)
    }

    /// Whether somebody asked the program to stop.
    pub fn is_stop(self) -> bool {
        Self::stopped(self as u8).is_some()
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
