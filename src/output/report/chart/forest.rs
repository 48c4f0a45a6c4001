//! Forest plots: estimates with their intervals, one below the other.

use kuva::prelude::{ForestPlot, Layout, Plot, TextAnnotation};

use super::{Drawing, Size, TEXT, draw, styled};
use crate::output::screen::wrapped;

/// Height of a row.
const ROW: f64 = 26.0;
/// Height of a line of a label that stands above its row.
const LINE: f64 = 14.0;
/// Height between a whisker and the label above it, and between the label and the frame.
const GAP: f64 = 9.0;
/// Height of the axis with its numbers and its label.
const AXIS: f64 = 62.0;
/// Most characters of a label beside its row, in a wide chart.
const BESIDE: usize = 40;

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

/// A forest plot with a line at the value `none`, which means no difference. Labels are whole: they stand beside their rows if all of them have
/// room there, else above.
pub(in crate::output::report) fn forest(rows: &[Whisker], none: f64, label: &str, size: Size) -> Drawing {
    let beside = size == Size::Wide && rows.iter().all(|row| row.label.chars().count() <= BESIDE);
    let empty = ForestPlot::new().with_null_value(none).with_marker_size(4.0).with_cap_size(4.0);
    let plot = rows.iter().fold(empty, |plot, row| {
        let (low, high) = row.interval;
        let label = if beside { row.label.as_str() } else { "" };
        plot.with_colored_row(label, row.value, low, high, row.color)
    });
    let plots = vec![Plot::Forest(plot)];
    let layout = Layout::auto_from_plots(&plots).with_x_label(label).with_ticks(ticks(size));
    if beside {
        return draw(plots, styled(layout, size, AXIS + ROW * rows.len() as f64).with_body_size(TEXT));
    }
    let labels: Vec<Vec<String>> = rows.iter().map(|row| wrapped(&row.label, characters(size))).collect();
    // A row has half of its height above its whisker.
    let height = 2.0 * (GAP + LINE * labels.iter().map(Vec::len).max().unwrap_or(0) as f64);
    let layout = styled(layout, size, AXIS + height * rows.len() as f64).with_body_size(TEXT);
    draw(plots, above(layout, &labels, height, middle(rows, none)))
}

/// Adds labels above the rows, whose height is given.
fn above(layout: Layout, labels: &[Vec<String>], height: f64, middle: f64) -> Layout {
    let rows = labels.len();
    let lines = labels.iter().enumerate().flat_map(|(row, lines)| {
        let of = move |(line, words): (usize, &String)| {
            let up = (lines.len() - 1 - line) as f64 * LINE / height;
            TextAnnotation::new(words.as_str(), middle, (rows - row) as f64 + up).with_font_size(TEXT)
        };
        lines.iter().enumerate().map(of).collect::<Vec<_>>()
    });
    lines.fold(layout, |layout, line| layout.with_annotation(line))
}

/// The middle of what is drawn.
fn middle(rows: &[Whisker], none: f64) -> f64 {
    let ends = rows.iter().flat_map(|row| [row.interval.0, row.interval.1]);
    let (low, high) = ends.fold((none, none), |(low, high), end| (low.min(end), high.max(end)));
    (low + high) / 2.0
}

/// Most characters in a line of a label above its row.
fn characters(size: Size) -> usize {
    match size {
        Size::Panel => 44,
        Size::Wide => 100,
    }
}

fn ticks(size: Size) -> usize {
    match size {
        Size::Panel => 3,
        Size::Wide => 7,
    }
}
