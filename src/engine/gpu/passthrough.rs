//! Creates shader modules on a device.
#![allow(unsafe_code)]

use std::borrow::Cow;

use super::adapters::Exactness;
use super::device::Device;
use super::error::GpuError;
use super::exact;

/// Creates a shader module with this entry point; it computes exactly if the device does. Its loops must end without a bound
/// from the compiler. Pipelines need an explicit layout whose bindings are numbered from 0 without gaps.
pub(super) fn shader(device: &Device, wgsl: &str, entry: &str) -> Result<wgpu::ShaderModule, GpuError> {
    match device.exactness() {
        Exactness::Exact => unchanged(device, exact::spirv(wgsl)?, entry),
        Exactness::Ordinary => device.create(|device| {
            let source = wgpu::ShaderSource::Wgsl(wgsl.into());
            device.create_shader_module(wgpu::ShaderModuleDescriptor { label: Some(entry), source })
        }),
    }
}

/// Passes SPIR-V to the driver unchanged.
fn unchanged(device: &Device, words: Vec<u32>, entry: &str) -> Result<wgpu::ShaderModule, GpuError> {
    let entry_point = wgpu::PassthroughShaderEntryPoint { name: entry.into(), workgroup_size: (0, 0, 0) };
    let descriptor = wgpu::ShaderModuleDescriptorPassthrough {
        label: Some(entry),
        entry_points: Cow::Owned(vec![entry_point]),
        spirv: Some(Cow::Owned(words)),
        ..wgpu::ShaderModuleDescriptorPassthrough::default()
    };
    // SAFETY: the driver does not check the words. They come only from `exact::spirv`: the WGSL was validated without optional
    // capabilities, indices are restricted to their bounds, integer divisions are guarded, and workgroup memory is
    // initialized to zero. The decorations that are added afterwards mark existing results and change no memory access. Loops
    // are not bounded by the compiler: the shaders of this crate count their iterations. The graphics library checks that the
    // device has the feature.
    device.create(|device| unsafe { device.create_shader_module_passthrough(descriptor) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::engine::gpu::testing;

    const WRONG: &str = "@compute @workgroup_size(1)\nfn wrong() {\n    let x = 1.0 + missing;\n}\n";

    #[test]
    fn an_invalid_shader_is_refused_with_line_and_name_on_both_kinds_of_device() {
        for open in [testing::exact_device, testing::ordinary_device] {
            let Some(device) = open("wrong shaders") else { return };
            let message = shader(&device, WRONG, "wrong").unwrap_err().to_string();
            assert!(message.contains("missing") && message.contains(":3:"), "{:?}: {message}", device.exactness());
            assert_eq!(device.check(), Ok(()), "the error was returned already");
        }
    }
}
