//! The time course of many people in whole numbers. Whole numbers have the same sum in any order, so that results do not depend on how
//! the work was divided.

use rayon::prelude::*;

use crate::model::{BINS, Course};

/// Sums and histograms of every quantity at every tick, per cell. A cell is a set of people who are counted together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseSums {
    /// Number of cells.
    pub cells: usize,
    /// People in each bin: by tick, then by [`Course`], cell, and bin ([`BINS`] of them).
    pub counts: Vec<u32>,
    /// Sum of [`Course::steps`]: by tick, then by [`Course`] and cell; 0 where there are no people.
    pub sums: Vec<u64>,
}

impl CourseSums {
    /// Makes an empty time course.
    pub fn new(ticks: usize, cells: usize) -> Self {
        let histograms = ticks * Course::COUNT * cells;
        Self { cells, counts: vec![0; histograms * BINS], sums: vec![0; histograms] }
    }

    /// Whether it has this many ticks and cells.
    pub fn is_for(&self, ticks: usize, cells: usize) -> bool {
        let histograms = ticks * Course::COUNT * cells;
        (self.cells, self.counts.len(), self.sums.len()) == (cells, histograms * BINS, histograms)
    }

    /// Number of ticks.
    pub fn ticks(&self) -> usize {
        self.sums.len() / (Course::COUNT * self.cells.max(1))
    }

    /// Adds a person's value. Values that are not finite are ignored.
    pub fn add(&mut self, tick: usize, course: Course, cell: usize, value: f32) {
        if value.is_finite() {
            let at = self.at(tick, course, cell);
            self.counts[at * BINS + course.bin(value)] += 1;
            self.sums[at] += u64::from(Course::steps(value));
        }
    }

    /// Adds people in these cells. `values` are those of `engine::Outputs`: by tick, then by [`Course`], one per person.
    pub fn add_people(&mut self, values: &[Vec<Vec<f32>>], cells: &[u32]) {
        for (tick, columns) in values.iter().enumerate() {
            for (course, column) in Course::ALL.iter().zip(columns) {
                column.iter().zip(cells).for_each(|(value, cell)| self.add(tick, *course, *cell as usize, *value));
            }
        }
    }

    /// Subtracts people who were added before. Counts stop at 0.
    pub fn subtract(&mut self, other: &Self) {
        for (count, gone) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_sub(*gone);
        }
        for (sum, gone) in self.sums.iter_mut().zip(&other.sums) {
            *sum = sum.saturating_sub(*gone);
        }
    }

    /// Adds other people, who are in the same cells.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum += more;
        }
    }

    /// The same people in other cells: each cell is added to all cells that `targets` lists for it.
    pub fn regrouped(&self, cells: usize, targets: &[Vec<usize>]) -> Self {
        let width = self.cells.max(1);
        let mut regrouped = Self::new(self.ticks(), cells);
        let from = self.counts.par_chunks(width * BINS).zip(self.sums.par_chunks(width));
        let to = regrouped.counts.par_chunks_mut(cells * BINS).zip(regrouped.sums.par_chunks_mut(cells));
        to.zip(from).for_each(|((to_counts, to_sums), (counts, sums))| {
            let occupied = sums.iter().zip(counts.chunks(BINS)).zip(targets).filter(|((sum, _), _)| **sum > 0);
            for ((sum, counts), targets) in occupied {
                for &target in targets {
                    to_sums[target] += sum;
                    let histogram = &mut to_counts[target * BINS..][..BINS];
                    histogram.iter_mut().zip(counts).for_each(|(count, more)| *count += more);
                }
            }
        });
        regrouped
    }

    /// Number of people of a cell in each bin.
    pub fn histogram(&self, tick: usize, course: Course, cell: usize) -> &[u32] {
        &self.counts[self.at(tick, course, cell) * BINS..][..BINS]
    }

    /// Mean of the people in a cell, in the unit of the quantity; NaN if there are no people.
    pub fn mean(&self, tick: usize, course: Course, cell: usize) -> f64 {
        let n = self.histogram(tick, course, cell).iter().map(|count| u64::from(*count)).sum();
        Course::mean(self.sums[self.at(tick, course, cell)], n)
    }

    fn at(&self, tick: usize, course: Course, cell: usize) -> usize {
        (tick * Course::COUNT + course as usize) * self.cells + cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TICKS: usize = 2;
    const CELLS: usize = 3;

    type Value = (usize, usize, usize, f32);

    fn values() -> impl Strategy<Value = Vec<Value>> {
        let value = prop_oneof![-1000.0_f32..2000.0, prop::num::f32::ANY];
        prop::collection::vec((0..TICKS, 0..Course::COUNT, 0..CELLS, value), 0..60)
    }

    fn sums<'a>(values: impl IntoIterator<Item = &'a Value>) -> CourseSums {
        let mut sums = CourseSums::new(TICKS, CELLS);
        for (tick, course, cell, value) in values {
            sums.add(*tick, Course::ALL[*course], *cell, *value);
        }
        sums
    }

    fn merged(mut one: CourseSums, other: &CourseSums) -> CourseSums {
        one.merge(other);
        one
    }

    proptest! {
        #[test]
        fn order_and_division_do_not_matter([a, b, c] in [values(), values(), values()]) {
            let whole = sums(a.iter().chain(&b).chain(&c));
            prop_assert_eq!(&sums(c.iter().rev().chain(&a).chain(b.iter().rev())), &whole);
            let [a, b, c] = [&a, &b, &c].map(sums);
            prop_assert_eq!(&merged(a.clone(), &b), &merged(b.clone(), &a));
            prop_assert_eq!(&merged(merged(a.clone(), &b), &c), &whole);
            prop_assert_eq!(&merged(a, &merged(b, &c)), &whole);
        }

        #[test]
        fn what_is_taken_away_was_never_there([stay, leave] in [values(), values()]) {
            let mut all = sums(stay.iter().chain(&leave));
            all.subtract(&sums(&leave));
            prop_assert_eq!(all, sums(&stay));
        }

        #[test]
        fn a_person_goes_wherever_the_cell_does(people in values()) {
            let targets = [vec![0, 1], vec![0], vec![0, 3]];
            let mut expected = CourseSums::new(TICKS, 4);
            for (tick, course, cell, value) in &people {
                targets[*cell].iter().for_each(|target| expected.add(*tick, Course::ALL[*course], *target, *value));
            }
            prop_assert_eq!(sums(&people).regrouped(4, &targets), expected);
        }
    }

    #[test]
    fn people_are_added_column_by_column_and_those_absent_are_not() {
        let mut values = vec![vec![vec![f32::NAN; 3]; Course::COUNT]; TICKS];
        values[1][Course::ResidenceMin as usize] = vec![10.5, f32::NAN, 20.0];
        let mut sums = CourseSums::new(TICKS, CELLS);
        sums.add_people(&values, &[2, 2, 0]);
        assert_eq!(sums.mean(1, Course::ResidenceMin, 2), 10.5);
        assert_eq!(sums.histogram(1, Course::ResidenceMin, 2)[10], 1);
        assert_eq!(sums.mean(1, Course::ResidenceMin, 0), 20.0);
        assert!(sums.mean(1, Course::ResidenceMin, 1).is_nan() && sums.mean(0, Course::ResidenceMin, 2).is_nan());
        assert_eq!(sums.counts.iter().sum::<u32>(), 2);
    }
}
