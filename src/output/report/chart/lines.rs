//! Lines with bands, marks and words.

use std::sync::Arc;

use kuva::prelude::{BandPlot, Layout, LinePlot, LineStyle, Plot, ReferenceLine, TextAnnotation, TickFormat};

use super::{Dash, Drawing, MARK, Scale, Size, Style, draw, styled};
use crate::output::report::words::plain;

const HEIGHT: f64 = 250.0;
/// Height of the words in a chart.
const NOTE: u32 = 11;
/// Opacity of bands.
const FAINT: f64 = 0.16;

/// A line.
#[derive(Clone, Debug)]
pub(in crate::output::report) struct Line {
    /// Points.
    pub(in crate::output::report) points: Vec<(f64, f64)>,
    /// Color and dashes.
    pub(in crate::output::report) style: Style,
}

/// A band between two lines.
#[derive(Clone, Debug)]
pub(in crate::output::report) struct Band {
    /// Horizontal position, lower and upper end.
    pub(in crate::output::report) points: Vec<(f64, f64, f64)>,
    /// Color.
    pub(in crate::output::report) color: &'static str,
}

/// A vertical line.
#[derive(Clone, Copy, Debug)]
pub(in crate::output::report) struct Mark {
    /// Horizontal position.
    pub(in crate::output::report) at: f64,
}

/// Words in the chart.
#[derive(Clone, Debug)]
pub(in crate::output::report) struct Note {
    /// Middle of the words.
    pub(in crate::output::report) at: (f64, f64),
    /// The words.
    pub(in crate::output::report) words: String,
}

/// A chart of lines.
#[derive(Clone, Debug)]
pub(in crate::output::report) struct Chart {
    /// Label of the horizontal axis.
    pub(in crate::output::report) x_label: String,
    /// Label of the vertical axis.
    pub(in crate::output::report) y_label: String,
    /// Horizontal range.
    pub(in crate::output::report) x: Scale,
    /// Vertical range.
    pub(in crate::output::report) y: Scale,
    /// Bands, behind the lines.
    pub(in crate::output::report) bands: Vec<Band>,
    /// Lines.
    pub(in crate::output::report) lines: Vec<Line>,
    /// Marks.
    pub(in crate::output::report) marks: Vec<Mark>,
    /// Words.
    pub(in crate::output::report) notes: Vec<Note>,
    /// Short strokes at the lower edge: their ends, horizontally on the axis and vertically as a share of the height.
    pub(in crate::output::report) strokes: Vec<[(f64, f64); 2]>,
}

impl Chart {
    /// Draws the chart.
    pub(in crate::output::report) fn draw(&self, size: Size) -> Drawing {
        let bands = self.bands.iter().map(band);
        let strokes = self.strokes.iter().map(|ends| self.stroke(ends));
        let plots: Vec<Plot> = bands.chain(self.lines.iter().map(line)).chain(strokes).collect();
        let layout = Layout::new(self.x.ends(), self.y.ends())
            .with_x_axis_min(self.x.low)
            .with_x_axis_max(self.x.high)
            .with_y_axis_min(self.y.low)
            .with_y_axis_max(self.y.high)
            .with_x_label(self.x_label.as_str())
            .with_y_label(self.y_label.as_str())
            .with_y_tick_format(TickFormat::Custom(Arc::new(plain)));
        let layout = self.marks.iter().fold(styled(layout, size, HEIGHT), |layout, mark| {
            layout.with_reference_line(ReferenceLine::vertical(mark.at).with_color(MARK).with_dasharray("3 3"))
        });
        let layout = self.notes.iter().fold(layout, |layout, note| {
            let (x, y) = note.at;
            layout.with_annotation(TextAnnotation::new(note.words.as_str(), x, y).with_font_size(NOTE))
        });
        draw(plots, layout)
    }

    fn stroke(&self, ends: &[(f64, f64); 2]) -> Plot {
        let Scale { low, high } = self.y;
        let points = ends.map(|(at, share)| (at, low + share * (high - low)));
        line(&Line { points: points.to_vec(), style: Style { color: MARK, dash: Dash::Solid } })
    }
}

fn band(band: &Band) -> Plot {
    let of = |part: fn(&(f64, f64, f64)) -> f64| band.points.iter().map(part).collect::<Vec<f64>>();
    let plot = BandPlot::new(of(|point| point.0), of(|point| point.1), of(|point| point.2));
    Plot::Band(plot.with_color(band.color).with_opacity(FAINT))
}

fn line(line: &Line) -> Plot {
    let plot = LinePlot::new().with_data(line.points.clone()).with_color(line.style.color).with_stroke_width(2.0);
    Plot::Line(match line.style.dash.lengths() {
        Some(lengths) => plot.with_line_style(LineStyle::Custom(lengths.to_owned())),
        None => plot,
    })
}
