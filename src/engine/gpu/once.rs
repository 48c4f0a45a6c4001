//! A small shader that runs once: buffers in, numbers out.

use std::time::Duration;

use wgpu::{BufferBindingType, BufferUsages};

use super::device::Device;
use super::error::GpuError;
use super::passthrough::shader;
use super::pipeline::{WRITE, bind_group, bindings, pipeline};

/// What runs.
pub(super) struct Once<'a> {
    /// The shader.
    pub(super) wgsl: &'a str,
    /// Name of its entry point.
    pub(super) entry: &'a str,
    /// Buffers at the bindings from 0 on; what comes out stands at the one behind.
    pub(super) given: &'a [(BufferBindingType, &'a [u8])],
    /// Numbers that come out.
    pub(super) made: usize,
    /// Workgroups.
    pub(super) groups: u32,
}

impl Once<'_> {
    /// Runs it and waits for the numbers.
    pub(super) fn run(&self, device: &Device) -> Result<Vec<f32>, GpuError> {
        let module = shader(device, self.wgsl, self.entry)?;
        let given: Result<Vec<wgpu::Buffer>, GpuError> =
            self.given.iter().map(|(kind, contents)| device.filled("given", contents, usage(*kind))).collect();
        let given = given?;
        let (results, index) = device.make(|gpu| {
            let made = self.buffer(gpu, BufferUsages::STORAGE | BufferUsages::COPY_SRC);
            let results = self.buffer(gpu, BufferUsages::MAP_READ | BufferUsages::COPY_DST);
            let mut encoder = gpu.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            self.dispatch(gpu, &mut encoder, &module, &given, &made);
            encoder.copy_buffer_to_buffer(&made, 0, &results, 0, None);
            (results, device.queue.submit([encoder.finish()]))
        })?;
        read(device, &results, index)
    }

    fn buffer(&self, gpu: &wgpu::Device, usage: BufferUsages) -> wgpu::Buffer {
        let size = (self.made * size_of::<f32>()) as u64;
        let label = Some(self.entry);
        gpu.create_buffer(&wgpu::BufferDescriptor { label, size, usage, mapped_at_creation: false })
    }

    fn dispatch(
        &self,
        gpu: &wgpu::Device,
        encoder: &mut wgpu::CommandEncoder,
        module: &wgpu::ShaderModule,
        given: &[wgpu::Buffer],
        made: &wgpu::Buffer,
    ) {
        let kinds: Vec<BufferBindingType> = self.given.iter().map(|(kind, _)| *kind).chain([WRITE]).collect();
        let buffers: Vec<&wgpu::Buffer> = given.iter().chain([made]).collect();
        let layout = bindings(gpu, self.entry, &kinds);
        let group = bind_group(gpu, self.entry, &layout, &buffers);
        let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
        pass.set_pipeline(&pipeline(gpu, self.entry, module, &layout));
        pass.set_bind_group(0, &group, &[]);
        pass.dispatch_workgroups(self.groups, 1, 1);
    }
}

fn usage(kind: BufferBindingType) -> BufferUsages {
    match kind {
        BufferBindingType::Uniform => BufferUsages::UNIFORM,
        BufferBindingType::Storage { .. } => BufferUsages::STORAGE,
    }
}

/// A small shader that takes longer has hung.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for the numbers in a buffer.
fn read(device: &Device, buffer: &wgpu::Buffer, index: wgpu::SubmissionIndex) -> Result<Vec<f32>, GpuError> {
    // What fails to map fails again below, and is told there.
    buffer.map_async(wgpu::MapMode::Read, .., |_| {});
    device.wait(index, PATIENCE)?;
    let bytes = buffer.get_mapped_range(..).map_err(|error| GpuError::Refused { reason: error.to_string() })?;
    Ok(bytemuck::pod_collect_to_vec(&bytes))
}
