//! Tests that the kernel counts a value of the time course as the CPU does.

use crate::engine::gpu::kernel::BINDINGS;
use crate::engine::gpu::layout::{Slice, constants};
use crate::engine::gpu::pieces::{CELL_WORDS, Piece};
use crate::engine::gpu::single_dispatch::SingleDispatch;
use crate::engine::gpu::{SHADER, testing};
use crate::model::{BINS, Course, Params};
use crate::results::CourseSums;

use bytemuck::Zeroable;

/// Each thread counts one value in its own cell, once for each quantity, and returns the bin and both halves of the steps.
const ENTRY: &str = "
@compute @workgroup_size(64)
fn count_values(@builtin(global_invocation_id) id: vec3<u32>) {
    let cell = id.x;
    for (var which = 0u; which < COURSES; which++) {
        count_value(0u, which, cell, inputs[cell]);
        let histogram = which * slice.cells + cell;
        let offset = histogram * CELL_WORDS;
        var bin = BINS;
        for (var at = 0u; at < BINS; at++) {
            if (atomicLoad(&course[offset + at]) == 1u) {
                bin = at;
            }
        }
        results[3u * histogram] = f32(bin);
        results[3u * histogram + 1u] = f32(atomicLoad(&course[offset + BINS]));
        results[3u * histogram + 2u] = f32(atomicLoad(&course[offset + BINS + 1u]));
    }
}
";
/// Number of values: one for each thread.
const VALUES: usize = 256;

/// Special values and limits of ranges, then numbers that cover all ranges and more.
fn values() -> Vec<f32> {
    let mut values = vec![0.0, -0.0, 1e-30, 0.25, 1e9, f32::MAX, f32::INFINITY, f32::NAN];
    values.extend([8190.999, 8191.0, 8191.5, 8192.0, 0.5 / 1024.0, 1.5 / 1024.0]);
    values.extend(Course::ALL.iter().flat_map(|course| [course.range().0, course.range().1]));
    let opposite: Vec<f32> = values.iter().map(|value| -value).collect();
    values.extend(opposite);
    while values.len() < VALUES {
        values.push((values.len() as f32 * 0.618_034).fract() * 2500.0 - 300.0);
    }
    values
}

/// Bin and both halves of the steps of a value on the CPU, in the form that the shader returns.
fn on_cpu(which: Course, value: f32) -> [f32; 3] {
    let mut sums = CourseSums::new(1, 1);
    sums.add(0, which, 0, value);
    let bin = sums.histogram(0, which, 0).iter().position(|count| *count == 1).unwrap_or(BINS);
    let steps = sums.sums[which as usize];
    [bin as f32, (steps & 0xfff) as f32, (steps >> 12) as f32]
}

#[test]
fn values_are_counted_as_on_the_cpu() {
    let Some(device) = testing::exact_device("counting of values") else { return };
    let values = values();
    let slice = Slice { cells: VALUES as u32, ..Slice::zeroed() };
    let ranges: Vec<f32> = Course::ALL.iter().flat_map(|course| [course.range().0, course.bins_per_unit()]).collect();
    let constants = constants(&Params::defaults());
    let course = vec![0_u32; Course::COUNT * VALUES * CELL_WORDS];
    let (nothing, no_piece) = (0_u32, Piece::zeroed());
    let buffers: [&[u8]; 8] = [
        bytemuck::cast_slice(&constants),
        bytemuck::bytes_of(&slice),
        bytemuck::bytes_of(&no_piece),
        bytemuck::cast_slice(&ranges),
        bytemuck::bytes_of(&nothing),
        bytemuck::cast_slice(&values),
        bytemuck::bytes_of(&nothing),
        bytemuck::cast_slice(&course),
    ];
    let inputs: Vec<_> = BINDINGS.into_iter().zip(buffers).collect();
    let wgsl = format!("{SHADER}{ENTRY}");
    let outputs = 3 * Course::COUNT * VALUES;
    let workgroups = (VALUES / 64) as u32;
    let dispatch = SingleDispatch { wgsl: &wgsl, entry: "count_values", inputs: &inputs, outputs, workgroups };
    let found = dispatch.run(&device).unwrap();
    let all = Course::ALL.iter().flat_map(|which| values.iter().map(move |value| (*which, *value)));
    for ((which, value), found) in all.zip(found.chunks(3)) {
        assert_eq!(found, on_cpu(which, value), "bin, low and high steps of {value} as {}", which.name());
    }
}
