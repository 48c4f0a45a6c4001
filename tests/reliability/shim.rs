//! Faults of the file system, injected into the program by a preloaded library (`fault.c`).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// What becomes of the program's calls that change files; they are numbered from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Plan {
    /// All of them work.
    Count,
    /// The program is killed before this one.
    Kill(usize),
    /// This one fails with an error of this number, later ones work.
    Fail(usize, i32),
    /// From this one on the disk is full.
    Full(usize),
}

impl Plan {
    fn text(self) -> String {
        match self {
            Self::Count => String::new(),
            Self::Kill(at) => format!("kill:{at}"),
            Self::Fail(at, error) => format!("fail:{at}:{error}"),
            Self::Full(at) => format!("full:{at}"),
        }
    }

    /// The call where it begins.
    pub(crate) fn at(self) -> usize {
        match self {
            Self::Count => 0,
            Self::Kill(at) | Self::Fail(at, _) | Self::Full(at) => at,
        }
    }
}

/// Numbers of errors, the same on every Linux.
pub(crate) const EIO: i32 = 5;
pub(crate) const ENOSPC: i32 = 28;

/// The library, compiled once for this text of it.
static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let hash = blake3::hash(include_bytes!("fault.c")).to_hex();
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fault-{:.16}.so", hash.as_str()));
    if library.exists() {
        return library;
    }
    let made = library.with_extension(std::process::id().to_string());
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&made);
    let status = compiler.arg("tests/reliability/fault.c").status();
    let status = status.unwrap_or_else(|error| panic!("a C compiler named `cc` is needed to inject faults: {error}"));
    assert!(status.success(), "tests/reliability/fault.c does not compile");
    std::fs::rename(&made, &library).unwrap();
    library
});

/// Lets a command meet faults in a folder; `log` gets a line per call.
pub(crate) fn faulty(command: &mut Command, plan: Plan, under: &Path, log: &Path) {
    command.env("LD_PRELOAD", &*LIBRARY).env("FAULT_PLAN", plan.text());
    command.env("FAULT_UNDER", under).env("FAULT_LOG", log);
}

/// Takes the file locks away from a command, as some network file systems do.
pub(crate) fn without_locks(command: &mut Command) {
    command.env("LD_PRELOAD", &*LIBRARY).env("FAULT_NO_LOCKS", "1");
}

/// Lets a command listen to all signals: tests that run under `nohup` or in the background were told to ignore some.
pub(crate) fn with_signals(command: &mut Command) {
    command.env("LD_PRELOAD", &*LIBRARY).env("FAULT_SIGNALS", "1");
}

/// The calls that a command made, in order: `NUMBER CALL PATH`.
pub(crate) fn calls(log: &Path) -> Vec<String> {
    std::fs::read_to_string(log).unwrap_or_default().lines().map(str::to_owned).collect()
}
