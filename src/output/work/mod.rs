//! The work of a run: everything that was simulated, from which the tables are made.
//!
//! The parts and the file `sums.bin` are in the folder `parts` of the staging folder. Work counts as saved if it is listed in `sums.bin`, which
//! is written after the parts and replaced by renaming. A run that is interrupted continues from there. The identity of work does not
//! include the number of people, so that a run with more people can use it.

mod clock;
mod found;
mod parts;
mod sums;

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::PathBuf;

use super::cleanup::uninterrupted;
use super::devices::Devices;
use super::{Device, OutputError, RunFile, RunFolder, RunIdentity, Shard, staging};
use crate::model::Tick;
use crate::results::{ArmBlock, CourseSums, NestedDoses, Part, Sink};
use crate::scenario::{Scenario, resolved_toml};
use crate::stats::TimeCourse;
use clock::Clock;
pub(super) use found::nested_doses;
pub use found::people_so_far;
pub(super) use parts::{Extent, Parts, Shape};
use sums::Head;
pub(super) use sums::Sums;

/// Counts the person-arms that were handed over, saved or not.
const HANDED: &str = "handed";
/// File name of the sums in the folder of the parts.
pub(super) const SUMS: &str = "sums.bin";

/// The work of a run or of a shard.
#[derive(Debug)]
pub(super) struct Work {
    home: PathBuf,
    scenario: Scenario,
    shape: Shape,
    ids: Range<u32>,
    parts: Parts,
    course: TimeCourse,
    nested: NestedDoses,
    /// Sums of work that was found, until the times of the time course are known.
    found: Vec<Vec<CourseSums>>,
    amounts: Amounts,
    handed: Option<File>,
    /// The device that computes what is missing, if anything may be missing.
    device: Option<Device>,
    /// The devices that computed the people so far.
    devices: Devices,
    clock: Clock,
    notes: Vec<String>,
}

/// How much was simulated (person-arms).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    /// In this process.
    pub(super) computed: u64,
    /// Before, and used again.
    pub(super) reused: u64,
    /// Twice, because an interruption came before it was saved.
    pub(super) redone: u64,
}

/// Identity of a study without its number of people.
pub(super) fn work_id(scenario: &Scenario, identity: &RunIdentity) -> String {
    let mut one = scenario.clone();
    one.design.persons = 1;
    RunIdentity::new(resolved_toml(&one), identity.model_hash.clone(), identity.version.clone()).run_id
}

impl Work {
    /// The work of a run in a folder: that which is saved there, or none.
    pub(super) fn open(
        folder: &RunFolder,
        scenario: &Scenario,
        identity: &RunIdentity,
        shard: Option<Shard>,
        device: Option<Device>,
    ) -> Result<Self, OutputError> {
        let persons = scenario.design.persons;
        let (arms, measurements) = (scenario.arms.len(), scenario.measurements.len());
        let shape = Shape { work_id: work_id(scenario, identity), arms, measurements };
        let home = staging::parts(folder.path());
        let mut work = Self {
            parts: Parts::new(&home, shape.clone()),
            course: TimeCourse::new(scenario, &[]),
            ids: shard.map_or(0..persons, |shard| shard.ids(persons)),
            scenario: scenario.clone(),
            nested: NestedDoses::default(),
            found: Vec::new(),
            amounts: Amounts::default(),
            handed: None,
            device,
            devices: Devices::default(),
            clock: Clock::start(),
            notes: Vec::new(),
            shape,
            home,
        };
        work.find_saved(folder)?;
        Ok(work)
    }

    /// The parts.
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The sums of the time course.
    pub(super) fn course(&self) -> &TimeCourse {
        &self.course
    }

    /// The doses of the nested sample, if all of its people are there.
    pub(super) fn nested(&self) -> Option<&NestedDoses> {
        (!self.nested.ids.is_empty() && self.missing_nested().is_empty()).then_some(&self.nested)
    }

    /// How much was simulated.
    pub(super) fn amounts(&self) -> Amounts {
        self.amounts
    }

    /// The devices that computed the people.
    pub(super) fn devices(&self) -> &Devices {
        &self.devices
    }

    /// Records that another device computed people.
    pub(super) fn also_computed_on(&mut self, device: &Device) {
        self.devices.add(device);
    }

    /// What the user should know about the work that was found; returned once.
    pub(super) fn notes(&mut self) -> Vec<String> {
        let mut notes = std::mem::take(&mut self.notes);
        if !self.devices.agree() {
            let names = self.devices.names();
            notes.push(format!(
                "people were computed on devices whose results differ in the last digits or more ({names}); the manifest says so"
            ));
        }
        notes
    }

    /// Fails if people are missing.
    pub(super) fn check_complete(&self) -> Result<(), OutputError> {
        match (0..self.draws()).find(|draw| !self.missing(*draw).is_empty()) {
            Some(draw) => Err(OutputError::Sequence(format!("people of draw {draw} are missing"))),
            None => Ok(()),
        }
    }

    /// Saves the work if some of it would take a while to do again.
    pub(super) fn save_if_due(&mut self) -> Result<(), OutputError> {
        if self.clock.is_due() { self.save() } else { Ok(()) }
    }

