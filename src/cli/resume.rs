//! `soleus resume`: finishes an interrupted run.

use std::path::Path;

use super::args::{Changes, ResumeArgs, RunArgs, Sample, Shared};
use super::stop::Stop;
use super::{Console, Exit, run, scenario};
use crate::output::{Call, Examined, examine};
use crate::scenario::Overrides;

/// Continues the run in a folder with the call that began it.
pub(super) fn resume(args: &ResumeArgs, console: &Console, stop: &Stop) -> Exit {
    let folder = &args.run;
    let call = Call::of_unfinished(folder);
    // This also completes a run that was interrupted when its files were renamed.
    let found = examine(folder).ok().filter(Examined::is_whole);
    let wanted = call.as_ref().map(|call| &call.run_id);
    if found.is_some_and(|found| wanted.is_none_or(|run_id| *run_id == found.asked_run_id)) {
        console.say(&format!("{} is already finished, nothing is simulated", folder.display()));
        console.announce(&format!("{}\n", folder.display()));
        return Exit::Done;
    }
    let Some(call) = call else { return refuse(folder, "contains no interrupted run", console) };
    let sample = sample(&call, call.persons);
    if let Err(why) = unchanged(&call, &sample, folder) {
        return refuse(folder, &why, console);
    }
    let mut again = RunArgs::of(call.file.clone().into(), sample, args.engine.clone());
    again.shard = call.shard.as_deref().and_then(|shard| shard.parse().ok());
    again.force = Call::of_finished(folder).is_some();
    // A shard is in a folder of its own in the folder that `--out` named.
    let out = if again.shard.is_some() { folder.parent().unwrap_or(folder) } else { folder };
    run::run(&again, &into(out, console), stop)
}

/// The people, the seed and the values of a call.
pub(super) fn sample(call: &Call, persons: Option<u32>) -> Sample {
    Sample { persons, seed: call.seed, changes: Changes { set: call.set.clone() } }
}

/// Fails if the scenario is no longer that of the call.
pub(super) fn unchanged(call: &Call, sample: &Sample, folder: &Path) -> Result<(), String> {
    let file = &call.file;
    let shown = folder.display();
    let other = format!("give the scenario itself: `soleus run FILE --out {shown}`");
    let members = scenario::load(Path::new(file), &Overrides::from(sample));
    let members =
        members.map_err(|_| format!("cannot be continued, because `{file}` cannot be read any more; {other}"))?;
    match run::identity_of(&members).run_id == call.run_id {
        true => Ok(()),
        false => Err(format!(
            "cannot be continued, because `{file}`, its data or the version of soleus has changed since the run began; restore the \
             file, or start another run in another folder"
        )),
    }
}

/// The console with this folder for the results.
pub(super) fn into(folder: &Path, console: &Console) -> Console {
    Console::new(&Shared { out: Some(folder.to_owned()), ..console.shared().clone() })
}

/// Says why nothing is done.
pub(super) fn refuse(folder: &Path, why: &str, console: &Console) -> Exit {
    console.warn(&format!("error: `{}` {why}", folder.display()));
    Exit::Unusable
}
