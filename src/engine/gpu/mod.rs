//! The GPU: the only place that names the graphics library.

mod adapters;
mod device;
mod error;
mod exact;
mod passthrough;
mod probe;
mod select;
#[cfg(test)]
mod testing;

pub use adapters::{Adapter, AdapterKind, Exactness, Interface, adapters};
pub use device::Device;
pub use error::GpuError;
pub use exact::{ShaderError, spirv};
pub use probe::{Agreement, probe};
pub use select::{SelectError, Wanted, select};
