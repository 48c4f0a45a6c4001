//! Shards: parts of a run that different processes or machines simulate.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::results::REPLICATES;

/// One of several shards of a run. Each has about the same number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// Its number, from 1.
    number: u32,
    /// Number of shards.
    of: u32,
}

impl Shard {
    /// Shard `number` of `of`, counted from 1.
    ///
    /// # Errors
    /// If there is no such shard.
    pub fn new(number: u32, of: u32) -> Result<Self, String> {
        if number == 0 || number > of {
            return Err(format!(
                "there is no shard {number} of {of}; shards are numbered from 1, such as 1/{}",
                of.max(1)
            ));
        }
        Ok(Self { number, of })
    }

    /// Its number, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Number of shards.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Largest number of shards of a run of `persons` people: each shard has people of every replicate.
    pub fn most(persons: u32) -> u32 {
        (persons / REPLICATES).max(1)
    }

    /// Ids of its people, in a run of `persons` people. All shards together have each person once.
    pub fn ids(self, persons: u32) -> Range<u32> {
        let groups = u64::from(persons / REPLICATES);
        let first = |number: u32| (groups * u64::from(number) / u64::from(self.of)) as u32 * REPLICATES;
        first(self.number - 1)..if self.number == self.of { persons } else { first(self.number) }
    }

    /// The name of its folder beside those of the other shards.
    pub fn folder(self) -> String {
        format!("shard-{:04}-of-{:04}", self.number, self.of)
    }

    /// The shard to which a folder of this name belongs.
    pub fn of_folder(name: &str) -> Option<Self> {
        let (number, of) = name.strip_prefix("shard-")?.split_once("-of-")?;
        Self::new(number.parse().ok()?, of.parse().ok()?).ok().filter(|shard| shard.folder() == name)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let (number, of) = parts.ok_or("write I/N, such as 3/10 for the third of ten shards")?;
        Self::new(number, of)
    }
}

/// Numbers as an array expression of batch systems: `3,7-9`.
pub fn array_expression(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let word = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    runs.iter().map(word).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn shards_have_each_person_once_and_about_equally_many() {
        for (persons, of) in [(1, 1), (16, 1), (100, 6), (4097, 7), (20_000, 64), (i32::MAX as u32, 1000)] {
            let mut next = 0;
            for number in 1..=of {
                let ids = Shard::new(number, of).unwrap().ids(persons);
                assert_eq!(ids.start, next);
                assert!(of > Shard::most(persons) || !ids.is_empty());
                assert!(u64::from(ids.end - ids.start) <= u64::from(persons / of) + 2 * u64::from(REPLICATES));
                next = ids.end;
            }
            assert_eq!(next, persons);
        }
    }

    #[test]
    fn shards_are_read_as_they_are_written() {
        let shard: Shard = "3/10".parse().unwrap();
        assert_eq!((shard.number(), shard.of(), shard.to_string().as_str()), (3, 10, "3/10"));
        assert_eq!(Shard::of_folder(&shard.folder()), Some(shard));
        for wrong in ["0/3", "4/3", "1/0", "1", "a/b", "1/2/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
        assert_eq!(Shard::of_folder("shard-3-of-10"), None);
    }

    #[test]
    fn numbers_are_written_as_batch_systems_read_them() {
        assert_eq!(array_expression(&[3, 7, 8, 9]), "3,7-9");
        assert_eq!(array_expression(&[1, 2, 4, u32::MAX]), format!("1-2,4,{}", u32::MAX));
        assert_eq!(array_expression(&[]), "");
    }
}
