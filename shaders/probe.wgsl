// Shows whether a device computes as written. Sums of products, which drivers fuse, a common factor, which they draw out, and
// a weighted mean, which they rewrite, go round in a chaotic map: one differing bit soon spreads to all.

const ROUNDS = 1000u;

// Start, rate, offset, weight.
@group(0) @binding(0) var<storage, read> inputs: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> outputs: array<f32>;

@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3<u32>) {
    let given = inputs[id.x];
    let weight = given.w;
    var x = given.x;
    for (var round = 0u; round < ROUNDS; round++) {
        let mapped = (given.y * x + given.y * (-x * x)) + given.z;
        x = weight * mapped + (1.0 - weight) * x;
    }
    outputs[id.x] = x;
}
