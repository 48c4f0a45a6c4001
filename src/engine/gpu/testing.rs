//! What the tests of the GPU engine share.
#![allow(clippy::expect_used)]

use std::io::Write;

use super::adapters::Exactness;
use super::{Device, Wanted};

/// A device for a test, or nothing where `SOLEUS_NO_GPU=1` goes without; a machine without one fails the test.
pub(crate) fn device(what: &str) -> Option<Device> {
    if std::env::var_os("SOLEUS_NO_GPU").is_some_and(|value| value == "1") {
        loud(&format!("SOLEUS_NO_GPU=1: NOT CHECKED: {what}"));
        return None;
    }
    match Device::open(&Wanted::Any) {
        Ok(device) => Some(device),
        Err(error) => panic!("{error}\nor set SOLEUS_NO_GPU=1 to go without the tests that need an adapter"),
    }
}

/// The same, for what only an exact one can show.
pub(crate) fn exact_device(what: &str) -> Option<Device> {
    let device = device(what)?;
    if device.exactness() == Exactness::Exact {
        return Some(device);
    }
    loud(&format!("{} does not compute exactly: NOT CHECKED: {what}", device.adapter().name));
    None
}

/// The same, computing in the ordinary way whatever it can.
pub(crate) fn ordinary_device(what: &str) -> Option<Device> {
    device(what)?;
    Some(Device::open_ordinary(&Wanted::Any).expect("a device that was there before"))
}

/// Past the test runner, which hides what passing tests print.
pub(crate) fn loud(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
