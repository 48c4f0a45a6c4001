//! Finds work that was saved: in the same folder, in shards, or in a finished run.

use std::fs;
use std::path::Path;

use super::{Extent, HANDED, SUMS, Sums, Work, work_id};
use crate::output::devices::Devices;
use crate::output::reread::{Needs, Outcomes};
use crate::output::staging::{self, entries};
use crate::output::{Existing, OutputError, RunFile, RunFolder, RunIdentity, SavedKind, SavedRun, Shards, examine};
use crate::results::{Measure, NestedDoses, PartKey, TILE, Table};
use crate::scenario::Scenario;

/// Number of people who are copied from a finished run at a time.
const COPIED: u32 = 8 * TILE as u32;

/// What became of saved work.
enum Fate {
    /// It is used.
    Used,
    /// It belongs to another study, or to people whom this run does not have.
    Other,
    /// It was computed on devices that compute other bits than the present one.
    OtherDevice(Devices),
    /// It is damaged.
    Damaged,
}

impl Work {
    /// Uses the work that an interrupted run saved in the folder.
    pub(super) fn find_saved(&mut self, folder: &RunFolder) -> Result<(), OutputError> {
        let path = self.home.join(SUMS);
        if !self.home.exists() {
            return Ok(());
        }
        if path.exists() {
            let place = folder.path().display();
            match self.use_saved(&path)? {
                Fate::Used => return self.remove_unlisted(),
                Fate::Other if folder.existing() == Existing::Keep => {
                    return Err(OutputError::OtherWork { path: folder.path().to_owned() });
                }
                Fate::Other => {
                    self.notes.push(format!("the saved work of another study in {place} was discarded (--force)"))
                }
                Fate::OtherDevice(saved) => {
                    let (saved, present) = (saved.names(), self.present().to_owned());
                    if folder.existing() == Existing::Keep {
                        return Err(OutputError::OtherDevice { path: folder.path().to_owned(), saved, present });
                    }
                    self.notes.push(format!(
                        "the saved work in {place} was computed on {saved}, whose results differ from those of {present}, so it was discarded"
                    ));
                }
                Fate::Damaged => {
                    self.notes.push(format!("the saved work in {place} is damaged, so the run starts anew"))
                }
            }
        }
        staging::remove_parts(folder.path()).map_err(OutputError::unwritable(&self.home))
    }

    /// Uses the work of finished shards, in the order of their people.
    pub(in crate::output) fn use_shards(&mut self, shards: &Shards) -> Result<(), OutputError> {
        for shard in shards.all() {
            let sums = read(&shard.path)?;
            if !self.may_use(&sums) {
                return Err(OutputError::UnfitShards { what: format!("{shard} belongs to another scenario") });
            }
            self.parts.add_packed(&sums.head.parts, &shard.path.join(&*RunFile::Parts.name()))?;
            self.devices.extend(&Devices::of_finished(&shard.path));
            self.adopt(sums)?;
        }
        Ok(())
    }

    /// Uses the work of a finished run with fewer people, unless work is already here: then that run was used before.
    pub(in crate::output) fn use_run(&mut self, path: &Path) -> Result<(), OutputError> {
        if self.amounts.reused > 0 {
            return Ok(());
        }
        let not = |why: &str| OutputError::NotExtendable { path: path.to_owned(), why: why.to_owned() };
        let run = SavedRun::open(path)?;
        if run.kind() == SavedKind::Sweep {
            return Err(not("it is a sweep; run its scenario with more people into another folder"));
        }
        if let Some(fault) = examine(path)?.faults.first() {
            return Err(not(&format!("{} is {}", fault.path.display(), fault.what)));
        }
        let scenario = run.scenario()?;
        if !path.join(SUMS).exists() {
            return Err(not(
                "its outcomes are not all in the table `outcomes` ([outputs]), so its people would have to be simulated again",
            ));
        }
        let sums = read(path)?;
        if !self.may_use(&sums) {
            return Err(not(
                "it belongs to another scenario, seed or version of soleus, or has more people than are wanted",
            ));
        }
        let devices = Devices::of_finished(path);
        if !self.may_continue(&devices) {
            return Err(not(&format!(
                "it was computed on {}, whose results differ from those of {} in the last digits or more; choose that device with --device, or \
                 simulate all people in another folder",
                devices.names(),
                self.present()
            )));
        }
        self.copy(&run, &scenario)?;
        self.devices.extend(&devices);
        self.adopt(sums)?;
        Ok(())
    }

