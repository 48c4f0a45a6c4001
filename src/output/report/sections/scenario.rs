//! The scenario with all default values.

use maud::{Markup, html};

use crate::output::OutputError;
use crate::output::report::run::Run;

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    Ok(html! {
        p { "With all default values, as in scenario.resolved.toml." }
        pre tabindex="0" aria-label="The scenario" { (run.identity.resolved) }
    })
}
