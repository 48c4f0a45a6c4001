//! A run into a new folder: it is whole, or nobody can take it for a run.

use std::path::Path;

use crate::inject::{Fault, Work};
use crate::program::{Home, check, copy, ended, names, unless, whole};
use crate::rows::{Row, tries};

fn fresh(fault: Fault) -> Row {
    let home = Home::new();
    let command = |out: &Path| home.run("chair", out, &[]);
    let expected = home.path("expected");
    assert_eq!(ended(&mut command(&expected)), 0);
    let judge = |out: &Path, code: i32| {
        // Whoever runs again need not have checked before. Where only names were missing, that was a finished run, which is not replaced.
        let unchecked = out.with_extension("unchecked");
        copy(out, &unchecked);
        let again = ended(&mut command(&unchecked));
        unless(again == 0 || again == 2, || format!("unchecked, the same command again exits with {again}"))?;
        whole(&unchecked).map_err(|what| format!("unchecked, after the same command again: {what}"))?;
        if code == 0 || check(out) == 0 {
            return whole(out);
        }
        let tables = tables(out);
        unless(tables.is_empty(), || format!("tables of an unfinished run: {tables:?}"))?;
        let again = ended(&mut command(out));
        unless(again == 0, || format!("the same command again exits with {again}"))?;
        whole(out).map_err(|what| format!("after the same command again: {what}"))?;
        unless(names(out) == names(&expected), || format!("other files than elsewhere: {:?}", names(out)))
    };
    Work { before: None, command: &command, judge: &judge }.disturb(fault, tries(12, 120))
}

/// Tables that a pattern for tables finds in a folder.
pub(crate) fn tables(out: &Path) -> Vec<std::path::PathBuf> {
    names(out).into_iter().filter(|name| name.extension().is_some_and(|kind| kind == "parquet")).collect()
}

pub(crate) fn killed() -> Row {
    fresh(Fault::Kill)
}

pub(crate) fn failing() -> Row {
    fresh(Fault::Fail)
}

pub(crate) fn full() -> Row {
    fresh(Fault::Full)
}
