//! Quantities over the timeline: means and quantiles of the people who are in the phase at that time, per arm and group.

use super::groups::{Group, Strata};
use super::histogram;
use crate::model::{Course, Tick};
use crate::population::Cells;
use crate::results::{COURSE_PERCENTILES, CourseSums};
use crate::scenario::Scenario;

/// One row of `timeseries`.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseRow {
    /// Position of the arm.
    pub arm: usize,
    /// Position in [`TimeCourse::groups`].
    pub group: usize,
    /// The time.
    pub tick: Tick,
    /// The quantity.
    pub course: Course,
    /// Mean.
    pub mean: f64,
    /// The 5th, 25th, 50th, 75th and 95th percentile.
    pub percentiles: [f64; 5],
    /// People in the phase at that time.
    pub n: u32,
}

/// Adds the sums of all batches. It needs one histogram of 200 counts per arm, group, tick and quantity.
#[derive(Clone, Debug)]
pub struct TimeCourse {
    groups: Vec<Group>,
    /// For each cell of a batch: the groups to which its people belong.
    groups_of_cells: Vec<Vec<usize>>,
    ticks: Vec<Tick>,
    /// One per arm. The cells are the groups.
    arms: Vec<CourseSums>,
}

impl TimeCourse {
    /// Starts empty, with every arm of a scenario.
    pub fn new(scenario: &Scenario, ticks: &[Tick]) -> Self {
        let cells = Cells::new(scenario);
        let mut groups = Strata::new(scenario).groups();
        groups.truncate(cells.group_count());
        let arms = vec![CourseSums::new(ticks.len(), groups.len()); scenario.arms.len()];
        Self { groups, groups_of_cells: cells.groups(), ticks: ticks.to_vec(), arms }
    }

    /// The groups to which the rows refer.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Whether the sums of a batch have the same ticks and cells as this time course.
    pub fn takes(&self, sums: &CourseSums) -> bool {
        sums.is_for(self.ticks.len(), self.groups_of_cells.len())
    }

    /// Adds one batch of an arm.
    pub fn push(&mut self, arm: usize, sums: &CourseSums) {
        self.arms[arm].merge(&sums.regrouped(self.groups.len(), &self.groups_of_cells));
    }

    /// The sums of every arm. Their cells are the groups.
    pub fn sums(&self) -> &[CourseSums] {
        &self.arms
    }

    /// Adds the sums of other people, one per arm. Returns false if they do not have the same arms, ticks and groups.
    pub fn merge(&mut self, sums: &[CourseSums]) -> bool {
        let fits = |sums: &CourseSums| sums.is_for(self.ticks.len(), self.groups.len());
        if sums.len() != self.arms.len() || !sums.iter().all(fits) {
            return false;
        }
        self.arms.iter_mut().zip(sums).for_each(|(all, more)| all.merge(more));
        true
    }

    /// Rows by arm, group, time and quantity. There is no row where no person is in the phase.
    pub fn rows(&self) -> impl Iterator<Item = CourseRow> + '_ {
        let (arms, groups) = (0..self.arms.len(), self.groups.len());
        arms.flat_map(move |arm| (0..groups).map(move |group| (arm, group)))
            .flat_map(|(arm, group)| (0..self.ticks.len()).map(move |tick| (arm, group, tick)))
            .flat_map(|at| Course::ALL.iter().map(move |course| (at, *course)))
            .filter_map(|((arm, group, tick), course)| self.row(arm, group, tick, course))
    }

    fn row(&self, arm: usize, group: usize, tick: usize, course: Course) -> Option<CourseRow> {
        let sums = &self.arms[arm];
        let counts = sums.histogram(tick, course, group);
        let mut percentiles = [0.0; COURSE_PERCENTILES.len()];
        for (percentile, (_, p)) in percentiles.iter_mut().zip(COURSE_PERCENTILES) {
            *percentile = histogram::quantile(course, counts, p)?;
        }
        let mean = sums.mean(tick, course, group);
        Some(CourseRow { arm, group, tick: self.ticks[tick], course, mean, percentiles, n: counts.iter().sum() })
    }
}
