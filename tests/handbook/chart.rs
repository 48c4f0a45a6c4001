//! Line charts as SVG.
//!
//! `plotters` draws them. Only its SVG backend and its line series are used; they need two small crates and are
//! compiled in seconds. `plotters` rounds to whole pixels, so everything is drawn ten times as large as it is shown:
//! coordinates are exact to a tenth of a pixel and equal on all machines. Without its font support, texts are SVG text
//! elements.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::HandbookError;
use super::axis::Axis;

/// A figure: several panels, one above the other.
pub(super) struct Figure {
    /// Stem of the file.
    pub(super) name: &'static str,
    /// The panels from top to bottom.
    pub(super) panels: Vec<Panel>,
}

/// A chart.
pub(super) struct Panel {
    /// The quantity, with its unit.
    pub(super) title: &'static str,
    /// The quantity on the horizontal axis, with its unit.
    pub(super) across: &'static str,
    /// The lines in the order of the legend.
    pub(super) lines: Vec<Line>,
}

/// A line of a chart.
pub(super) struct Line {
    /// Name in the legend.
    pub(super) label: &'static str,
    /// Points from left to right.
    pub(super) points: Vec<(f64, f64)>,
}

/// Number of drawn pixels per shown pixel.
const FINE: u32 = 10;
/// Shown size of a panel, and the width of its legend (pixels).
const WIDTH: u32 = 760;
const HEIGHT: u32 = 230;
const LEGEND: u32 = 150;

/// Drawn pixels.
const fn fine(pixels: u32) -> i32 {
    (pixels * FINE) as i32
}

/// Font of all text, and its sizes.
const FONT: &str = "sans-serif";
const TITLE: i32 = fine(17);
const SMALL: i32 = fine(14);

/// Colors that color-blind people tell apart (Okabe & Ito 2008).
const COLORS: [RGBColor; 4] =
    [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(0, 158, 115), RGBColor(204, 121, 167)];
const INK: RGBColor = RGBColor(40, 40, 40);
const GRID: RGBColor = RGBColor(222, 222, 222);

type Drawn<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The figure as SVG.
pub(super) fn draw(figure: &Figure) -> Result<String, HandbookError> {
    let shown = (WIDTH, HEIGHT * figure.panels.len() as u32);
    let drawn = (shown.0 * FINE, shown.1 * FINE);
    let mut text = String::new();
    let failed = |error: DrawingAreaErrorKind<std::io::Error>| HandbookError::Chart {
        name: figure.name,
        reason: error.to_string(),
    };
    {
        let root = SVGBackend::with_string(&mut text, drawn).into_drawing_area();
        root.fill(&WHITE).map_err(failed)?;
        for (panel, area) in figure.panels.iter().zip(root.split_evenly((figure.panels.len(), 1))) {
            let (left, right) = area.split_horizontally(fine(WIDTH - LEGEND));
            lines(panel, &left).and_then(|()| legend(panel, &right)).map_err(failed)?;
        }
        root.present().map_err(failed)?;
    }
    let size = |(width, height): (u32, u32)| format!("<svg width=\"{width}\" height=\"{height}\"");
    Ok(text.replacen(&size(drawn), &size(shown), 1))
}

fn lines(panel: &Panel, area: &Drawn<'_>) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
    let points = || panel.lines.iter().flat_map(|line| &line.points);
    let (across, up) = (Axis::within(points().map(|point| point.0)), Axis::around(points().map(|point| point.1)));
    let mut chart = ChartBuilder::on(area)
        .caption(panel.title, (FONT, TITLE).into_font().color(&INK))
        .margin(fine(6))
        .x_label_area_size(fine(40))
        .y_label_area_size(fine(44))
        .build_cartesian_2d(across, up)?;
    chart
        .configure_mesh()
        .bold_line_style(GRID.stroke_width(FINE))
        .light_line_style(TRANSPARENT)
        .axis_style(INK.stroke_width(FINE))
        .set_all_tick_mark_size(fine(4))
        .label_style((FONT, SMALL).into_font().color(&INK))
        .x_desc(panel.across)
        .draw()?;
    for (line, color) in panel.lines.iter().zip(COLORS) {
        chart.draw_series(LineSeries::new(line.points.iter().copied(), color.stroke_width(2 * FINE)))?;
    }
    Ok(())
}

/// Draws the names of the lines beside the chart, so that they hide nothing.
fn legend(panel: &Panel, area: &Drawn<'_>) -> Result<(), DrawingAreaErrorKind<std::io::Error>> {
    for (at, (line, color)) in panel.lines.iter().zip(COLORS).enumerate() {
        let y = fine(40) + fine(20) * at as i32;
        area.draw(&PathElement::new([(fine(4), y), (fine(24), y)], color.stroke_width(2 * FINE)))?;
        let style = (FONT, SMALL).into_font().color(&INK).pos(middle());
        area.draw(&Text::new(line.label, (fine(30), y), style))?;
    }
    Ok(())
}

/// A text that begins at this place and is centered vertically.
fn middle() -> plotters::style::text_anchor::Pos {
    use plotters::style::text_anchor::{HPos, Pos, VPos};
    Pos::new(HPos::Left, VPos::Center)
}

#[cfg(test)]
mod tests {
    use super::{Figure, Line, Panel, draw};

    #[test]
    fn a_chart_holds_its_words_as_text_and_its_line_in_tenths_of_pixels() {
        let line = Line { label: "a line", points: vec![(0.0, 0.0), (1.0, 10.0)] };
        let panel = Panel { title: "Height (mm)", across: "time (s)", lines: vec![line] };
        let text = draw(&Figure { name: "test", panels: vec![panel] }).unwrap_or_default();
        for word in ["Height (mm)", "time (s)", "a line"] {
            assert!(text.contains(&format!("\n{word}\n</text>")), "no {word} in {text}");
        }
        assert!(text.starts_with("<svg width=\"760\" height=\"230\" viewBox=\"0 0 7600 2300\""));
        assert!(text.contains("#0072B2"), "no line");
    }
}
