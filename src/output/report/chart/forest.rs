//! Forest plots: estimates with their intervals, one below the other.

use kuva::prelude::{ForestPlot, Layout, Plot};

use super::{Drawing, Size, TEXT, draw, styled};
use crate::output::report::words::shortened;

/// Height of a row.
const ROW: f64 = 26.0;
/// Height of the axis with its numbers and its label.
const AXIS: f64 = 62.0;

/// A row: an estimate and its interval.
#[derive(Clone, Debug)]
pub(in crate::output::report) struct Whisker {
    /// What it is about.
    pub(in crate::output::report) label: String,
    /// Estimate.
    pub(in crate::output::report) value: f64,
    /// Interval.
    pub(in crate::output::report) interval: (f64, f64),
    /// Color.
    pub(in crate::output::report) color: &'static str,
}

/// A forest plot with a line at the value `none`, which means no difference.
pub(in crate::output::report) fn forest(rows: &[Whisker], none: f64, label: &str, size: Size) -> Drawing {
    let longest = match size {
        Size::Panel => 22,
        Size::Wide => 40,
    };
    let empty = ForestPlot::new().with_null_value(none).with_marker_size(4.0).with_cap_size(4.0);
    let plot = rows.iter().fold(empty, |plot, row| {
        let (low, high) = row.interval;
        plot.with_colored_row(shortened(&row.label, longest), row.value, low, high, row.color)
    });
    let plots = vec![Plot::Forest(plot)];
    let layout = Layout::auto_from_plots(&plots).with_x_label(label).with_ticks(ticks(size));
    draw(plots, styled(layout, size, AXIS + ROW * rows.len() as f64).with_body_size(TEXT))
}

fn ticks(size: Size) -> usize {
    match size {
        Size::Panel => 3,
        Size::Wide => 7,
    }
}
