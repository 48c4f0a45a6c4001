//! Which graphics adapters this machine has.

/// A graphics adapter, as people want to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// What the driver calls it.
    pub name: String,
    /// The interface it is reached through.
    pub interface: Interface,
    /// What sort of device it is.
    pub kind: AdapterKind,
    /// Driver and its version.
    pub driver: String,
    /// Largest buffer that a shader can reach (MiB).
    pub largest_buffer_mib: u64,
    /// Whether it gives the bits of the CPU engine.
    pub exactness: Exactness,
}

/// The interface that an adapter is reached through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interface {
    /// Linux, Windows, Android.
    Vulkan,
    /// Apple.
    Metal,
    /// Windows.
    Dx12,
    /// OpenGL; its limits are too narrow for the model.
    Gl,
    /// Any other.
    Other,
}

impl Interface {
    /// One word for people and programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vulkan => "vulkan",
            Self::Metal => "metal",
            Self::Dx12 => "dx12",
            Self::Gl => "gl",
            Self::Other => "other",
        }
    }
}

impl From<wgpu::Backend> for Interface {
    fn from(backend: wgpu::Backend) -> Self {
        match backend {
            wgpu::Backend::Vulkan => Self::Vulkan,
            wgpu::Backend::Metal => Self::Metal,
            wgpu::Backend::Dx12 => Self::Dx12,
            wgpu::Backend::Gl => Self::Gl,
            wgpu::Backend::Noop | wgpu::Backend::BrowserWebGpu => Self::Other,
        }
    }
}

/// What sort of device an adapter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdapterKind {
    /// A card with memory of its own.
    Discrete,
    /// A part of the processor.
    Integrated,
    /// A share of another machine's device.
    Virtual,
    /// The processor pretending to be one: slower than the CPU engine.
    Software,
    /// The driver does not say.
    Unknown,
}

impl AdapterKind {
    /// One word for people and programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Discrete => "discrete",
            Self::Integrated => "integrated",
            Self::Virtual => "virtual",
            Self::Software => "software",
            Self::Unknown => "unknown",
        }
    }
}

impl From<wgpu::DeviceType> for AdapterKind {
    fn from(device_type: wgpu::DeviceType) -> Self {
        match device_type {
            wgpu::DeviceType::DiscreteGpu => Self::Discrete,
            wgpu::DeviceType::IntegratedGpu => Self::Integrated,
            wgpu::DeviceType::VirtualGpu => Self::Virtual,
            wgpu::DeviceType::Cpu => Self::Software,
            wgpu::DeviceType::Other => Self::Unknown,
        }
    }
}

/// How shaders compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// Every operation by itself, as written: the bits of the CPU engine.
    Exact,
    /// As the driver likes, which may join and reorder operations: close to the CPU engine.
    Ordinary,
}

/// Set to 1, this has every adapter compute in the ordinary way.
const ORDINARY: &str = "SOLEUS_GPU_ORDINARY";

impl Exactness {
    /// What this adapter can do, unless the environment wants less.
    fn of(adapter: &wgpu::Adapter) -> Self {
        let unwanted = std::env::var_os(ORDINARY).is_some_and(|value| value == "1");
        let vulkan = adapter.get_info().backend == wgpu::Backend::Vulkan;
        let passes = adapter.features().contains(wgpu::Features::PASSTHROUGH_SHADERS);
        if vulkan && passes && !unwanted { Self::Exact } else { Self::Ordinary }
    }
}

/// Every adapter of this machine, in the order in which the drivers name them.
pub fn adapters() -> Vec<Adapter> {
    handles().iter().map(describe).collect()
}

/// The same, as the graphics library knows them.
pub(super) fn handles() -> Vec<wgpu::Adapter> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all()))
}

/// What people want to know of an adapter.
pub(super) fn describe(adapter: &wgpu::Adapter) -> Adapter {
    let info = adapter.get_info();
    let limits = adapter.limits();
    Adapter {
        name: info.name,
        interface: info.backend.into(),
        kind: info.device_type.into(),
        driver: format!("{} {}", info.driver, info.driver_info).trim().to_owned(),
        largest_buffer_mib: limits.max_buffer_size.min(limits.max_storage_buffer_binding_size) >> 20,
        exactness: Exactness::of(adapter),
    }
}
