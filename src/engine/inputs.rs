//! The inputs of an engine and the outputs of a group of people, one column per quantity.

use std::slice::{from_mut, from_ref};
use std::sync::Arc;

use crate::model::{Course, Leg, LegOutcomes, Params};
use crate::schedule::{Op, Program, Segment};

use super::checkpoint::Begun;
use super::plan::Block;

/// People in one arm. Every inner vector holds one value per person.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The model's constants.
    pub params: Params<f64>,
    /// Draws of the constants, of which only those of stasis act; see [`Outputs::drawn`]. Only the CPU engine uses them.
    pub drawn: Vec<Params<f64>>,
    /// Number of people.
    pub people: usize,
    /// One column per field of [`Leg`].
    pub legs: Vec<Vec<f32>>,
    /// Duration of each phase (s).
    pub phase_s: Vec<Vec<f32>>,
    /// For each bout, 1 if the person does it, else 0.
    pub gates: Vec<Vec<f32>>,
    /// The states at the start of the timeline, if they are known; then the time before it is not simulated again. Not with `drawn`.
    pub begun: Option<Arc<Begun>>,
    /// Pressure of the stocking at the ankle, fit included; 0 without a stocking (mmHg).
    pub stocking_mmhg: Vec<f32>,
    /// The cell of the time course to which the person belongs.
    pub cells: Vec<u32>,
    /// Number of cells, at least 1.
    pub cell_count: usize,
}

/// The outcomes and time courses of a few people, in the number type of the engine. Every innermost vector holds one value per
/// person.
#[derive(Clone, Debug, PartialEq)]
pub struct Outputs<N> {
    /// One column per outcome of the leg, in the order of [`LegOutcomes`].
    pub measures: Vec<Vec<N>>,
    /// For each tick, one column per [`Course`]; NaN for people whose phase has ended.
    pub course: Vec<Vec<Vec<N>>>,
    /// Smallest and largest venous volume of the leg during the day (mL).
    pub range_ml: [Vec<N>; 2],
    /// 1 for people whose state was plausible (finite and below a limit) all the time, else 0.
    pub valid: Vec<N>,
    /// For each draw: stasis dose in all assessed phases, in vehicles, and in the same time of an ordinary day (h).
    pub drawn: Vec<[Vec<N>; 3]>,
}

impl Inputs {
    /// Inputs without people, to which people can be added.
    pub fn empty(params: Params<f64>, program: &Program) -> Self {
        Self {
            params,
            drawn: Vec::new(),
            people: 0,
            legs: vec![Vec::new(); Leg::<f32>::COUNT],
            phase_s: vec![Vec::new(); program.phase_s.len()],
            gates: vec![Vec::new(); program.bouts.len()],
            begun: None,
            stocking_mmhg: Vec::new(),
            cells: Vec::new(),
            cell_count: 1,
        }
    }

    /// Adds a person, who belongs to the first cell.
    pub fn push(&mut self, leg: &Leg<f32>, phase_s: &[f32], gates: impl IntoIterator<Item = f32>, stocking_mmhg: f32) {
        self.people += 1;
        for (column, value) in self.legs.iter_mut().zip(leg.to_array()) {
            column.push(value);
        }
        for (column, value) in self.phase_s.iter_mut().zip(phase_s) {
            column.push(*value);
        }
        for (column, gate) in self.gates.iter_mut().zip(gates) {
            column.push(gate);
        }
        self.stocking_mmhg.push(stocking_mmhg);
        self.cells.push(0);
    }

    /// Whether a person does a bout.
    pub fn does(&self, bout: usize, person: usize) -> bool {
        self.gates[bout][person] > 0.5
    }

    /// The operations of a segment, each list with the people of the block who do them; lists of nobody are left out.
    pub(super) fn branches<'a>(&self, segment: &'a Segment, block: Block) -> Vec<(&'a [Op], Vec<usize>)> {
        let people = block.first..block.first + block.count;
        let mut branches: Vec<(&[Op], Vec<usize>)> = match segment {
            Segment::Common(ops) => vec![(ops, people.collect())],
            Segment::Bout { bout, done, skipped } => {
                let (doing, skipping) = people.partition(|person| self.does(*bout, *person));
                vec![(done, doing), (skipped, skipping)]
            }
        };
        branches.retain(|(_, people)| !people.is_empty());
        branches
    }

    /// The people of a block.
    pub fn part(&self, block: Block) -> Self {
        self.pick(&(block.first..block.first + block.count).collect::<Vec<_>>())
    }

    /// The people at these positions, in this order.
    pub fn pick(&self, people: &[usize]) -> Self {
        let column = |column: &Vec<f32>| people.iter().map(|person| column[*person]).collect();
        Self {
            params: self.params,
            drawn: self.drawn.clone(),
            people: people.len(),
            legs: self.legs.iter().map(column).collect(),
            phase_s: self.phase_s.iter().map(column).collect(),
            gates: self.gates.iter().map(column).collect(),
            begun: self.begun.as_ref().map(|begun| Arc::new(begun.pick(people))),
            stocking_mmhg: column(&self.stocking_mmhg),
            cells: people.iter().map(|person| self.cells[*person]).collect(),
            cell_count: self.cell_count,
        }
    }

    /// Divides the people among `count` cells; `cells` has the cell of each person, a number below `count`.
    pub fn divide(&mut self, cells: Vec<u32>, count: usize) {
        debug_assert!(cells.len() == self.people && cells.iter().all(|cell| (*cell as usize) < count));
        (self.cells, self.cell_count) = (cells, count);
    }
}

impl<N: Copy + From<f32>> Outputs<N> {
    /// Outputs for this many people of these inputs, not yet simulated.
    pub fn new(program: &Program, inputs: &Inputs, people: usize) -> Self {
        let unknown = vec![N::from(f32::NAN); people];
        Self {
            measures: vec![unknown.clone(); LegOutcomes::<N>::COUNT],
            course: vec![vec![unknown.clone(); Course::COUNT]; program.ticks.len()],
            range_ml: [unknown.clone(), unknown.clone()],
            valid: vec![N::from(0.0); people],
            drawn: vec![std::array::from_fn(|_| unknown.clone()); inputs.drawn.len()],
        }
    }

    /// Copies the outputs of consecutive people, the first of whom is at position `first`.
    pub fn place(&mut self, first: usize, part: &Self) {
        place(&mut self.measures, first, &part.measures);
        place(&mut self.range_ml, first, &part.range_ml);
        place(from_mut(&mut self.valid), first, from_ref(&part.valid));
        for (to, from) in self.drawn.iter_mut().zip(&part.drawn) {
            place(to, first, from);
        }
        for (to, from) in self.course.iter_mut().zip(&part.course) {
            place(to, first, from);
        }
    }
}

/// Copies columns to the positions from `first` on, as many values as fit.
pub(super) fn place<N: Copy>(to: &mut [Vec<N>], first: usize, from: &[Vec<N>]) {
    for (to, from) in to.iter_mut().zip(from) {
        let count = from.len().min(to.len() - first);
        to[first..first + count].copy_from_slice(&from[..count]);
    }
}
