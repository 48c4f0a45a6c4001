//! Bars: how people are distributed, and which attributes matter.

use std::sync::Arc;

use kuva::prelude::{BarPlot, Histogram, Layout, Plot, ReferenceLine, TickFormat};

use super::{Drawing, MARK, Scale, Size, draw, styled};
use crate::output::report::words::plain;

const HEIGHT: f64 = 190.0;
/// Height of a bar with its gap.
const BAR: f64 = 24.0;
/// Height of the axis with its numbers and its label.
const AXIS: f64 = 62.0;
/// Colors of bars of positive and of negative values.
const SIGNS: [&str; 2] = ["#0072B2", "#D55E00"];

/// A histogram: `shares` are the shares of people between the `edges`. A line is drawn at `at`.
pub(in crate::output::report) fn histogram(
    edges: &[f64],
    shares: &[f64],
    at: Option<f64>,
    label: &str,
    color: &str,
) -> Drawing {
    let percent: Vec<f64> = shares.iter().map(|share| 100.0 * share).collect();
    let top = Scale::with_zero(percent.iter().copied());
    let x = (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(1.0));
    let layout = Layout::new(x, (0.0, top.high))
        .with_x_axis_min(x.0)
        .with_x_axis_max(x.1)
        .with_ticks(5)
        .with_x_label(label)
        .with_y_label("People, %")
        .with_y_tick_format(TickFormat::Custom(Arc::new(plain)));
    let layout = styled(layout, Size::Panel, HEIGHT);
    let layout = match at {
        Some(at) => layout.with_reference_line(ReferenceLine::vertical(at).with_color(MARK).with_dasharray("3 3")),
        None => layout,
    };
    draw(vec![Plot::Histogram(Histogram::from_bins(edges.to_vec(), percent).with_color(color))], layout)
}

/// Bars to both sides of 0; the first one is on top.
pub(in crate::output::report) fn tornado(bars: &[(String, f64)], label: &str, size: Size) -> Drawing {
    let plot = bars.iter().rev().fold(BarPlot::new().with_horizontal(true).with_width(0.7), |plot, (name, value)| {
        plot.with_colored_bar(name.as_str(), *value, SIGNS[usize::from(*value < 0.0)])
    });
    let plots = vec![Plot::Bar(plot)];
    let layout = Layout::auto_from_plots(&plots).with_x_label(label).with_ticks(5);
    draw(plots, styled(layout, size, AXIS + BAR * bars.len() as f64))
}
