//! Nothing finished is ever lost, the exit code is the truth, and damage is noticed: the program is killed, its calls fail, its
//! disk is full, its locks are gone, its files are damaged, and signals reach it. `docs/reliability.md` holds the table of all
//! experiments; ordinarily each has some tries, with `SOLEUS_LONG=1` the number that the table tells.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

#[path = "reliability/checks.rs"]
mod checks;
#[path = "reliability/damage.rs"]
mod damage;
#[path = "reliability/fresh.rs"]
mod fresh;
#[path = "reliability/inject.rs"]
mod inject;
#[path = "reliability/kills.rs"]
mod kills;
#[path = "reliability/links.rs"]
mod links;
#[path = "reliability/program.rs"]
mod program;
#[path = "reliability/reader.rs"]
mod reader;
#[path = "reliability/replaced.rs"]
mod replaced;
#[path = "reliability/resumed.rs"]
mod resumed;
#[path = "reliability/rows.rs"]
mod rows;
#[path = "reliability/sharded.rs"]
mod sharded;
#[path = "reliability/shim.rs"]
mod shim;
#[path = "reliability/signals.rs"]
mod signals;
mod support;
#[path = "reliability/sweeps.rs"]
mod sweeps;
#[path = "reliability/writers.rs"]
mod writers;

use std::sync::LazyLock;

use rows::Row;

/// Every experiment: a test by itself and a line of the table, but made once.
macro_rules! experiments {
    ($($name:ident, $fault:literal, $made:path;)*) => {
        mod made {
            use std::sync::LazyLock;
            $(#[expect(non_upper_case_globals, reason = "named like its test")]
            pub(crate) static $name: LazyLock<crate::rows::Row> = LazyLock::new(|| $made());)*
        }
        $(#[test]
        fn $name() {
            made::$name.assert_nothing_lost();
        })*
        static EXPERIMENTS: &[(&str, &LazyLock<Row>)] = &[$(($fault, &made::$name)),*];
    };
}

experiments! {
    new_run_killed, "`kill -9` during a run into a new folder", crate::fresh::killed;
    new_run_failing, "one system call fails during a run into a new folder", crate::fresh::failing;
    new_run_full, "the disk fills up during a run into a new folder", crate::fresh::full;
    replacement_killed, "`kill -9` while a finished run is replaced", crate::replaced::killed;
    replacement_failing, "one system call fails while a finished run is replaced", crate::replaced::failing;
    replacement_full, "the disk fills up while a finished run is replaced", crate::replaced::full;
    precise_killed, "`kill -9` while rounds of more people replace a finished run", crate::replaced::precise_killed;
    precise_failing, "one system call fails while rounds of more people replace a finished run", crate::replaced::precise_failing;
    completion_killed, "`kill -9` while `check` completes a replacement that was cut short", crate::checks::completion_killed;
    completion_failing, "one system call fails while `check` completes a replacement that was cut short", crate::checks::completion_failing;
    replacement_again_killed, "`kill -9` of another run after a replacement that was cut short", crate::checks::replaced_again;
    check_beside, "`check` over and over while a finished run is replaced", crate::checks::beside;
    sweep_continued_killed, "`kill -9` while an interrupted sweep is continued", crate::sweeps::continued_killed;
    sweep_continued_failing, "one system call fails while an interrupted sweep is continued", crate::sweeps::continued_failing;
    sweep_mended_killed, "`kill -9` while the damaged member of a sweep is made again", crate::sweeps::mended_killed;
    sweep_replaced_killed, "`kill -9` while a finished sweep is replaced", crate::sweeps::replaced_killed;
    sweep_replaced_failing, "one system call fails while a finished sweep is replaced", crate::sweeps::replaced_failing;
    two_writers, "two runs into one folder at once", crate::writers::with_locks;
    two_writers_no_locks, "the same where file locks do not work", crate::writers::no_locks;
    leftover_no_locks, "`kill -9` where file locks do not work, then another run", crate::writers::leftover;
    damaged_run, "a bit flipped, a file cut or removed in a finished run", crate::damage::run;
    damaged_sweep, "a bit flipped, a file cut or removed in a finished sweep", crate::damage::sweep;
    symbolic_links, "symbolic links in the folder to files elsewhere", crate::links::links;
    reader_beside, "a reader beside a run, every other run killed", crate::reader::reading;
    signals_run, "INT, TERM, HUP, XCPU, USR1 to a run", crate::signals::run;
    signals_replacement, "the same while a finished run is replaced", crate::signals::replacement;
    signals_sweep, "the same to a sweep", crate::signals::sweep;
    signals_batch, "the same to a batch of files", crate::signals::batch;
    signals_gpu, "the same to a run on a graphics adapter", crate::signals::gpu;
    hangup_ignored, "HUP to a run that was started with it ignored", crate::signals::ignored;
    resumed_killed, "`kill -9` during a run that saves after each batch, then `resume`", crate::resumed::killed;
    resumed_failing, "one system call fails during such a run, then `resume`", crate::resumed::failing;
    resumed_full, "the disk fills up during such a run, then `resume`", crate::resumed::full;
    killed_run, "`kill -9` or TERM at any moment of a run on the CPU, then `resume`", crate::kills::run;
    killed_gpu, "the same on a graphics adapter", crate::kills::gpu;
    killed_draws, "the same with draws of constants", crate::kills::draws;
    killed_precision, "the same with rounds of more people", crate::kills::precision;
    killed_sweep, "the same in a sweep", crate::kills::sweep;
    killed_merge, "`kill -9` or TERM at any moment of `merge`, then `merge` again", crate::kills::merge;
    shard_killed, "`kill -9` during a shard, then the shard again and `merge`", crate::sharded::killed;
    shard_failing, "one system call fails during a shard, then the shard again and `merge`", crate::sharded::failing;
    shard_full, "the disk fills up during a shard, then the shard again and `merge`", crate::sharded::full;
    merge_killed, "`kill -9` before each kind of system call of `merge`, then `merge` again", crate::sharded::joined_killed;
    merge_failing, "one system call fails during `merge`, then `merge` again", crate::sharded::joined_failing;
    merge_full, "the disk fills up during `merge`, then `merge` again", crate::sharded::joined_full;
    status_failing, "one system call fails while `status` completes a shard that was cut short", crate::sharded::completed_by_status;
}

#[test]
fn the_table_in_the_document_is_current() {
    if !rows::is_long() {
        return rows::compare_faults(EXPERIMENTS.iter().map(|(fault, _)| *fault));
    }
    if support::has_adapter("the table of docs/reliability.md") {
        rows::compare(&EXPERIMENTS.iter().map(|(fault, row)| (*fault, &***row)).collect::<Vec<_>>());
    }
}
