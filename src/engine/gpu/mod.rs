//! Graphics adapters: the only place that names the GPU library.

mod adapters;

pub use adapters::{Adapter, AdapterKind, adapters};

/// The whole shader: the model, then the kernel.
pub const SHADER: &str =
    concat!(include_str!("../../../shaders/model.wgsl"), include_str!("../../../shaders/integrate.wgsl"));
