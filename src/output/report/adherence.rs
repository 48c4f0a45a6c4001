//! How much of what the arms ask for people did.

use polars::prelude::{DataFrame, PolarsResult};

use super::page::Cell;
use super::read::{Files, numbers, texts};
use super::words::whole_percent;
use crate::output::arms::SHARES;
use crate::output::{OutputError, RunFile, Share};
use crate::results::Table;

/// What effects include.
pub(super) const INCLUDED: &str =
    "Effects are those of asking: they include people who do not do what the arm asks for, or not all of it.";

/// Heading of the column of a table of effects.
pub(super) const HEADING: &str = "Adherence: asked, lived";

/// What the column means.
pub(super) const MEANING: &str = "Adherence asked is the mean probability that a person does a bout or adopts a habit of the arm; lived is the \
mean share of them that people did.";

/// Adherence of the arms that ask for something, as the table `arms` has it.
pub(super) struct Adherences(Vec<(String, Share)>);

impl Adherences {
    /// Reads the table; none are known if the run does not have it, or not with these columns.
    pub(super) fn read(files: &Files<'_>) -> Result<Self, OutputError> {
        let columns = ["arm", SHARES[0], SHARES[1]];
        let frame = files.table(Table::Arms, &columns)?.filter(|frame| frame.width() == columns.len());
        let error = OutputError::unreadable_table(&(files.0)(RunFile::Table(Table::Arms)));
        frame.map_or(Ok(Vec::new()), |frame| shares(&frame)).map(Self).map_err(error)
    }

    /// Adherence of an arm; `None` if it asks for nothing or the run does not say.
    pub(super) fn of(&self, arm: &str) -> Option<Share> {
        self.0.iter().find(|(known, _)| known == arm).map(|(_, share)| *share)
    }

    /// Whether it is known of an arm.
    pub(super) fn is_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// The cell of an arm.
    pub(super) fn cell(&self, arm: &str) -> Cell {
        self.of(arm).map_or(Cell::Nothing, |share| Cell::Value {
            shown: format!("{}, {}", whole_percent(share.asked), whole_percent(share.lived)),
            exact: share.lived,
        })
    }
}

fn shares(frame: &DataFrame) -> PolarsResult<Vec<(String, Share)>> {
    let [asked, lived] = SHARES.map(|name| numbers(frame, name));
    let rows = texts(frame, "arm")?.into_iter().zip(asked?).zip(lived?);
    let known = rows.filter(|((_, asked), lived)| asked.is_finite() && lived.is_finite());
    Ok(known.filter_map(|((arm, asked), lived)| Some((arm?, Share { asked, lived }))).collect())
}
