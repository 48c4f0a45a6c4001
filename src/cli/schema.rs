//! `soleus schema`: describes the keys of scenario files, or the columns of tables, for programs.

use super::args::{SchemaArgs, SchemaOf};
use super::{Console, Exit};
use crate::output::{describe_tables, usual_tables, write_text};
use crate::scenario::json_schema;

/// Prints the schema, or writes it to a file.
pub(super) fn schema(args: &SchemaArgs, console: &Console) -> Exit {
    let schema = match args.of {
        SchemaOf::Scenario => json_schema(),
        SchemaOf::Tables => match usual_tables() {
            Ok(tables) => describe_tables(&tables),
            Err(faults) => {
                console.warn(&format!("error: {faults}"));
                return Exit::Internal;
            }
        },
    };
    let Some(path) = &console.shared().out else {
        console.json(&schema);
        return Exit::Done;
    };
    if let Err(error) = write_text(path, &format!("{schema:#}\n")) {
        console.warn(&format!("error: {error}"));
        return Exit::Unusable;
    }
    console.announce(&format!("{}\n", path.display()));
    Exit::Done
}
