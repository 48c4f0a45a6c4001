//! A problem of a scenario file, and the list that collects problems.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::compose::ARGUMENTS;
use super::read::plain::plain;
use super::sections::people::Once;
use super::sources::{Sources, Text};

macro_rules! codes {
    ($( $variant:ident, $code:literal, $severity:ident, $doc:literal; )*) => {
        /// The kind of a problem. The code is stable: programs may rely on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $( #[doc = $doc] $variant, )* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[ $( Code::$variant, )* ];
            /// The stable code, such as `E003`.
            pub fn as_str(self) -> &'static str { match self { $( Code::$variant => $code, )* } }
            /// Whether the scenario can still be used.
            pub fn severity(self) -> Severity { match self { $( Code::$variant => Severity::$severity, )* } }
            /// One sentence about this kind of problem.
            pub fn description(self) -> &'static str { match self { $( Code::$variant => $doc, )* } }
        }
    };
}

/// Whether a problem stops the study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// The scenario can be used, but is probably not what its author meant.
    Warning,
}

codes! {
    Syntax, "E001", Error, "The file is not TOML.";
    NewerToml, "E002", Error, "The file uses TOML syntax newer than 1.0, which other readers refuse.";
    UnknownKey, "E003", Error, "No such key.";
    MisplacedKey, "E004", Error, "The key belongs in another section.";
    MissingKey, "E005", Error, "A required key is missing.";
    WrongType, "E006", Error, "The value has the wrong type.";
    OutOfRange, "E007", Error, "The value lies outside its range.";
    Magnitude, "E008", Error, "The value looks as if it were given in another unit.";
    NotAvailable, "E009", Error, "Part of the format, but not available in this version.";
    UnknownName, "E010", Error, "The value names something that does not exist.";
    Duplicate, "E011", Error, "The name is already used.";
    KeyConflict, "E012", Error, "These keys cannot be combined.";
    Distribution, "E013", Error, "No such distribution exists.";
    Weights, "E014", Error, "The weights do not sum to 1.";
    Truncation, "E015", Error, "The truncation keeps less than 1 % of the distribution.";
    Correlation, "E016", Error, "The correlations are impossible together.";
    Reference, "E017", Error, "Exactly one arm must be the reference.";
    Dose, "E018", Error, "The dose does not fit its interval.";
    NoHost, "E019", Error, "The intervention cannot be done in any phase.";
    Overlap, "E020", Error, "Two interventions of one arm cannot be done together.";
    Identifier, "E021", Error, "Not a valid identifier.";
    Unreadable, "E022", Error, "A file that the scenario names cannot be read.";
    Circle, "E023", Error, "Files extend each other in a circle.";
    Path, "E024", Error, "A dotted path names no key.";
    Sweep, "E025", Error, "The sweep cannot be expanded.";
    DataFile, "E026", Error, "The data file cannot be used.";
    DataValue, "E027", Error, "The data file contains values that cannot be used.";
    Suspicious, "W001", Warning, "The value is possible, but unusual.";
    NoEffect, "W002", Warning, "This has no effect.";
    AskClinician, "W003", Warning, "An arm gives this to people who should ask a clinician first.";
    RowsDropped, "W004", Warning, "Rows of the data file are left out.";
}

