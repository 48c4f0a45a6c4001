//! A small shader that runs once: buffers in, numbers out.

use wgpu::util::{BufferInitDescriptor, DeviceExt};
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
        let results = device.make(|gpu| {
            let made = self.buffer(gpu, BufferUsages::STORAGE | BufferUsages::COPY_SRC);
            let results = self.buffer(gpu, BufferUsages::MAP_READ | BufferUsages::COPY_DST);
            let mut encoder = gpu.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            self.dispatch(gpu, &mut encoder, &module, &made);
            encoder.copy_buffer_to_buffer(&made, 0, &results, 0, None);
            device.queue.submit([encoder.finish()]);
            results
        })?;
        read(device, &results)
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
        made: &wgpu::Buffer,
    ) {
        let given: Vec<wgpu::Buffer> = self.given.iter().map(|(kind, contents)| filled(gpu, *kind, contents)).collect();
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

fn filled(gpu: &wgpu::Device, kind: BufferBindingType, contents: &[u8]) -> wgpu::Buffer {
    let usage = match kind {
        BufferBindingType::Uniform => BufferUsages::UNIFORM,
        BufferBindingType::Storage { .. } => BufferUsages::STORAGE,
    };
    gpu.create_buffer_init(&BufferInitDescriptor { label: None, contents, usage })
}

/// Waits for the numbers in a buffer.
fn read(device: &Device, buffer: &wgpu::Buffer) -> Result<Vec<f32>, GpuError> {
    // What fails to map fails again below, and is told there.
    buffer.map_async(wgpu::MapMode::Read, .., |_| {});
    let refused = |error: &dyn std::fmt::Display| GpuError::Refused { reason: error.to_string() };
    device.device.poll(wgpu::PollType::wait_indefinitely()).map_err(|error| refused(&error))?;
    device.check()?;
    let bytes = buffer.get_mapped_range(..).map_err(|error| refused(&error))?;
    Ok(bytemuck::pod_collect_to_vec(&bytes))
}
