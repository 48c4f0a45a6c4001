//! Parts of a run on disk, until its tables are written.
//!
//! A part is a file in the folder `parts` of the run folder, named after its draw and first tile. It holds the blocks of all arms, one
//! after the other: the columns of a block, 4 bytes per value in the machine's own byte order, its status words, and a checksum of these
//! and of the part's head, which names the run. So parts may be written in any order, and one that is found again is known to be whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::OutputError;
use crate::results::{ArmBlock, Part, PartKey};

/// Folder of a run folder that holds its parts.
const PARTS: &str = "parts";
const EXTENSION: &str = "part";
/// First bytes of a part.
const MAGIC: &[u8; 16] = b"soleus-part/1\n\0\0";
const ELIGIBLE: u32 = 1;
const VALID: u32 = 2;
/// Bytes of a value, and of a checksum.
const WORD: usize = 4;
const CHECKSUM: usize = blake3::OUT_LEN;

/// The parts of a run.
#[derive(Debug)]
pub(super) struct Parts {
    home: PathBuf,
    run_id: String,
    arms: usize,
    measurements: usize,
    /// People of each part that is there.
    people: BTreeMap<PartKey, u32>,
}

impl Parts {
    /// Parts in a run folder: none yet, or those of the same run that are there.
    pub(super) fn open(folder: &Path, run_id: &str, arms: usize, measurements: usize) -> Result<Self, OutputError> {
        let home = folder.join(PARTS);
        fs::create_dir_all(&home).map_err(OutputError::unwritable(&home))?;
        let mut parts = Self { home, run_id: run_id.to_owned(), arms, measurements, people: BTreeMap::new() };
        for path in files(&parts.home)? {
            if let Some((key, people)) = parts.whole(&path) {
                parts.people.insert(key, people);
            }
        }
        Ok(parts)
    }

    /// Stores a part.
    pub(super) fn store(&mut self, part: &Part) -> Result<(), OutputError> {
        let path = self.path(part.key);
        let partial = path.with_extension("partial");
        let people = part.people() as u32;
        let head = self.head(part.key, people);
        let mut file = File::create(&partial).map_err(OutputError::file(&partial))?;
        let written = file.write_all(&head).and_then(|()| {
            part.arms.iter().zip(0..).try_for_each(|(block, arm)| {
                let bytes = encoded(block);
                file.write_all(&bytes)?;
                file.write_all(checksum(&head, arm, &bytes).as_bytes())
            })
        });
        written.and_then(|()| fs::rename(&partial, &path)).map_err(OutputError::file(&path))?;
        self.people.insert(part.key, people);
        Ok(())
    }

    /// Keys of the parts of a draw, in the order of their people.
    pub(super) fn keys(&self, draw: u32) -> Vec<PartKey> {
        self.people.keys().copied().filter(|key| key.draw == draw).collect()
    }

    /// Whether the parts of a draw hold so many people, from the first on, each of them once.
    pub(super) fn are_all(&self, draw: u32, persons: u32) -> bool {
        let mut next = 0;
        for (key, people) in self.people.iter().filter(|(key, _)| key.draw == draw) {
            if key.first_person() != next {
                return false;
            }
            next += people;
        }
        next == persons
    }

    /// One arm of a part, without its time course.
    pub(super) fn block(&self, key: PartKey, arm: usize) -> Result<ArmBlock, OutputError> {
        let path = self.path(key);
        let damaged = || OutputError::Damaged { path: path.clone() };
        let people = *self.people.get(&key).ok_or_else(damaged)?;
        let mut file = File::open(&path).map_err(OutputError::file(&path))?;
        self.read(&mut file, key, people, arm).map_err(OutputError::file(&path))?.ok_or_else(damaged)
    }

    /// One arm of a draw: all of its people, without the time course.
    pub(super) fn arm(&self, draw: u32, arm: usize) -> Result<ArmBlock, OutputError> {
        let keys = self.keys(draw);
        let persons = keys.iter().map(|key| self.people[key] as usize).sum();
        let mut all = ArmBlock::with_capacity(self.measurements, persons);
        for key in keys {
            let block = self.block(key, arm)?;
            all.columns_mut().zip(block.columns()).for_each(|(all, column)| all.extend_from_slice(column));
            all.eligible.extend(block.eligible);
            all.valid.extend(block.valid);
        }
        Ok(all)
    }

