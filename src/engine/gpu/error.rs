//! Errors of the GPU.

use super::exact::ShaderError;
use super::select::SelectError;

/// An error while choosing, opening or using a device.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GpuError {
    /// No adapter was chosen.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// The chosen adapter cannot be opened.
    #[error("cannot open {adapter}: {reason}\nupdate its driver, or choose another --device")]
    Open {
        /// The name that the driver gives.
        adapter: String,
        /// The driver's message.
        reason: String,
    },
    /// The device was lost: the system reset it, it was unplugged, or its driver crashed.
    #[error("the GPU was lost: {reason}")]
    Lost {
        /// The driver's message.
        reason: String,
    },
    /// The device has too little memory.
    #[error("the GPU has too little free memory")]
    OutOfMemory,
    /// A buffer would be larger than the device allows.
    #[error("the buffer `{what}` needs {bytes} bytes, but buffers of this GPU have at most {limit} bytes")]
    TooLarge {
        /// The name of the buffer.
        what: &'static str,
        /// Its size (bytes).
        bytes: u64,
        /// The largest size that the device allows (bytes).
        limit: u64,
    },
    /// The device reported that the work was finished although it was not: its watchdog or its driver ended the work early.
    #[error("the GPU did not finish its work")]
    Undone,
    /// The device refused a request: an error of this program or of the driver.
    #[error("the GPU reported an error: {reason}")]
    Refused {
        /// The graphics library's message.
        reason: String,
    },
    /// A shader is invalid.
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
