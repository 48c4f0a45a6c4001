//! The compiled kernel on an open device, and the simulation of blocks of people with it.

use std::ops::Range;
use std::sync::Arc;

use wgpu::BufferBindingType;

use super::buffers::{BlockBuffers, DayBuffers, add_course};
use super::device::Device;
use super::dispatch::{Dispatcher, WorkBudget, read_back};
use super::engine::FaultInjection;
use super::error::GpuError;
use super::layout::{RESULTS, WORKGROUP, checkpoint_components, pack, pack_begun, unpack_begun};
use super::passthrough::shader;
use super::pieces::Day;
use super::pipeline::{READ, UNIFORM, WRITE, bind_group, bindings, pipeline};
use super::{Exactness, SHADER};
use crate::engine::Begun;
use crate::engine::inputs::Inputs;
use crate::engine::plan::Block;
use crate::engine::results::Results;

/// Name of the entry point.
pub(super) const ENTRY: &str = "integrate_people";
/// The type of buffer at each binding: two uniform buffers, read-only buffers, then those that the kernel writes.
pub(super) const BINDINGS: [BufferBindingType; 9] = [UNIFORM, UNIFORM, READ, READ, READ, READ, WRITE, WRITE, WRITE];

/// The kernel on a device.
#[derive(Debug)]
pub(super) struct Kernel {
    device: Device,
    pipeline: wgpu::ComputePipeline,
    layout: wgpu::BindGroupLayout,
}

/// Number of tokens; the blocks use them in turn.
const TOKENS: u32 = 128;
/// Distance between two tokens: more than the number of pieces of a day.
const MOST_PIECES: u32 = 1 << 16;

/// The buffers and the work budget of one call; they serve one block of people after the other.
#[derive(Debug)]
pub(super) struct Slot {
    /// Largest number of people in a block.
    pub(super) people: usize,
    /// The buffers of the last block, and the kernel on whose device they are.
    buffers: Option<(Arc<Kernel>, BlockBuffers)>,
    budget: WorkBudget,
    /// Number of blocks so far.
    blocks: u32,
}

/// A block of people, and how it is simulated.
pub(super) struct BlockTask<'a> {
    pub(super) day: &'a Day,
    pub(super) inputs: &'a Inputs,
    pub(super) block: Block,
    pub(super) work: Option<f64>,
    pub(super) fault_injection: &'a FaultInjection,
}

impl Kernel {
    /// Compiles the kernel.
    pub(super) fn new(device: Device) -> Result<Self, GpuError> {
        let module = shader(&device, SHADER, ENTRY)?;
        let layout = device.create(|gpu| bindings(gpu, ENTRY, &BINDINGS))?;
        let pipeline = device.create(|gpu| pipeline(gpu, ENTRY, &module, &layout))?;
        Ok(Self { device, pipeline, layout })
    }

    /// Whether it computes exactly.
    pub(super) fn exactness(&self) -> Exactness {
        self.device.exactness()
    }

    /// Whether the device had an error and must not be used any more.
    pub(super) fn broken(&self) -> bool {
        self.device.check().is_err()
    }

    /// Largest number of people with these inputs that fit into the buffers of the device.
    pub(super) fn max_people(&self, inputs: &Inputs) -> usize {
        BlockBuffers::max_people(&self.device, inputs)
    }

    fn bind_group(&self, block: &BlockBuffers, day: &DayBuffers) -> Result<wgpu::BindGroup, GpuError> {
        let buffers = [
            &day.constants,
            &day.slice,
            &day.pieces,
            &day.tables,
            &block.people,
            &block.inputs,
            &block.checkpoints,
            &day.course,
            &block.results,
        ];
        self.device.create(|gpu| bind_group(gpu, ENTRY, &self.layout, &buffers))
    }

    /// The contents of a mapped buffer.
    fn read<T: bytemuck::Pod>(&self, buffer: &wgpu::Buffer) -> Result<Vec<T>, GpuError> {
        self.device.check()?;
        let refused = |error: &dyn std::fmt::Display| GpuError::Refused { reason: error.to_string() };
        let values = {
            let bytes = buffer.get_mapped_range(..).map_err(|error| refused(&error))?;
            bytemuck::pod_collect_to_vec(&bytes)
        };
        buffer.unmap();
        Ok(values)
    }
}

impl Slot {
    /// A slot for blocks of at most this many people.
    pub(super) fn new(people: usize) -> Self {
        Self { people, buffers: None, budget: WorkBudget::default(), blocks: 0 }
    }

