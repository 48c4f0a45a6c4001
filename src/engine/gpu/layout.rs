//! Positions of the numbers in the buffers that the kernel shares with the host.

use bytemuck::{Pod, Zeroable};

use super::super::checkpoint::Begun;
use super::super::inputs::Inputs;
use super::super::plan::Block;
use crate::model::{Habits, Kind, Leg, LegOutcomes, Means, NODES, OutcomeSums, Params, Shape, State};

/// Number of threads in a workgroup.
pub(super) const WORKGROUP: u32 = 64;

/// Positions among the components of `inputs`: the leg, the stocking, the cell of the time course, then phases.
pub(super) const INPUT_STOCKING: usize = Leg::<f32>::COUNT;
pub(super) const INPUT_CELL: usize = INPUT_STOCKING + 1;
pub(super) const INPUT_PHASES: usize = INPUT_CELL + 1;
/// Number of components of `results`: outcomes, two for the range of venous volume, soundness, progress.
pub(super) const RESULTS: usize = LegOutcomes::<f32>::COUNT + 4;

/// The work of one dispatch; `shaders/integrate.wgsl` explains the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Slice {
    pub(super) people: u32,
    pub(super) stride: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) token: u32,
    pub(super) cells: u32,
    pub(super) ranges: u32,
    pub(super) is_last: u32,
}

/// Number of components of `checkpoints`: state, outcome_sums, means, habits and drift, one after the other, then status and progress.
pub(super) fn checkpoint_components() -> usize {
    let parts = [State::<f32>::kind(), OutcomeSums::<f32>::kind(), Means::<f32>::kind(), Habits::<f32>::kind()];
    parts.iter().map(Kind::count).sum::<usize>() + NODES + 2
}

/// Number of components of `inputs` for this number of phases.
pub(super) fn input_components(phases: usize) -> usize {
    INPUT_PHASES + phases
}

/// The model's constants, padded to a multiple of four numbers.
pub(super) fn constants(params: &Params<f64>) -> Vec<f32> {
    let mut values = Vec::new();
    params.map(|value| value as f32).leaves(&mut values);
    values.resize(values.len().next_multiple_of(4), 0.0);
    values
}

/// The inputs of a block, component by component; each component has `stride` places, one for each person.
pub(super) fn pack(inputs: &Inputs, block: Block, stride: usize) -> Vec<u32> {
    let people = block.first..block.first + block.count;
    let components = input_components(inputs.phase_s.len());
    let mut packed = vec![0; components * stride];
    let mut columns = packed.chunks_mut(stride);
    let floats = inputs.legs.iter().chain([&inputs.stocking_mmhg]).map(|column| &column[people.clone()]);
    // `columns` is the second argument of `zip`: as the first, it would lose one column at the end of the loop.
    for (from, to) in floats.zip(columns.by_ref()) {
        fill(to, from.iter().map(|value| value.to_bits()));
    }
    if let Some(to) = columns.next() {
        fill(to, inputs.cells[people.clone()].iter().copied());
    }
    for (from, to) in inputs.phase_s.iter().zip(columns) {
        fill(to, from[people.clone()].iter().map(|value| value.to_bits()));
    }
    packed
}

fn fill(to: &mut [u32], from: impl Iterator<Item = u32>) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to = from);
}

/// Positions among the components of `checkpoints` of the numbers of a [`Begun`] row, in its order. The last number of a row is 1 for a
/// plausible state, and the component is 0.
fn begun_components() -> impl Iterator<Item = usize> {
    let counts = [State::<f32>::kind(), OutcomeSums::<f32>::kind(), Means::<f32>::kind(), Habits::<f32>::kind()];
    let [state, outcome_sums, means, habits] = counts.map(|kind| kind.count());
    let before = state + outcome_sums + means;
    (0..before).chain(before + habits..before + habits + NODES + 1)
}

/// Checkpoints at the start of the timeline, component by component. Habits are not used after it.
pub(super) fn pack_begun(begun: &Begun, block: Block, stride: usize, token: u32) -> Vec<f32> {
    let mut packed = vec![0.0; checkpoint_components() * stride];
    let width = Begun::width();
    for (person, row) in begun.block(block).chunks(width).enumerate() {
        for (component, value) in begun_components().zip(row) {
            packed[component * stride + person] = *value;
        }
        let invalid = (checkpoint_components() - 2) * stride + person;
        packed[invalid] = 1.0 - packed[invalid];
        packed[invalid + stride] = token as f32;
    }
    packed
}

/// Copies checkpoints at the start of the timeline to the rows of a block.
pub(super) fn unpack_begun(begun: &mut Begun, block: Block, checkpoints: &[f32], stride: usize) {
    let width = Begun::width();
    for (person, row) in begun.block_mut(block).chunks_mut(width).enumerate() {
        for (component, value) in begun_components().zip(row.iter_mut()) {
            *value = checkpoints[component * stride + person];
        }
        row[width - 1] = 1.0 - row[width - 1];
    }
}
