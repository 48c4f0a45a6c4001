//! Prints the model as WGSL: it runs once with numbers that record what is done with them, and every registered function becomes
//! a function of `shaders/model.wgsl` with the same name, parameters and words. Only tests do so.

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
    /// The words on a function or type stand in its source.
    #[error("cannot read {path}: {source}")]
    Source {
        /// The file.
        path: String,
        /// What is wrong.
        source: std::io::Error,
    },
    /// A function is called with constants of its own.
    #[error("`{function}` is called with constants other than the model's: they would not reach the shader")]
    Constants {
        /// The function.
        function: String,
    },
}
