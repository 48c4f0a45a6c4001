//! Stores the parts of a run on disk until its tables are written.
//!
//! A part is a file in the folder `parts` of the staging folder. Its name contains the draw, the first person and the number of people. It
//! contains the blocks of all arms, one after the other. A block consists of its columns, with 4 bytes per value in the byte order of the
//! machine, and of a checksum of these bytes, the identity of the work, the key of the part and the arm. Parts may therefore be written in
//! any order, and the checksum shows whether a part is complete. A shard has all of its parts in one file, one after the other.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::output::OutputError;
use crate::output::cleanup::uninterrupted;
use crate::results::{ArmBlock, Part, PartKey};

/// File name extensions of complete parts, and of parts that are being written.
const ENDINGS: [&str; 2] = ["part", "partial"];
/// Number of bytes of a value.
const WORD: usize = 4;
/// Number of Boolean columns, which follow the columns of numbers: eligible and valid.
const FLAGS: usize = 2;

/// The parts of a run.
#[derive(Debug)]
pub(in crate::output) struct Parts {
    home: PathBuf,
    shape: Shape,
    stored: BTreeMap<PartKey, Stored>,
    /// Files that may not be on the disk yet.
    unsynced: Vec<PathBuf>,
}

/// What all parts of a run have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::output) struct Shape {
    /// Identity of the study without its number of people.
    pub(in crate::output) work_id: String,
    pub(in crate::output) arms: usize,
    pub(in crate::output) measurements: usize,
}

/// The people of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::output) struct Extent {
    pub(in crate::output) draw: u32,
    pub(in crate::output) first_person: u32,
    pub(in crate::output) people: u32,
}

/// Where a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stored {
    people: usize,
    path: PathBuf,
    /// Its first byte in the file.
    begins: u64,
}

impl Parts {
    /// No parts yet. New ones are stored in the folder `home`.
    pub(super) fn new(home: &Path, shape: Shape) -> Self {
        Self { home: home.to_owned(), shape, stored: BTreeMap::new(), unsynced: Vec::new() }
    }

    /// Adds parts that are already in the folder, one per file. Fails if one of them is damaged.
    pub(super) fn add_files(&mut self, extents: &[Extent]) -> Result<(), OutputError> {
        extents.iter().try_for_each(|extent| {
            let path = self.path(extent.key(), extent.people as usize);
            self.add(*extent, Stored { people: extent.people as usize, path, begins: 0 })
        })
    }

    /// Adds parts that are one after the other in one file. Fails if one of them is damaged.
    pub(super) fn add_packed(&mut self, extents: &[Extent], path: &Path) -> Result<(), OutputError> {
        let mut begins = 0;
        extents.iter().try_for_each(|extent| {
            let people = extent.people as usize;
            let stored = Stored { people, path: path.to_owned(), begins };
            begins += self.bytes(people) as u64;
            self.add(*extent, stored)
        })
    }

    /// Forgets all parts; their files stay.
    pub(super) fn forget(&mut self) {
        self.stored.clear();
    }

    /// Whether all parts are in the folder, and none in a shard.
    pub(super) fn are_here(&self) -> bool {
        self.stored.values().all(|stored| stored.path.parent() == Some(&self.home))
    }

    /// Whether a part is stored in a file of this name.
    pub(super) fn has_file(&self, name: &str) -> bool {
        self.stored.values().any(|stored| stored.path.file_name().is_some_and(|file| file == name))
    }

    fn add(&mut self, extent: Extent, stored: Stored) -> Result<(), OutputError> {
        let key = extent.key();
        if !(0..self.shape.arms).all(|arm| matches!(self.read(key, &stored, arm), Ok(Some(_)))) {
            return Err(OutputError::Damaged { path: stored.path });
        }
        self.stored.insert(key, stored);
        Ok(())
    }

    /// Stores a part.
    pub(super) fn store(&mut self, part: &Part) -> Result<(), OutputError> {
        self.store_bytes(part.key, part.people(), |arm| Ok(encoded(&part.arms[arm])))
    }

    /// Stores a part whose arms are made one at a time.
    pub(super) fn store_arms(
        &mut self,
        key: PartKey,
        people: usize,
        block: impl Fn(usize) -> Result<ArmBlock, OutputError>,
    ) -> Result<(), OutputError> {
        self.store_bytes(key, people, |arm| Ok(encoded(&block(arm)?)))
    }

    fn store_bytes(
        &mut self,
        key: PartKey,
        people: usize,
        bytes: impl Fn(usize) -> Result<Vec<u8>, OutputError>,
    ) -> Result<(), OutputError> {
        let path = self.path(key, people);
        let partial = path.with_extension(ENDINGS[1]);
        let made = uninterrupted(|| fs::create_dir_all(&self.home).and_then(|()| File::create(&partial)));
        let mut file = made.map_err(OutputError::file(&partial))?;
        for arm in 0..self.shape.arms {
            let bytes = bytes(arm)?;
            let sum = self.checksum(key, people, arm, &bytes);
            let written = file.write_all(&bytes).and_then(|()| file.write_all(sum.as_bytes()));
            written.map_err(OutputError::file(&partial))?;
        }
        fs::rename(&partial, &path).map_err(OutputError::file(&partial))?;
        self.unsynced.push(path.clone());
        self.stored.insert(key, Stored { people, path, begins: 0 });
        Ok(())
    }

