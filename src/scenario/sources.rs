//! The texts of a scenario: the file, the files that it extends, and the settings of the command line.
//!
//! They are numbered as one continuous text, so that a span of bytes identifies both the text and the position in it.

use std::ops::Range;

use super::read::plain::{masked, plain};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// Lines with more bytes than this are shown in part.
const LONG: usize = 400;
/// Number of bytes of a long line that are shown around a position, and of the position itself.
const AROUND: usize = 60;

/// All texts of a scenario, the file itself first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    texts: Vec<Text>,
}

/// One of the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// Its name in messages: a path, or `--set`.
    pub(super) name: String,
    /// Its content.
    pub(super) text: String,
    /// Its first byte in the continuous text.
    pub(super) begins: usize,
}

/// A position, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'a> {
    /// The file, or `--set`.
    pub name: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

impl Sources {
    /// A single text with its name for messages.
    pub fn new(name: &str, text: &str) -> Self {
        Self { texts: vec![Text { name: name.to_owned(), text: text.to_owned(), begins: 0 }] }
    }

    /// Adds a text after the others.
    pub(super) fn push(&mut self, name: &str, text: &str) {
        // Texts are separated by one byte, so that the end of one differs from the start of the next.
        let begins = self.texts.last().map_or(0, |last| last.begins + last.text.len() + 1);
        self.texts.push(Text { name: name.to_owned(), text: text.to_owned(), begins });
    }

    /// The same texts, in which signs of the same length replace control characters.
    pub(super) fn masked(&self) -> Self {
        let mask = |text: &Text| Text {
            name: plain(&text.name).into_owned(),
            text: masked(&text.text).into_owned(),
            begins: text.begins,
        };
        Self { texts: self.texts.iter().map(mask).collect() }
    }

    /// The texts in order.
    pub(super) fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// The content of the file itself.
    pub fn typed(&self) -> &str {
        self.texts.first().map_or("", |text| &text.text)
    }

    /// The position of a byte of the continuous text.
    pub fn position(&self, offset: usize) -> Position<'_> {
        self.containing(offset).map_or(Position { name: "", line: 1, column: 1 }, |text| {
            let (line, column) = line_and_column(&text.text, offset - text.begins);
            Position { name: &text.name, line, column }
        })
    }

    /// The first line that contains all of these words; an empty range if there is none.
    pub(super) fn line_with(&self, words: &[&str]) -> Range<usize> {
        let contains = |line: &&str| words.iter().all(|word| line.contains(word));
        for Text { text, begins, .. } in &self.texts {
            if let Some(line) = text.lines().find(contains) {
                let start = begins + (line.as_ptr() as usize - text.as_ptr() as usize);
                return start..start + line.len();
            }
        }
        0..0
    }

    /// The text of a span.
    pub(super) fn typed_at(&self, span: Range<usize>) -> &str {
        let text = self.containing(span.start);
        text.and_then(|text| text.text.get(span.start - text.begins..span.end - text.begins)).unwrap_or_default()
    }

    /// The underlined part of a span: all of it, or its beginning if its line is long.
    pub(super) fn underlined(&self, span: &Range<usize>) -> Range<usize> {
        match self.containing(span.start).and_then(|text| Some((text.excerpt(span)?, text.begins))) {
            Some((excerpt, begins)) => span.start..span.end.min(excerpt.end + begins),
            None => span.clone(),
        }
    }

    fn containing(&self, offset: usize) -> Option<&Text> {
        self.texts.iter().rfind(|text| text.begins <= offset)
    }
}

impl Text {
    /// The part of a long line that is shown around a span; `None` if the line is short.
    fn excerpt(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.text;
        let local = |offset: usize| text.floor_char_boundary(offset.saturating_sub(self.begins));
        let (start, end) = (local(span.start), local(span.end));
        let begins = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let ends = |from: usize| text[from..].find('\n').map_or(text.len(), |at| from + at);
        let above = text[..begins.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
        let below = ends((ends(end) + 1).min(text.len()));
        text[above..below].lines().any(|line| line.len() > LONG).then(|| {
            let first = text.ceil_char_boundary(start.saturating_sub(AROUND)).max(begins);
            first..ends(start).min(text.floor_char_boundary(end.min(start + AROUND) + AROUND))
        })
    }
}

/// Shows a span with the name and the lines of its own text. A span that crosses texts is refused; the renderer then shows its ends
/// separately.
impl SourceCode for Sources {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let of = self.containing(span.offset()).ok_or(MietteError::OutOfBounds)?;
        let Text { name, text, begins } = of;
        let local = (span.offset() - begins, span.len());
        let inside = text.read_span(&local.into(), before, after)?;
        let excerpt = of.excerpt(&(span.offset()..span.offset() + span.len())).filter(|_| before + after > 0);
        if let Some(shown) = excerpt {
            // The two positions are too far apart to be shown together.
            if local.0 + local.1 > shown.end {
                return Err(MietteError::OutOfBounds);
            }
            let line = text[..shown.start].matches('\n').count();
            let (place, data) = ((shown.start + begins, shown.len()), text[shown].as_bytes());
            return Ok(Box::new(MietteSpanContents::new_named(name.clone(), data, place.into(), line, 0, 1)));
        }
        Ok(Box::new(MietteSpanContents::new_named(
            name.clone(),
            inside.data(),
            (inside.span().offset() + begins, inside.span().len()).into(),
            inside.line(),
            inside.column(),
            inside.line_count(),
        )))
    }
}

/// Line and column of a byte, both from 1; columns count characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let source = "a = 1\nµ = 2";
        assert_eq!(line_and_column(source, 0), (1, 1));
        assert_eq!(line_and_column(source, 6), (2, 1));
        assert_eq!(line_and_column(source, 9), (2, 3));
        assert_eq!(line_and_column(source, 999), (2, 6));
    }

    #[test]
    fn of_a_long_line_the_part_around_a_place_is_shown() {
        let text = format!("short = 1\nlong = [{}]\nlast = 2\n", "µ, ".repeat(50_000));
        let sources = Sources::new("file", &text);
        let at = text.len() / 2;
        let inside = sources.read_span(&(at, 3).into(), 1, 1).unwrap();
        assert!(inside.data().len() < 200 && std::str::from_utf8(inside.data()).unwrap().contains("µ, µ"));
        assert_eq!(inside.line(), 1);
        assert!(sources.read_span(&(at, 40_000).into(), 1, 1).is_err(), "two places");
        let long = sources.underlined(&(at..at + 40_000));
        assert!(sources.read_span(&(long.start, long.len()).into(), 1, 1).is_ok());
        assert_eq!(sources.underlined(&(0..5)), 0..5);
        assert_eq!(
            Sources::new("file", "short = 1\nlast = 2").read_span(&(0, 5).into(), 1, 1).unwrap().data().len(),
            18
        );
    }

    #[test]
    fn every_byte_belongs_to_one_text() {
        let mut sources = Sources::new("child", "a = 1\n");
        sources.push("base", "b = 2\nc = 3");
        let place = |offset| {
            let position = sources.position(offset);
            (position.name, position.line, position.column)
        };
        assert_eq!(place(4), ("child", 1, 5));
        assert_eq!(place(6), ("child", 2, 1));
        assert_eq!(place(7), ("base", 1, 1));
        assert_eq!(place(13), ("base", 2, 1));
        assert_eq!(sources.typed_at(17..18), "3");
        assert!(sources.read_span(&(4, 9).into(), 0, 0).is_err(), "across texts");
    }
}
