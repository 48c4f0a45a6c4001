//! Reads a data file once for all members of a sweep.

use std::cell::RefCell;

use super::{COMPANIONS, FILE};
use crate::scenario::PeopleFile;
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::read::Section;

/// The keys that were asked, what was read, and the problems that were found.
type Kept = (String, Option<PeopleFile>, Vec<Problem>);

/// The data files that have been read, with the problems that were found.
#[derive(Debug, Default)]
pub(in crate::scenario) struct Once {
    read: RefCell<Vec<Kept>>,
}

impl Once {
    /// The people of a section: those that were read for another member with the same keys, or those that `read` returns.
    pub(super) fn people(
        &self,
        population: &Section<'_>,
        problems: &mut Problems,
        read: impl FnOnce(&mut Problems) -> Option<PeopleFile>,
    ) -> Option<PeopleFile> {
        let keys = std::iter::once(&FILE.key).chain(&COMPANIONS);
        let asked =
            format!("{:?}", keys.map(|key| population.get(key.name).map(|item| item.value)).collect::<Vec<_>>());
        if let Some((_, people, found)) = self.read.borrow().iter().find(|(known, ..)| *known == asked) {
            found.iter().for_each(|problem| problems.push(problem.clone()));
            return people.clone();
        }
        let before = problems.count();
        let people = read(problems);
        self.read.borrow_mut().push((asked, people.clone(), problems.since(before)));
        people
    }
}
