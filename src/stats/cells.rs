//! Cells of people: one for each combination of classes, so that everybody is in exactly one and every group is a set of cells.

use super::groups::class_code;
use crate::population::Person;
use crate::scenario::{Scenario, Stratum};

/// The strata by which the time course tells people apart.
#[derive(Clone, Debug)]
pub struct Cells {
    strata: Vec<Stratum>,
    /// Number of classes of each.
    sizes: Vec<usize>,
    /// Cells between a class of each and the next: the last stratum counts fastest.
    strides: Vec<usize>,
    count: usize,
}

impl Cells {
    /// The cells of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let mut cells = Self { strata: Vec::new(), sizes: Vec::new(), strides: Vec::new(), count: 1 };
        for stratum in scenario.analysis.followed() {
            // One more than the classes, for people outside all of them.
            let size = stratum.labels().len();
            cells.strides.iter_mut().for_each(|stride| *stride *= size + 1);
            cells.strides.push(1);
            cells.count *= size + 1;
            cells.sizes.push(size);
            cells.strata.push(stratum.clone());
        }
        cells
    }

    /// How many there are, at least 1.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The cell of a person.
    pub fn of(&self, person: &Person) -> u32 {
        let strata = self.strata.iter().zip(&self.strides);
        strata.map(|(stratum, stride)| u32::from(class_code(stratum, person)) * *stride as u32).sum()
    }

    /// For each cell, the groups to which its people belong, in the order of [`super::Strata::groups`].
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        (0..self.count).map(|cell| self.groups_of(cell)).collect()
    }

    /// Everyone, and in each stratum the group of the class.
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
    pub(super) fn group_count(&self) -> usize {
        1 + self.sizes.iter().sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Sampler, Variable};
    use crate::stats::Strata;
    use crate::stats::synthetic;

    #[test]
    fn a_cell_knows_the_groups_of_its_people() {
        let scenario = synthetic::scenario(500, Sampler::Sobol);
        let (cells, strata) = (Cells::new(&scenario), synthetic::strata(&scenario));
        assert_eq!(cells.count(), 3 * 3);
        let (groups, targets) = (strata.groups(), cells.groups());
        assert_eq!(groups.len(), cells.group_count());
        for id in 0..500 {
            let cell = cells.of(&synthetic::person(id)) as usize;
            let expected: Vec<usize> =
                (0..groups.len()).filter(|at| groups[*at].holds(&strata, &[true; 500], id as usize)).collect();
            assert_eq!(targets[cell], expected, "person {id}");
        }
    }

    #[test]
    fn without_strata_everybody_shares_a_cell() {
        let mut scenario = synthetic::scenario(5, Sampler::Sobol);
        scenario.analysis.strata.clear();
        let cells = Cells::new(&scenario);
        assert_eq!((cells.count(), cells.of(&synthetic::person(3)), cells.groups()), (1, 0, vec![vec![0]]));
    }

    #[test]
    fn too_many_combinations_leave_the_last_strata_out() {
        let mut scenario = synthetic::scenario(5, Sampler::Sobol);
        let breaks: Vec<f64> = (0..=60).map(|step| 20.0 + f64::from(step)).collect();
        scenario.analysis.strata.push(Stratum { name: "fine".to_owned(), of: Variable::AgeYears, breaks });
        let (cells, strata) = (Cells::new(&scenario), Strata::new(&scenario));
        assert_eq!(cells.count(), 9);
        assert_eq!((cells.group_count(), strata.groups().len()), (5, 65));
    }
}
