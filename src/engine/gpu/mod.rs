//! The GPU engine: the only module that uses the graphics library.

mod adapters;
mod buffers;
mod device;
mod dispatch;
mod engine;
mod error;
mod exact;
#[cfg(test)]
mod functions;
mod kernel;
mod layout;
mod passthrough;
mod pieces;
mod pipeline;
mod probe;
#[cfg(test)]
mod reflection;
mod select;
mod single_dispatch;
#[cfg(test)]
mod testing;

pub use adapters::{Adapter, AdapterKind, Exactness, Interface, adapters};
pub use device::Device;
pub use engine::{Fault, Gpu, WorkDivision};
pub use error::GpuError;
pub use exact::{ShaderError, spirv};
pub use probe::{Agreement, probe};
pub use select::{AdapterChoice, SelectError, select};

/// The whole shader: the model, then the kernel.
pub const SHADER: &str =
    concat!(include_str!("../../../shaders/model.wgsl"), include_str!("../../../shaders/integrate.wgsl"));
