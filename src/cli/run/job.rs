//! One attempt at a run folder: the simulation, and what is told when it fails.

use std::time::Instant;

use super::Setup;
use crate::cli::Exit;
use crate::cli::progress::Watch;
use crate::output::{Composition, Ended, Finished, OutputError, Place, RunFile, RunFolder, RunIdentity, RunWriter};
use crate::scenario::Scenario;
use crate::stats::Reached;
use crate::study::{self, StudyError, fingerprint};

/// A run folder that is to be made.
pub(super) struct Job<'a> {
    /// What it is called in messages.
    pub(super) name: &'a str,
    /// The scenario as it was typed.
    pub(super) typed: &'a str,
    pub(super) scenario: &'a Scenario,
    /// Where a run of this identity goes.
    pub(super) place: &'a dyn Fn(&RunIdentity) -> Place,
    pub(super) composition: Composition,
}

/// A job that is done.
pub(super) struct Done {
    /// With the number of people that it took.
    pub(super) scenario: Scenario,
    pub(super) identity: RunIdentity,
    pub(super) finished: Finished,
    /// Wall time (s).
    pub(super) seconds: f64,
    /// Speed of the simulation (1/s).
    pub(super) person_arms_per_s: f64,
    /// [`Exit::Device`] where a required GPU did not last, else [`Exit::Done`].
    pub(super) exit: Exit,
}

/// A job that failed, which has been told.
pub(super) struct Failed {
    pub(super) run_id: String,
    pub(super) exit: Exit,
}

/// What came of an attempt.
pub(super) enum Attempt {
    Done(Box<Done>),
    /// The precision that the scenario asks for takes so many people; nothing is left of the attempt but the time it took (s).
    TooFew {
        reached: Reached,
        persons: u32,
        seconds: f64,
    },
}

/// Simulates the scenario of a job, perhaps with more people than it begins with, into its folder, or tells why not.
pub(super) fn attempt(job: &Job<'_>, scenario: &Scenario, setup: &Setup<'_>) -> Result<Attempt, Failed> {
    let (device, identity) = (setup.backend.name(), setup.identity(scenario));
    let watch = Watch::new(setup.console, &device, scenario, job.composition.clone(), setup.stop.clone());
    let started = Instant::now();
    let outcome = simulate(job, scenario, &identity, setup, &watch);
    watch.clear();
    let seconds = started.elapsed().as_secs_f64();
    match outcome {
        Ok(Ended::TooFew { reached, persons }) => Ok(Attempt::TooFew { reached, persons, seconds }),
        Ok(Ended::Finished(finished)) => {
            let exit = ended(setup.args.engine.require_gpu, setup.backend.intact());
            if exit == Exit::Device {
                let text = "error: the required GPU failed and the CPU computed the rest; the run folder is complete";
                setup.console.warn(text);
            }
            let (scenario, person_arms_per_s) = (scenario.clone(), watch.person_arms_per_s());
            Ok(Attempt::Done(Box::new(Done { scenario, identity, finished, seconds, person_arms_per_s, exit })))
        }
        Err(error) => {
            setup.console.warn(&format!("error: {}: {error}", job.name));
            let exit = match error {
                StudyError::Interrupted => Exit::Interrupted,
                StudyError::Sink(error) => unwritten(&error),
                StudyError::Invalid { .. } => Exit::Unusable,
            };
            Err(Failed { run_id: identity.run_id, exit })
        }
    }
}

/// The exit where results could not be written.
pub(super) fn unwritten(error: &OutputError) -> Exit {
    if matches!(error, OutputError::Sequence(_)) { Exit::Internal } else { Exit::Unusable }
}

/// The exit of a run that finished: a GPU that was required must have computed all of it.
fn ended(require_gpu: bool, intact: bool) -> Exit {
    if require_gpu && !intact { Exit::Device } else { Exit::Done }
}

fn simulate(
    job: &Job<'_>,
    scenario: &Scenario,
    identity: &RunIdentity,
    setup: &Setup<'_>,
    watch: &Watch,
) -> Result<Ended, StudyError<OutputError>> {
    let backend = setup.backend;
    let folder = RunFolder::create(&(job.place)(identity), setup.existing())?;
    folder.write_text(RunFile::Scenario, job.typed)?;
    let fingerprint = fingerprint(backend);
    if backend.exact() && fingerprint != identity.model_hash {
        let text = "warning: this device does not compute as the model is written, so results differ from those of other machines in the \
                    last digits or more; `soleus doctor` tells more, --device cpu avoids it";
        setup.console.warn(text);
    }
    watch.identify(fingerprint);
    let mut writer = RunWriter::create(folder, scenario, identity)?;
    study::run(scenario, backend, &mut writer, watch)?;
    // By now the device may have changed.
    Ok(writer.finish(&watch.facts(backend.name()))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_required_gpu_must_last() {
        assert_eq!(ended(true, false), Exit::Device);
        assert_eq!([ended(true, true), ended(false, true), ended(false, false)], [Exit::Done; 3]);
    }
}
