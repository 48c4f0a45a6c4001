//! The devices that computed a run. Devices of the same fingerprint compute the same bits.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::folder::manifest_of;

/// A device that computes people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Description of device, backend and driver.
    pub name: String,
    /// Hash of the results of a small fixed study on this device.
    pub fingerprint: String,
}

/// Different devices, in the order in which they computed people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Devices(Vec<Device>);

/// Key of the devices in a manifest.
const COMPUTED_ON: &str = "computed_on";
/// The fingerprint of a run if its devices have different ones.
const MIXED: &str = "mixed";

impl Devices {
    /// The devices that the manifest of a folder names.
    pub(super) fn of_finished(folder: &Path) -> Self {
        Self::deserialize(&manifest_of(folder)[COMPUTED_ON]).unwrap_or_default()
    }

    /// Adds a device, unless it is known.
    pub(super) fn add(&mut self, device: &Device) {
        if !self.0.contains(device) {
            self.0.push(device.clone());
        }
    }

    /// Adds several devices.
    pub(super) fn extend(&mut self, others: &Self) {
        others.0.iter().for_each(|device| self.add(device));
    }

    /// Whether this device computes the same bits as one of these, so that it may continue their work.
    pub(super) fn may_continue(&self, device: &Device) -> bool {
        self.0.is_empty() || self.0.iter().any(|known| known.fingerprint == device.fingerprint)
    }

    /// Whether all of them compute the same bits.
    pub(super) fn agree(&self) -> bool {
        self.0.windows(2).all(|pair| pair[0].fingerprint == pair[1].fingerprint)
    }

    /// The common fingerprint, or a word that says that there is none.
    pub(super) fn fingerprint(&self) -> &str {
        match self.0.first() {
            Some(first) if self.agree() => &first.fingerprint,
            Some(_) => MIXED,
            None => "",
        }
    }

    /// Their names.
    pub(super) fn names(&self) -> String {
        self.0.iter().map(|device| device.name.as_str()).collect::<Vec<_>>().join("; ")
    }

    /// What a manifest contains of them.
    pub(super) fn fact(&self) -> Value {
        serde_json::json!(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(name: &str, fingerprint: &str) -> Device {
        Device { name: name.to_owned(), fingerprint: fingerprint.to_owned() }
    }

    fn devices(all: &[(&str, &str)]) -> Devices {
        let mut devices = Devices::default();
        all.iter().for_each(|(name, fingerprint)| devices.add(&device(name, fingerprint)));
        devices
    }

    #[test]
    fn only_devices_of_the_same_bits_continue_work() {
        let exact = devices(&[("CPU", "a"), ("GPU", "a"), ("CPU", "a")]);
        assert_eq!((exact.names().as_str(), exact.fingerprint()), ("CPU; GPU", "a"));
        assert!(exact.may_continue(&device("another GPU", "a")) && !exact.may_continue(&device("CPU", "b")));
        assert!(devices(&[]).may_continue(&device("CPU", "b")));
    }

    #[test]
    fn different_bits_are_mixed() {
        let mut mixed = devices(&[("CPU", "a")]);
        mixed.extend(&devices(&[("CPU", "a"), ("GPU", "b")]));
        assert!(!mixed.agree() && mixed.fingerprint() == "mixed");
        assert_eq!(mixed.names(), "CPU; GPU");
        assert!(devices(&[]).agree() && devices(&[]).fingerprint().is_empty());
    }
}
