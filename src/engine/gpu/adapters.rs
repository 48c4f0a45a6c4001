//! Which graphics adapters this machine has.

/// A graphics adapter, as people want to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// What the driver calls it.
    pub name: String,
    /// The interface it is reached through, such as `vulkan`.
    pub backend: String,
    /// What sort of device it is.
    pub kind: AdapterKind,
    /// Driver and its version.
    pub driver: String,
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

/// Every adapter of this machine, in the order in which the drivers name them.
pub fn adapters() -> Vec<Adapter> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let found = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all()));
    found.iter().map(|adapter| describe(&adapter.get_info())).collect()
}

fn describe(info: &wgpu::AdapterInfo) -> Adapter {
    let driver = format!("{} {}", info.driver, info.driver_info);
    Adapter {
        name: info.name.clone(),
        backend: info.backend.to_str().to_owned(),
        kind: info.device_type.into(),
        driver: driver.trim().to_owned(),
    }
}
