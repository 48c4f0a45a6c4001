//! What it takes to run a shader on buffers at its bindings, numbered from 0 without gaps.

use wgpu::BufferBindingType;

/// A few numbers that are the same for everybody.
pub(super) const UNIFORM: BufferBindingType = BufferBindingType::Uniform;
/// A buffer that the shader only reads.
pub(super) const READ: BufferBindingType = BufferBindingType::Storage { read_only: true };
/// A buffer that it writes.
pub(super) const WRITE: BufferBindingType = BufferBindingType::Storage { read_only: false };

/// What stands at each binding.
pub(super) fn bindings(gpu: &wgpu::Device, name: &str, kinds: &[BufferBindingType]) -> wgpu::BindGroupLayout {
    let entries: Vec<wgpu::BindGroupLayoutEntry> = (0..)
        .zip(kinds)
        .map(|(binding, ty)| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::COMPUTE,
            ty: wgpu::BindingType::Buffer { ty: *ty, has_dynamic_offset: false, min_binding_size: None },
            count: None,
        })
        .collect();
    gpu.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: Some(name), entries: &entries })
}

/// The buffers at the bindings.
pub(super) fn bind_group(
    gpu: &wgpu::Device,
    name: &str,
    layout: &wgpu::BindGroupLayout,
    buffers: &[&wgpu::Buffer],
) -> wgpu::BindGroup {
    let entries: Vec<wgpu::BindGroupEntry> = (0..)
        .zip(buffers)
        .map(|(binding, buffer)| wgpu::BindGroupEntry { binding, resource: buffer.as_entire_binding() })
        .collect();
    gpu.create_bind_group(&wgpu::BindGroupDescriptor { label: Some(name), layout, entries: &entries })
}

/// The entry point `name` of a shader, compiled.
pub(super) fn pipeline(
    gpu: &wgpu::Device,
    name: &str,
    module: &wgpu::ShaderModule,
    layout: &wgpu::BindGroupLayout,
) -> wgpu::ComputePipeline {
    let layout = gpu.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some(name),
        bind_group_layouts: &[Some(layout)],
        immediate_size: 0,
    });
    gpu.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
        label: Some(name),
        layout: Some(&layout),
        module,
        entry_point: Some(name),
        compilation_options: wgpu::PipelineCompilationOptions::default(),
        cache: None,
    })
}
