//! Graphics adapters: the only place that names the GPU library.

mod adapters;

pub use adapters::{Adapter, AdapterKind, adapters};
