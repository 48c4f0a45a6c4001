//! A list of checks, for people and for programs.

use serde_json::{Value, json};

/// Result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// In order.
    Good,
    /// Broken.
    Bad,
    /// Absent, but not required.
    Absent,
}

impl Verdict {
    /// Sign in the text for people.
    fn sign(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Bad => "FAIL",
            Self::Absent => "-",
        }
    }

    /// Word in JSON.
    fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Bad => "fail",
            Self::Absent => "absent",
        }
    }
}

/// One check and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Check {
    /// Name of the check.
    pub(super) name: &'static str,
    /// Its result.
    pub(super) verdict: Verdict,
    /// Its findings.
    pub(super) found: String,
    /// What the user can do.
    pub(super) remedy: Option<String>,
}

impl Check {
    /// A check whose result is good.
    pub(super) fn good(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, verdict: Verdict::Good, found: found.into(), remedy: None }
    }

    /// A check that has found a fault.
    pub(super) fn bad(name: &'static str, found: impl ToString, remedy: &str) -> Self {
        Self { name, verdict: Verdict::Bad, found: found.to_string(), remedy: Some(remedy.to_owned()) }
    }

    /// A check of something that is absent and not required.
    pub(super) fn absent(name: &'static str, found: impl Into<String>, remedy: &str) -> Self {
        Self { name, verdict: Verdict::Absent, found: found.into(), remedy: Some(remedy.to_owned()) }
    }
}

/// Whether no check has found a fault.
pub(super) fn usable(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.verdict != Verdict::Bad)
}

/// Aligned text, with remedies below.
pub(super) fn lines(checks: &[Check]) -> String {
    let width = checks.iter().map(|check| check.name.len()).max().unwrap_or(0);
    let one = |check: &Check| {
        let Check { name, verdict, found, remedy } = check;
        let margin = format!("\n{:1$}", "", width + 8);
        let found = found.trim_end().replace('\n', &margin);
        let remedy = remedy.as_ref().map(|remedy| format!("{margin}{remedy}")).unwrap_or_default();
        format!("{:4}  {name:width$}  {found}{remedy}\n", verdict.sign())
    };
    checks.iter().map(one).collect()
}

/// The checks as JSON.
pub(super) fn describe(checks: &[Check]) -> Value {
    let one = |check: &Check| json!({ "name": check.name, "verdict": check.verdict.word(), "found": check.found, "remedy": check.remedy });
    json!({ "usable": usable(checks), "checks": checks.iter().map(one).collect::<Vec<Value>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_remedies_stand_below() {
        let mut checks = vec![Check::good("version", "1.2"), Check::absent("GPU", "none", "buy one")];
        assert!(usable(&checks));
        checks.push(Check::bad("files", "disk full\nreally", "clear it"));
        let expected = "\
ok    version  1.2
-     GPU      none
               buy one
FAIL  files    disk full
               really
               clear it
";
        assert_eq!(lines(&checks), expected);
        assert!(!usable(&checks));
        assert_eq!(describe(&checks)["checks"][2]["verdict"], "fail");
    }
}
