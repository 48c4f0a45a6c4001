//! Errors of loading a scenario, and how they are shown.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use super::Sources;
use super::problem::{Problem, Severity};

/// Why a scenario could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The file is not text.
    #[error("cannot read {}: line {line} is not UTF-8 text; save the file as UTF-8", path.display())]
    NotText {
        /// Which file.
        path: PathBuf,
        /// First line that is not UTF-8, from 1.
        line: usize,
    },
    /// The file can be read, but is not a valid scenario.
    #[error(transparent)]
    Invalid(#[from] Faults),
}

/// Everything that is wrong with one scenario file.
#[derive(Clone, Debug, PartialEq)]
pub struct Faults {
    /// Its text and the texts that it extends.
    pub sources: Sources,
    /// At least one error, then warnings, each in the order of the file.
    pub problems: Vec<Problem>,
}

impl std::error::Error for Faults {}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.problems.iter().filter(|problem| problem.severity() == Severity::Error).count();
        let plural = if errors == 1 { "error" } else { "errors" };
        write!(formatter, "{}: {errors} {plural}", self.sources.position(0).name)
    }
}

/// How diagnostics look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With terminal colors.
    Color,
    /// Without.
    Plain,
}

impl Faults {
    /// All problems as text for people, with the faulty text underlined, wrapped at `width` columns.
    pub fn render(&self, style: Style, width: usize) -> String {
        render_problems(&self.sources, &self.problems, style, width)
    }
}

/// Problems of one scenario as text for people; also used for warnings.
pub fn render_problems(sources: &Sources, problems: &[Problem], style: Style, width: usize) -> String {
    let theme = match style {
        Style::Color => GraphicalTheme::unicode(),
        Style::Plain => GraphicalTheme::unicode_nocolor(),
    };
    let handler =
        GraphicalReportHandler::new_themed(theme).with_width(width).with_links(false).without_syntax_highlighting();
    let mut text = String::new();
    let sources = &sources.masked();
    for problem in problems {
        let problem = &problem.plain();
        let shown = Shown { problem, sources };
        // Writing to a String cannot fail. If the renderer fails, the plain message is shown instead.
        if handler.render_report(&mut text, &shown).is_err() {
            text.push_str(&problem.message);
        }
        text.push('\n');
    }
    text
}

/// A problem together with its texts, as the renderer requires.
struct Shown<'a> {
    problem: &'a Problem,
    sources: &'a Sources,
}

impl Shown<'_> {
    /// Position and length of the underlined part of a span.
    fn underlined(&self, span: &Range<usize>) -> (usize, usize) {
        let underlined = self.sources.underlined(span);
        (underlined.start, underlined.len())
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(formatter)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problem.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.problem.code.as_str()))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.problem.severity() {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.problem.hint.as_ref().map(|hint| Box::new(hint) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.sources)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let first =
            LabeledSpan::new_primary_with_span(Some(self.problem.label.clone()), self.underlined(&self.problem.span));
        let second = self
            .problem
            .also
            .as_ref()
            .map(|(span, words)| LabeledSpan::new_with_span(Some(words.clone()), self.underlined(span)));
        Some(Box::new(std::iter::once(first).chain(second)))
    }
}
