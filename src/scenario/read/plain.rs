//! Characters that change how a terminal or a page shows the text around them.

use std::borrow::Cow;

/// Whether a character is a control character other than tab and line feed, or changes the direction of the text around it.
pub(crate) fn is_unsafe(character: char) -> bool {
    let directs = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    directs || (character.is_control() && !matches!(character, '\n' | '\t'))
}

/// The text with such characters as escapes.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| if is_unsafe(c) { c.escape_unicode().to_string() } else { c.to_string() };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The text with signs of the same length in bytes in place of such characters. Carriage returns before line feeds remain.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut next = text.chars().skip(1);
    let shown = |c: char| {
        let follows = next.next();
        let ends_line = c == '\r' && follows == Some('\n');
        match c.len_utf8() {
            _ if !is_unsafe(c) || ends_line => c,
            1 => '?',
            2 => '\u{bf}',
            _ => char::REPLACEMENT_CHARACTER,
        }
    };
    Cow::Owned(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_shown_and_others_stay() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c\td\nµ"), "a\\u{1b}[31mb\\u{202e}c\td\nµ");
        assert_eq!(plain("plain"), "plain");
        let text = "a\u{1b}\u{85}\u{202e}\r\nb\rc";
        assert_eq!(masked(text), "a?\u{bf}\u{fffd}\r\nb?c");
        assert_eq!(masked(text).len(), text.len());
    }
}
