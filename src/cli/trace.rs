//! `soleus trace`.

use std::io;

use super::args::TraceArgs;
use super::{Console, Exit};

/// Not wired to the engine.
pub(super) fn trace(_args: &TraceArgs, console: &Console) -> io::Result<Exit> {
    console.warn("error: `trace` is not wired yet")?;
    Ok(Exit::Unusable)
}
