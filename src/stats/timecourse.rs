//! Quantities over the timeline: means and quantiles of the people who are in a phase at a time, per arm and group.

use rayon::prelude::*;

use super::groups::{Group, Strata};
use super::histogram::{self, BINS};
use crate::model::{Course, Tick};
use crate::study::ArmBlock;

/// One row of `timeseries`.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseRow {
    /// Position of the arm.
    pub arm: usize,
    /// Position in [`TimeCourse::groups`].
    pub group: usize,
    /// When.
    pub tick: Tick,
    /// What.
    pub course: Course,
    /// Mean.
    pub mean: f64,
    /// The 5th, 25th, 50th, 75th and 95th percentile.
    pub percentiles: [f64; 5],
    /// People in the phase at that time.
    pub n: u32,
}

const PERCENTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Running sum and histogram of one quantity at one tick in one group.
#[derive(Clone, Debug)]
struct Cell {
    sum: f64,
    tile_sum: f64,
    counts: Vec<u32>,
}

/// Accumulates blocks, tile by tile. Memory: one histogram of 200 counts per arm, group, tick and quantity.
#[derive(Clone, Debug)]
pub struct TimeCourse {
    groups: Vec<Group>,
    /// First group of each stratum, behind "all".
    offsets: Vec<usize>,
    ticks: Vec<Tick>,
    /// By arm and tick; then by quantity, then by group.
    cells: Vec<Vec<Vec<Cell>>>,
}

impl TimeCourse {
    /// Empty, for `arms` arms.
    pub fn new(arms: usize, ticks: &[Tick], strata: &Strata) -> Self {
        let groups = strata.groups();
        let sizes = strata.sizes();
        let offsets = (0..sizes.len()).map(|stratum| 1 + sizes[..stratum].iter().sum::<usize>()).collect();
        let cell = Cell { sum: 0.0, tile_sum: 0.0, counts: vec![0; BINS] };
        let cells = vec![vec![vec![cell; groups.len() * Course::COUNT]; ticks.len()]; arms];
        Self { groups, offsets, ticks: ticks.to_vec(), cells }
    }

    /// The groups that rows refer to.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Adds one tile of an arm; tiles come in order. People who are invalid are left out.
    pub fn push(&mut self, arm: usize, block: &ArmBlock, strata: &Strata) {
        let (offsets, groups) = (&self.offsets, self.groups.len());
        self.cells[arm].par_iter_mut().zip(&block.course).for_each(|(cells, columns)| {
            for ((course, column), cells) in Course::ALL.iter().zip(columns).zip(cells.chunks_mut(groups)) {
                add_tile(*course, column, cells, block, strata, offsets);
            }
        });
    }

    /// Rows in order of arm, group, time and quantity; where nobody is in the phase there is no row.
    pub fn rows(&self) -> impl Iterator<Item = CourseRow> + '_ {
        let (arms, groups) = (0..self.cells.len(), self.groups.len());
        arms.flat_map(move |arm| (0..groups).map(move |group| (arm, group)))
            .flat_map(|(arm, group)| (0..self.ticks.len()).map(move |tick| (arm, group, tick)))
            .flat_map(|at| Course::ALL.iter().map(move |course| (at, *course)))
            .filter_map(|((arm, group, tick), course)| self.row(arm, group, tick, course))
    }

    fn row(&self, arm: usize, group: usize, tick: usize, course: Course) -> Option<CourseRow> {
        let cell = &self.cells[arm][tick][course as usize * self.groups.len() + group];
        let n: u32 = cell.counts.iter().sum();
        let mut percentiles = [0.0; PERCENTILES.len()];
        for (percentile, p) in percentiles.iter_mut().zip(PERCENTILES) {
            *percentile = histogram::quantile(course, &cell.counts, p)?;
        }
        Some(CourseRow { arm, group, tick: self.ticks[tick], course, mean: cell.sum / f64::from(n), percentiles, n })
    }
}

/// Adds one quantity at one tick to its groups.
fn add_tile(course: Course, column: &[f32], cells: &mut [Cell], block: &ArmBlock, strata: &Strata, offsets: &[usize]) {
    let first = block.first_person as usize;
    for (index, &value) in column.iter().enumerate() {
        if !value.is_finite() || !block.valid[index] {
            continue;
        }
        let bin = histogram::bin(course, value);
        cells[0].add(value, bin);
        for (stratum, offset) in offsets.iter().enumerate() {
            if let Some(class) = strata.codes(stratum)[first + index].checked_sub(1) {
                cells[offset + usize::from(class)].add(value, bin);
            }
        }
    }
    cells.iter_mut().for_each(Cell::close_tile);
}

impl Cell {
    fn add(&mut self, value: f32, bin: usize) {
        self.tile_sum += f64::from(value);
        self.counts[bin] += 1;
    }

    fn close_tile(&mut self) {
        self.sum += std::mem::take(&mut self.tile_sum);
    }
}
