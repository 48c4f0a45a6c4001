//! One run folder: the simulation, and what is told when it fails.

use std::io;
use std::time::Instant;

use super::Setup;
use crate::cli::Exit;
use crate::cli::progress::Watch;
use crate::output::{Composition, Finished, OutputError, Place, RunFolder, RunIdentity};
use crate::scenario::Scenario;
use crate::study::{self, StudyError, fingerprint};

/// A run folder that is to be made.
pub(super) struct Job<'a> {
    /// What it is called in messages.
    pub(super) name: &'a str,
    /// The scenario as it was typed.
    pub(super) typed: &'a str,
    pub(super) scenario: &'a Scenario,
    pub(super) identity: RunIdentity,
    pub(super) place: Place,
    pub(super) composition: Composition,
}

/// A job that is done.
pub(super) struct Done {
    pub(super) finished: Finished,
    /// Wall time (s).
    pub(super) seconds: f64,
    /// Speed of the simulation (1/s).
    pub(super) person_arms_per_s: f64,
    /// [`Exit::Device`] where a required GPU did not last, else [`Exit::Done`].
    pub(super) exit: Exit,
}

/// Simulates a scenario into its folder, or tells why not.
pub(super) fn carry_out(job: &Job<'_>, setup: &Setup<'_>) -> io::Result<Result<Done, Exit>> {
    let device = setup.backend.name();
    let watch = Watch::new(setup.console, &device, job.scenario, job.composition.clone(), setup.stop.clone());
    let started = Instant::now();
    let finished = simulate(job, setup, &watch);
    watch.clear();
    match finished {
        Ok(finished) => {
            let exit = ended(setup.args.engine.require_gpu, setup.backend.intact());
            if exit == Exit::Device {
                let text = "error: the required GPU failed and the CPU computed the rest; the run folder is complete";
                setup.console.warn(text)?;
            }
            let (seconds, person_arms_per_s) = (started.elapsed().as_secs_f64(), watch.person_arms_per_s());
            Ok(Ok(Done { finished, seconds, person_arms_per_s, exit }))
        }
        Err(error) => {
            setup.console.warn(&format!("error: {}: {error}", job.name))?;
            Ok(Err(match error {
                StudyError::Interrupted => Exit::Interrupted,
                StudyError::Output(error) => unwritten(&error),
                StudyError::Invalid { .. } => Exit::Unusable,
            }))
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

fn simulate(job: &Job<'_>, setup: &Setup<'_>, watch: &Watch) -> Result<Finished, StudyError> {
    let (backend, identity) = (setup.backend, &job.identity);
    let folder = RunFolder::create(&job.place, setup.existing())?;
    folder.write_text("scenario.toml", job.typed)?;
    let fingerprint = fingerprint(backend);
    if backend.exact() && fingerprint != identity.model_hash {
        let text = "warning: this device does not compute as the model is written, so results differ from those of other machines in the \
                    last digits or more; `soleus doctor` tells more, --device cpu avoids it";
        // Nobody to tell is no reason to stop.
        let _ = setup.console.warn(text);
    }
    watch.identify(fingerprint);
    study::run(job.scenario, backend, folder, identity, watch)
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
