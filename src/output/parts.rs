//! Stores the parts of a run on disk until its tables are written.
//!
//! A part is a file in the folder `parts` of the staging folder. Its name contains the draw, the first tile and the number of people. It
//! contains the blocks of all arms, one after the other. A block consists of its columns, with 4 bytes per value in the byte order of the
//! machine, and of a checksum of these bytes, the run id, the key of the part and the arm. Parts may therefore be written in any order, and
//! the checksum shows whether a part is complete. Time courses are not in the parts: the writer adds them when they arrive.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::OutputError;
use super::cleanup::uninterrupted;
use crate::results::{ArmBlock, Part, PartKey};

/// Name of the folder with the parts.
const PARTS: &str = "parts";
/// File name extensions of complete parts, and of parts that are being written.
const ENDINGS: [&str; 2] = ["part", "partial"];
/// Number of bytes of a value.
const WORD: usize = 4;
/// Number of Boolean columns, which follow the columns of numbers: eligible and valid.
const FLAGS: usize = 2;

/// The parts of a run.
#[derive(Debug)]
pub(super) struct Parts {
    home: PathBuf,
    run_id: String,
    arms: usize,
    measurements: usize,
    /// Number of people in each stored part.
    people: BTreeMap<PartKey, usize>,
}

impl Parts {
    /// Opens the parts in a folder: those that are complete and belong to this run.
    pub(super) fn open(folder: &Path, run_id: &str, arms: usize, measurements: usize) -> Result<Self, OutputError> {
        let home = folder.join(PARTS);
        fs::create_dir_all(&home).map_err(OutputError::unwritable(&home))?;
        let mut parts = Self { home, run_id: run_id.to_owned(), arms, measurements, people: BTreeMap::new() };
        for path in files(&parts.home)? {
            if let Some((key, people)) = named(&path).filter(|(key, people)| parts.is_whole(*key, *people)) {
                parts.people.insert(key, people);
            }
        }
        Ok(parts)
    }

    /// Stores a part.
    pub(super) fn store(&mut self, part: &Part) -> Result<(), OutputError> {
        let (key, people) = (part.key, part.people());
        let path = self.path(key, people);
        let partial = path.with_extension(ENDINGS[1]);
        let mut file = uninterrupted(|| File::create(&partial)).map_err(OutputError::file(&partial))?;
        let written = part.arms.iter().enumerate().try_for_each(|(arm, block)| {
            let bytes = encoded(block);
            file.write_all(&bytes)?;
            file.write_all(self.checksum(key, people, arm, &bytes).as_bytes())
        });
        written.and_then(|()| fs::rename(&partial, &path)).map_err(OutputError::file(&partial))?;
        self.people.insert(key, people);
        Ok(())
    }

    /// The keys of the parts of a draw, in the order of their people.
    pub(super) fn keys(&self, draw: u32) -> Vec<PartKey> {
        self.people.keys().copied().filter(|key| key.draw == draw).collect()
    }

    /// Whether the parts of a draw contain each of the first `persons` people exactly once.
    pub(super) fn are_all(&self, draw: u32, persons: u32) -> bool {
        let follows = |next: Option<u32>, key: PartKey| {
            next.filter(|next| *next == key.first_person()).map(|next| next + self.people[&key] as u32)
        };
        self.keys(draw).into_iter().fold(Some(0), follows) == Some(persons)
    }

    /// Whether people of this part are already in another part.
    pub(super) fn overlaps(&self, part: &Part) -> bool {
        let ids = part.ids();
        self.keys(part.key.draw).into_iter().any(|key| {
            let first = key.first_person();
            first < ids.end && ids.start < first + self.people[&key] as u32
        })
    }

    /// The block of one arm of a part, without its time course.
    pub(super) fn block(&self, key: PartKey, arm: usize) -> Result<ArmBlock, OutputError> {
        let people = self.people[&key];
        let path = self.path(key, people);
        self.read(key, people, arm).ok().flatten().ok_or(OutputError::Damaged { path })
    }

