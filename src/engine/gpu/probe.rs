//! A small computation that shows whether a device computes as written.

use wgpu::{BufferUsages, ShaderStages};

use super::device::Device;
use super::error::GpuError;
use super::passthrough::shader;

/// Numbers that are compared.
const COUNT: usize = 256;
/// Threads of a workgroup.
const GROUP: usize = 64;

/// How the numbers of a device compare with those of the CPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Numbers of which every bit is the same.
    pub equal: usize,
    /// Numbers compared.
    pub compared: usize,
}

/// Computes on the device and on the CPU, and compares.
pub fn probe(device: &Device) -> Result<Agreement, GpuError> {
    let inputs = inputs();
    let there = on_device(device, &inputs)?;
    let here = inputs.iter().map(|input| on_cpu(*input));
    let equal = here.zip(&there).filter(|(here, there)| here.to_bits() == there.to_bits()).count();
    Ok(Agreement { equal, compared: COUNT })
}

/// What the shader does.
fn on_cpu([start, rate, offset, weight]: [f32; 4]) -> f32 {
    (0..1000).fold(start, |x, _| {
        let mapped = (rate * x + rate * (-x * x)) + offset;
        weight * mapped + (1.0 - weight) * x
    })
}

/// Start, rate, offset and weight, scattered over ranges that keep the map chaotic and between 0 and 1.
fn inputs() -> Vec<[f32; 4]> {
    let lows = [0.1, 3.7, 0.0, 0.9];
    let widths = [0.8, 0.25, 0.01, 0.1];
    let mut state = 1_u32;
    let mut uniform = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32
    };
    (0..COUNT).map(|_| std::array::from_fn(|which| lows[which] + widths[which] * uniform())).collect()
}

fn on_device(device: &Device, inputs: &[[f32; 4]]) -> Result<Vec<f32>, GpuError> {
    let module = shader(device, include_str!("../../../shaders/probe.wgsl"), "probe")?;
    let results = device.make(|gpu| {
        let given = buffer(gpu, size_of_val(inputs), BufferUsages::STORAGE | BufferUsages::COPY_DST);
        let made = buffer(gpu, COUNT * size_of::<f32>(), BufferUsages::STORAGE | BufferUsages::COPY_SRC);
        let results = buffer(gpu, COUNT * size_of::<f32>(), BufferUsages::MAP_READ | BufferUsages::COPY_DST);
        device.queue.write_buffer(&given, 0, bytemuck::cast_slice(inputs));
        let mut encoder = gpu.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        dispatch(gpu, &mut encoder, &module, [&given, &made]);
        encoder.copy_buffer_to_buffer(&made, 0, &results, 0, None);
        device.queue.submit([encoder.finish()]);
        results
    })?;
    read(device, &results)
}

fn buffer(gpu: &wgpu::Device, bytes: usize, usage: BufferUsages) -> wgpu::Buffer {
    let size = bytes as u64;
    gpu.create_buffer(&wgpu::BufferDescriptor { label: Some("probe"), size, usage, mapped_at_creation: false })
}

/// Has the shader read the first buffer and write the second.
fn dispatch(
    gpu: &wgpu::Device,
    encoder: &mut wgpu::CommandEncoder,
    module: &wgpu::ShaderModule,
    buffers: [&wgpu::Buffer; 2],
) {
    let label = Some("probe");
    let entries = [entry(0, true), entry(1, false)];
    let group_layout = gpu.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label, entries: &entries });
    let layout = gpu.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label,
        bind_group_layouts: &[Some(&group_layout)],
        immediate_size: 0,
    });
    let pipeline = gpu.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
        label,
        layout: Some(&layout),
        module,
        entry_point: Some("probe"),
        compilation_options: wgpu::PipelineCompilationOptions::default(),
        cache: None,
    });
    let [given, made] = buffers;
    let entries = [
        wgpu::BindGroupEntry { binding: 0, resource: given.as_entire_binding() },
        wgpu::BindGroupEntry { binding: 1, resource: made.as_entire_binding() },
    ];
    let group = gpu.create_bind_group(&wgpu::BindGroupDescriptor { label, layout: &group_layout, entries: &entries });
    let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
    pass.set_pipeline(&pipeline);
    pass.set_bind_group(0, &group, &[]);
    pass.dispatch_workgroups((COUNT / GROUP) as u32, 1, 1);
}

fn entry(binding: u32, read_only: bool) -> wgpu::BindGroupLayoutEntry {
    let ty = wgpu::BindingType::Buffer {
        ty: wgpu::BufferBindingType::Storage { read_only },
        has_dynamic_offset: false,
        min_binding_size: None,
    };
    wgpu::BindGroupLayoutEntry { binding, visibility: ShaderStages::COMPUTE, ty, count: None }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::engine::gpu::testing;

    #[test]
    fn an_exact_device_gives_the_bits_of_the_cpu() {
        let Some(device) = testing::exact_device("bits of the probe") else { return };
        assert_eq!(probe(&device), Ok(Agreement { equal: COUNT, compared: COUNT }));
    }

    #[test]
    fn an_ordinary_device_computes_the_same_map() {
        let Some(device) = testing::ordinary_device("the probe on an ordinary device") else { return };
        let agreement = probe(&device).unwrap();
        eprintln!("{} of {} numbers have the bits of the CPU", agreement.equal, agreement.compared);
        let there = on_device(&device, &inputs()).unwrap();
        assert!(there.iter().all(|x| *x > 0.0 && *x < 1.0), "{there:?}");
    }
}