    /// Whether people of this part are in another one already.
    pub(super) fn overlaps(&self, part: &Part) -> bool {
        let ids = part.ids();
        self.people.iter().filter(|(key, _)| key.draw == part.key.draw).any(|(key, people)| {
            let first = key.first_person();
            first < ids.end && ids.start < first + people
        })
    }

    /// Removes the folder of the parts; none of them are needed any more.
    pub(super) fn remove(mut self) -> Result<(), OutputError> {
        let draws: Vec<u32> = self.people.keys().map(|key| key.draw).collect();
        draws.into_iter().try_for_each(|draw| self.clear(draw))?;
        fs::remove_dir(&self.home).map_err(OutputError::unwritable(&self.home))
    }

    /// Removes the parts of a draw.
    pub(super) fn clear(&mut self, draw: u32) -> Result<(), OutputError> {
        for key in self.keys(draw) {
            let path = self.path(key);
            fs::remove_file(&path).map_err(OutputError::file(&path))?;
            self.people.remove(&key);
        }
        Ok(())
    }

    fn path(&self, key: PartKey) -> PathBuf {
        self.home.join(format!("draw-{:04}-tile-{:07}.{EXTENSION}", key.draw, key.tile))
    }

    /// What a part begins with.
    fn head(&self, key: PartKey, people: u32) -> Vec<u8> {
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(blake3::hash(self.run_id.as_bytes()).as_bytes());
        for number in [key.draw, key.tile, people, self.arms as u32, self.columns() as u32] {
            head.extend_from_slice(&number.to_ne_bytes());
        }
        head
    }

    /// Columns of a block, the status words among them.
    fn columns(&self) -> usize {
        ArmBlock::with_capacity(self.measurements, 0).columns().count() + 1
    }

    /// Bytes of a block with its checksum.
    fn block_bytes(&self, people: u32) -> usize {
        self.columns() * people as usize * WORD + CHECKSUM
    }

    /// Key and people of a file, if it is a part of this run and no bit of it has changed.
    fn whole(&self, path: &Path) -> Option<(PartKey, u32)> {
        let mut file = File::open(path).ok()?;
        let mut head = vec![0; self.head(PartKey { draw: 0, tile: 0 }, 0).len()];
        file.read_exact(&mut head).ok()?;
        let number = |at: usize| {
            let from = MAGIC.len() + CHECKSUM + at * WORD;
            head.get(from..from + WORD)?.try_into().ok().map(u32::from_ne_bytes)
        };
        let (key, people) = (PartKey { draw: number(0)?, tile: number(1)? }, number(2)?);
        let bytes = (head.len() + self.arms * self.block_bytes(people)) as u64;
        let fits = head == self.head(key, people) && self.path(key) == path && file.metadata().ok()?.len() == bytes;
        let intact = |arm| self.read(&mut file, key, people, arm).ok().flatten().is_some();
        (fits && (0..self.arms).all(intact)).then_some((key, people))
    }

    /// One arm of an open part; none where its checksum differs.
    fn read(&self, file: &mut File, key: PartKey, people: u32, arm: usize) -> std::io::Result<Option<ArmBlock>> {
        let head = self.head(key, people);
        let mut bytes = vec![0; self.block_bytes(people)];
        file.seek(SeekFrom::Start((head.len() + arm * bytes.len()) as u64))?;
        file.read_exact(&mut bytes)?;
        let (data, sum) = bytes.split_at(bytes.len() - CHECKSUM);
        let intact = checksum(&head, arm as u32, data).as_bytes() == sum;
        Ok(intact.then(|| decoded(data, self.measurements, people as usize)))
    }
}

/// Removes the parts of whatever run is in a run folder, and nothing else.
pub(super) fn remove_all(folder: &Path) -> Result<(), OutputError> {
    let home = folder.join(PARTS);
    if !home.is_dir() {
        return Ok(());
    }
    for path in files(&home)? {
        fs::remove_file(&path).map_err(OutputError::file(&path))?;
    }
    // Fails where something of other people's is left, which is as it should be.
    let _ = fs::remove_dir(&home);
    Ok(())
}

/// Parts, whole or not, in the order of their names.
fn files(home: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let listed = fs::read_dir(home).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut paths: Vec<PathBuf> =
        listed.map_err(OutputError::unwritable(home))?.iter().map(fs::DirEntry::path).collect();
    let ours = |path: &PathBuf| {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let extension = path.extension().is_some_and(|extension| extension == EXTENSION || extension == "partial");
        extension && name.starts_with("draw-")
    };
    paths.retain(ours);
    paths.sort();
    Ok(paths)
}

