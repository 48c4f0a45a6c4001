//! One fault after the other in the same piece of work, spread over all calls that change files.

use std::path::Path;
use std::process::Command;

use crate::program::{copy, ended, unless};
use crate::rows::Row;
use crate::shim::{EIO, ENOSPC, Plan, calls, faulty};

/// A kind of fault.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    /// The program is killed.
    Kill,
    /// One call fails: an error of the device and lack of room take turns.
    Fail,
    /// From one call on the disk is full.
    Full,
}

impl Fault {
    fn plan(self, index: usize, at: usize) -> Plan {
        match self {
            Self::Kill => Plan::Kill(at),
            Self::Fail => Plan::Fail(at, if index.is_multiple_of(2) { EIO } else { ENOSPC }),
            Self::Full => Plan::Full(at),
        }
    }
}

/// Exit code of a panic.
const INTERNAL: i32 = 101;

/// Work in a folder that is disturbed.
pub(crate) struct Work<'a> {
    /// What stands in the folder before; none where there is no folder yet.
    pub(crate) before: Option<&'a Path>,
    /// The command, for a folder.
    pub(crate) command: &'a dyn Fn(&Path) -> Command,
    /// Whether the folder is as promised, where the command ended with this code.
    pub(crate) judge: &'a dyn Fn(&Path, i32) -> Result<(), String>,
}

impl Work<'_> {
    /// Disturbs the work this many times.
    pub(crate) fn disturb(&self, fault: Fault, tries: usize) -> Row {
        let (mut row, count) = (Row::default(), self.calls().len());
        assert!(count > 0, "no calls were seen");
        for index in 0..tries {
            row.count(self.once(fault.plan(index, 1 + index * count / tries)));
        }
        row
    }

    /// The calls of the undisturbed work, as far as they are counted.
    pub(crate) fn calls(&self) -> Vec<String> {
        let (place, _) = self.act(Plan::Count);
        calls(&place.path().join("log"))
    }

    fn once(&self, plan: Plan) -> Result<(), String> {
        let (place, code) = self.act(plan);
        let orderly = unless(code != INTERNAL, || "a fault of the program itself".to_owned());
        let found = orderly.and_then(|()| (self.judge)(&place.path().join("out"), code));
        let calls = calls(&place.path().join("log"));
        let at = calls.get(plan.at().saturating_sub(1)).map_or("not reached", String::as_str);
        found.map_err(|what| format!("{plan:?} ({at}), exit {code}: {what}"))
    }

    /// Does the work in a new place: `out` in it is the folder, `log` tells of the calls.
    pub(crate) fn act(&self, plan: Plan) -> (tempfile::TempDir, i32) {
        let place = tempfile::tempdir_in(std::fs::canonicalize(std::env::temp_dir()).unwrap()).unwrap();
        let out = place.path().join("out");
        if let Some(before) = self.before {
            copy(before, &out);
        }
        let mut command = (self.command)(&out);
        faulty(&mut command, plan, &out, &place.path().join("log"));
        let code = ended(&mut command);
        (place, code)
    }
}
