//! The file `sums.bin`: what a run has beside its parts. It lists the parts that belong to it, and contains the sums of their time courses
//! and the doses of the nested sample.
//!
//! The file begins with a line of JSON. Whole numbers follow in 7 bits per byte, with one length for each series of zeros, then the doses
//! with 4 bytes each. The last 32 bytes are the BLAKE3 hash of all others.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::parts::Extent;
use crate::output::devices::Devices;
use crate::results::{CourseSums, NestedDoses};

const FORMAT: &str = "soleus-sums/3";

/// The content of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::output) struct Sums {
    pub(in crate::output) head: Head,
    /// Sums of the time course, one per arm.
    pub(in crate::output) course: Vec<CourseSums>,
    pub(in crate::output) nested: NestedDoses,
}

/// The first line of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::output) struct Head {
    pub(in crate::output) format: String,
    /// Identity of the study without its number of people.
    pub(in crate::output) work_id: String,
    /// The people of the run or shard end before this id.
    pub(in crate::output) persons: u32,
    /// The parts, by draw and then by person.
    pub(in crate::output) parts: Vec<Extent>,
    /// Person-arms that were simulated again because an interruption came before they were saved.
    pub(in crate::output) redone: u64,
    /// The devices that computed the parts. Those of a finished run are in its manifest, so that equal runs have equal sums.
    pub(in crate::output) devices: Devices,
    ticks: usize,
    cells: usize,
    arms: usize,
    nested_ids: Range<u32>,
    nested_sets: usize,
}

impl Head {
    pub(super) fn new(work_id: &str, persons: u32, parts: Vec<Extent>, redone: u64, devices: Devices) -> Self {
        Self { work_id: work_id.to_owned(), persons, parts, redone, devices, ..Self::default() }
    }
}

impl Sums {
    /// The bytes of the file.
    pub(super) fn encoded(&self) -> Vec<u8> {
        let (first, doses) = (self.course.first(), &self.nested);
        let head = Head {
            format: FORMAT.to_owned(),
            ticks: first.map_or(0, CourseSums::ticks),
            cells: first.map_or(0, |sums| sums.cells),
            arms: self.course.len(),
            nested_ids: doses.ids.clone(),
            nested_sets: doses.arms.first().map_or(0, Vec::len),
            ..self.head.clone()
        };
        let mut bytes = serde_json::to_vec(&head).unwrap_or_default();
        bytes.push(b'\n');
        for sums in &self.course {
            write_numbers(&mut bytes, sums.counts.iter().map(|count| u64::from(*count)));
            write_numbers(&mut bytes, sums.sums.iter().copied());
        }
        let columns = doses.arms.iter().flatten().flatten();
        columns.flatten().for_each(|dose| bytes.extend(dose.to_le_bytes()));
        let hash = blake3::hash(&bytes);
        bytes.extend(hash.as_bytes());
        bytes
    }

    /// The content of a file; `None` if the file is damaged or has another format.
    pub(super) fn decoded(bytes: &[u8]) -> Option<Self> {
        let (bytes, hash) = bytes.split_at_checked(bytes.len().checked_sub(blake3::OUT_LEN)?)?;
        if blake3::hash(bytes).as_bytes() != hash {
            return None;
        }
        let line = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(&bytes[..line]).ok().filter(|head: &Head| head.format == FORMAT)?;
        let mut rest = &bytes[line + 1..];
        let mut course = vec![CourseSums::new(head.ticks, head.cells); head.arms];
        for sums in &mut course {
            let counts = read_numbers(&mut rest, sums.counts.len())?;
            sums.counts = counts.into_iter().map(|count| count as u32).collect();
            sums.sums = read_numbers(&mut rest, sums.sums.len())?;
        }
        let mut doses = rest.chunks_exact(4).map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
        let mut column = || doses.by_ref().take(head.nested_ids.len()).collect::<Vec<f32>>();
        let mut set = || [column(), column(), column()];
        let mut sets = || (0..head.nested_sets).map(|_| set()).collect();
        let arms = if head.nested_sets > 0 { (0..head.arms).map(|_| sets()).collect() } else { Vec::new() };
        let nested = NestedDoses { ids: head.nested_ids.clone(), arms };
        Some(Self { head, course, nested })
    }
}

fn write_numbers(bytes: &mut Vec<u8>, numbers: impl Iterator<Item = u64>) {
    let mut zeros = 0;
    let end = |bytes: &mut Vec<u8>, zeros: &mut u64| {
        if *zeros > 0 {
            bytes.push(0);
            write_number(bytes, std::mem::take(zeros));
        }
    };
    for number in numbers {
        if number == 0 {
            zeros += 1;
        } else {
            end(bytes, &mut zeros);
            write_number(bytes, number);
        }
    }
    end(bytes, &mut zeros);
}

fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read_numbers(bytes: &mut &[u8], count: usize) -> Option<Vec<u64>> {
    let mut numbers = Vec::with_capacity(count);
    while numbers.len() < count {
        match read_number(bytes)? {
            0 => numbers.resize(numbers.len().checked_add(usize::try_from(read_number(bytes)?).ok()?)?.min(count), 0),
            number => numbers.push(number),
        }
    }
    Some(numbers)
}

fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::Course;
    use crate::output::Device;

    fn sums() -> Sums {
        let mut course = vec![CourseSums::new(3, 2); 2];
        for id in 0..40 {
            course[0].add(id % 3, Course::ResidenceMin, id % 2, id as f32 * 7.3);
        }
        course[1].sums[1] = u64::MAX;
        let column = |at: u32| vec![at as f32, f32::NAN, -1.5];
        let nested = NestedDoses { ids: 4..7, arms: vec![vec![[0, 1, 2].map(column); 5]; 2] };
        let parts = vec![Extent { draw: 0, first_person: 0, people: 40 }];
        let mut devices = Devices::default();
        devices.add(&Device { name: "CPU".to_owned(), fingerprint: "0123".to_owned() });
        Sums { head: Head::new("id", 40, parts, 3, devices), course, nested }
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let (made, bytes) = (sums(), sums().encoded());
        let read = Sums::decoded(&bytes).unwrap();
        assert_eq!((&read.course, &read.head.parts, read.head.redone), (&made.course, &made.head.parts, 3));
        assert_eq!(read.head.devices, made.head.devices);
        assert_eq!(format!("{:?}", read.nested), format!("{:?}", made.nested), "NaN is not equal to itself");
        assert_eq!(read.encoded(), bytes);
        let none = Sums { nested: NestedDoses::default(), ..made };
        assert_eq!(Sums::decoded(&none.encoded()).unwrap().nested, NestedDoses::default());
    }

    #[test]
    fn any_change_is_noticed() {
        let whole = sums().encoded();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1 << (at % 8);
            assert!(Sums::decoded(&changed).is_none(), "byte {at}");
            assert!(Sums::decoded(&whole[..at]).is_none(), "cut at {at}");
        }
    }
}
