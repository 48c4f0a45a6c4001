//! Tests each function of the shader on the GPU against the Rust function from which it was generated.
#![allow(clippy::unwrap_used)]

mod calls;
mod counting;
mod people;
mod recorded;

use std::collections::BTreeSet;

use super::layout::constants;
use super::pipeline::{READ, UNIFORM};
use super::single_dispatch::SingleDispatch;
use super::{Device, testing};
use crate::model::Params;
use crate::tracer::{Trial, record, trials};
use calls::{CALLS, Call, FunctionCalls};

/// Number of threads in a workgroup.
const WORKGROUP: usize = 64;
/// Smallest number of different calls that must be recorded for each function.
const MIN_CALLS: usize = 100;

/// WGSL functions through which the tested functions read and write buffers; the kernel has its own.
const BUFFER_ACCESS: &str = "
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> numbers: array<f32>;
@group(0) @binding(2) var<storage, read_write> made: array<f32>;

fn load_input(component: u32, call: u32) -> f32 {
    return numbers[component * CALLS + call];
}

fn load_checkpoint(component: u32, call: u32) -> f32 {
    return load_input(component, call);
}

fn load_table(offset: u32) -> f32 {
    return numbers[offset];
}

fn store_checkpoint(component: u32, call: u32, value: f32) {
    made[component * CALLS + call] = value;
}

fn store_result(component: u32, call: u32, value: f32) {
    store_checkpoint(component, call, value);
}
";

#[test]
fn every_shader_function_equals_its_rust_function_bit_for_bit() {
    let Some(device) = testing::exact_device("functions one by one") else { return };
    let recording = record();
    let trials = trials(&recording);
    let recorded = people::recorded_calls();
    let tried: BTreeSet<&str> = trials.iter().map(|trial| trial.name.as_str()).collect();
    assert_eq!(tried.len(), trials.len(), "two functions have one name");
    assert_eq!(recorded.len(), trials.len(), "functions that were called, and functions of the shader");
    let differences: Vec<String> = trials.iter().filter_map(|trial| difference(&device, trial, &recorded)).collect();
    assert!(differences.is_empty(), "{} functions differ:\n{}", differences.len(), differences.join("\n"));
}

/// Describes the first number in which a function of the shader differs from the Rust function.
fn difference(device: &Device, trial: &Trial, recorded: &[FunctionCalls]) -> Option<String> {
    let name = &trial.name;
    let function = recorded.iter().find(|recorded| recorded.function == *trial.function);
    let function = function.unwrap_or_else(|| panic!("{name} was never called"));
    let calls: Vec<&Call> =
        function.calls.iter().filter(|call| call.results.iter().all(|value| value.is_finite())).collect();
    let different: BTreeSet<Vec<u32>> = calls.iter().map(|call| bits(&call.arguments)).collect();
    assert!(different.len() >= MIN_CALLS, "{name} was called in {} ways only", different.len());
    let gpu = &on_device(device, trial, &calls);
    let numbers = calls.iter().enumerate().flat_map(|(at, call)| {
        let leaves = trial.places.iter().zip(&call.results).enumerate();
        leaves.map(move |(leaf, (place, cpu))| (at, place, gpu[leaf * CALLS + at], *cpu))
    });
    let (at, place, gpu, cpu) = numbers.into_iter().find(|(_, _, gpu, cpu)| !same(*gpu, *cpu))?;
    let [gpu_bits, cpu_bits] = [gpu, cpu].map(f32::to_bits);
    Some(format!(
        "{name}, call {at}: {place} is {gpu:?} ({gpu_bits:08x}) on the GPU and {cpu:?} ({cpu_bits:08x}) on the CPU"
    ))
}

/// The results of the GPU: for each number that the function returns, one value per call.
fn on_device(device: &Device, trial: &Trial, calls: &[&Call]) -> Vec<f32> {
    let model = include_str!("../../../shaders/model.wgsl");
    let wgsl = format!("{model}\nconst CALLS: u32 = {CALLS}u;\n{BUFFER_ACCESS}{}", trial.wgsl);
    let mut numbers = vec![1.0_f32; CALLS * calls[0].arguments.len()];
    for (at, call) in calls.iter().enumerate() {
        call.arguments.iter().enumerate().for_each(|(leaf, value)| numbers[leaf * CALLS + at] = *value);
    }
    let constants = constants(&Params::defaults());
    let dispatch = SingleDispatch {
        wgsl: &wgsl,
        entry: &trial.entry,
        inputs: &[(UNIFORM, bytemuck::cast_slice(&constants)), (READ, bytemuck::cast_slice(&numbers))],
        outputs: CALLS * trial.places.len(),
        workgroups: (CALLS / WORKGROUP) as u32,
    };
    dispatch.run(device).unwrap_or_else(|error| panic!("{}: {error}", trial.name))
}

/// Whether the bits are equal. Zeros of either sign count as equal, because drivers replace `0 - x` by `-x`; the model does not use
/// the sign of zero.
fn same(one: f32, other: f32) -> bool {
    one.to_bits() == other.to_bits() || (one == 0.0 && other == 0.0)
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}