/// A problem, its position, and what helps.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Kind of problem.
    pub code: Code,
    /// One sentence that is complete without context.
    pub message: String,
    /// Position in the source (bytes).
    pub span: Range<usize>,
    /// A few words for the underlined text.
    pub label: String,
    /// A second position, with its label.
    pub also: Option<(Range<usize>, String)>,
    /// What the user can do.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem at a position of the source.
    pub(super) fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span, label: "here".to_owned(), also: None, hint: None }
    }

    /// Sets the label of the underlined text.
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the hint.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets the hint, if there is one.
    pub(super) fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// Sets a second position.
    pub(super) fn also(mut self, span: Range<usize>, words: impl Into<String>) -> Self {
        self.also = Some((span, words.into()));
        self
    }

    /// The problem with control characters as escapes.
    pub(super) fn plain(&self) -> Self {
        Self {
            message: plain(&self.message).into_owned(),
            label: plain(&self.label).into_owned(),
            also: self.also.as_ref().map(|(span, words)| (span.clone(), plain(words).into_owned())),
            hint: self.hint.as_ref().map(|hint| plain(hint).into_owned()),
            ..self.clone()
        }
    }

    /// The problem in a text that starts at this byte.
    fn moved(mut self, by: usize) -> Self {
        let shift = |span: Range<usize>| span.start + by..span.end + by;
        self.span = shift(self.span);
        self.also = self.also.map(|(span, words)| (shift(span), words));
        self
    }

    /// Whether it stops the study or is a warning.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Collects the problems of all texts, so that one reading finds all of them.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<Problem>,
    /// For each text, its first byte and the folder to which its paths are relative.
    folders: Vec<(usize, PathBuf)>,
    /// Data files that were read for other members.
    once: Rc<Once>,
}

impl Problems {
    /// Starts an empty collection for these texts.
    pub(super) fn of(sources: &Sources, once: &Rc<Once>) -> Self {
        let of = |text: &Text| Path::new(&text.name).parent().unwrap_or(Path::new("")).to_owned();
        let main = sources.texts().first().map(of).unwrap_or_default();
        // A path on the command line is relative to the scenario, as if it stood in the file.
        let folder = |text: &Text| (text.begins, if text.name == ARGUMENTS { main.clone() } else { of(text) });
        Self { found: Vec::new(), folders: sources.texts().iter().map(folder).collect(), once: Rc::clone(once) }
    }

    /// The folder to which a path at this byte is relative.
    pub(super) fn folder(&self, offset: usize) -> &Path {
        let within = self.folders.iter().rfind(|(begins, _)| *begins <= offset);
        within.map_or(Path::new(""), |(_, folder)| folder)
    }

    /// Adds a problem.
    pub(super) fn push(&mut self, problem: Problem) {
        self.found.push(problem);
    }

    /// Adds a problem, if there is one.
    pub(super) fn maybe(&mut self, problem: Option<Problem>) {
        self.found.extend(problem);
    }

    /// Adds a problem and returns `None`, as the return value of a reader that fails.
    pub(super) fn fail<T>(&mut self, problem: Problem) -> Option<T> {
        self.push(problem);
        None
    }

    /// Data files that were read for other members.
    pub(super) fn once(&self) -> Rc<Once> {
        Rc::clone(&self.once)
    }

    /// The problems after the first ones.
    pub(super) fn since(&self, count: usize) -> Vec<Problem> {
        self.found[count..].to_vec()
    }

    /// Number of problems so far. A caller can compare it to find out whether a function has added problems.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Adds the problems of another collection.
    pub(super) fn append(&mut self, others: Self) {
        self.found.extend(others.found);
    }

    /// The problems in a text that starts at this byte.
    pub(super) fn moved(self, by: usize) -> Self {
        Self { found: self.found.into_iter().map(|problem| problem.moved(by)).collect(), ..self }
    }

    /// All problems, in the order in which they were found.
    pub(super) fn into_found(self) -> Vec<Problem> {
        self.found
    }

    /// Errors, then warnings, each in the order of the file.
    pub(super) fn into_sorted(self) -> (Vec<Problem>, Vec<Problem>) {
        let mut found = self.found;
        found.sort_by_key(|problem| (problem.span.start, problem.span.end, problem.code));
        found.into_iter().partition(|problem| problem.severity() == Severity::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_tell_their_severity() {
        let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Code::ALL.len());
        for code in Code::ALL {
            let expected = if code.as_str().starts_with('E') { Severity::Error } else { Severity::Warning };
            assert_eq!(code.severity(), expected, "{}", code.as_str());
        }
    }
}
