//! Lists the graphics adapters of this machine.

/// A graphics adapter, as `soleus devices` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// The name that the driver gives.
    pub name: String,
    /// The interface through which the driver is called.
    pub interface: Interface,
    /// The kind of device.
    pub kind: AdapterKind,
    /// Name and version of the driver.
    pub driver: String,
    /// Largest buffer that a shader can reach (MiB).
    pub largest_buffer_mib: u64,
    /// Whether its results equal those of the CPU engine bit for bit.
    pub exactness: Exactness,
}

/// The interface through which the driver of an adapter is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interface {
    /// Linux, Windows, Android.
    Vulkan,
    /// Apple.
    Metal,
    /// Windows.
    Dx12,
    /// OpenGL; its limits are too small for the model.
    Gl,
    /// Any other.
    Other,
}

impl Interface {
    /// One word, for printed text and files.
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

/// The kind of device that an adapter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdapterKind {
    /// A graphics card with its own memory.
    Discrete,
    /// A graphics unit inside the processor.
    Integrated,
    /// A virtual device that shares the device of another machine.
    Virtual,
    /// A software adapter, which computes on the processor; it is slower than the CPU engine.
    Software,
    /// The driver does not report the kind.
    Unknown,
}

impl AdapterKind {
    /// One word, for printed text and files.
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

/// Whether shaders compute exactly as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// Every operation is rounded separately, as written: the results equal those of the CPU engine bit for bit.
    Exact,
    /// The driver may fuse and reorder operations: the results are close to those of the CPU engine.
    Ordinary,
}

/// Environment variable; if it is 1, every adapter computes in the ordinary way.
const ORDINARY: &str = "SOLEUS_GPU_ORDINARY";

impl Exactness {
    /// What this adapter supports, or `Ordinary` if the environment variable is 1.
    fn of(adapter: &wgpu::Adapter) -> Self {
        let disabled = std::env::var_os(ORDINARY).is_some_and(|value| value == "1");
        let vulkan = adapter.get_info().backend == wgpu::Backend::Vulkan;
        let passthrough = adapter.features().contains(wgpu::Features::PASSTHROUGH_SHADERS);
        if vulkan && passthrough && !disabled { Self::Exact } else { Self::Ordinary }
    }
}

/// Every adapter of this machine, in the order in which the drivers list them.
pub fn adapters() -> Vec<Adapter> {
    handles().iter().map(describe).collect()
}

/// The same adapters as the graphics library's own values.
pub(super) fn handles() -> Vec<wgpu::Adapter> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all()))
}

/// Describes an adapter for the user.
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
