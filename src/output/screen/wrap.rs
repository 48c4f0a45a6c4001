//! Divides text into lines.

/// Characters after which a word that is too long is divided.
const JOINTS: [char; 6] = ['.', '_', '-', '/', ',', ';'];

/// A text as lines of at most `width` characters. Words that are longer are divided, if possible after a punctuation mark; no
/// character is lost.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    hanging(text, width, 0)
}

/// A text as lines that end with a line break.
pub fn paragraph(text: &str, width: usize) -> String {
    wrapped(text, width).iter().map(|line| format!("{line}\n")).collect()
}

/// The same as [`wrapped`], with `indent` spaces before all lines but the first.
pub(super) fn hanging(text: &str, width: usize, indent: usize) -> Vec<String> {
    let width = width.max(indent + 1);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut rest = word;
        while !rest.is_empty() {
            let line = lines.len() - 1;
            let (before, used) = (if line == 0 { 0 } else { indent }, length(&lines[line]));
            let space = usize::from(used > before);
            let room = width.saturating_sub(used + space);
            if length(rest) <= room {
                lines[line].push_str(&format!("{:space$}{rest}", ""));
                rest = "";
            } else if space == 1 {
                lines.push(" ".repeat(indent));
            } else {
                let (head, tail) = rest.split_at(cut(rest, room));
                lines[line].push_str(head);
                lines.push(" ".repeat(indent));
                rest = tail;
            }
        }
    }
    lines
}

/// Number of characters.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

/// Where a word is divided so that the first part has at most `most` characters (bytes).
fn cut(word: &str, most: usize) -> usize {
    let ends = word.char_indices().map(|(at, letter)| (at + letter.len_utf8(), letter)).take(most.max(1));
    let ends: Vec<(usize, char)> = ends.collect();
    let joint = ends.iter().rev().find(|(_, letter)| JOINTS.contains(letter));
    joint.or(ends.last()).map_or(word.len(), |(end, _)| *end)
}

/// The smallest width at which a text has at most `lines` lines and no word is divided.
pub(super) fn narrowest(text: &str, lines: usize) -> usize {
    let words = text.split_whitespace().map(length).max().unwrap_or(0);
    (words..=length(text)).find(|width| wrapped(text, *width).len() <= lines).unwrap_or_else(|| length(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_lost_at_any_width() {
        let text = "Ankle pumps every half hour, a_very_long_name_of_a_measurement_ml and Ünïcödé-wörds";
        let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        for width in 1..100 {
            for indent in [0, 2] {
                let lines = hanging(text, width, indent);
                assert_eq!(bare(&lines.concat()), bare(text), "width {width}");
                assert!(lines.iter().all(|line| length(line) <= width.max(indent + 1)), "width {width}: {lines:?}");
            }
        }
        assert_eq!(wrapped(text, 100), [text]);
    }

    #[test]
    fn long_words_are_divided_after_marks() {
        assert_eq!(wrapped("interventions.pumps.every_min", 20), ["interventions.pumps.", "every_min"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(hanging("Aisle walk, 5 min every hour", 20, 2), ["Aisle walk, 5 min", "  every hour"]);
    }

    #[test]
    fn a_heading_is_as_narrow_as_its_lines_allow() {
        assert_eq!(narrowest("vs reference [interval]", 2), 12);
        assert_eq!(narrowest("vs reference [interval]", 1), 23);
    }
}
