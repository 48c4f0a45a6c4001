//! Buffers on the device: for the people of a block, and for the day that they go through.

use wgpu::BufferUsages as Usage;

use super::device::Device;
use super::error::GpuError;
use super::layout::{RESULTS, Slice, constants, given, life};
use super::pieces::{CELL_WORDS, Day};
use crate::engine::inputs::Inputs;
use crate::model::Course;
use crate::results::CourseSums;

/// Buffers for up to `stride` people.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) stride: usize,
    components: usize,
    pub(super) inputs: wgpu::Buffer,
    pub(super) life: wgpu::Buffer,
    pub(super) results: wgpu::Buffer,
    pub(super) results_here: wgpu::Buffer,
}

/// Buffers for one day.
#[derive(Debug)]
pub(super) struct DayBuffers {
    pub(super) constants: wgpu::Buffer,
    pub(super) slice: wgpu::Buffer,
    pub(super) pieces: wgpu::Buffer,
    pub(super) tables: wgpu::Buffer,
    pub(super) course: wgpu::Buffer,
    pub(super) course_here: wgpu::Buffer,
}

impl Room {
    /// Room for the people of these inputs, `stride` at a time.
    pub(super) fn new(device: &Device, inputs: &Inputs, stride: usize) -> Result<Self, GpuError> {
        let components = components(inputs);
        let buffer = |name, components: usize, usage| buffer(device, name, 4 * components * stride, usage);
        Ok(Self {
            stride,
            components,
            inputs: buffer("inputs", components, Usage::STORAGE | Usage::COPY_DST)?,
            life: buffer("life", life(), Usage::STORAGE)?,
            results: buffer("results", RESULTS, Usage::STORAGE | Usage::COPY_SRC)?,
            results_here: buffer("results", RESULTS, Usage::MAP_READ | Usage::COPY_DST)?,
        })
    }

    /// Whether so many people with these inputs fit.
    pub(super) fn fits(&self, inputs: &Inputs, people: usize) -> bool {
        self.stride >= people && self.components >= components(inputs)
    }

    /// Most people of these inputs that the device's buffers hold.
    pub(super) fn most(device: &Device, inputs: &Inputs) -> usize {
        let widest = components(inputs).max(life()).max(RESULTS);
        (largest(device) / (4 * widest as u64)) as usize
    }
}

impl DayBuffers {
    /// Buffers of a day with these inputs.
    pub(super) fn new(device: &Device, day: &Day, inputs: &Inputs, ticks: usize) -> Result<Self, GpuError> {
        let words = ticks * Course::COUNT * inputs.cell_count * CELL_WORDS;
        // A buffer must not be empty.
        let course = |usage| buffer(device, "time course", 4 * words.max(1), usage);
        Ok(Self {
            constants: device.filled("constants", bytemuck::cast_slice(&constants(&inputs.params)), Usage::UNIFORM)?,
            slice: buffer(device, "slice", size_of::<Slice>(), Usage::UNIFORM | Usage::COPY_DST)?,
            pieces: device.filled("pieces", bytemuck::cast_slice(&day.pieces), Usage::STORAGE)?,
            tables: device.filled("tables", bytemuck::cast_slice(&day.tables), Usage::STORAGE)?,
            course: course(Usage::STORAGE | Usage::COPY_SRC | Usage::COPY_DST)?,
            course_here: course(Usage::MAP_READ | Usage::COPY_DST)?,
        })
    }
}

/// Adds what the device counted.
pub(super) fn add_course(sums: &mut CourseSums, words: &[u32]) {
    let cells = words.chunks_exact(CELL_WORDS);
    let bins = CELL_WORDS - 2;
    for ((cell, counts), sum) in cells.zip(sums.counts.chunks_mut(bins)).zip(&mut sums.sums) {
        counts.iter_mut().zip(cell).for_each(|(count, more)| *count += more);
        *sum += u64::from(cell[bins]) + (u64::from(cell[bins + 1]) << 12);
    }
}

fn components(inputs: &Inputs) -> usize {
    given(inputs.phase_s.len(), inputs.gates.len())
}

/// Bytes of the largest buffer that a shader can use.
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
    device.make(|gpu| gpu.create_buffer(&descriptor))
}
