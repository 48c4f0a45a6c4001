//! Prints the model as WGSL. The model runs once with numbers that record their operations. Every registered function becomes a function
//! of `shaders/model.wgsl` with the same name, parameters and comments. Only tests use this folder.

mod layout;
mod names;
mod operations;
mod print;
mod recording;
mod roots;
mod source;
mod symbol;
mod tests;
mod usage;

pub(crate) use print::{Trial, passed, trials};
pub(crate) use roots::record;

/// Why the model cannot be printed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TraceError {
    /// A source file with comments cannot be read.
    #[error("cannot read {path}: {source}")]
    Source {
        /// The file.
        path: String,
        /// What is wrong.
        source: std::io::Error,
    },
    /// A function is called with other constants than the shared ones.
    #[error("`{function}` is called with constants other than the model's: they would not reach the shader")]
    Constants {
        /// The function.
        function: String,
    },
}
