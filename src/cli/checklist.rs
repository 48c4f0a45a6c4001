//! A list of checks, for people and for programs.

use serde_json::{Value, json};

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// As it should be.
    Good,
    /// Broken.
    Bad,
    /// Not there, and not needed.
    Absent,
}

impl Verdict {
    /// For people.
    fn sign(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Bad => "FAIL",
            Self::Absent => "-",
        }
    }

    /// For programs.
    fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Bad => "fail",
            Self::Absent => "absent",
        }
    }
}

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Check {
    /// What was checked.
    pub(super) name: &'static str,
    /// How it came out.
    pub(super) verdict: Verdict,
    /// What was found.
    pub(super) found: String,
    /// What to do about it.
    pub(super) remedy: Option<String>,
}

impl Check {
    /// All is well.
    pub(super) fn good(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, verdict: Verdict::Good, found: found.into(), remedy: None }
    }

    /// Something is broken.
    pub(super) fn bad(name: &'static str, found: impl ToString, remedy: &str) -> Self {
        Self { name, verdict: Verdict::Bad, found: found.to_string(), remedy: Some(remedy.to_owned()) }
    }

    /// Something is not there that one can do without.
    pub(super) fn absent(name: &'static str, found: impl Into<String>, remedy: &str) -> Self {
        Self { name, verdict: Verdict::Absent, found: found.into(), remedy: Some(remedy.to_owned()) }
    }
}

/// Whether nothing is broken.
pub(super) fn usable(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.verdict != Verdict::Bad)
}

/// Aligned columns, remedies below.
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

/// The same for programs.
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
