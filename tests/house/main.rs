//! The house: walls between folders, registries, shaders, pages that are made from the code, examples.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../handbook/mod.rs"]
mod handbook;
#[path = "../support/mod.rs"]
mod support;

mod examples;
mod pages;
mod registries;
mod shaders;
mod statements;
mod walls;