    /// Writes all parts to the disk.
    pub(super) fn sync(&mut self) -> Result<(), OutputError> {
        for path in std::mem::take(&mut self.unsynced) {
            File::open(&path).and_then(|file| file.sync_all()).map_err(OutputError::file(&path))?;
        }
        Ok(())
    }

    /// Writes all parts to one file, by draw and then by person.
    pub(super) fn pack(&self, mut to: File, name: &Path) -> Result<(), OutputError> {
        for stored in self.stored.values() {
            let copied = File::open(&stored.path).and_then(|mut from| {
                from.seek(SeekFrom::Start(stored.begins))?;
                io::copy(&mut from.take(self.bytes(stored.people) as u64), &mut to)
            });
            copied.map_err(OutputError::file(name))?;
        }
        to.sync_all().map_err(OutputError::file(name))
    }

    /// The people of all parts, by draw and then by person.
    pub(super) fn extents(&self) -> Vec<Extent> {
        let extent = |(key, stored): (&PartKey, &Stored)| Extent {
            draw: key.draw,
            first_person: key.first_person,
            people: stored.people as u32,
        };
        self.stored.iter().map(extent).collect()
    }

    /// The keys of the parts of a draw, in the order of their people.
    pub(in crate::output) fn keys(&self, draw: u32) -> Vec<PartKey> {
        self.stored.keys().copied().filter(|key| key.draw == draw).collect()
    }

    /// The people of these ids who are in no part of a draw.
    pub(super) fn missing(&self, draw: u32, ids: Range<u32>) -> Vec<Range<u32>> {
        let (mut next, mut missing) = (ids.start, Vec::new());
        for key in self.keys(draw) {
            if key.first_person > next {
                missing.push(next..key.first_person.min(ids.end));
            }
            next = next.max(key.first_person + self.stored[&key].people as u32);
        }
        if next < ids.end {
            missing.push(next..ids.end);
        }
        missing
    }

    /// Whether people of these ids are already in a part of this draw.
    pub(super) fn overlaps(&self, draw: u32, ids: &Range<u32>) -> bool {
        self.keys(draw).into_iter().any(|key| {
            let first = key.first_person;
            first < ids.end && ids.start < first + self.stored[&key].people as u32
        })
    }

    /// The block of one arm of a part, without its time course.
    pub(in crate::output) fn block(&self, key: PartKey, arm: usize) -> Result<ArmBlock, OutputError> {
        let stored = &self.stored[&key];
        self.read(key, stored, arm).ok().flatten().ok_or_else(|| OutputError::Damaged { path: stored.path.clone() })
    }

    /// The block of one arm of a draw, with all people, without the time course.
    pub(in crate::output) fn arm(&self, draw: u32, arm: usize) -> Result<ArmBlock, OutputError> {
        let keys = self.keys(draw);
        let persons = keys.iter().map(|key| self.stored[key].people).sum();
        let mut all = ArmBlock::with_capacity(self.shape.measurements, persons);
        keys.into_iter().try_for_each(|key| self.block(key, arm).map(|block| all.append(block)))?;
        Ok(all)
    }

    fn path(&self, key: PartKey, people: usize) -> PathBuf {
        self.home.join(format!("draw-{:04}-person-{:010}-people-{people}.{}", key.draw, key.first_person, ENDINGS[0]))
    }

    /// Number of bytes of a block without its checksum.
    fn block_bytes(&self, people: usize) -> usize {
        (ArmBlock::with_capacity(self.shape.measurements, 0).columns().count() + FLAGS) * people * WORD
    }

    /// Number of bytes of a part.
    fn bytes(&self, people: usize) -> usize {
        self.shape.arms * (self.block_bytes(people) + blake3::OUT_LEN)
    }

    /// The block of one arm of a part; `None` if its checksum differs.
    fn read(&self, key: PartKey, stored: &Stored, arm: usize) -> io::Result<Option<ArmBlock>> {
        let mut bytes = vec![0; self.block_bytes(stored.people) + blake3::OUT_LEN];
        let mut file = File::open(&stored.path)?;
        file.seek(SeekFrom::Start(stored.begins + (arm * bytes.len()) as u64))?;
        file.read_exact(&mut bytes)?;
        let (data, sum) = bytes.split_at(bytes.len() - blake3::OUT_LEN);
        let intact = self.checksum(key, stored.people, arm, data).as_bytes() == sum;
        Ok(intact.then(|| self.decoded(data, stored.people)))
    }

    fn checksum(&self, key: PartKey, people: usize, arm: usize, bytes: &[u8]) -> blake3::Hash {
        let Shape { work_id, arms, measurements } = &self.shape;
        let place = format!("soleus-part/2 {work_id} {key:?} {people} {arm} {arms} {measurements}");
        blake3::Hasher::new().update(place.as_bytes()).update(bytes).finalize()
    }

