//! Simulates one run, once or again with more people, writes its folder, and reports errors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Setup;
use crate::cli::Exit;
use crate::cli::progress::{Track, Watch, size};
use crate::output::{
    Composition, Device, Ended, Existing, Finished, OutputError, Place, RunFile, RunFolder, RunIdentity, RunWriter,
    Shard, Shards,
};
use crate::scenario::Scenario;
use crate::stats::Reached;
use crate::study::{self, StudyError};

/// A run that is to be simulated, with its folder.
pub(super) struct Job<'a> {
    /// Its name in messages.
    pub(super) name: &'a str,
    /// The scenario as the user wrote it.
    pub(super) typed: &'a str,
    pub(super) scenario: &'a Scenario,
    /// Identity of the run that the user requested.
    pub(super) asked: RunIdentity,
    pub(super) place: Place,
    pub(super) existing: Existing,
    pub(super) composition: Composition,
    pub(super) source: Source<'a>,
    /// The progress of the sweep to which the run belongs.
    pub(super) track: Option<&'a Track>,
}

/// Where the people of a run come from. Saved work in its folder is used in any case.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// All are simulated.
    Simulated,
    /// Those of a shard are simulated.
    Shard(Shard),
    /// All are in shards.
    Shards(&'a Shards),
    /// The first ones are in a finished run.
    Run(&'a Path),
}

/// A job that is done.
pub(super) struct Done {
    /// The scenario with the final number of people.
    pub(super) scenario: Scenario,
    pub(super) identity: RunIdentity,
    pub(super) finished: Finished,
    /// Wall time (s).
    pub(super) seconds: f64,
    /// Speed of the simulation (1/s).
    pub(super) person_arms_per_s: f64,
    /// [`Exit::Device`] if a required GPU failed during the run, otherwise [`Exit::Done`].
    pub(super) exit: Exit,
}

/// A job that failed; the error has already been reported.
pub(super) struct Failed {
    pub(super) exit: Exit,
    /// Why.
    pub(super) error: String,
}

/// The result of an attempt.
pub(super) enum Attempt {
    Done(Box<Done>),
    /// The shard in this folder is finished; its wall time (s).
    Shard {
        folder: PathBuf,
        seconds: f64,
        exit: Exit,
    },
    /// The required precision needs this many people. The work of the attempt is used again; its wall time (s).
    TooFew {
        folder: RunFolder,
        reached: Reached,
        persons: u32,
        seconds: f64,
    },
}

impl Job<'_> {
    /// Creates the folder, which all attempts use.
    pub(super) fn folder(&self, setup: &Setup<'_>) -> Result<RunFolder, Failed> {
        RunFolder::create(&self.place, self.existing).map_err(|error| self.fail(error.into(), setup))
    }

    /// Simulates the scenario, which may have more people than that of the job, and writes the results to the folder.
    pub(super) fn attempt(&self, scenario: &Scenario, folder: RunFolder, setup: &Setup<'_>) -> Result<Attempt, Failed> {
        let identity = setup.identity(scenario);
        let own;
        let track = match self.track {
            Some(track) => track,
            None => {
                let (study, device) = (&scenario.study.id, setup.backend.name());
                setup.console.say(&format!("{study}: {} on {device}", size(scenario)));
                own = Track::new(setup.console, self.person_arms(scenario));
                &own
            }
        };
        let watch = Watch::new(track, self.composition.clone(), setup.stop.clone());
        let started = Instant::now();
        setup.ledger.writes(folder.path());
        let outcome = self.simulate(scenario, &identity, folder, setup, &watch);
        let seconds = started.elapsed().as_secs_f64();
        match outcome.map_err(|error| self.fail(error, setup))? {
            Ended::TooFew { folder, reached, persons } => Ok(Attempt::TooFew { folder, reached, persons, seconds }),
            Ended::Shard(folder) => Ok(Attempt::Shard { folder, seconds, exit: computed_as_asked(setup) }),
            Ended::Finished(finished) => {
                let exit = computed_as_asked(setup);
                let (scenario, person_arms_per_s) = (scenario.clone(), watch.person_arms_per_s());
                Ok(Attempt::Done(Box::new(Done { scenario, identity, finished, seconds, person_arms_per_s, exit })))
            }
        }
    }

    fn simulate(
        &self,
        scenario: &Scenario,
        identity: &RunIdentity,
        folder: RunFolder,
        setup: &Setup<'_>,
        watch: &Watch<'_>,
    ) -> Result<Ended, StudyError<OutputError>> {
        let backend = setup.backend;
        folder.write_text(RunFile::Scenario, self.typed)?;
        let mut writer = match self.source {
            Source::Simulated => RunWriter::create(folder, scenario, identity, self.device(identity, setup))?,
            Source::Shard(shard) => {
                RunWriter::of_shard(folder, scenario, identity, self.device(identity, setup), shard)?
            }
            Source::Shards(shards) => RunWriter::of_shards(folder, scenario, identity, shards)?,
            Source::Run(run) => RunWriter::extending(folder, scenario, identity, self.device(identity, setup), run)?,
        };
        // A member is continued together with its sweep, and a merge is simply repeated.
        if self.composition.member.is_none() && !matches!(self.source, Source::Shards(_)) {
            writer.note_call(&self.composition.call)?;
        }
        writer.notes().iter().for_each(|note| setup.console.warn(&format!("warning: {note}")));
        self.reuse(writer.reused_person_arms(), scenario, setup, watch);
        study::run(scenario, backend, &mut writer, watch)?;
        if !backend.intact() {
            // The CPU computed the rest.
            writer.also_computed_on(&Device { name: backend.name(), fingerprint: identity.model_hash.clone() });
        }
        Ok(writer.finish(&watch.facts(backend.name(), &self.asked.run_id))?)
    }

    /// The device that computes. Warns if its results should be exact and are not.
    fn device(&self, identity: &RunIdentity, setup: &Setup<'_>) -> Device {
        let device = setup.device();
        if setup.backend.exact() && device.fingerprint != identity.model_hash {
            let text = "warning: this device does not compute exactly, so results differ from those of other machines \
                        in the last digits or more; `soleus doctor` shows details; use --device cpu for exact results";
            setup.console.warn(text);
        }
        device
    }

    /// Number of person-arms of the run or of its shard.
    fn person_arms(&self, scenario: &Scenario) -> u64 {
        match self.source {
            Source::Shard(shard) => {
                let people = shard.ids(scenario.design.persons).len() as u64;
                people * scenario.arms.len() as u64 * u64::from(scenario.design.draws.repeats())
            }
            Source::Simulated | Source::Shards(_) | Source::Run(_) => scenario.person_arms(),
        }
    }

    /// Reports saved work that is not simulated again.
    fn reuse(&self, reused: u64, scenario: &Scenario, setup: &Setup<'_>, watch: &Watch<'_>) {
        if reused > 0 {
            let all = self.person_arms(scenario);
            self.say(setup, &format!("{reused} of {all} person-arms are saved work and are not simulated again"));
        }
        watch.reuse(reused);
    }

    /// Says something about the run; members of a sweep say it only if `--verbose` asks for it.
    pub(super) fn say(&self, setup: &Setup<'_>, text: &str) {
        match self.track {
            Some(_) => setup.console.detail(text),
            None => setup.console.say(text),
        }
    }

    fn fail(&self, error: StudyError<OutputError>, setup: &Setup<'_>) -> Failed {
        let exit = match &error {
            StudyError::Interrupted => setup.stop.requested().unwrap_or(Exit::Interrupted),
            StudyError::Sink(error) => unwritten(error),
            StudyError::Invalid { .. } => Exit::Unusable,
        };
        setup.fail(self.name, exit, &error.to_string())
    }
}

