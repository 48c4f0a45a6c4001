//! `soleus run`.

use std::io;

use super::args::RunArgs;
use super::{Console, Exit};

/// Not wired to the engine.
pub(super) fn run(_args: &RunArgs, console: &Console) -> io::Result<Exit> {
    console.warn("error: `run` is not wired yet")?;
    Ok(Exit::Unusable)
}
