//! Cells of people: one for each combination of classes. Each person is in exactly one cell, and every group is a set of cells.

use super::Person;
use crate::scenario::{Scenario, Stratum};

/// The strata of the time course.
#[derive(Clone, Debug)]
pub struct Cells {
    strata: Vec<Stratum>,
    /// Number of classes of each stratum.
    sizes: Vec<usize>,
    /// For each stratum, the number of cells from one class to the next. The last stratum varies fastest.
    strides: Vec<usize>,
    count: usize,
}

impl Cells {
    /// The cells of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let mut cells = Self { strata: Vec::new(), sizes: Vec::new(), strides: Vec::new(), count: 1 };
        for stratum in scenario.analysis.followed() {
            // One more than the number of classes, for people outside all of them.
            let size = stratum.labels().len();
            cells.strides.iter_mut().for_each(|stride| *stride *= size + 1);
            cells.strides.push(1);
            cells.count *= size + 1;
            cells.sizes.push(size);
            cells.strata.push(stratum.clone());
        }
        cells
    }

    /// Number of cells, at least 1.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The cell of a person.
    pub fn of(&self, person: &Person) -> u32 {
        let strata = self.strata.iter().zip(&self.strides);
        strata.map(|(stratum, stride)| u32::from(class_code(stratum, person)) * *stride as u32).sum()
    }

    /// For each cell, the groups to which its people belong, in the order of `stats::Strata::groups`.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        (0..self.count).map(|cell| self.groups_of(cell)).collect()
    }

    /// Everyone, and the group of the class in each stratum.
    fn groups_of(&self, cell: usize) -> Vec<usize> {
        let mut groups = vec![0];
        let mut before = 0;
        for (size, stride) in self.sizes.iter().zip(&self.strides) {
            let code = cell / stride % (size + 1);
            if code > 0 {
                groups.push(before + code);
            }
            before += size;
        }
        groups
    }

    /// Number of groups: everyone, and each class of each of these strata.
    pub fn group_count(&self) -> usize {
        1 + self.sizes.iter().sum::<usize>()
    }
}

/// Class of a person plus one; 0 outside all classes.
pub fn class_code(stratum: &Stratum, person: &Person) -> u16 {
    stratum.class_of(person.feature(stratum.of)).map_or(0, |class| u16::try_from(class + 1).unwrap_or(0))
}
