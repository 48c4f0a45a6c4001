//! A small computation that shows whether a device computes exactly as the shader is written.

use super::device::Device;
use super::error::GpuError;
use super::pipeline::READ;
use super::single_dispatch::SingleDispatch;

/// How many numbers are compared.
const COUNT: usize = 256;
/// Number of threads in a workgroup.
const WORKGROUP: usize = 64;

/// How many numbers of a device equal those of the CPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// How many numbers are equal bit for bit.
    pub equal: usize,
    /// How many numbers were compared.
    pub compared: usize,
}

/// Runs the computation on the device and on the CPU, and compares the results.
pub fn probe(device: &Device) -> Result<Agreement, GpuError> {
    let inputs = inputs();
    let gpu = on_device(device, &inputs)?;
    let cpu = inputs.iter().map(|input| on_cpu(*input));
    let equal = cpu.zip(&gpu).filter(|(cpu, gpu)| cpu.to_bits() == gpu.to_bits()).count();
    Ok(Agreement { equal, compared: COUNT })
}

/// The computation of the shader.
fn on_cpu([start, rate, offset, weight]: [f32; 4]) -> f32 {
    (0..1000).fold(start, |x, _| {
        let mapped = (rate * x + rate * (-x * x)) + offset;
        weight * mapped + (1.0 - weight) * x
    })
}

/// Pseudorandom start, rate, offset and weight, in ranges in which the map is chaotic and its values stay between 0 and 1.
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
    let dispatch = SingleDispatch {
        wgsl: include_str!("../../../shaders/probe.wgsl"),
        entry: "probe",
        inputs: &[(READ, bytemuck::cast_slice(inputs))],
        outputs: COUNT,
        workgroups: (COUNT / WORKGROUP) as u32,
    };
    dispatch.run(device)
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
        eprintln!("{} of {} numbers are equal to those of the CPU, bit for bit", agreement.equal, agreement.compared);
        let values = on_device(&device, &inputs()).unwrap();
        assert!(values.iter().all(|x| *x > 0.0 && *x < 1.0), "{values:?}");
    }
}
