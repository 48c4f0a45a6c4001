//! `soleus plan`.

use std::io;

use super::args::PlanArgs;
use super::{Console, Exit};

/// Not wired to the engine.
pub(super) fn plan(_args: &PlanArgs, console: &Console) -> io::Result<Exit> {
    console.warn("error: `plan` is not wired yet")?;
    Ok(Exit::Unusable)
}
