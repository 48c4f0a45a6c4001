//! Comments on functions, types and fields, read from the recorded source files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::TraceError;
use crate::model::{Field, Function, Struct};

/// Source files that have been read.
#[derive(Debug, Default)]
pub(super) struct Sources {
    files: BTreeMap<&'static str, Vec<String>>,
}

impl Sources {
    fn lines(&mut self, file: &'static str) -> Result<&[String], TraceError> {
        if !self.files.contains_key(file) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            let text = fs::read_to_string(&path)
                .map_err(|source| TraceError::Source { path: path.display().to_string(), source })?;
            self.files.insert(file, text.lines().map(str::to_owned).collect());
        }
        Ok(self.files.get(file).map_or(&[], Vec::as_slice))
    }

    /// Comment on a function.
    pub(super) fn on_function(&mut self, function: &Function) -> Result<Vec<String>, TraceError> {
        let lines = self.lines(function.file)?;
        let before = &lines[..(function.line as usize).min(lines.len())];
        let name = format!("fn {}", function.name);
        Ok(before.iter().rposition(|line| line.contains(&name)).map_or_else(Vec::new, |at| comment(before, at)))
    }

    /// Comment on a type.
    pub(super) fn on_type(&mut self, kind: &Struct) -> Result<Vec<String>, TraceError> {
        let lines = self.lines(kind.file)?;
        Ok(declared(lines, kind.name).map_or_else(Vec::new, |at| comment(lines, at)))
    }

    /// Comment on a field of a type.
    pub(super) fn on_field(&mut self, kind: &Struct, field: &Field) -> Result<Vec<String>, TraceError> {
        if !field.doc.is_empty() {
            return Ok(vec![field.doc.to_owned()]);
        }
        let lines = self.lines(kind.file)?;
        let Some(start) = declared(lines, kind.name) else { return Ok(Vec::new()) };
        let name = format!("{}:", field.name);
        let is_field = |line: &String| line.trim_start().trim_start_matches("pub ").starts_with(&name);
        let at = lines[start..].iter().position(is_field).map(|at| start + at);
        Ok(at.map_or_else(Vec::new, |at| comment(lines, at)))
    }
}

/// Line of a type's declaration, direct or through a macro.
fn declared(lines: &[String], name: &str) -> Option<usize> {
    let (plain, by_macro) = (format!("struct {name}<"), format!("    {name} {{"));
    lines.iter().position(|line| line.contains(&plain) || *line == by_macro)
}

/// The comment directly above a line; attributes between them are skipped.
fn comment(lines: &[String], at: usize) -> Vec<String> {
    let above = lines[..at].iter().rev().skip_while(|line| line.trim_start().starts_with("#["));
    let mut words: Vec<String> = above.map_while(|line| line.trim_start().strip_prefix("///")).map(plain).collect();
    words.reverse();
    words
}

/// A line of a comment without link markup.
fn plain(line: &str) -> String {
    line.trim().replace("[`", "`").replace("`]", "`")
}
