//! An open device.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::adapters::{Adapter, Exactness, describe, handles};
use super::error::GpuError;
use super::select::{Wanted, select};

/// An open device and its queue.
#[derive(Debug)]
pub struct Device {
    adapter: Adapter,
    pub(super) device: wgpu::Device,
    pub(super) queue: wgpu::Queue,
    faults: Arc<Faults>,
}

/// What went wrong; the driver's callbacks write here.
#[derive(Debug, Default)]
struct Faults {
    /// Why the device is gone; it does not come back.
    lost: Mutex<Option<String>>,
    /// The first error that nobody was waiting for.
    error: Mutex<Option<GpuError>>,
}

impl Device {
    /// Opens the adapter that is wanted.
    pub fn open(wanted: &Wanted) -> Result<Self, GpuError> {
        let (handle, adapter) = chosen(wanted)?;
        Self::connect(&handle, adapter)
    }

    /// The same, computing in the ordinary way whatever it can: for comparison.
    pub fn open_ordinary(wanted: &Wanted) -> Result<Self, GpuError> {
        let (handle, adapter) = chosen(wanted)?;
        Self::connect(&handle, Adapter { exactness: Exactness::Ordinary, ..adapter })
    }

    /// Opens an adapter as it is described, with everything that it can do in the way of sizes.
    fn connect(handle: &wgpu::Adapter, adapter: Adapter) -> Result<Self, GpuError> {
        let descriptor = wgpu::DeviceDescriptor {
            label: Some("soleus"),
            required_features: features(adapter.exactness),
            required_limits: handle.limits(),
            memory_hints: wgpu::MemoryHints::Performance,
            ..wgpu::DeviceDescriptor::default()
        };
        let opened = pollster::block_on(handle.request_device(&descriptor));
        let (device, queue) =
            opened.map_err(|error| GpuError::Open { adapter: adapter.name.clone(), reason: error.to_string() })?;
        let faults = Arc::new(Faults::default());
        watch(&device, &faults);
        Ok(Self { adapter, device, queue, faults })
    }

    /// The adapter behind it.
    pub fn adapter(&self) -> &Adapter {
        &self.adapter
    }

    /// How its shaders compute.
    pub fn exactness(&self) -> Exactness {
        self.adapter.exactness
    }

    /// Whether all went well so far. Several threads may work on the device, and nobody knows whose work it was that failed: once
    /// something did, everybody is told.
    pub fn check(&self) -> Result<(), GpuError> {
        if let Some(reason) = locked(&self.faults.lost).clone() {
            return Err(GpuError::Lost { reason });
        }
        locked(&self.faults.error).clone().map_or(Ok(()), Err)
    }

    /// Waits for a submission, for so long at most. A device that does not answer counts as lost.
    pub(super) fn wait(&self, index: wgpu::SubmissionIndex, patience: Duration) -> Result<(), GpuError> {
        let poll = wgpu::PollType::Wait { submission_index: Some(index), timeout: Some(patience) };
        // The graphics library panics where a driver says that the device is gone.
        let waited = catch_unwind(AssertUnwindSafe(|| self.device.poll(poll)));
        self.check()?;
        let reason = match waited {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "its driver failed".to_owned(),
        };
        locked(&self.faults.lost).get_or_insert(reason.clone());
        Err(GpuError::Lost { reason })
    }

    /// A buffer with these contents.
    pub(super) fn filled(
        &self,
        name: &'static str,
        contents: &[u8],
        usage: wgpu::BufferUsages,
    ) -> Result<wgpu::Buffer, GpuError> {
        let (size, usage) = (contents.len() as u64, usage | wgpu::BufferUsages::COPY_DST);
        let descriptor = wgpu::BufferDescriptor { label: Some(name), size, usage, mapped_at_creation: false };
        let buffer = self.make(|gpu| gpu.create_buffer(&descriptor))?;
        self.queue.write_buffer(&buffer, 0, contents);
        Ok(buffer)
    }

    /// Makes something on the device, or tells why the device refuses.
    pub(super) fn make<T>(&self, make: impl FnOnce(&wgpu::Device) -> T) -> Result<T, GpuError> {
        use wgpu::ErrorFilter::{Internal, OutOfMemory, Validation};
        let [internal, memory, validation] =
            [Internal, OutOfMemory, Validation].map(|filter| self.device.push_error_scope(filter));
        let made = make(&self.device);
        let errors = [validation, memory, internal].map(|scope| pollster::block_on(scope.pop()));
        match errors.into_iter().flatten().next() {
            Some(error) => Err(error.into()),
            // What a lost device makes is nothing, and no error scope tells.
            None => self.check().map(|()| made),
        }
    }
}

/// The adapter that is wanted, as the graphics library knows it and in our words.
fn chosen(wanted: &Wanted) -> Result<(wgpu::Adapter, Adapter), GpuError> {
    let mut handles = handles();
    let mut adapters: Vec<Adapter> = handles.iter().map(describe).collect();
    let at = select(&adapters, wanted)?;
    Ok((handles.swap_remove(at), adapters.swap_remove(at)))
}

/// What is used of an adapter beyond the common: shaders that go to the driver unchanged.
fn features(exactness: Exactness) -> wgpu::Features {
    match exactness {
        Exactness::Exact => wgpu::Features::PASSTHROUGH_SHADERS,
        Exactness::Ordinary => wgpu::Features::empty(),
    }
}

/// Has the driver write down what goes wrong; without this the graphics library would panic.
fn watch(device: &wgpu::Device, faults: &Arc<Faults>) {
    let noted = faults.clone();
    device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
        locked(&noted.error).get_or_insert(error.into());
    }));
    let noted = faults.clone();
    device.set_device_lost_callback(move |reason, message| {
        *locked(&noted.lost) = Some(format!("{reason:?} {message}").trim().to_owned());
    });
}

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::engine::gpu::testing;

    fn too_large(device: &wgpu::Device) -> wgpu::Buffer {
        let size = device.limits().max_buffer_size.saturating_add(4) & !3;
        let usage = wgpu::BufferUsages::STORAGE;
        device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false })
    }

    #[test]
    fn an_error_is_told_to_everybody() {
        let Some(device) = testing::device("errors of a device") else { return };
        assert_eq!(device.check(), Ok(()));
        too_large(&device.device);
        for _ in 0..2 {
            assert!(matches!(device.check(), Err(GpuError::Refused { reason }) if reason.contains("size")));
        }
    }

    #[test]
    fn an_error_of_making_something_is_told_at_once() {
        let Some(device) = testing::device("errors of making something") else { return };
        assert!(matches!(device.make(too_large), Err(GpuError::Refused { .. })));
        assert_eq!(device.check(), Ok(()), "it was told already");
    }

    #[test]
    fn a_lost_device_stays_lost() {
        let Some(device) = testing::device("loss of a device") else { return };
        device.device.destroy();
        let _ = device.device.poll(wgpu::PollType::Poll);
        for _ in 0..2 {
            assert!(matches!(device.check(), Err(GpuError::Lost { .. })));
        }
    }

    #[test]
    fn the_limits_are_those_of_the_adapter() {
        let Some(device) = testing::device("limits of a device") else { return };
        let handle = handles().into_iter().find(|handle| describe(handle) == *device.adapter()).unwrap();
        assert_eq!(device.device.limits(), handle.limits());
    }
}
