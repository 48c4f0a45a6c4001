//! `soleus status`: which shards of a run are finished.

use serde_json::json;

use super::args::StatusArgs;
use super::{Console, Exit};
use crate::output::{array_expression, missing_shards};

/// Prints the numbers of the missing shards. Every file of the others is compared with its hash.
pub(super) fn status(args: &StatusArgs, console: &Console) -> Exit {
    let (of, missing) = match missing_shards(&args.folder) {
        Ok(found) => found,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            return Exit::Unusable;
        }
    };
    let expression = array_expression(&missing);
    if console.shared().json {
        console.json(&json!({ "shards": of, "missing": missing, "array": expression }));
    } else if args.missing {
        console.result(&format!("{expression}\n"));
    } else {
        let done = of as usize - missing.len();
        let rest = if missing.is_empty() { String::new() } else { format!("; missing: {expression}") };
        console.result(&format!("{done} of {of} shards are finished and whole{rest}\n"));
    }
    Exit::Done
}