    /// Copies the outcomes of a finished run into parts.
    fn copy(&mut self, run: &SavedRun, scenario: &Scenario) -> Result<(), OutputError> {
        let measured = self.scenario.measurements.iter().map(|measurement| Some(measurement.id.clone())).collect();
        let outcomes = Outcomes::open(run, scenario, Needs { measures: Measure::ALL.to_vec(), measured })?;
        let persons = scenario.design.persons;
        for (draw, first) in
            (0..self.draws()).flat_map(|draw| (0..persons).step_by(COPIED as usize).map(move |first| (draw, first)))
        {
            let people = COPIED.min(persons - first);
            let key = PartKey { draw, first_person: first };
            let ids = first as usize..(first + people) as usize;
            self.parts.store_arms(key, people as usize, |arm| Ok(outcomes.people(draw, arm, ids.clone())?))?;
        }
        Ok(())
    }

    /// The parts that the table `outcomes` of the finished run contains; `None` if it does not contain all outcomes of all people.
    pub(in crate::output) fn in_table(&self) -> Option<Vec<Extent>> {
        let scenario = &self.scenario;
        let columns = Measure::ALL.iter().map(|measure| measure.name());
        let all = columns.chain(scenario.measurements.iter().map(|measurement| measurement.id.as_str()));
        let outputs = &scenario.outputs;
        let whole = scenario.writes(Table::Outcomes)
            && outputs.persons_sample.is_none()
            && all.chain(["adherent_share"]).all(|name| outputs.has_column(name));
        let people = scenario.design.persons;
        whole.then(|| (0..self.draws()).map(|draw| Extent { draw, first_person: 0, people }).collect())
    }

    fn use_saved(&mut self, path: &Path) -> Result<Fate, OutputError> {
        let bytes = fs::read(path).map_err(OutputError::file(path))?;
        let Some(sums) = Sums::decoded(&bytes) else { return Ok(Fate::Damaged) };
        if !self.may_use(&sums) {
            return Ok(Fate::Other);
        }
        if !self.may_continue(&sums.head.devices) {
            return Ok(Fate::OtherDevice(sums.head.devices));
        }
        if self.parts.add_files(&sums.head.parts).is_err() {
            self.parts.forget();
            return Ok(Fate::Damaged);
        }
        let saved = self.person_arms(&sums.head.parts);
        let handed =
            fs::read(self.home.join(HANDED)).ok().and_then(|bytes| Some(u64::from_le_bytes(bytes.try_into().ok()?)));
        self.amounts.redone = sums.head.redone + handed.unwrap_or(saved).saturating_sub(saved);
        self.adopt(sums)?;
        Ok(Fate::Used)
    }

    /// Whether the present device computes the same bits as these.
    fn may_continue(&self, devices: &Devices) -> bool {
        self.device.as_ref().is_none_or(|device| devices.may_continue(device))
    }

    /// The name of the present device.
    fn present(&self) -> &str {
        self.device.as_ref().map_or("", |device| &device.name)
    }

    /// Whether all people of this work belong to this run.
    fn may_use(&self, sums: &Sums) -> bool {
        let inside = |ids: std::ops::Range<u32>| self.ids.start <= ids.start && ids.end <= self.ids.end;
        sums.head.work_id == self.shape.work_id && sums.head.parts.iter().all(|extent| inside(extent.ids()))
    }

    /// Adds sums whose parts have been added.
    fn adopt(&mut self, sums: Sums) -> Result<(), OutputError> {
        self.amounts.reused += self.person_arms(&sums.head.parts);
        self.devices.extend(&sums.head.devices);
        self.found.push(sums.course);
        match self.nested.append(sums.nested) {
            true => Ok(()),
            false => Err(OutputError::Sequence("doses of people who do not follow each other".to_owned())),
        }
    }

    /// Removes files of parts that were not saved completely.
    fn remove_unlisted(&self) -> Result<(), OutputError> {
        for name in entries(&self.home)?.into_iter().filter(|name| name != SUMS && !self.parts.has_file(name)) {
            staging::remove(&self.home.join(name))?;
        }
        Ok(())
    }
}

/// The doses of the nested sample of a finished run of so many people, from its sums; `None` if the run has not kept them.
pub(in crate::output) fn nested_doses(sums: &Path, persons: u32) -> Option<NestedDoses> {
    let doses = Sums::decoded(&fs::read(sums).ok()?)?.nested;
    (doses.ids == (0..NestedDoses::people(persons))).then_some(doses)
}

/// The number of people that an interrupted run of this study in a folder had come to, if work of it is saved. With a required precision, it
/// may be more than the scenario says.
pub fn people_so_far(folder: &RunFolder, scenario: &Scenario, identity: &RunIdentity) -> Option<u32> {
    let head = Sums::decoded(&fs::read(staging::parts(folder.path()).join(SUMS)).ok()?)?.head;
    (head.work_id == work_id(scenario, identity)).then_some(head.persons)
}

/// The sums of a finished run or shard.
fn read(folder: &Path) -> Result<Sums, OutputError> {
    let path = folder.join(SUMS);
    let bytes = fs::read(&path).map_err(OutputError::unreadable(&path))?;
    Sums::decoded(&bytes).ok_or(OutputError::Damaged { path })
}
