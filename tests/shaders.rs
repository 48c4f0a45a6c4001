//! The shaders say what the model says.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use soleus::tracer::{model_wgsl, record};

/// The committed text, or the new one where blessing is asked for.
#[test]
fn the_committed_model_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders/model.wgsl");
    let text = model_wgsl(&record()).unwrap();
    if std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "1") {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap();
    assert!(committed == text, "shaders/model.wgsl is stale: SOLEUS_BLESS=1 cargo test --release --test shaders");
}

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
