//! The compiled kernel on an open device, and one block of people through it.

use wgpu::BufferBindingType;

use super::device::Device;
use super::error::GpuError;
use super::layout::pack;
use super::march::{Marching, Pace};
use super::passthrough::shader;
use super::pieces::Day;
use super::pipeline::{READ, UNIFORM, WRITE, bind_group, bindings, pipeline};
use super::room::{DayBuffers, Room, add_course};
use super::{Fault, SHADER};
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
    pub(super) device: Device,
    pipeline: wgpu::ComputePipeline,
    layout: wgpu::BindGroupLayout,
    room: Option<Room>,
    pace: Pace,
}

impl Kernel {
    /// Compiles the kernel.
    pub(super) fn new(device: Device) -> Result<Self, GpuError> {
        let module = shader(&device, SHADER, ENTRY)?;
        let layout = device.make(|gpu| bindings(gpu, ENTRY, &BINDINGS))?;
        let pipeline = device.make(|gpu| pipeline(gpu, ENTRY, &module, &layout))?;
        Ok(Self { device, pipeline, layout, room: None, pace: Pace::default() })
    }

    /// Most people with these inputs that go through at once.
    pub(super) fn most(&self, inputs: &Inputs) -> usize {
        Room::most(&self.device, inputs)
    }

    /// Buffers of a day.
    pub(super) fn prepare(&self, day: &Day, inputs: &Inputs, ticks: usize) -> Result<DayBuffers, GpuError> {
        DayBuffers::new(&self.device, day, inputs, ticks)
    }

    /// Simulates a block of people and puts the results into place.
    pub(super) fn block(
        &mut self,
        (day, buffers): (&Day, &DayBuffers),
        inputs: &Inputs,
        block: Block,
        (work, fault): (Option<f64>, &mut Fault),
        results: &mut Results,
    ) -> Result<(), GpuError> {
        if fault.no_memory(block.count) {
            return Err(GpuError::OutOfMemory);
        }
        if !self.room.as_ref().is_some_and(|room| room.fits(inputs, block.count)) {
            // The old buffers go before the new ones come.
            self.room = None;
            self.room = Some(Room::new(&self.device, inputs, block.count)?);
        }
        let Some(room) = &self.room else { return Err(GpuError::OutOfMemory) };
        let group = self.group(room, buffers)?;
        self.device.queue.write_buffer(&room.inputs, 0, bytemuck::cast_slice(&pack(inputs, block, room.stride)));
        if let Some(work) = work {
            self.pace = Pace::fixed(work);
        }
        let marching = Marching { device: &self.device, pipeline: &self.pipeline, group: &group, day, buffers };
        marching.begin();
        marching.through(inputs, block.count, room.stride, &mut self.pace, fault)?;
        marching.fetch(room)?;
        let outcomes = self.read::<f32>(&room.results_here)?;
        let course = self.read::<u32>(&buffers.course_here)?;
        place(results, block, &outcomes, room.stride);
        add_course(&mut results.course, &course);
        Ok(())
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

/// Puts outcomes, component by component, to the people of a block.
fn place(results: &mut Results, block: Block, outcomes: &[f32], stride: usize) {
    let columns = results.measures.iter_mut().chain(&mut results.range_ml).chain([&mut results.sound]);
    for (to, from) in columns.zip(outcomes.chunks(stride)) {
        let to = &mut to[block.first..][..block.count];
        to.iter_mut().zip(from).for_each(|(to, from)| *to = f64::from(*from));
    }
}
