//! Selects one of the adapters of a machine.

use super::adapters::{Adapter, AdapterKind, Interface};

/// The user's choice of an adapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdapterChoice {
    /// The best GPU. A software adapter is never selected, because it is slower than the CPU engine.
    Auto,
    /// The best adapter; a software adapter is allowed.
    Any,
    /// The first adapter whose name contains this text; upper and lower case are equal.
    Named(String),
}

/// Why no adapter was selected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    /// The machine has no usable adapter.
    #[error("no graphics adapter that soleus can use; this machine has {seen}\n{DRIVERS}")]
    Missing {
        /// The adapters that were found.
        seen: String,
    },
    /// The machine has only software adapters.
    #[error("no GPU; this machine has {seen}\n`--device gpu` would use a software adapter; for a card:\n{DRIVERS}")]
    OnlySoftware {
        /// The adapters that were found.
        seen: String,
        /// The software adapter that `--device gpu` would use.
        software: String,
    },
    /// No usable adapter has this name.
    #[error(
        "no adapter whose name contains `{name}` can be used; this machine has {seen}\nchoose one of these with \
         --device"
    )]
    Unknown {
        /// The name that the user asked for.
        name: String,
        /// The adapters that were found.
        seen: String,
    },
}

/// How to install a driver.
const DRIVERS: &str = "\
install the driver of your graphics card; on Linux that is a Vulkan driver (Debian and Ubuntu: mesa-vulkan-drivers for AMD,\n\
Intel and a software adapter, nvidia-driver for NVIDIA); on Windows (DX12) and macOS (Metal) it comes with the system\n\
`soleus doctor` shows the adapters that are found; `--device cpu` needs no driver";

/// Returns the position of the wanted adapter.
pub fn select(adapters: &[Adapter], choice: &AdapterChoice) -> Result<usize, SelectError> {
    match choice {
        AdapterChoice::Named(name) => named(adapters, name),
        AdapterChoice::Any => best(adapters).ok_or_else(|| SelectError::Missing { seen: listed(adapters) }),
        AdapterChoice::Auto => {
            let seen = || listed(adapters);
            let best = best(adapters).ok_or_else(|| SelectError::Missing { seen: seen() })?;
            match adapters[best].kind {
                AdapterKind::Software => {
                    Err(SelectError::OnlySoftware { seen: seen(), software: adapters[best].name.clone() })
                }
                _ => Ok(best),
            }
        }
    }
}

/// The adapter of the fastest kind; among equals the one with the best interface, then the first.
fn best(adapters: &[Adapter]) -> Option<usize> {
    usable(adapters).min_by_key(|(_, adapter, interface)| (slowness(adapter.kind), *interface)).map(|(at, ..)| at)
}

/// The first adapter whose name contains `name`; if several interfaces offer it, through the best of them.
fn named(adapters: &[Adapter], name: &str) -> Result<usize, SelectError> {
    let wanted = name.to_lowercase();
    let mut fitting =
        usable(adapters).filter(|(_, adapter, _)| adapter.name.to_lowercase().contains(&wanted)).peekable();
    let first = fitting.peek().map(|(_, adapter, _)| adapter.name.clone());
    let same = fitting.filter(|(_, adapter, _)| Some(&adapter.name) == first.as_ref());
    same.min_by_key(|(.., interface)| *interface)
        .map(|(at, ..)| at)
        .ok_or_else(|| SelectError::Unknown { name: name.to_owned(), seen: listed(adapters) })
}

/// Usable adapters, each with its position and the rank of its interface.
fn usable(adapters: &[Adapter]) -> impl Iterator<Item = (usize, &Adapter, u8)> {
    adapters.iter().enumerate().filter_map(|(at, adapter)| Some((at, adapter, rank(adapter.interface)?)))
}

/// Rank of an interface: smaller is better; `None` if soleus cannot use it.
fn rank(interface: Interface) -> Option<u8> {
    match interface {
        Interface::Vulkan => Some(0),
        Interface::Metal | Interface::Dx12 => Some(1),
        Interface::Gl | Interface::Other => None,
    }
}

/// Rank of a kind of adapter: smaller is faster.
fn slowness(kind: AdapterKind) -> u8 {
    match kind {
        AdapterKind::Discrete => 0,
        AdapterKind::Integrated => 1,
        AdapterKind::Virtual => 2,
        AdapterKind::Unknown => 3,
        AdapterKind::Software => 4,
    }
}

/// Text that lists every adapter.
fn listed(adapters: &[Adapter]) -> String {
    let one = |adapter: &Adapter| {
        let unusable = if rank(adapter.interface).is_none() { ", cannot be used" } else { "" };
        format!("{} ({}, {}{unusable})", adapter.name, adapter.interface.name(), adapter.kind.name())
    };
    let all: Vec<String> = adapters.iter().map(one).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

#[cfg(test)]
mod tests;
