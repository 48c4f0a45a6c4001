//! An open device.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::adapters::{Adapter, Exactness, describe, handles};
use super::error::GpuError;
use super::select::{AdapterChoice, select};

/// An open device and its queue.
#[derive(Debug)]
pub struct Device {
    adapter: Adapter,
    pub(super) device: wgpu::Device,
    pub(super) queue: wgpu::Queue,
    errors: Arc<DeviceErrors>,
}

/// Errors of the device; the driver's callbacks record them here.
#[derive(Debug, Default)]
struct DeviceErrors {
    /// Why the device was lost. A lost device stays lost.
    lost: Mutex<Option<String>>,
    /// The first error that occurred outside of an error scope.
    error: Mutex<Option<GpuError>>,
}

impl Device {
    /// Opens the adapter that the choice selects.
    pub fn open(choice: &AdapterChoice) -> Result<Self, GpuError> {
        let (handle, adapter) = selected(choice)?;
        Self::connect(&handle, adapter)
    }

    /// Opens the same adapter, but computes in the ordinary way even if the adapter can compute exactly. Used for comparison.
    pub fn open_ordinary(choice: &AdapterChoice) -> Result<Self, GpuError> {
        let (handle, adapter) = selected(choice)?;
        Self::connect(&handle, Adapter { exactness: Exactness::Ordinary, ..adapter })
    }

    /// Opens an adapter with the described exactness and with the largest limits that it supports.
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
        let errors = Arc::new(DeviceErrors::default());
        record_errors(&device, &errors);
        Ok(Self { adapter, device, queue, errors })
    }

    /// The adapter of this device.
    pub fn adapter(&self) -> &Adapter {
        &self.adapter
    }

    /// Whether its shaders compute exactly.
    pub fn exactness(&self) -> Exactness {
        self.adapter.exactness
    }

    /// Returns an error if the device had one. Several threads may use the device, and an error cannot be
    /// attributed to one of them: after an error, this method returns it to every caller.
    pub fn check(&self) -> Result<(), GpuError> {
        if let Some(reason) = locked(&self.errors.lost).clone() {
            return Err(GpuError::Lost { reason });
        }
        locked(&self.errors.error).clone().map_or(Ok(()), Err)
    }

    /// Waits until a submission is finished, at most for `timeout`. A device that does not answer in time counts as lost.
    pub(super) fn wait(&self, index: wgpu::SubmissionIndex, timeout: Duration) -> Result<(), GpuError> {
        let poll = wgpu::PollType::Wait { submission_index: Some(index), timeout: Some(timeout) };
        // The graphics library panics if the driver reports that the device was lost.
        let waited = catch_unwind(AssertUnwindSafe(|| self.device.poll(poll)));
        self.check()?;
        let reason = match waited {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "its driver failed".to_owned(),
        };
        locked(&self.errors.lost).get_or_insert(reason.clone());
        Err(GpuError::Lost { reason })
    }

    /// Creates a buffer with these contents.
    pub(super) fn buffer_with(
        &self,
        name: &'static str,
        contents: &[u8],
        usage: wgpu::BufferUsages,
    ) -> Result<wgpu::Buffer, GpuError> {
        let (size, usage) = (contents.len() as u64, usage | wgpu::BufferUsages::COPY_DST);
        let descriptor = wgpu::BufferDescriptor { label: Some(name), size, usage, mapped_at_creation: false };
        let buffer = self.create(|gpu| gpu.create_buffer(&descriptor))?;
        self.queue.write_buffer(&buffer, 0, contents);
        Ok(buffer)
    }

    /// Creates an object on the device, or returns the error with which the device refused.
    pub(super) fn create<T>(&self, create: impl FnOnce(&wgpu::Device) -> T) -> Result<T, GpuError> {
        use wgpu::ErrorFilter::{Internal, OutOfMemory, Validation};
        let [internal, memory, validation] =
            [Internal, OutOfMemory, Validation].map(|filter| self.device.push_error_scope(filter));
        let created = create(&self.device);
        let found = [validation, memory, internal].map(|scope| pollster::block_on(scope.pop()));
        match found.into_iter().flatten().next() {
            Some(error) => Err(error.into()),
            // A lost device creates invalid objects, and no error scope reports it.
            None => self.check().map(|()| created),
        }
    }
}

/// Selects the wanted adapter; returns the graphics library's value and our description.
fn selected(choice: &AdapterChoice) -> Result<(wgpu::Adapter, Adapter), GpuError> {
    let mut handles = handles();
    let mut adapters: Vec<Adapter> = handles.iter().map(describe).collect();
    let at = select(&adapters, choice)?;
    Ok((handles.swap_remove(at), adapters.swap_remove(at)))
}

/// Optional features that are used: passthrough shaders, which the driver receives unchanged.
fn features(exactness: Exactness) -> wgpu::Features {
    match exactness {
        Exactness::Exact => wgpu::Features::PASSTHROUGH_SHADERS,
        Exactness::Ordinary => wgpu::Features::empty(),
    }
}

/// Registers callbacks that record the device's errors; without them the graphics library would panic.
fn record_errors(device: &wgpu::Device, errors: &Arc<DeviceErrors>) {
    let shared = errors.clone();
    device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
        locked(&shared.error).get_or_insert(error.into());
    }));
    let shared = errors.clone();
    device.set_device_lost_callback(move |reason, message| {
        *locked(&shared.lost) = Some(format!("{reason:?} {message}").trim().to_owned());
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
    fn every_caller_gets_the_error() {
        let Some(device) = testing::device("errors of a device") else { return };
        assert_eq!(device.check(), Ok(()));
        too_large(&device.device);
        for _ in 0..2 {
            assert!(matches!(device.check(), Err(GpuError::Refused { reason }) if reason.contains("size")));
        }
    }

    #[test]
    fn an_error_while_creating_an_object_is_returned_at_once() {
        let Some(device) = testing::device("errors while creating an object") else { return };
        assert!(matches!(device.create(too_large), Err(GpuError::Refused { .. })));
        assert_eq!(device.check(), Ok(()), "the error was returned already");
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
