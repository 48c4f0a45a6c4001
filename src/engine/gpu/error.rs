//! What can go wrong on a GPU.

use super::exact::ShaderError;
use super::select::SelectError;

/// A fault of choosing, opening or using a device.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GpuError {
    /// No adapter was chosen.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// The chosen adapter cannot be opened.
    #[error("cannot open {adapter}: {reason}\nupdate its driver, or choose another --device")]
    Open {
        /// What the driver calls it.
        adapter: String,
        /// What the driver says.
        reason: String,
    },
    /// The device is gone: reset by the system, unplugged, or its driver has crashed.
    #[error("the GPU was lost: {reason}")]
    Lost {
        /// What the driver says.
        reason: String,
    },
    /// The device has too little memory.
    #[error("the GPU has too little free memory")]
    OutOfMemory,
    /// The study is larger than the device's buffers.
    #[error("{what} takes {bytes} bytes, and the GPU has buffers of {limit}")]
    TooLarge {
        /// What does not fit.
        what: &'static str,
        /// Its size.
        bytes: u64,
        /// The largest buffer.
        limit: u64,
    },
    /// The device said that it was done and was not: its watchdog or its driver has cut the work short.
    #[error("the GPU left work undone")]
    Undone,
    /// The device was asked for something that it does not do: a fault of this program or of the driver.
    #[error("the GPU refused: {reason}")]
    Refused {
        /// What the graphics library says.
        reason: String,
    },
    /// A shader is wrong.
    #[error(transparent)]
    Shader(#[from] ShaderError),
}

impl From<wgpu::Error> for GpuError {
    fn from(error: wgpu::Error) -> Self {
        match error {
            wgpu::Error::OutOfMemory { .. } => Self::OutOfMemory,
            wgpu::Error::Validation { description, .. } | wgpu::Error::Internal { description, .. } => {
                Self::Refused { reason: description }
            }
        }
    }
}
