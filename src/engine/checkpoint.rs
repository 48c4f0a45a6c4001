//! The state of people between two segments of the day.

use crate::model::shape::shaped;
use crate::model::{Body, Means, NODES, OutcomeSums, Real, Shape, State};

use super::drawn::Carried;
use super::group::{Group, MAX_WIDTH};
use super::inputs::Inputs;
use super::plan::Block;

shaped! {
    /// What a person carries from one window to the next.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct Checkpoint<R> {
        pub(super) state: State<R>,
        pub(super) outcome_sums: OutcomeSums<R>,
        /// Averages over the last window; zeros before the first.
        pub(super) means: Means<R>,
        /// Change of the volumes from cycle to cycle (mL).
        pub(super) drift: [R; NODES],
        /// 1 while the state is plausible (finite and below a limit), else 0.
        pub(super) valid: R,
    }
}

impl<R: Real> Checkpoint<R> {
    /// The state before the first window.
    #[inline(always)]
    pub(super) fn new(body: &Body<R>) -> Self {
        let zero = body.leg.stature_cm.lit(0.0);
        Self {
            state: State::new(body),
            outcome_sums: OutcomeSums::new(zero),
            means: Means::build(&mut || zero),
            drift: [zero; NODES],
            valid: zero.lit(1.0),
        }
    }
}

/// The states of people at the start of the timeline. They do not depend on what an arm asks of them later.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// One row per person, as in a [`Checkpoint`].
    pub(super) rows: Vec<f32>,
}

impl Begun {
    /// Number of numbers of a person.
    pub(super) fn width() -> usize {
        Checkpoint::<f32>::kind().count()
    }

    /// States of this many people that are not yet known.
    pub(super) fn unknown(people: usize) -> Self {
        Self { rows: vec![f32::NAN; people * Self::width()] }
    }

    /// The people at these positions, in this order.
    pub(super) fn pick(&self, people: &[usize]) -> Self {
        let width = Self::width();
        Self { rows: people.iter().flat_map(|person| &self.rows[person * width..][..width]).copied().collect() }
    }

    /// The rows of a block.
    pub(super) fn block(&self, block: Block) -> &[f32] {
        let width = Self::width();
        &self.rows[block.first * width..][..block.count * width]
    }

    /// The rows of a block, to fill them.
    pub(super) fn block_mut(&mut self, block: Block) -> &mut [f32] {
        let width = Self::width();
        &mut self.rows[block.first * width..][..block.count * width]
    }
}

/// The saved states of the people of a block: one row per person.
pub(super) struct Saved {
    pub(super) block: Block,
    /// Number of numbers of a person.
    pub(super) width: usize,
    pub(super) rows: Vec<f32>,
}

impl Saved {
    /// Space for a block of people.
    pub(super) fn new(block: Block, inputs: &Inputs) -> Self {
        let width = Begun::width() + inputs.drawn.len() * Carried::<f32>::kind().count();
        let begun = inputs.begun.as_ref().map(|begun| begun.block(block).to_vec());
        let rows = begun.unwrap_or_else(|| vec![0.0; width * block.count]);
        Self { block, width, rows }
    }

    /// Number `at` of these people.
    #[inline(always)]
    pub(super) fn load<G: Group>(&self, token: G::Token, people: &[usize], at: usize) -> G {
        let mut lanes = [0.0; MAX_WIDTH];
        for (lane, person) in lanes.iter_mut().zip(people) {
            *lane = self.rows[(person - self.block.first) * self.width + at];
        }
        G::load(token, &lanes[..G::WIDTH])
    }

    /// Stores number `at` of these people.
    #[inline(always)]
    pub(super) fn store<G: Group<Number = f32>>(&mut self, people: &[usize], at: usize, value: G) {
        let mut lanes = [0.0; MAX_WIDTH];
        value.store(&mut lanes[..G::WIDTH]);
        for (person, value) in people.iter().zip(lanes) {
            self.rows[(person - self.block.first) * self.width + at] = value;
        }
    }
}
