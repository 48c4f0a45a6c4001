#![allow(clippy::unwrap_used)]
use std::collections::BTreeSet;
use std::process::Command;

use super::*;
use crate::engine::gpu::testing::print_notice;

/// A shader with every float operation of WGSL.
const SHADER: &str = "
@group(0) @binding(0) var<storage, read_write> x: array<vec4<f32>>;

@compute @workgroup_size(64)
fn every(@builtin(global_invocation_id) id: vec3<u32>) {
    let v = x[id.x];
    let sum = v.x + v.y;
    let difference = sum - v.z;
    let product = difference * v.w;
    let quotient = product / v.x;
    let rest = quotient % v.y;
    let scaled = v * -rest;
    x[id.x] = scaled * dot(scaled, v) + vec4<f32>(f32(id.y + 1u));
}

@compute @workgroup_size(1)
fn nothing() {}
";

/// The opcode of each float operation and how often it occurs; `%` becomes FRem.
const OPERATIONS: [(u32, usize); 8] = [(127, 1), (129, 2), (131, 1), (133, 1), (136, 1), (140, 1), (142, 2), (148, 1)];

fn results(words: &[u32]) -> Vec<(u32, u32)> {
    let float = instructions(words).filter(|(_, instruction)| is_float_operation(opcode(instruction)));
    float.map(|(_, instruction)| (opcode(instruction), instruction[2])).collect()
}

#[test]
fn exactly_the_float_operations_are_marked() {
    let words = spirv(SHADER).unwrap();
    let results = results(&words);
    for (operation, times) in OPERATIONS {
        assert_eq!(results.iter().filter(|(opcode, _)| *opcode == operation).count(), times, "operation {operation}");
    }
    let marked: Vec<u32> = instructions(&words)
        .filter(|(_, instruction)| instruction[0] == DECORATE && instruction[2] == NO_CONTRACTION)
        .map(|(_, instruction)| instruction[1])
        .collect();
    let wanted: BTreeSet<u32> = results.iter().map(|(_, result)| *result).collect();
    assert_eq!(marked.len(), wanted.len(), "each operation is marked once");
    assert_eq!(marked.into_iter().collect::<BTreeSet<u32>>(), wanted);
}

#[test]
fn marks_are_in_the_block_of_decorations() {
    let words = spirv(SHADER).unwrap();
    let first_type = instructions(&words).position(|(_, instruction)| TYPES.contains(&opcode(instruction))).unwrap();
    let decorations: Vec<usize> =
        instructions(&words).enumerate().filter(|(_, (_, words))| opcode(words) == 71).map(|(at, _)| at).collect();
    let (first, last) = (*decorations.first().unwrap(), *decorations.last().unwrap());
    assert_eq!(last + 1, first_type);
    assert!(instructions(&words).skip(first).take(last - first).all(|(_, words)| matches!(opcode(words), 71 | 72)));
}

#[test]
fn the_module_stays_valid() {
    let words = spirv(SHADER).unwrap();
    assert_eq!(words[0], 0x0723_0203);
    assert_eq!(words[1], 0x0001_0300);
    let (bound, last) = (words[3], instructions(&words).last().unwrap());
    assert_eq!(last.0 + last.1.len(), words.len(), "instructions fill the module");
    assert!(results(&words).iter().all(|(_, result)| *result < bound));
    let entries = instructions(&words).filter(|(_, instruction)| opcode(instruction) == 15).count();
    assert_eq!(entries, 2, "entry points");
}

#[test]
fn a_truncated_module_does_not_cause_an_endless_loop() {
    let words = spirv(SHADER).unwrap();
    let broken: Vec<u32> = words[..HEADER_WORDS].iter().copied().chain([0, 7 << 16]).collect();
    assert_eq!(no_contraction(&broken), broken);
}

#[test]
fn the_error_of_an_invalid_shader_contains_its_line() {
    let syntax = spirv("fn good() {}\nfn bad( {}\n").unwrap_err();
    assert!(matches!(syntax, ShaderError::Syntax(_)));
    assert!(syntax.to_string().contains("shader.wgsl:2:9"), "{syntax}");
    let invalid = spirv("fn good() {}\nfn bad() -> f32 {\n}\n").unwrap_err();
    assert!(matches!(invalid, ShaderError::Invalid(_)));
    assert!(invalid.to_string().contains("shader.wgsl:2"), "{invalid}");
}

#[test]
fn a_validator_accepts_the_module() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("shader.spv");
    std::fs::write(&file, bytemuck::cast_slice::<u32, u8>(&spirv(SHADER).unwrap())).unwrap();
    match Command::new("spirv-val").args(["--target-env", "vulkan1.1"]).arg(&file).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => {
            print_notice("spirv-val (Debian: spirv-tools) is not installed: NOT CHECKED: validity of exact shaders")
        }
    }
}