/// Does one part of a batch. A panic ends only this part.
pub(super) fn contained<T>(
    name: &str,
    setup: &Setup<'_>,
    work: impl FnOnce() -> Result<T, Failed>,
) -> Result<T, Failed> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|fault| {
        let text = fault.downcast_ref::<String>().map(String::as_str).or_else(|| fault.downcast_ref().copied());
        let text = format!("internal error of soleus, please report it: {}", text.unwrap_or("it has no description"));
        Err(setup.fail(name, Exit::Internal, &text))
    })
}

/// The exit code if results could not be written.
pub(super) fn unwritten(error: &OutputError) -> Exit {
    if matches!(error, OutputError::Sequence(_)) { Exit::Internal } else { Exit::Unusable }
}

/// The exit code of a finished run. Reports a required GPU that failed.
fn computed_as_asked(setup: &Setup<'_>) -> Exit {
    let exit = ended(setup.args.engine.require_gpu, setup.backend.intact());
    if exit == Exit::Device {
        setup.console.warn("error: the required GPU failed and the CPU computed the rest; the run folder is complete");
    }
    exit
}

/// The exit code of a finished run: if a GPU is required, it must have computed the whole run.
fn ended(require_gpu: bool, intact: bool) -> Exit {
    if require_gpu && !intact { Exit::Device } else { Exit::Done }
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
