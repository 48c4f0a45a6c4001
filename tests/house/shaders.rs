//! The shaders are valid. `src/tracer/tests.rs` compares `shaders/model.wgsl` with the model.

/// The whole shader as the engine compiles it.
fn module() -> naga::Module {
    naga::front::wgsl::parse_str(soleus::engine::gpu::SHADER).unwrap_or_else(|error| {
        panic!("{}", error.emit_to_string_with_path(soleus::engine::gpu::SHADER, "shader.wgsl"))
    })
}

#[test]
fn the_shader_is_valid() {
    let mut validator =
        naga::valid::Validator::new(naga::valid::ValidationFlags::all(), naga::valid::Capabilities::empty());
    validator.validate(&module()).unwrap();
}
