//! Bind group layout, bind group and pipeline of a shader. Bindings are numbered from 0 without gaps.

use wgpu::BufferBindingType;

/// A small buffer that the shader only reads, the same for every thread.
pub(super) const UNIFORM: BufferBindingType = BufferBindingType::Uniform;
/// A buffer that the shader only reads.
pub(super) const READ: BufferBindingType = BufferBindingType::Storage { read_only: true };
/// A buffer that the shader reads and writes.
pub(super) const WRITE: BufferBindingType = BufferBindingType::Storage { read_only: false };

/// The bind group layout: the type of buffer at each binding.
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

/// The bind group: the buffer at each binding.
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

/// Compiles the entry point `name` of a shader.
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
