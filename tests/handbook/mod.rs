//! The handbook: `docs/model.md` with its figures, `docs/scenario.md` and `docs/interventions.md`, made from the code that they describe.
//!
//! What needs words stands in `chapters/`, `scenario/` and `interventions/`, as Markdown. What the program knows itself is woven in where a chapter has a comment
//! such as `<!-- constants: wall volume -->`: tables from the model's own lists, figures from the scenes in `scenes/`.
//! `tests/house/pages.rs` compares the committed files with what is made here, and rewrites them when asked to.

mod axis;
mod chart;
mod figures;
mod keys;
mod scene;
mod tables;
mod weave;

use soleus::scenario::Faults;

/// A file of the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Where it belongs, from the root of the repository.
    pub(crate) path: String,
    /// What stands in it.
    pub(crate) text: String,
}

/// Why the handbook could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HandbookError {
    /// The scenario of a figure is invalid.
    #[error("{0}; correct it in tests/handbook/scenes")]
    Scene(#[from] Faults),
    /// A chapter asks for a table that nobody makes.
    #[error("`<!-- {0} -->` in tests/handbook asks for nothing known; tests/handbook/weave.rs lists what there is")]
    Order(String),
    /// A chart could not be drawn.
    #[error("cannot draw {name}: {reason}")]
    Chart {
        /// Which figure.
        name: &'static str,
        /// What the drawing library said.
        reason: String,
    },
}

/// All files of the handbook.
pub(crate) fn pages() -> Result<Vec<Page>, HandbookError> {
    let page =
        |path: &str, chapters| Ok::<_, HandbookError>(Page { path: path.to_owned(), text: weave::page(chapters)? });
    let mut pages = vec![
        page("docs/model.md", weave::MODEL)?,
        page("docs/scenario.md", weave::SCENARIO)?,
        page("docs/interventions.md", weave::INTERVENTIONS)?,
    ];
    for figure in figures::all()? {
        let path = format!("docs/figures/{}.svg", figure.name);
        pages.push(Page { path, text: chart::draw(&figure)? });
    }
    Ok(pages)
}
