//! The limits of the results: the text of `LIMITS.md`.

use maud::{Markup, PreEscaped, html};

use crate::output::report::run::Run;
use crate::output::report::words::escaped;
use crate::output::{OutputError, RunFile};

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    Ok(markdown(&run.files.text(RunFile::Limits)?))
}

/// A text with headings, lists and paragraphs as in `LIMITS.md`. Its main heading is left out.
pub(in crate::output::report) fn markdown(text: &str) -> Markup {
    let blocks =
        text.split("\n\n").flat_map(blocks).filter(|block| !block.starts_with("# ") && !block.trim().is_empty());
    html! {
        @for block in blocks {
            @if let Some(heading) = block.strip_prefix("## ") {
                h3 { (inline(heading)) }
            } @else if block.starts_with("- ") {
                ul { @for item in items(&block) { li { (inline(&item)) } } }
            } @else if block.starts_with('>') {
                blockquote { p { (inline(&quotation(&block))) } }
            } @else {
                p { (inline(&block)) }
            }
        }
    }
}

/// Separates a heading from what follows it without an empty line.
fn blocks(block: &str) -> Vec<String> {
    match block.trim().split_once('\n') {
        Some((heading, rest)) if heading.starts_with('#') => vec![heading.to_owned(), rest.to_owned()],
        _ => vec![block.trim().to_owned()],
    }
}

/// The words of a quotation, without its marks.
fn quotation(block: &str) -> String {
    let lines = block.lines().map(|line| line.trim_start_matches('>').trim_start());
    lines.collect::<Vec<_>>().join(" ").replace("&lt;", "<")
}

fn items(block: &str) -> Vec<String> {
    block.lines().fold(Vec::new(), |mut items: Vec<String>, line| {
        match (line.strip_prefix("- "), items.last_mut()) {
            (Some(first), _) => items.push(first.to_owned()),
            (None, Some(item)) => *item = format!("{item} {}", line.trim()),
            (None, None) => {}
        }
        items
    })
}

/// Text with `code` and **strong** words.
pub(super) fn inline(text: &str) -> Markup {
    let text = escaped(text);
    let strong = alternate(&text, "**", "strong");
    PreEscaped(alternate(&strong, "`", "code"))
}

/// Every second part between marks becomes an element.
fn alternate(text: &str, mark: &str, element: &str) -> String {
    let parts = text.split(mark).enumerate();
    parts
        .map(|(at, part)| if at % 2 == 1 { format!("<{element}>{part}</{element}>") } else { part.to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_elements() {
        let text = "# Main\n\nA `b` <c>.\n\n## Two\n\n- **one** is\n  long\n- two\n";
        let expected =
            "<p>A <code>b</code> &lt;c&gt;.</p><h3>Two</h3><ul><li><strong>one</strong> is long</li><li>two</li></ul>";
        assert_eq!(markdown(text).into_string(), expected);
        assert_eq!(markdown("## Two\n- a").into_string(), "<h3>Two</h3><ul><li>a</li></ul>");
    }
}