fn checksum(head: &[u8], arm: u32, bytes: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(head).update(&arm.to_ne_bytes()).update(bytes);
    hasher.finalize()
}

fn encoded(block: &ArmBlock) -> Vec<u8> {
    let bit = |set: &bool, bit: u32| if *set { bit } else { 0 };
    let status: Vec<u32> =
        block.eligible.iter().zip(&block.valid).map(|(e, v)| bit(e, ELIGIBLE) | bit(v, VALID)).collect();
    let mut bytes = Vec::with_capacity((block.columns().count() + 1) * status.len() * WORD);
    block.columns().for_each(|column| bytes.extend_from_slice(bytemuck::cast_slice(column)));
    bytes.extend_from_slice(bytemuck::cast_slice(&status));
    bytes
}

fn decoded(bytes: &[u8], measurements: usize, people: usize) -> ArmBlock {
    let mut block = ArmBlock::with_capacity(measurements, people);
    let mut columns = bytes.chunks_exact((people * WORD).max(WORD));
    for (column, bytes) in block.columns_mut().zip(columns.by_ref()) {
        column.extend(bytemuck::pod_collect_to_vec::<u8, f32>(bytes));
    }
    let status: Vec<u32> = columns.next().map(bytemuck::pod_collect_to_vec).unwrap_or_default();
    let bits = |bit: u32| status.iter().map(|word| word & bit != 0).collect();
    (block.eligible, block.valid) = (bits(ELIGIBLE), bits(VALID));
    block
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::Sampler;
    use crate::stats::synthetic;

    const PERSONS: u32 = 9000;
    const RUN: &str = "0123456789ab";

    fn open(home: &Path, run_id: &str) -> Parts {
        Parts::open(home, run_id, 3, 2).unwrap()
    }

    fn stored(home: &Path) -> (Parts, Vec<Part>) {
        let mut parts = open(home, RUN);
        let made = synthetic::parts(&synthetic::scenario(PERSONS, Sampler::Sobol), 1);
        made.iter().rev().for_each(|part| parts.store(part).unwrap());
        (parts, made)
    }

    /// Everything of a block but its time course; some values are no numbers.
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
        assert!(parts.are_all(0, PERSONS) && !parts.are_all(0, PERSONS + 1) && !parts.are_all(1, PERSONS));
        assert!(content(&parts.arm(0, 2).unwrap()) == content(&synthetic::columns(2, PERSONS)));
    }

    #[test]
    fn parts_are_found_again_and_those_of_other_runs_are_not() {
        let home = tempfile::tempdir().unwrap();
        let (parts, made) = stored(home.path());
        assert_eq!(open(home.path(), RUN).people, parts.people);
        assert!(content(&open(home.path(), RUN).arm(0, 1).unwrap()) == content(&synthetic::columns(1, PERSONS)));
        assert!(open(home.path(), "another run").people.is_empty());
        assert!(Parts::open(home.path(), RUN, 2, 2).unwrap().people.is_empty());
        assert!(parts.overlaps(&made[1]));
    }

    #[test]
    fn a_changed_bit_is_noticed() {
        let home = tempfile::tempdir().unwrap();
        let (parts, made) = stored(home.path());
        let path = parts.path(made[1].key);
        let whole = fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 200) {
            let mut changed = whole.clone();
            changed[at] ^= 1 << (at % 8);
            fs::write(&path, &changed).unwrap();
            assert_eq!(open(home.path(), RUN).keys(0), [made[0].key, made[2].key], "byte {at}");
        }
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(open(home.path(), RUN).keys(0), [made[0].key, made[2].key]);
        assert!((0..3).any(|arm| parts.block(made[1].key, arm).is_err()));
    }

    #[test]
    fn removing_parts_leaves_the_files_of_others() {
        let home = tempfile::tempdir().unwrap();
        let (parts, _) = stored(home.path());
        fs::write(parts.home.join("notes.txt"), "mine").unwrap();
        remove_all(home.path()).unwrap();
        assert!(open(home.path(), RUN).people.is_empty() && parts.home.join("notes.txt").exists());
        fs::remove_file(parts.home.join("notes.txt")).unwrap();
        remove_all(home.path()).unwrap();
        assert!(!parts.home.exists());
    }
}
