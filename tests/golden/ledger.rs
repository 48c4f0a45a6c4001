//! A committed list of hashes: one line per key, sorted, `key: value`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Hashes, or what else is compared, by key. The first word of a key is `usual` or `long`.
pub(crate) type Lines = BTreeMap<String, String>;

/// Which lines are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// Always.
    Usual,
    /// Where long checks are asked for, or a blessing.
    Long,
}

/// What a group of checks does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Compares the usual lines.
    Usual,
    /// Compares all lines.
    Long,
    /// Writes all lines.
    Bless,
}

/// The list of one group.
pub(crate) struct Ledger {
    pub(crate) group: &'static str,
    pub(crate) lines: Lines,
}

impl Scope {
    /// First word of its keys.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Long => "long",
        }
    }
}

impl Mode {
    /// What the environment asks for. Nothing but the group's own name blesses it.
    pub(crate) fn of(group: &str) -> Self {
        let is = |variable: &str, wanted: &str| std::env::var_os(variable).is_some_and(|value| value == wanted);
        match () {
            () if is("SOLEUS_BLESS", group) => Self::Bless,
            () if is("SOLEUS_LONG", "1") => Self::Long,
            () => Self::Usual,
        }
    }

    /// Whether lines of this scope are made.
    pub(crate) fn includes(self, scope: Scope) -> bool {
        self != Self::Usual || scope == Scope::Usual
    }

    /// Whether a committed line is looked at.
    pub(crate) fn reads(self, key: &str) -> bool {
        [Scope::Usual, Scope::Long].iter().any(|scope| {
            let of_scope = key.strip_prefix(scope.word()).is_some_and(|rest| rest.starts_with(' '));
            of_scope && self.includes(*scope)
        })
    }
}

impl Ledger {
    /// What is committed; nothing where there is no file.
    pub(crate) fn committed(group: &'static str) -> Self {
        let text = fs::read_to_string(path(group)).unwrap_or_default();
        let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
        Self { group, lines: lines.map(|(key, value)| (key.to_owned(), value.to_owned())).collect() }
    }

    /// Puts the list in its place.
    pub(crate) fn bless(&self, about: &str) {
        let head: String = about.lines().map(|line| format!("# {line}\n")).collect();
        let lines: String = self.lines.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        fs::write(path(self.group), head + &lines).unwrap();
    }

    /// Another list of the same group.
    pub(crate) fn with(&self, lines: Lines) -> Self {
        Self { group: self.group, lines }
    }

    /// The end of a message about differences.
    pub(crate) fn remedy(&self) -> String {
        let group = self.group;
        let run = format!("cargo test --release --locked --test golden {group}");
        format!(
            "They are compared with tests/golden/{group}.txt, and a refactoring changes none of them.
To see what they were: run this test with SOLEUS_GOLDEN_KEEP=FOLDER here and on the commit before, and compare the folders.
If the change is meant: say so in CHANGELOG.md and bless it, which computes the long lines too,
    SOLEUS_BLESS={group} {run} -- --exact\n"
        )
    }
}

fn path(group: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{group}.txt"))
}

/// The first digits of a hash.
pub(crate) fn digits(hash: &blake3::Hash, count: usize) -> String {
    hash.to_hex().chars().take(count).collect()
}