    /// Saves the work, unless it is in shards, which stay.
    pub(super) fn save(&mut self) -> Result<(), OutputError> {
        if !self.parts.are_here() {
            return Ok(());
        }
        self.clock.saving();
        self.parts.sync()?;
        let (path, partial) = (self.home.join(SUMS), self.home.join(format!("{SUMS}.partial")));
        let bytes = self.sums(self.parts.extents(), self.amounts.redone, self.devices.clone()).encoded();
        let written = uninterrupted(|| {
            fs::create_dir_all(&self.home)?;
            let mut file = File::create(&partial)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            fs::rename(&partial, &path)
        });
        written.map_err(OutputError::file(&path))?;
        staging::sync_folder(&self.home);
        if let Some(staging) = self.home.parent() {
            staging::sync_folder(staging);
        }
        self.clock.saved();
        Ok(())
    }

    /// The sums, for a file that lists these parts.
    fn sums(&self, parts: Vec<Extent>, redone: u64, devices: Devices) -> Sums {
        let head = Head::new(&self.shape.work_id, self.ids.end, parts, redone, devices);
        Sums { head, course: self.course.sums().to_vec(), nested: self.nested.clone() }
    }

    /// Writes the sums to the folder of a finished run or shard that contains these parts. Equal runs have equal bytes, so the file does not
    /// contain how the run was interrupted, nor which devices computed it.
    pub(super) fn write_sums(&self, folder: &RunFolder, parts: Vec<Extent>) -> Result<(), OutputError> {
        let mut file = folder.begin(RunFile::Sums)?;
        let written = file.write_all(&self.sums(parts, 0, Devices::default()).encoded()).and_then(|()| file.sync_all());
        written.map_err(OutputError::file(&folder.path_of(RunFile::Sums)))
    }

    /// Writes the sums and all parts to the folder of a finished shard.
    pub(super) fn write_parts(&self, folder: &RunFolder) -> Result<(), OutputError> {
        self.write_sums(folder, self.parts.extents())?;
        self.parts.pack(folder.begin(RunFile::Parts)?, &folder.path_of(RunFile::Parts))
    }

    fn draws(&self) -> u32 {
        self.scenario.design.draws.repeats()
    }

    /// Number of person-arms in these parts.
    fn person_arms(&self, extents: &[Extent]) -> u64 {
        extents.iter().map(|extent| u64::from(extent.people)).sum::<u64>() * self.shape.arms as u64
    }

    /// The reason why a part does not belong to this run; `None` if it does.
    fn fault(&self, part: &Part) -> Option<&'static str> {
        let (people, ids) = (part.people(), part.ids());
        let fits = |block: &ArmBlock| block.people() == people && block.is_whole(self.shape.measurements);
        let inside = people > 0 && self.ids.start <= ids.start && ids.end <= self.ids.end;
        if part.arms.len() != self.shape.arms || part.key.draw >= self.draws() {
            Some("has arms or a draw that the study does not have")
        } else if !inside || !part.arms.iter().all(fits) {
            Some("does not consist of people of the run with all outcomes")
        } else if self.parts.overlaps(part.key.draw, &ids) {
            Some("has people who are already in another part")
        } else {
            None
        }
    }

    /// Records that the present device computes people.
    fn computes(&mut self) {
        if let Some(device) = &self.device {
            self.devices.add(device);
        }
    }

    /// Counts work that was handed over. The count is not synced: it outlives the process, which is enough for a statistic.
    fn count_handed(&mut self, person_arms: u64) -> std::io::Result<()> {
        self.amounts.computed += person_arms;
        let total = self.amounts.reused + self.amounts.computed;
        if self.handed.is_none() {
            fs::create_dir_all(&self.home)?;
            self.handed = Some(File::create(self.home.join(HANDED))?);
        }
        let Some(file) = &mut self.handed else { return Ok(()) };
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&total.to_le_bytes())
    }
}

impl Sink for Work {
    type Error = OutputError;

    fn begin(&mut self, ticks: &[Tick]) -> Result<(), OutputError> {
        self.course = TimeCourse::new(&self.scenario, ticks);
        let found = std::mem::take(&mut self.found);
        match found.iter().all(|sums| self.course.merge(sums)) {
            true => Ok(()),
            false => Err(OutputError::Sequence("the saved time course does not fit the study".to_owned())),
        }
    }

    fn missing(&self, draw: u32) -> Vec<Range<u32>> {
        self.parts.missing(draw, self.ids.clone())
    }

    fn missing_nested(&self) -> Range<u32> {
        let wanted = self.ids.start..NestedDoses::people(self.scenario.design.persons).min(self.ids.end);
        let known = &self.nested.ids;
        let first = if known.is_empty() { wanted.start } else { known.end };
        first..wanted.end.max(first)
    }

    fn take_nested(&mut self, doses: NestedDoses) -> Result<(), OutputError> {
        self.computes();
        match self.nested.append(doses) {
            true => self.save_if_due(),
            false => Err(OutputError::Sequence("doses of other people than those that are missing".to_owned())),
        }
    }

    fn add_course(&mut self, arm: usize, people: usize, course: &CourseSums) -> Result<(), OutputError> {
        if arm >= self.shape.arms || !self.course.takes(course) {
            return Err(OutputError::Sequence(format!("the time course of arm {arm} does not fit the study")));
        }
        self.course.push(arm, course);
        self.count_handed(people as u64).map_err(OutputError::file(&self.home.join(HANDED)))
    }

    fn take(&mut self, part: Part) -> Result<(), OutputError> {
        if let Some(fault) = self.fault(&part) {
            return Err(OutputError::Sequence(format!("the part {:?} {fault}", part.key)));
        }
        self.computes();
        self.parts.store(&part)?;
        self.save_if_due()
    }
}
