//! The handbook: `docs/model.md` with its figures, `docs/scenario.md`, `docs/interventions.md` and `docs/population.md`,
//! generated from the code that they describe; and the typical sizes of outcomes, which the program shows.
//!
//! `chapters/`, `scenario/`, `interventions/` and `population/` contain the text as Markdown. A comment in a chapter, such as
//! `<!-- constants: wall volume -->`, is replaced by a table from the lists of the program. Figures are simulated with
//! the scenarios in `scenes/`. `tests/house/pages.rs` compares the committed files with the generated ones, and
//! replaces them if `SOLEUS_BLESS=1`.

mod axis;
mod chart;
mod courses;
mod figures;
mod keys;
mod people;
mod scene;
pub(crate) mod statements;
mod tables;
mod typical;
mod weave;

use soleus::scenario::Faults;

/// A file of the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its path, relative to the root of the repository.
    pub(crate) path: String,
    /// Its content.
    pub(crate) text: String,
}

/// Why the handbook could not be generated.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HandbookError {
    /// The scenario of a figure is invalid.
    #[error("{0}; correct it in tests/handbook/scenes")]
    Scene(#[from] Faults),
    /// A chapter names an unknown table.
    #[error("`<!-- {0} -->` in tests/handbook names no known table; tests/handbook/weave.rs lists all tables")]
    Order(String),
    /// A chart could not be drawn.
    #[error("cannot draw {name}: {reason}")]
    Chart {
        /// Which figure.
        name: &'static str,
        /// The error of the drawing library.
        reason: String,
    },
}

/// All files of the handbook.
pub(crate) fn pages() -> Result<Vec<Page>, HandbookError> {
    let page =
        |path: &str, chapters| Ok::<_, HandbookError>(Page { path: path.to_owned(), text: weave::page(chapters)? });
    let mut pages = vec![
        typical::page()?,
        page("docs/model.md", weave::MODEL)?,
        page("docs/scenario.md", weave::SCENARIO)?,
        page("docs/interventions.md", weave::INTERVENTIONS)?,
        page("docs/population.md", weave::POPULATION)?,
    ];
    for figure in figures::all()? {
        let path = format!("docs/figures/{}.svg", figure.name);
        pages.push(Page { path, text: chart::draw(&figure)? });
    }
    Ok(pages)
}
