//! Shaders on a device.
#![allow(unsafe_code)]

use std::borrow::Cow;

use super::adapters::Exactness;
use super::device::Device;
use super::error::GpuError;
use super::exact;

/// Makes a shader with this entry point, exact where the device can be. Its loops must end by themselves. Pipelines need an
/// explicit layout, with bindings numbered from 0 without gaps.
pub(super) fn shader(device: &Device, wgsl: &str, entry: &str) -> Result<wgpu::ShaderModule, GpuError> {
    match device.exactness() {
        Exactness::Exact => unchanged(device, exact::spirv(wgsl)?, entry),
        Exactness::Ordinary => device.make(|device| {
            let source = wgpu::ShaderSource::Wgsl(wgsl.into());
            device.create_shader_module(wgpu::ShaderModuleDescriptor { label: Some(entry), source })
        }),
    }
}

/// Hands SPIR-V to the driver as it is.
fn unchanged(device: &Device, words: Vec<u32>, entry: &str) -> Result<wgpu::ShaderModule, GpuError> {
    let entry_point = wgpu::PassthroughShaderEntryPoint { name: entry.into(), workgroup_size: (0, 0, 0) };
    let descriptor = wgpu::ShaderModuleDescriptorPassthrough {
        label: Some(entry),
        entry_points: Cow::Owned(vec![entry_point]),
        spirv: Some(Cow::Owned(words)),
        ..wgpu::ShaderModuleDescriptorPassthrough::default()
    };
    // SAFETY: the driver takes the words unchecked. They come from `exact::spirv` alone: the WGSL was validated without optional
    // capabilities, its indices are restricted to their bounds, divisions of integers are guarded, memory of workgroups begins
    // as zero, and what is added afterwards are decorations of existing results, which change no access. Loops are not
    // bounded: the shaders of this crate count theirs. The library itself checks that the device has the feature.
    device.make(|device| unsafe { device.create_shader_module_passthrough(descriptor) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::engine::gpu::testing;

    const WRONG: &str = "@compute @workgroup_size(1)\nfn wrong() {\n    let x = 1.0 + missing;\n}\n";

    #[test]
    fn a_wrong_shader_is_refused_with_its_place_either_way() {
        for open in [testing::exact_device, testing::ordinary_device] {
            let Some(device) = open("wrong shaders") else { return };
            let told = shader(&device, WRONG, "wrong").unwrap_err().to_string();
            assert!(told.contains("missing") && told.contains(":3:"), "{:?}: {told}", device.exactness());
            assert_eq!(device.check(), Ok(()), "it was told already");
        }
    }
}
