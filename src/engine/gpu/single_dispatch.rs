//! A small shader that is dispatched once: it reads input buffers and writes one buffer of numbers.

use std::time::Duration;

use wgpu::{BufferBindingType, BufferUsages};

use super::device::Device;
use super::error::GpuError;
use super::passthrough::shader;
use super::pipeline::{WRITE, bind_group, bindings, pipeline};

/// The shader, its inputs and the size of its output.
pub(super) struct SingleDispatch<'a> {
    /// The source of the shader.
    pub(super) wgsl: &'a str,
    /// The name of its entry point.
    pub(super) entry: &'a str,
    /// Type and contents of the buffers at the bindings from 0 on; the output buffer has the next binding.
    pub(super) inputs: &'a [(BufferBindingType, &'a [u8])],
    /// How many numbers the shader writes.
    pub(super) outputs: usize,
    /// How many workgroups are dispatched.
    pub(super) workgroups: u32,
}

impl SingleDispatch<'_> {
    /// Runs the shader and returns the numbers that it wrote.
    pub(super) fn run(&self, device: &Device) -> Result<Vec<f32>, GpuError> {
        let module = shader(device, self.wgsl, self.entry)?;
        let inputs: Result<Vec<wgpu::Buffer>, GpuError> =
            self.inputs.iter().map(|(kind, contents)| device.buffer_with("input", contents, usage(*kind))).collect();
        let inputs = inputs?;
        let (results, index) = device.create(|gpu| {
            let output = self.buffer(gpu, BufferUsages::STORAGE | BufferUsages::COPY_SRC);
            let results = self.buffer(gpu, BufferUsages::MAP_READ | BufferUsages::COPY_DST);
            let mut encoder = gpu.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            self.dispatch(gpu, &mut encoder, &module, &inputs, &output);
            encoder.copy_buffer_to_buffer(&output, 0, &results, 0, None);
            (results, device.queue.submit([encoder.finish()]))
        })?;
        read(device, &results, index)
    }

    fn buffer(&self, gpu: &wgpu::Device, usage: BufferUsages) -> wgpu::Buffer {
        let size = (self.outputs * size_of::<f32>()) as u64;
        let label = Some(self.entry);
        gpu.create_buffer(&wgpu::BufferDescriptor { label, size, usage, mapped_at_creation: false })
    }

    fn dispatch(
        &self,
        gpu: &wgpu::Device,
        encoder: &mut wgpu::CommandEncoder,
        module: &wgpu::ShaderModule,
        inputs: &[wgpu::Buffer],
        output: &wgpu::Buffer,
    ) {
        let kinds: Vec<BufferBindingType> = self.inputs.iter().map(|(kind, _)| *kind).chain([WRITE]).collect();
        let buffers: Vec<&wgpu::Buffer> = inputs.iter().chain([output]).collect();
        let layout = bindings(gpu, self.entry, &kinds);
        let group = bind_group(gpu, self.entry, &layout, &buffers);
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
        pass.set_pipeline(&pipeline(gpu, self.entry, module, &layout));
        pass.set_bind_group(0, &group, &[]);
        pass.dispatch_workgroups(self.workgroups, 1, 1);
    }
}

fn usage(kind: BufferBindingType) -> BufferUsages {
    match kind {
        BufferBindingType::Uniform => BufferUsages::UNIFORM,
        BufferBindingType::Storage { .. } => BufferUsages::STORAGE,
    }
}

/// A small shader that takes longer counts as hung.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Waits for the submission and returns the numbers in a buffer.
fn read(device: &Device, buffer: &wgpu::Buffer, index: wgpu::SubmissionIndex) -> Result<Vec<f32>, GpuError> {
    // If mapping fails, `get_mapped_range` below returns the error.
    buffer.map_async(wgpu::MapMode::Read, .., |_| {});
    device.wait(index, TIMEOUT)?;
    let bytes = buffer.get_mapped_range(..).map_err(|error| GpuError::Refused { reason: error.to_string() })?;
    Ok(bytemuck::pod_collect_to_vec(&bytes))
}
