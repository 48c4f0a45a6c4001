//! Exit codes of the program.

use std::process::ExitCode;

/// Exit codes; scripts rely on them. A stop signal gives 128 plus the number of the signal, as in shells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Success.
    Done = 0,
    /// `check` found faults, or `verify` reproduces too few values.
    Faults = 1,
    /// Bad arguments, an invalid scenario, or a file that cannot be read or written.
    Unusable = 2,
    /// The requested device is missing or lost.
    Device = 3,
    /// Some scenarios of a batch failed; the results of the others are kept.
    Partial = 5,
    /// An internal error of the program.
    Internal = 101,
    /// SIGHUP: the terminal was closed.
    HungUp = 129,
    /// SIGINT: Ctrl-C.
    Interrupted = 130,
    /// SIGUSR1: a batch system warns that time will run out.
    UserSignal = 138,
    /// SIGTERM: another program requests the end.
    Terminated = 143,
    /// SIGXCPU: the limit of processor time.
    CpuTime = 152,
}

impl Exit {
    /// The more important of two exit codes, for a call with several files.
    pub fn worse(self, other: Self) -> Self {
        if other as u8 > self as u8 { other } else { self }
    }

    /// The exit for a stop signal, by its code.
    pub fn stopped(code: u8) -> Option<Self> {
        use Exit::{CpuTime, HungUp, Interrupted, Terminated, UserSignal};
        [HungUp, Interrupted, UserSignal, Terminated, CpuTime].into_iter().find(|exit| *exit as u8 == code)
    }

    /// Whether it is an exit after a stop signal.
    pub fn is_stop(self) -> bool {
        Self::stopped(self as u8).is_some()
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
