//! Text for the screen: tables and paragraphs that fit a width. Nothing is cut; what is too long continues on the next line.

mod numbers;
mod table;
mod wrap;

pub use table::ScreenTable;
pub use wrap::{paragraph, wrapped};

pub(super) use numbers::{NO_DIFFERENCE, NOTHING, difference, fixed, people_to_treat, percent};
