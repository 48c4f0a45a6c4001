//! Function by function: the shader's functions on the GPU against those that they were printed from.
#![allow(clippy::unwrap_used)]

mod counting;
mod notebook;
mod people;
mod watched;

use std::collections::BTreeSet;

use super::layout::constants;
use super::once::Once;
use super::pipeline::{READ, UNIFORM};
use super::{Device, testing};
use crate::model::Params;
use crate::tracer::{Trial, record, trials};
use notebook::{CALLS, Call, Page};

/// Threads of a workgroup.
const GROUP: usize = 64;
/// Different calls that a function must at least have had.
const ENOUGH: usize = 100;

/// What the functions read and write with, in place of the kernel.
const AROUND: &str = "
@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> numbers: array<f32>;
@group(0) @binding(2) var<storage, read_write> made: array<f32>;

fn given(component: u32, call: u32) -> f32 {
    return numbers[component * CALLS + call];
}

fn kept(component: u32, call: u32) -> f32 {
    return given(component, call);
}

fn tabled(place: u32) -> f32 {
    return numbers[place];
}

fn keep(component: u32, call: u32, value: f32) {
    made[component * CALLS + call] = value;
}

fn report(component: u32, call: u32, value: f32) {
    keep(component, call, value);
}
";

#[test]
fn every_function_gives_the_bits_of_its_original() {
    let Some(device) = testing::exact_device("functions one by one") else { return };
    let recording = record();
    let trials = trials(&recording);
    let pages = people::pages();
    let tried: BTreeSet<&str> = trials.iter().map(|trial| trial.name.as_str()).collect();
    assert_eq!(tried.len(), trials.len(), "two functions have one name");
    assert_eq!(pages.len(), trials.len(), "functions that were called, and functions of the shader");
    let differences: Vec<String> = trials.iter().filter_map(|trial| difference(&device, trial, &pages)).collect();
    assert!(differences.is_empty(), "{} functions differ:\n{}", differences.len(), differences.join("\n"));
}

/// Where a function first gives something else than its original.
fn difference(device: &Device, trial: &Trial, pages: &[Page]) -> Option<String> {
    let name = &trial.name;
    let page = pages.iter().find(|page| page.function == *trial.function);
    let page = page.unwrap_or_else(|| panic!("{name} was never called"));
    let calls: Vec<&Call> = page.calls.iter().filter(|call| call.made.iter().all(|value| value.is_finite())).collect();
    let different: BTreeSet<Vec<u32>> = calls.iter().map(|call| bits(&call.given)).collect();
    assert!(different.len() >= ENOUGH, "{name} was called in {} ways only", different.len());
    let there = &on_device(device, trial, &calls);
    let numbers = calls.iter().enumerate().flat_map(|(at, call)| {
        let leaves = trial.places.iter().zip(&call.made).enumerate();
        leaves.map(move |(leaf, (place, here))| (at, place, there[leaf * CALLS + at], *here))
    });
    let (at, place, there, here) = numbers.into_iter().find(|(_, _, there, here)| !same(*there, *here))?;
    let [there_bits, here_bits] = [there, here].map(f32::to_bits);
    Some(format!(
        "{name}, call {at}: {place} is {there:?} ({there_bits:08x}) on the GPU and {here:?} ({here_bits:08x}) on the CPU"
    ))
}

/// The results, number by number: one for each call.
fn on_device(device: &Device, trial: &Trial, calls: &[&Call]) -> Vec<f32> {
    let model = include_str!("../../../shaders/model.wgsl");
    let wgsl = format!("{model}\nconst CALLS: u32 = {CALLS}u;\n{AROUND}{}", trial.wgsl);
    let mut numbers = vec![1.0_f32; CALLS * calls[0].given.len()];
    for (at, call) in calls.iter().enumerate() {
        call.given.iter().enumerate().for_each(|(leaf, value)| numbers[leaf * CALLS + at] = *value);
    }
    let constants = constants(&Params::defaults());
    let once = Once {
        wgsl: &wgsl,
        entry: &trial.entry,
        given: &[(UNIFORM, bytemuck::cast_slice(&constants)), (READ, bytemuck::cast_slice(&numbers))],
        made: CALLS * trial.places.len(),
        groups: (CALLS / GROUP) as u32,
    };
    once.run(device).unwrap_or_else(|error| panic!("{}: {error}", trial.name))
}

/// Equal bits, but for the sign of zero: drivers take `0 - x` for `-x`, and the model never asks for it.
fn same(one: f32, other: f32) -> bool {
    one.to_bits() == other.to_bits() || (one == 0.0 && other == 0.0)
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}
