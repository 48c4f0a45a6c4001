//! The building blocks of a page: sections, figures and tables.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::chart::Drawing;
use super::words::escaped;
use crate::output::STATEMENT;

const CSS: &str = include_str!("style.css");

/// A section of a page.
pub(super) struct Part {
    /// Its id in links.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// What is below the heading.
    pub(super) body: Markup,
}

/// The text of a page.
pub(super) fn page(title: &str, parts: &[Part]) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(CSS)) }
            }
            body {
                a.skip href="#main" { "To the results" }
                header { h1 { (title) } p.statement { (STATEMENT) } }
                nav aria-label="Contents" { ol { @for part in parts { li { a href={ "#" (part.id) } { (part.title) } } } } }
                main #main {
                    @for part in parts {
                        section #(part.id) aria-labelledby={ (part.id) "-h" } {
                            h2 #{ (part.id) "-h" } { (part.title) }
                            (part.body)
                        }
                    }
                }
                footer { p { (STATEMENT) } }
            }
        }
    };
    markup.into_string()
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// Text.
    Words(String),
    /// A number, as it is shown, with all its digits for programs.
    Value {
        /// As it is shown.
        shown: String,
        /// All digits.
        exact: f64,
    },
    /// The same with its interval.
    Estimate {
        /// As it is shown.
        shown: String,
        /// All digits.
        exact: f64,
        /// The interval, as it is shown.
        interval: String,
    },
    /// A link to a place in the page.
    Link {
        /// Its id.
        to: String,
        /// Its text.
        text: String,
    },
    /// A number on a colored ground.
    Colored {
        /// As it is shown.
        shown: String,
        /// All digits.
        exact: f64,
        /// Color of the ground.
        ground: String,
        /// Color of the text.
        ink: &'static str,
    },
    /// No value.
    Nothing,
}

impl Cell {
    /// A text.
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self::Words(text.into())
    }

    fn is_words(&self) -> bool {
        matches!(self, Self::Words(_))
    }

    fn markup(&self, in_words: bool) -> Markup {
        html! {
            @match self {
                Self::Words(text) => td.words[in_words] { (text) },
                Self::Value { shown, exact } => td { data value=(exact) { (shown) } },
                Self::Estimate { shown, exact, interval } => td { data value=(exact) { (shown) } " " span.ci { "(" (interval) ")" } },
                Self::Link { to, text } => td { a href={ "#" (to) } { (text) } },
                Self::Colored { shown, exact, ground, ink } => {
                    td style={ "background:" (ground) ";color:" (ink) } { data value=(exact) { (shown) } }
                }
                Self::Nothing => td { span aria-label="no value" { "–" } },
            }
        }
    }
}

/// A table. The first cell of a row is its heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// What the table shows.
    pub(super) caption: String,
    /// Headings of columns.
    pub(super) head: Vec<String>,
    /// Heading and cells of each row.
    pub(super) rows: Vec<(String, Vec<Cell>)>,
}

impl Grid {
    /// A table without rows.
    pub(super) fn new(caption: impl Into<String>, head: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { caption: caption.into(), head: head.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, heading: impl Into<String>, cells: Vec<Cell>) {
        self.rows.push((heading.into(), cells));
    }

    /// Whether a column has only texts. The first column consists of headings.
    fn is_words(&self, column: usize) -> bool {
        column > 0 && self.rows.iter().all(|(_, cells)| cells.get(column - 1).is_none_or(Cell::is_words))
    }

    /// The table in a box that can be scrolled with the keyboard if it is too wide.
    pub(super) fn markup(&self) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.caption) {
                table {
                    caption { span { (self.caption) } }
                    thead { tr { @for (at, heading) in self.head.iter().enumerate() { th.words[self.is_words(at)] scope="col" { (heading) } } } }
                    tbody {
                        @for (heading, cells) in &self.rows {
                            tr {
                                th scope="row" { (heading) }
                                @for (at, cell) in cells.iter().enumerate() { (cell.markup(self.is_words(at + 1))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The drawings of a figure.
pub(super) enum Drawings {
    /// The same chart for narrow and for wide screens.
    Both {
        /// For narrow screens.
        panel: Drawing,
        /// For wide screens.
        wide: Drawing,
    },
    /// Several charts with their titles.
    Panels(Vec<(String, Drawing)>),
}

/// A figure with the table of its numbers.
pub(super) struct Figure<'a> {
    /// Its id, unique in the page.
    pub(super) id: &'a str,
    /// Its title.
    pub(super) title: String,
    /// What can be seen, in a sentence or two, for those who cannot see it.
    pub(super) description: String,
    /// What is to be known to read it.
    pub(super) note: String,
    /// The legend; may be empty.
    pub(super) legend: Markup,
    /// The charts.
    pub(super) drawings: Drawings,
    /// The numbers.
    pub(super) table: Grid,
}

impl Figure<'_> {
    /// The figure.
    pub(super) fn markup(&self) -> Markup {
        html! {
            figure #(self.id) {
                figcaption { strong { (self.title) } @if !self.note.is_empty() { " " (self.note) } }
                (self.legend)
                (self.charts())
                details { summary { "Numbers of this figure" } (self.table.markup()) }
            }
        }
    }

    fn charts(&self) -> Markup {
        let svg = |drawing: &Drawing, suffix: &str, title: &str| {
            PreEscaped(drawing.svg(&format!("{}-{suffix}", self.id), title, &self.description))
        };
        match &self.drawings {
            Drawings::Both { panel, wide } => html! {
                div.narrow { (svg(panel, "n", &self.title)) }
                div.wide { (svg(wide, "w", &self.title)) }
            },
            Drawings::Panels(panels) => html! {
                div.panels {
                    @for (at, (title, drawing)) in panels.iter().enumerate() {
                        div.panel {
                            p.panel-title { (title) }
                            (svg(drawing, &at.to_string(), &format!("{}: {title}", self.title)))
                        }
                    }
                }
            },
        }
    }
}

/// A legend: one line per entry, drawn as in the chart.
pub(super) fn legend<'a>(entries: impl Iterator<Item = (&'a str, super::chart::Style)>) -> Markup {
    let line = |style: super::chart::Style| {
        let dashes =
            style.dash.lengths().map_or_else(String::new, |lengths| format!(" stroke-dasharray=\"{lengths}\""));
        let color = escaped(style.color);
        PreEscaped(format!(
            "<svg viewBox=\"0 0 28 10\" width=\"28\" height=\"10\" aria-hidden=\"true\">\
             <line x1=\"0\" y1=\"5\" x2=\"28\" y2=\"5\" stroke=\"{color}\" stroke-width=\"2.5\"{dashes}/></svg>"
        ))
    };
    html! { ul.legend { @for (label, style) in entries { li { (line(style)) " " (label) } } } }
}
