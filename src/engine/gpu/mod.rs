//! The GPU: the only place that names the graphics library.

mod adapters;
mod device;
mod engine;
mod error;
mod exact;
#[cfg(test)]
mod functions;
mod kernel;
mod layout;
mod march;
mod once;
mod passthrough;
mod pieces;
mod pipeline;
mod probe;
#[cfg(test)]
mod reflection;
mod room;
mod select;
#[cfg(test)]
mod testing;

pub use adapters::{Adapter, AdapterKind, Exactness, Interface, adapters};
pub use device::Device;
pub use engine::{Cut, Fault, Gpu};
pub use error::GpuError;
pub use exact::{ShaderError, spirv};
pub use probe::{Agreement, probe};
pub use select::{SelectError, Wanted, select};

/// The whole shader: the model, then the kernel.
pub const SHADER: &str =
    concat!(include_str!("../../../shaders/model.wgsl"), include_str!("../../../shaders/integrate.wgsl"));
