//! `soleus schema`: what scenario files may hold, and what tables hold, for programs.

use std::io;

use super::args::{SchemaArgs, SchemaOf};
use super::{Console, Exit};
use crate::output::{describe_tables, usual_tables, write_text};
use crate::scenario::json_schema;

/// Prints the schema, or writes it to a file.
pub(super) fn schema(args: &SchemaArgs, console: &Console) -> io::Result<Exit> {
    let schema = match args.of {
        SchemaOf::Scenario => json_schema(),
        SchemaOf::Tables => match usual_tables() {
            Ok(tables) => describe_tables(&tables),
            Err(faults) => {
                console.warn(&format!("error: {faults}"))?;
                return Ok(Exit::Internal);
            }
        },
    };
    let Some(path) = &console.shared().out else {
        console.json(&schema)?;
        return Ok(Exit::Done);
    };
    if let Err(error) = write_text(path, &format!("{schema:#}\n")) {
        console.warn(&format!("error: {error}"))?;
        return Ok(Exit::Unusable);
    }
    console.result(&format!("{}\n", path.display()))?;
    Ok(Exit::Done)
}