    /// The block of one arm of a draw, with all people, without the time course.
    pub(super) fn arm(&self, draw: u32, arm: usize) -> Result<ArmBlock, OutputError> {
        let keys = self.keys(draw);
        let persons = keys.iter().map(|key| self.people[key]).sum();
        let mut all = ArmBlock::with_capacity(self.measurements, persons);
        keys.into_iter().try_for_each(|key| self.block(key, arm).map(|block| all.append(block)))?;
        Ok(all)
    }

    /// Removes the parts of a draw.
    pub(super) fn clear(&mut self, draw: u32) -> Result<(), OutputError> {
        for key in self.keys(draw) {
            let path = self.path(key, self.people[&key]);
            fs::remove_file(&path).map_err(OutputError::file(&path))?;
            self.people.remove(&key);
        }
        Ok(())
    }

    fn path(&self, key: PartKey, people: usize) -> PathBuf {
        self.home.join(format!("draw-{:04}-tile-{:07}-people-{people}.{}", key.draw, key.tile, ENDINGS[0]))
    }

    /// Number of bytes of a block without its checksum.
    fn block_bytes(&self, people: usize) -> usize {
        (ArmBlock::with_capacity(self.measurements, 0).columns().count() + FLAGS) * people * WORD
    }

    /// Whether the blocks of all arms of a part are unchanged.
    fn is_whole(&self, key: PartKey, people: usize) -> bool {
        let bytes = self.arms * (self.block_bytes(people) + blake3::OUT_LEN);
        let sized = fs::metadata(self.path(key, people)).is_ok_and(|file| file.len() == bytes as u64);
        sized && (0..self.arms).all(|arm| matches!(self.read(key, people, arm), Ok(Some(_))))
    }

    /// The block of one arm of a part; `None` if its checksum differs.
    fn read(&self, key: PartKey, people: usize, arm: usize) -> io::Result<Option<ArmBlock>> {
        let mut bytes = vec![0; self.block_bytes(people) + blake3::OUT_LEN];
        let mut file = File::open(self.path(key, people))?;
        file.seek(SeekFrom::Start((arm * bytes.len()) as u64))?;
        file.read_exact(&mut bytes)?;
        let (data, sum) = bytes.split_at(bytes.len() - blake3::OUT_LEN);
        let intact = self.checksum(key, people, arm, data).as_bytes() == sum;
        Ok(intact.then(|| self.decoded(data, people)))
    }

    fn checksum(&self, key: PartKey, people: usize, arm: usize, bytes: &[u8]) -> blake3::Hash {
        let place = format!("soleus-part/1 {} {key:?} {people} {arm} {} {}", self.run_id, self.arms, self.measurements);
        blake3::Hasher::new().update(place.as_bytes()).update(bytes).finalize()
    }

    fn decoded(&self, bytes: &[u8], people: usize) -> ArmBlock {
        let mut block = ArmBlock::with_capacity(self.measurements, people);
        let mut columns = bytes.chunks_exact((people * WORD).max(WORD)).map(bytemuck::pod_collect_to_vec::<u8, f32>);
        // `columns` is the second argument of `zip`: as the first, it would lose one column at the end of the loop.
        block.columns_mut().zip(columns.by_ref()).for_each(|(to, from)| *to = from);
        let mut flags = columns.map(|column| column.iter().map(|value| *value == 1.0).collect());
        (block.eligible, block.valid) = (flags.next().unwrap_or_default(), flags.next().unwrap_or_default());
        block
    }
}

/// The files of parts, complete or not.
fn files(home: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let listed = fs::read_dir(home).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let mut paths: Vec<PathBuf> =
        listed.map_err(OutputError::unwritable(home))?.iter().map(fs::DirEntry::path).collect();
    paths.retain(|path| named(path).is_some());
    Ok(paths)
}

/// The key and the number of people of a part, from the name of its file.
fn named(path: &Path) -> Option<(PartKey, usize)> {
    let (stem, ending) = (path.file_stem()?.to_str()?, path.extension()?.to_str()?);
    let words: Vec<&str> = stem.split('-').collect();
    let ["draw", draw, "tile", tile, "people", people] = words[..] else { return None };
    let key = PartKey { draw: draw.parse().ok()?, tile: tile.parse().ok()? };
    let people = people.parse().ok()?;
    ENDINGS.contains(&ending).then_some((key, people))
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
        let path = parts.path(made[1].key, made[1].people());
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
}
