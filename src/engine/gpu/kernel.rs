//! The compiled kernel on an open device, and blocks of people through it.

use std::sync::Arc;

use wgpu::BufferBindingType;

use super::device::Device;
use super::engine::Trouble;
use super::error::GpuError;
use super::layout::{RESULTS, WORKGROUP, pack};
use super::march::{Marching, Pace};
use super::passthrough::shader;
use super::pieces::Day;
use super::pipeline::{READ, UNIFORM, WRITE, bind_group, bindings, pipeline};
use super::room::{DayBuffers, Room, add_course};
use super::{Exactness, SHADER};
use crate::engine::inputs::Inputs;
use crate::engine::plan::Block;
use crate::engine::results::Results;

/// Name of the entry point.
pub(super) const ENTRY: &str = "integrate_people";
/// What stands at each binding: two uniform buffers, read-only ones, then those that the kernel writes.
pub(super) const BINDINGS: [BufferBindingType; 8] = [UNIFORM, UNIFORM, READ, READ, READ, WRITE, WRITE, WRITE];

/// The kernel on a device.
#[derive(Debug)]
pub(super) struct Kernel {
    device: Device,
    pipeline: wgpu::ComputePipeline,
    layout: wgpu::BindGroupLayout,
}

/// Blocks until a token comes again, and pieces of a day that keep tokens apart.
const TOKENS: u32 = 128;
const MOST_PIECES: u32 = 1 << 16;

/// A place for one block of people at a time.
#[derive(Debug)]
pub(super) struct Seat {
    /// People per block at most.
    pub(super) people: usize,
    /// Buffers, and the kernel on whose device they are.
    room: Option<(Arc<Kernel>, Room)>,
    pace: Pace,
    /// Blocks so far.
    blocks: u32,
}

impl Kernel {
    /// Compiles the kernel.
    pub(super) fn new(device: Device) -> Result<Self, GpuError> {
        let module = shader(&device, SHADER, ENTRY)?;
        let layout = device.make(|gpu| bindings(gpu, ENTRY, &BINDINGS))?;
        let pipeline = device.make(|gpu| pipeline(gpu, ENTRY, &module, &layout))?;
        Ok(Self { device, pipeline, layout })
    }

    /// How it computes.
    pub(super) fn exactness(&self) -> Exactness {
        self.device.exactness()
    }

    /// Whether the device cannot be used any more.
    pub(super) fn broken(&self) -> bool {
        self.device.check().is_err()
    }

    /// Most people with these inputs that go through at once.
    pub(super) fn most(&self, inputs: &Inputs) -> usize {
        Room::most(&self.device, inputs)
    }

    fn group(&self, room: &Room, day: &DayBuffers) -> Result<wgpu::BindGroup, GpuError> {
        let buffers = [
            &day.constants,
            &day.slice,
            &day.pieces,
            &day.tables,
            &room.inputs,
            &room.life,
            &day.course,
            &room.results,
        ];
        self.device.make(|gpu| bind_group(gpu, ENTRY, &self.layout, &buffers))
    }

    /// The contents of a buffer that was copied here.
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

impl Seat {
    /// For blocks of at most so many people.
    pub(super) fn new(people: usize) -> Self {
        Self { people, room: None, pace: Pace::default(), blocks: 0 }
    }

    /// Simulates a block of people and puts the results into place. After an error the results are as before.
    pub(super) fn block(
        &mut self,
        kernel: &Arc<Kernel>,
        day: &Day,
        inputs: &Inputs,
        block: Block,
        (work, trouble): (Option<f64>, &Trouble),
        results: &mut Results,
    ) -> Result<(), GpuError> {
        if trouble.no_memory(block.count) {
            return Err(GpuError::OutOfMemory);
        }
        if let Some(work) = work {
            self.pace = Pace::fixed(work);
        }
        let room = self.room(kernel, inputs, block.count)?;
        let device = &kernel.device;
        // New buffers are empty, and so is the time course in them.
        let buffers = DayBuffers::new(device, day, inputs, results.course.ticks())?;
        let group = kernel.group(&room, &buffers)?;
        device.queue.write_buffer(&room.inputs, 0, bytemuck::cast_slice(&pack(inputs, block, room.stride)));
        let marching = Marching { device, pipeline: &kernel.pipeline, group: &group, day, buffers: &buffers };
        let token = self.token();
        marching.through(inputs, (block.count, room.stride, token), &mut self.pace, trouble)?;
        marching.fetch(&room)?;
        let outcomes = kernel.read::<f32>(&room.results_here)?;
        let course = kernel.read::<u32>(&buffers.course_here)?;
        let progress = &outcomes[(RESULTS - 1) * room.stride..][..block.count];
        let end = token as f32 + day.pieces.len() as f32;
        if progress.iter().any(|reached| *reached != end) {
            return Err(GpuError::Undone);
        }
        place(results, block, &outcomes, room.stride);
        add_course(&mut results.course, &course);
        self.room = Some((kernel.clone(), room));
        Ok(())
    }

    /// Most people that should go through this day at once on this device.
    pub(super) fn bearable(&self, kernel: &Kernel, day: &Day, inputs: &Inputs) -> usize {
        self.people.min(kernel.most(inputs)).min(self.pace.people(day).max(WORKGROUP as usize))
    }

    /// What the progress of the next block begins with: far from what the blocks before may have left, and exact in `f32` with as many
    /// pieces as a day may have.
    fn token(&mut self) -> u32 {
        self.blocks = (self.blocks + 1) % TOKENS;
        self.blocks * MOST_PIECES
    }

    /// The room of the last block if it is large enough, else a new one; the old buffers go before the new ones come.
    fn room(&mut self, kernel: &Arc<Kernel>, inputs: &Inputs, people: usize) -> Result<Room, GpuError> {
        let fits = |(of, room): &(Arc<Kernel>, Room)| Arc::ptr_eq(of, kernel) && room.fits(inputs, people);
        match self.room.take().filter(fits) {
            Some((_, room)) => Ok(room),
            None => Room::new(&kernel.device, inputs, people),
        }
    }
}

/// Puts outcomes, component by component, to the people of a block.
fn place(results: &mut Results, block: Block, outcomes: &[f32], stride: usize) {
    let columns = results.measures.iter_mut().chain(&mut results.range_ml).chain([&mut results.sound]);
    for (to, from) in columns.zip(outcomes.chunks(stride)) {
        to[block.first..][..block.count].copy_from_slice(&from[..block.count]);
    }
}
