//! Refuses the additions of TOML 1.1, because other readers (for example Python's tomllib) support only 1.0.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::scenario::problem::{Code, Problem, Problems};

/// Complains about line breaks and trailing commas in inline tables, and about the new escapes.
pub(super) fn refuse_newer_syntax(source: &str, root: &DeTable<'_>, problems: &mut Problems) {
    Walk { source, problems }.table(root);
}

/// Complains about the same in a single value.
pub(super) fn refuse_newer_value(source: &str, value: &Spanned<DeValue<'_>>, problems: &mut Problems) {
    Walk { source, problems }.value(value);
}

struct Walk<'a> {
    source: &'a str,
    problems: &'a mut Problems,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            self.escapes(key.span());
            self.value(value);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(table) => {
                if self.text(value.span()).starts_with('{') {
                    self.inline_table(value.span(), table);
                }
                self.table(table);
            }
            DeValue::Array(items) => items.iter().for_each(|item| self.value(item)),
            DeValue::String(_) => self.escapes(value.span()),
            _ => {}
        }
    }

    /// Checks the text between the values: keys, commas, blanks and additions of TOML 1.1.
    fn inline_table(&mut self, span: Range<usize>, table: &DeTable<'_>) {
        let mut leaves = Vec::new();
        self.collect_leaves(table, &mut leaves);
        leaves.sort_by_key(|leaf| leaf.start);
        let mut at = span.start;
        for leaf in leaves.into_iter().chain(std::iter::once(span.end..span.end)) {
            let gap = self.text(at..leaf.start);
            if let Some(offset) = gap.find('\n') {
                let place = at + offset;
                self.complain(
                    place..place,
                    "an inline table must stay on one line",
                    "join the lines, or write a [section]",
                );
                return;
            }
            if leaf.start == span.end && at > span.start && gap.contains(',') {
                let place = at + gap.find(',').unwrap_or(0);
                self.complain(place..place + 1, "an inline table must not end with a comma", "remove the comma");
            }
            at = leaf.end;
        }
    }

    /// Positions of the values inside an inline table. Dotted keys make tables without braces of their own.
    fn collect_leaves(&self, table: &DeTable<'_>, leaves: &mut Vec<Range<usize>>) {
        for value in table.values() {
            match value.get_ref() {
                DeValue::Table(inner) if !self.text(value.span()).starts_with('{') => {
                    self.collect_leaves(inner, leaves)
                }
                _ => leaves.push(value.span()),
            }
        }
    }

    fn escapes(&mut self, span: Range<usize>) {
        let text = self.source.get(span.clone()).unwrap_or_default();
        if !text.starts_with('"') {
            return;
        }
        let mut characters = text.char_indices();
        while let Some((_, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            if let Some((offset, 'e' | 'x')) = characters.next() {
                let place = span.start + offset;
                self.complain(place - 1..place + 1, "this escape is newer than TOML 1.0", "write \\u00XX instead");
            }
        }
    }

    fn text(&self, span: Range<usize>) -> &str {
        self.source.get(span).unwrap_or_default()
    }

    fn complain(&mut self, span: Range<usize>, message: &str, hint: &str) {
        self.problems.push(Problem::new(Code::NewerToml, span, message).label("newer than TOML 1.0").hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(source: &str) -> usize {
        let (root, errors) = DeTable::parse_recoverable(source);
        assert!(errors.is_empty(), "{source}: {errors:?}");
        let mut problems = Problems::default();
        refuse_newer_syntax(source, root.get_ref(), &mut problems);
        problems.count()
    }

    #[test]
    fn newer_syntax_is_refused_and_older_is_not() {
        for newer in
            ["a = { b = 1, }", "a = { b = 1,\n c = 2 }", "a = [{ b.c = { d = 1, } }]", r#"a = "\e""#, r#""\x41" = 1"#]
        {
            assert_eq!(complaints(newer), 1, "{newer}");
        }
        let older = [
            "a = {}",
            "a = { b = [\n 1,\n 2,\n], c.d = 1, e = { f = 2 } }",
            "a = { b = \"\"\"\nx,\n\"\"\", c = ', }' }",
            r#"a = "C:\\end\\x""#,
            r"a = '\e'",
            "a = [\n1,\n]\n[b]\nc.d = 1\nc.e = 2",
        ];
        for older in older {
            assert_eq!(complaints(older), 0, "{older}");
        }
    }
}
