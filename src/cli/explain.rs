//! `soleus explain`.
use super::args::ExplainArgs;
use super::{Console, Exit};
use std::io;
pub(super) fn explain(args: &ExplainArgs, console: &Console) -> io::Result<Exit> {
    console.result(&args.name)?;
    Ok(Exit::Done)
}
