//! Chooses among the adapters of a machine.

use super::adapters::{Adapter, AdapterKind, Interface};

/// Which adapter is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The best real one; software is slower than the CPU engine and never taken.
    Auto,
    /// The best one, be it software.
    Any,
    /// The first one whose name contains this, whatever the case.
    Named(String),
}

/// Why no adapter was chosen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    /// There is none that could be used.
    #[error("no graphics adapter that soleus can use; this machine has {seen}\n{DRIVERS}")]
    Missing {
        /// Those that are there.
        seen: String,
    },
    /// There is no real one.
    #[error("no GPU; this machine has {seen}\n`--device gpu` would use a software adapter; for a card:\n{DRIVERS}")]
    OnlySoftware {
        /// Those that are there.
        seen: String,
        /// The one that `--device gpu` would use.
        software: String,
    },
    /// None of them is called so.
    #[error(
        "no adapter whose name contains `{name}` can be used; this machine has {seen}\nchoose --device among these"
    )]
    Unknown {
        /// What was asked for.
        name: String,
        /// Those that are there.
        seen: String,
    },
}

/// How to come by a driver.
const DRIVERS: &str = "\
install the driver of the card's vendor; on Linux that is a Vulkan driver (Debian and Ubuntu: mesa-vulkan-drivers for AMD,\n\
Intel and a software adapter, nvidia-driver for NVIDIA); on Windows (DX12) and macOS (Metal) it comes with the system\n\
`soleus doctor` shows what is found; `--device cpu` needs none";

/// Position of the adapter that is wanted.
pub fn select(adapters: &[Adapter], wanted: &Wanted) -> Result<usize, SelectError> {
    match wanted {
        Wanted::Named(name) => named(adapters, name),
        Wanted::Any => best(adapters).ok_or_else(|| SelectError::Missing { seen: listed(adapters) }),
        Wanted::Auto => {
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

/// The fastest kind, then the best interface, then the first.
fn best(adapters: &[Adapter]) -> Option<usize> {
    usable(adapters).min_by_key(|(_, adapter, interface)| (slowness(adapter.kind), *interface)).map(|(at, ..)| at)
}

/// The first of this name, by the best of the interfaces that reach it.
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

/// Adapters that can compute, each with its position and the rank of its interface.
fn usable(adapters: &[Adapter]) -> impl Iterator<Item = (usize, &Adapter, u8)> {
    adapters.iter().enumerate().filter_map(|(at, adapter)| Some((at, adapter, rank(adapter.interface)?)))
}

/// Smaller is better; nothing for an interface that cannot be used.
fn rank(interface: Interface) -> Option<u8> {
    match interface {
        Interface::Vulkan => Some(0),
        Interface::Metal | Interface::Dx12 => Some(1),
        Interface::Gl | Interface::Other => None,
    }
}

/// Smaller is better.
fn slowness(kind: AdapterKind) -> u8 {
    match kind {
        AdapterKind::Discrete => 0,
        AdapterKind::Integrated => 1,
        AdapterKind::Virtual => 2,
        AdapterKind::Unknown => 3,
        AdapterKind::Software => 4,
    }
}

/// Every adapter in words.
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