    fn decoded(&self, bytes: &[u8], people: usize) -> ArmBlock {
        let mut block = ArmBlock::with_capacity(self.shape.measurements, people);
        let mut columns = bytes.chunks_exact((people * WORD).max(WORD)).map(bytemuck::pod_collect_to_vec::<u8, f32>);
        // `columns` is the second argument of `zip`: as the first, it would lose one column at the end of the loop.
        block.columns_mut().zip(columns.by_ref()).for_each(|(to, from)| *to = from);
        let mut flags = columns.map(|column| column.iter().map(|value| *value == 1.0).collect());
        (block.eligible, block.valid) = (flags.next().unwrap_or_default(), flags.next().unwrap_or_default());
        block
    }
}

impl Extent {
    pub(super) fn key(self) -> PartKey {
        PartKey { draw: self.draw, first_person: self.first_person }
    }

    /// Ids of the people.
    pub(in crate::output) fn ids(self) -> Range<u32> {
        self.first_person..self.first_person.saturating_add(self.people)
    }
}

fn encoded(block: &ArmBlock) -> Vec<u8> {
    let number = |flag: &bool| f32::from(u8::from(*flag));
    let flags: [Vec<f32>; FLAGS] = [&block.eligible, &block.valid].map(|flags| flags.iter().map(number).collect());
    let columns: Vec<&[u8]> = block.columns().chain(&flags).map(|column| bytemuck::cast_slice(column)).collect();
    columns.concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::Sampler;
    use crate::stats::synthetic;

    const PERSONS: u32 = 9000;
    const WORK: &str = "0123456789ab";

    fn empty(home: &Path, work_id: &str, arms: usize) -> Parts {
        Parts::new(home, Shape { work_id: work_id.to_owned(), arms, measurements: 2 })
    }

    fn stored(home: &Path) -> (Parts, Vec<Part>) {
        let mut parts = empty(home, WORK, 3);
        let made = synthetic::parts(&synthetic::scenario(PERSONS, Sampler::Sobol), 1);
        made.iter().rev().for_each(|part| parts.store(part).unwrap());
        (parts, made)
    }

    /// The contents of a block without its time course, as bytes, because some values are NaN.
    fn content(block: &ArmBlock) -> (Vec<u8>, usize) {
        (encoded(block), block.people())
    }

    #[test]
    fn what_is_read_is_what_was_stored() {
        let home = tempfile::tempdir().unwrap();
        let (parts, made) = stored(home.path());
        for (part, arm) in made.iter().flat_map(|part| (0..3).map(move |arm| (part, arm))) {
            assert!(content(&parts.block(part.key, arm).unwrap()) == content(&part.arms[arm]));
        }
        assert!(content(&parts.arm(0, 2).unwrap()) == content(&synthetic::columns(2, PERSONS)));
    }

    #[test]
    fn missing_people_are_found() {
        let home = tempfile::tempdir().unwrap();
        let (mut parts, made) = stored(home.path());
        assert!(parts.missing(0, 0..PERSONS).is_empty());
        assert_eq!(parts.missing(0, 0..PERSONS + 1), vec![PERSONS..PERSONS + 1; 1]);
        assert_eq!(parts.missing(1, 5..PERSONS), vec![5..PERSONS; 1]);
        parts.stored.remove(&made[1].key);
        assert_eq!(parts.missing(0, 0..PERSONS), vec![4096..8192; 1]);
        assert!(parts.overlaps(0, &(4095..4097)) && !parts.overlaps(0, &(4096..8192)));
    }

    #[test]
    fn parts_are_found_again_in_files_or_packed_and_those_of_other_work_are_not() {
        let home = tempfile::tempdir().unwrap();
        let (parts, _) = stored(home.path());
        let (packed, extents) = (home.path().join("packed"), parts.extents());
        parts.pack(File::create(&packed).unwrap(), &packed).unwrap();
        let mut again = empty(home.path(), WORK, 3);
        again.add_files(&extents).unwrap();
        let mut from_packed = empty(home.path(), WORK, 3);
        from_packed.add_packed(&extents, &packed).unwrap();
        for found in [again, from_packed] {
            assert!(content(&found.arm(0, 1).unwrap()) == content(&synthetic::columns(1, PERSONS)));
        }
        for mut other in [empty(home.path(), "other work", 3), empty(home.path(), WORK, 2)] {
            assert!(other.add_files(&extents).is_err() && other.add_packed(&extents, &packed).is_err());
        }
    }

    #[test]
    fn a_changed_bit_is_noticed() {
        let home = tempfile::tempdir().unwrap();
        let (parts, made) = stored(home.path());
        let extent = parts.extents()[1];
        let path = parts.path(made[1].key, made[1].people());
        let whole = fs::read(&path).unwrap();
        let found = || empty(home.path(), WORK, 3).add_files(&[extent]);
        found().unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 200) {
            let mut changed = whole.clone();
            changed[at] ^= 1 << (at % 8);
            fs::write(&path, &changed).unwrap();
            assert!(found().is_err(), "byte {at}");
        }
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert!(found().is_err() && (0..3).any(|arm| parts.block(made[1].key, arm).is_err()));
    }
}
