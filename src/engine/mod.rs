//! Backends that advance people through a schedule.

pub mod gpu;
