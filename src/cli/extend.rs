//! `soleus extend`: enlarges a finished run.

use super::args::{ExtendArgs, RunArgs};
use super::resume::{into, refuse, sample, unchanged};
use super::stop::Stop;
use super::{Console, Exit, run};
use crate::output::Call;

/// Runs the scenario of a finished run with more people; those of the finished run are used.
pub(super) fn extend(args: &ExtendArgs, console: &Console, stop: &Stop) -> Exit {
    let folder = &args.run;
    let Some(call) = Call::of_finished(folder) else { return refuse(folder, "contains no finished run", console) };
    // The same call must still give the same run; otherwise the people of the larger run would be others.
    if let Err(why) = unchanged(&call, &sample(&call, call.persons), folder) {
        return refuse(folder, &why, console);
    }
    let mut again = RunArgs::of(call.file.clone().into(), sample(&call, Some(args.persons)), args.engine.clone());
    again.extends = Some(folder.clone());
    let out = console.shared().out.clone();
    again.force = out.is_none();
    run::run(&again, &into(&out.unwrap_or_else(|| folder.clone()), console), stop)
}
