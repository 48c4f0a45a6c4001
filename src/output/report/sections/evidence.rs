//! What supports the model, and what does not.

use maud::{Markup, html};

use super::limits::inline;
use crate::output::OutputError;
use crate::output::report::run::Run;

/// The generated page about the evidence.
const EVIDENCE: &str = include_str!("../../../../docs/evidence.md");
/// The words by which its lines about numbers of reproduced values are recognized.
const SCORE: &str = " values are reproduced";

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let scores: Vec<&str> =
        EVIDENCE.lines().filter_map(|line| line.strip_prefix("* ")).filter(|line| line.contains(SCORE)).collect();
    Ok(html! {
        p { "The program simulates how published measurements were taken and compares its results with them. Calibrated values were used to \
             develop the model; unseen values were written down before they were simulated and test it." }
        ul { @for score in scores { li { (inline(score)) } } }
        p { "Where the required share is not reached, the model misses published values to which it was not fitted more often than its \
             authors accept: trust directions more than sizes. The document " code { "soleus docs evidence" } " lists every value; " code { "soleus verify" } " computes them again." }
        p.plain { "This report was made by soleus " (env!("CARGO_PKG_VERSION")) "; the run was computed by soleus "
            (run.identity.version) " with the model " (run.identity.model_hash) "." }
    })
}
