//! The compiled kernel on an open device, and blocks of people through it.

use std::sync::Arc;

use super::Exactness;
use super::SHADER;
use super::device::Device;
use super::engine::Trouble;
use super::error::GpuError;
use super::layout::pack;
use super::march::{Marching, Pace};
use super::passthrough::shader;
use super::pieces::Day;
use super::room::{DayBuffers, Room, add_course};
use crate::engine::inputs::Inputs;
use crate::engine::plan::Block;
use crate::engine::results::Results;

const ENTRY: &str = "integrate_people";

/// The kernel on a device.
#[derive(Debug)]
pub(super) struct Kernel {
    device: Device,
    pipeline: wgpu::ComputePipeline,
    layout: wgpu::BindGroupLayout,
}

/// A place for one block of people at a time.
#[derive(Debug)]
pub(super) struct Seat {
    /// People per block at most.
    pub(super) people: usize,
    /// Buffers, and the kernel on whose device they are.
    room: Option<(Arc<Kernel>, Room)>,
    pace: Pace,
}

impl Kernel {
    /// Compiles the kernel.
    pub(super) fn new(device: Device) -> Result<Self, GpuError> {
        let module = shader(&device, SHADER, ENTRY)?;
        let layout = device.make(bindings)?;
        let pipeline = device.make(|gpu| pipeline(gpu, &module, &layout))?;
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
        let entries: Vec<wgpu::BindGroupEntry> = (0..)
            .zip(buffers)
            .map(|(binding, buffer)| wgpu::BindGroupEntry { binding, resource: buffer.as_entire_binding() })
            .collect();
        let descriptor = wgpu::BindGroupDescriptor { label: Some(ENTRY), layout: &self.layout, entries: &entries };
        self.device.make(|gpu| gpu.create_bind_group(&descriptor))
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
        Self { people, room: None, pace: Pace::default() }
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
        let buffers = DayBuffers::new(device, day, inputs, results.course.ticks())?;
        let group = kernel.group(&room, &buffers)?;
        device.queue.write_buffer(&room.inputs, 0, bytemuck::cast_slice(&pack(inputs, block, room.stride)));
        let marching = Marching { device, pipeline: &kernel.pipeline, group: &group, day, buffers: &buffers };
        marching.begin();
        marching.through(inputs, block.count, room.stride, &mut self.pace, trouble)?;
        marching.fetch(&room)?;
        let outcomes = kernel.read::<f32>(&room.results_here)?;
        let course = kernel.read::<u32>(&buffers.course_here)?;
        place(results, block, &outcomes, room.stride);
        add_course(&mut results.course, &course);
        self.room = Some((kernel.clone(), room));
        Ok(())
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
        let to = &mut to[block.first..][..block.count];
        to.iter_mut().zip(from).for_each(|(to, from)| *to = f64::from(*from));
    }
}

/// What stands at each binding: two uniform buffers, read-only ones, then those that the kernel writes.
fn bindings(gpu: &wgpu::Device) -> wgpu::BindGroupLayout {
    use wgpu::BufferBindingType::{Storage, Uniform};
    let (read, write) = (Storage { read_only: true }, Storage { read_only: false });
    let kinds = [Uniform, Uniform, read, read, read, write, write, write];
    let entries: Vec<wgpu::BindGroupLayoutEntry> = (0..)
        .zip(kinds)
        .map(|(binding, ty)| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::COMPUTE,
            ty: wgpu::BindingType::Buffer { ty, has_dynamic_offset: false, min_binding_size: None },
            count: None,
        })
        .collect();
    gpu.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: Some(ENTRY), entries: &entries })
}

fn pipeline(gpu: &wgpu::Device, module: &wgpu::ShaderModule, layout: &wgpu::BindGroupLayout) -> wgpu::ComputePipeline {
    let layout = gpu.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some(ENTRY),
        bind_group_layouts: &[Some(layout)],
        immediate_size: 0,
    });
    gpu.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
        label: Some(ENTRY),
        layout: Some(&layout),
        module,
        entry_point: Some(ENTRY),
        compilation_options: wgpu::PipelineCompilationOptions::default(),
        cache: None,
    })
}
