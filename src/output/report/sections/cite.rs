//! How to cite the run, and how to repeat it.

use maud::{Markup, html};

use crate::output::report::run::Run;
use crate::output::{OutputError, RunIdentity};

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    Ok(citation(&run.scenario.study.title, run.identity, "scenario.resolved.toml"))
}

/// How to cite a run or a sweep, and how to repeat it from this file.
pub(in crate::output::report) fn citation(title: &str, identity: &RunIdentity, file: &str) -> Markup {
    let RunIdentity { run_id, version, model_hash, scenario_hash, .. } = identity;
    html! {
        p { "Cite the study, the program and the run, for example:" }
        blockquote {
            p { (title) ". Simulated with soleus " (version) ", run " (run_id) " (model " (format!("{model_hash:.12}")) ", scenario "
                (format!("{scenario_hash:.12}")) "). Results describe simulated people." }
        }
        p { "To repeat it with the same version: " code { "soleus run " (file) } ". An equal run has the same run id and equal tables. "
            code { "soleus check" } " on the run folder shows whether a file has changed; manifest.json lists device, times and hashes." }
        p { "The numbers of this page are in summary.parquet, contrasts.parquet and the other tables beside it; dictionary.parquet describes \
             their columns. " code { "soleus report" } " makes this page again from them." }
    }
}