    /// Simulates a block of people and copies its outcomes into `results`. After an error, `results` is unchanged.
    pub(super) fn run_block(
        &mut self,
        kernel: &Arc<Kernel>,
        task: &BlockTask,
        results: &mut Results,
    ) -> Result<(), GpuError> {
        let &BlockTask { day, inputs, block, work, fault_injection } = task;
        if fault_injection.out_of_memory(block.count) {
            return Err(GpuError::OutOfMemory);
        }
        if let Some(work) = work {
            self.budget = WorkBudget::fixed(work);
        }
        let own = self.buffers(kernel, inputs, block.count)?;
        let device = &kernel.device;
        // New buffers contain zeros, so the counts of the time course begin at zero.
        let shared = DayBuffers::new(device, day, inputs, results.course.ticks())?;
        let token = self.token();
        let begun = inputs.begun.as_ref();
        if let Some(begun) = begun {
            let packed = pack_begun(begun, block, own.stride, token);
            device.queue.write_buffer(&own.checkpoints, 0, bytemuck::cast_slice(&packed));
        }
        let branches = usize::from(begun.is_some())..day.branches.len();
        let pieces = self.dispatch(kernel, task, (&own, &shared), branches, token)?;
        let pairs = [(&own.results, &own.results_readback), (&shared.course, &shared.course_readback)];
        read_back(device, &pairs)?;
        let outcomes = kernel.read::<f32>(&own.results_readback)?;
        let course = kernel.read::<u32>(&shared.course_readback)?;
        check_progress(&outcomes[(RESULTS - 1) * own.stride..], &pieces, token)?;
        copy_outcomes(results, block, &outcomes, own.stride);
        add_course(&mut results.course, &course);
        self.buffers = Some((kernel.clone(), own));
        Ok(())
    }

    /// Simulates a block of people up to the start of the timeline, and copies their states into `begun`.
    pub(super) fn begin_block(
        &mut self,
        kernel: &Arc<Kernel>,
        task: &BlockTask,
        begun: &mut Begun,
    ) -> Result<(), GpuError> {
        let &BlockTask { day, inputs, block, work, fault_injection } = task;
        if fault_injection.out_of_memory(block.count) {
            return Err(GpuError::OutOfMemory);
        }
        if let Some(work) = work {
            self.budget = WorkBudget::fixed(work);
        }
        let own = self.buffers(kernel, inputs, block.count)?;
        let device = &kernel.device;
        let shared = DayBuffers::new(device, day, inputs, 0)?;
        let token = self.token();
        let pieces = self.dispatch(kernel, task, (&own, &shared), 0..1, token)?;
        let readback = own.checkpoints_readback(device)?;
        read_back(device, &[(&own.checkpoints, &readback)])?;
        let checkpoints = kernel.read::<f32>(&readback)?;
        check_progress(&checkpoints[(checkpoint_components() - 1) * own.stride..], &pieces, token)?;
        unpack_begun(begun, block, &checkpoints, own.stride);
        self.buffers = Some((kernel.clone(), own));
        Ok(())
    }

    /// Simulates a block of people through some branches of the day; returns for each person through how many pieces.
    fn dispatch(
        &mut self,
        kernel: &Kernel,
        task: &BlockTask,
        buffers: (&BlockBuffers, &DayBuffers),
        branches: Range<usize>,
        token: u32,
    ) -> Result<Vec<u32>, GpuError> {
        let &BlockTask { day, inputs, block, fault_injection, .. } = task;
        let (device, (own, shared)) = (&kernel.device, buffers);
        let group = &kernel.bind_group(own, shared)?;
        device.queue.write_buffer(&own.inputs, 0, bytemuck::cast_slice(&pack(inputs, block, own.stride)));
        let dispatcher = Dispatcher { device, pipeline: &kernel.pipeline, group, day, buffers };
        dispatcher.run(inputs, (block, token), branches, &mut self.budget, fault_injection)
    }

    /// Largest number of people that this device should simulate through this day in one block.
    pub(super) fn max_people(&self, kernel: &Kernel, day: &Day, inputs: &Inputs) -> usize {
        self.people.min(kernel.max_people(inputs)).min(self.budget.max_people(day).max(WORKGROUP as usize))
    }

    /// The token of the next block: the number with which its progress begins. It differs by more than a day's pieces from the
    /// tokens of the blocks before, whose progress may still be in the buffer, and `f32` represents token plus pieces exactly.
    fn token(&mut self) -> u32 {
        self.blocks = (self.blocks + 1) % TOKENS;
        self.blocks * MOST_PIECES
    }

    /// The buffers of the last block if they are large enough, else new ones. Old buffers are dropped before new ones are created.
    fn buffers(&mut self, kernel: &Arc<Kernel>, inputs: &Inputs, people: usize) -> Result<BlockBuffers, GpuError> {
        let fits =
            |(of, buffers): &(Arc<Kernel>, BlockBuffers)| Arc::ptr_eq(of, kernel) && buffers.fits(inputs, people);
        match self.buffers.take().filter(fits) {
            Some((_, buffers)) => Ok(buffers),
            None => BlockBuffers::new(&kernel.device, inputs, people),
        }
    }
}

/// An error if somebody was not simulated through all pieces.
fn check_progress(progress: &[f32], pieces: &[u32], token: u32) -> Result<(), GpuError> {
    let whole = progress.iter().zip(pieces).all(|(reached, pieces)| *reached == (token + pieces) as f32);
    if whole { Ok(()) } else { Err(GpuError::Undone) }
}

/// Copies the outcomes of a block, component by component, to the places of its people in `results`.
fn copy_outcomes(results: &mut Results, block: Block, outcomes: &[f32], stride: usize) {
    let columns = results.measures.iter_mut().chain(&mut results.range_ml).chain([&mut results.valid]);
    for (to, from) in columns.zip(outcomes.chunks(stride)) {
        to[block.first..][..block.count].copy_from_slice(&from[..block.count]);
    }
}
