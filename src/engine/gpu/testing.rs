//! Functions that the tests of the GPU engine share.
#![allow(clippy::expect_used)]

use std::io::Write;

use super::adapters::Exactness;
use super::{AdapterChoice, Device};

/// Opens a device for a test; returns `None` if `SOLEUS_NO_GPU=1`. On a machine without an adapter the test fails.
pub(crate) fn device(what: &str) -> Option<Device> {
    if std::env::var_os("SOLEUS_NO_GPU").is_some_and(|value| value == "1") {
        print_notice(&format!("SOLEUS_NO_GPU=1: NOT CHECKED: {what}"));
        return None;
    }
    match Device::open(&AdapterChoice::Any) {
        Ok(device) => Some(device),
        Err(error) => panic!("{error}\nor set SOLEUS_NO_GPU=1 to go without the tests that need an adapter"),
    }
}

/// Opens a device for a test that needs exact computing; returns `None` if the device does not compute exactly.
pub(crate) fn exact_device(what: &str) -> Option<Device> {
    let device = device(what)?;
    if device.exactness() == Exactness::Exact {
        return Some(device);
    }
    print_notice(&format!("{} does not compute exactly: NOT CHECKED: {what}", device.adapter().name));
    None
}

/// Opens a device that computes in the ordinary way, even if it can compute exactly.
pub(crate) fn ordinary_device(what: &str) -> Option<Device> {
    device(what)?;
    Some(Device::open_ordinary(&AdapterChoice::Any).expect("the device was opened before"))
}

/// Writes to standard error directly, because the test runner hides what passing tests print.
pub(crate) fn print_notice(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
