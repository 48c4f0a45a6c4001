//! Charts: what kuva draws, as SVG for a page. All charts must be drawn on one thread, because kuva numbers its clipping areas for the
//! whole process.

mod bars;
mod finish;
mod forest;
mod lines;
mod scale;

use std::sync::Arc;

use kuva::prelude::{Layout, Plot, Theme, TickFormat};
use kuva::render::render::render_multiple;

use super::words::plain;
pub(super) use bars::{histogram, tornado};
pub(super) use finish::Drawing;
pub(super) use forest::{Whisker, forest};
pub(super) use lines::{Band, Chart, Line, Mark, Note};
pub(super) use scale::Scale;

/// Colors of arms: those of Okabe and Ito that are dark enough for lines on white, and two more. People with any color vision can
/// distinguish them, with the help of dashes.
const COLORS: [&str; 7] = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7A7A7A", "#8C6D00"];
/// Color of axes and of their numbers.
const INK: &str = "#333333";
/// Color of grid lines.
const GRID: &str = "#e3e6ea";
/// Color of marks that belong to no arm.
pub(super) const MARK: &str = "#5f6670";
/// Height of text.
const TEXT: u32 = 12;

/// Dashes of lines, so that arms differ without color too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    /// No gaps.
    Solid,
    /// Long dashes.
    Long,
    /// Dots.
    Dots,
    /// Dashes and dots.
    Mixed,
    /// Short dashes.
    Short,
}

impl Dash {
    /// The lengths of dashes and gaps; `None` for a line without gaps.
    pub(super) fn lengths(self) -> Option<&'static str> {
        match self {
            Self::Solid => None,
            Self::Long => Some("7 3"),
            Self::Dots => Some("2 3"),
            Self::Mixed => Some("8 3 2 3"),
            Self::Short => Some("4 4"),
        }
    }
}

/// How the lines of an arm look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Color.
    pub(super) color: &'static str,
    /// Dashes.
    pub(super) dash: Dash,
}

impl Style {
    /// The style of the arm with this position.
    pub(super) fn of(arm: usize) -> Self {
        const DASHES: [Dash; 5] = [Dash::Solid, Dash::Long, Dash::Mixed, Dash::Dots, Dash::Short];
        Self { color: COLORS[arm % COLORS.len()], dash: DASHES[arm % DASHES.len()] }
    }
}

/// The size of a chart. Text has the same height in all sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// One of several charts side by side; also for phones.
    Panel,
    /// As wide as the text.
    Wide,
}

impl Size {
    fn width(self) -> f64 {
        match self {
            Self::Panel => 380.0,
            Self::Wide => 760.0,
        }
    }
}

fn theme() -> Theme {
    Theme {
        background: "none".to_owned(),
        axis_color: INK.to_owned(),
        grid_color: GRID.to_owned(),
        tick_color: INK.to_owned(),
        text_color: INK.to_owned(),
        ..Theme::light()
    }
}

/// The settings that all charts share.
fn styled(layout: Layout, size: Size, height: f64) -> Layout {
    layout
        .with_width(size.width())
        .with_height(height)
        .with_theme(theme())
        .with_tick_size(TEXT)
        .with_label_size(TEXT)
        .with_body_size(TEXT)
        .with_x_tick_format(TickFormat::Custom(Arc::new(plain)))
}

fn draw(plots: Vec<Plot>, layout: Layout) -> Drawing {
    Drawing::of(&render_multiple(plots, layout))
}
