//! Buffers on the device: those of a block of people, and those of the day that the block is simulated through.

use wgpu::BufferUsages as Usage;

use super::device::Device;
use super::error::GpuError;
use super::layout::{RESULTS, Slice, checkpoint_components, constants, input_components};
use super::pieces::{CELL_WORDS, Day};
use crate::engine::inputs::Inputs;
use crate::model::Course;
use crate::results::CourseSums;

/// Buffers of a block of at most `stride` people.
#[derive(Debug)]
pub(super) struct BlockBuffers {
    pub(super) stride: usize,
    components: usize,
    /// Positions of the people who are simulated next.
    pub(super) people: wgpu::Buffer,
    pub(super) inputs: wgpu::Buffer,
    pub(super) checkpoints: wgpu::Buffer,
    pub(super) results: wgpu::Buffer,
    pub(super) results_readback: wgpu::Buffer,
}

/// Buffers of one day.
#[derive(Debug)]
pub(super) struct DayBuffers {
    pub(super) constants: wgpu::Buffer,
    pub(super) slice: wgpu::Buffer,
    pub(super) pieces: wgpu::Buffer,
    pub(super) tables: wgpu::Buffer,
    pub(super) course: wgpu::Buffer,
    pub(super) course_readback: wgpu::Buffer,
}

/// Checkpoints are written and read by the host at the start of the timeline.
const CHECKPOINTS: Usage = Usage::STORAGE.union(Usage::COPY_SRC).union(Usage::COPY_DST);

impl BlockBuffers {
    /// Creates buffers for `stride` people with these inputs.
    pub(super) fn new(device: &Device, inputs: &Inputs, stride: usize) -> Result<Self, GpuError> {
        let components = components(inputs);
        let buffer = |name, components: usize, usage| buffer(device, name, 4 * components * stride, usage);
        Ok(Self {
            stride,
            components,
            people: buffer("people", 1, Usage::STORAGE | Usage::COPY_DST)?,
            inputs: buffer("inputs", components, Usage::STORAGE | Usage::COPY_DST)?,
            checkpoints: buffer("checkpoints", checkpoint_components(), CHECKPOINTS)?,
            results: buffer("results", RESULTS, Usage::STORAGE | Usage::COPY_SRC)?,
            results_readback: buffer("results", RESULTS, Usage::MAP_READ | Usage::COPY_DST)?,
        })
    }

    /// A buffer to which the checkpoints can be copied, to read them.
    pub(super) fn checkpoints_readback(&self, device: &Device) -> Result<wgpu::Buffer, GpuError> {
        let bytes = 4 * checkpoint_components() * self.stride;
        buffer(device, "checkpoints", bytes, Usage::MAP_READ | Usage::COPY_DST)
    }

    /// Whether this many people with these inputs fit.
    pub(super) fn fits(&self, inputs: &Inputs, people: usize) -> bool {
        self.stride >= people && self.components >= components(inputs)
    }

    /// Largest number of people with these inputs that fit into the device's largest buffer.
    pub(super) fn max_people(device: &Device, inputs: &Inputs) -> usize {
        let widest = components(inputs).max(checkpoint_components()).max(RESULTS);
        (largest(device) / (4 * widest as u64)) as usize
    }
}

impl DayBuffers {
    /// Creates the buffers of a day for these inputs.
    pub(super) fn new(device: &Device, day: &Day, inputs: &Inputs, ticks: usize) -> Result<Self, GpuError> {
        let words = ticks * Course::COUNT * inputs.cell_count * CELL_WORDS;
        // A buffer must have at least one word.
        let course = |usage| buffer(device, "time course", 4 * words.max(1), usage);
        Ok(Self {
            constants: device.buffer_with(
                "constants",
                bytemuck::cast_slice(&constants(&inputs.params)),
                Usage::UNIFORM,
            )?,
            slice: buffer(device, "slice", size_of::<Slice>(), Usage::UNIFORM | Usage::COPY_DST)?,
            pieces: device.buffer_with("pieces", bytemuck::cast_slice(&day.pieces), Usage::STORAGE)?,
            tables: device.buffer_with("tables", bytemuck::cast_slice(&day.tables), Usage::STORAGE)?,
            course: course(Usage::STORAGE | Usage::COPY_SRC | Usage::COPY_DST)?,
            course_readback: course(Usage::MAP_READ | Usage::COPY_DST)?,
        })
    }
}

/// Adds the counts of the device to the sums.
pub(super) fn add_course(sums: &mut CourseSums, words: &[u32]) {
    let cells = words.chunks_exact(CELL_WORDS);
    let bins = CELL_WORDS - 2;
    for ((cell, counts), sum) in cells.zip(sums.counts.chunks_mut(bins)).zip(&mut sums.sums) {
        counts.iter_mut().zip(cell).for_each(|(count, more)| *count += more);
        *sum += u64::from(cell[bins]) + (u64::from(cell[bins + 1]) << 12);
    }
}

fn components(inputs: &Inputs) -> usize {
    input_components(inputs.phase_s.len())
}

/// Size of the largest buffer that a shader can use (bytes).
fn largest(device: &Device) -> u64 {
    let limits = device.device.limits();
    limits.max_storage_buffer_binding_size.min(limits.max_buffer_size)
}

fn buffer(device: &Device, what: &'static str, bytes: usize, usage: Usage) -> Result<wgpu::Buffer, GpuError> {
    let (size, limit) = (bytes as u64, largest(device));
    if size > limit {
        return Err(GpuError::TooLarge { what, bytes: size, limit });
    }
    let descriptor = wgpu::BufferDescriptor { label: Some(what), size, usage, mapped_at_creation: false };
    device.create(|gpu| gpu.create_buffer(&descriptor))
}
