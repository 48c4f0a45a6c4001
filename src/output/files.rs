//! The list of all files of a run folder.

use std::borrow::Cow;

use super::work::SUMS;
use crate::results::Table;

/// A file of a run folder. Only these files are written, listed in the manifest, and removed when a run is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunFile {
    /// The scenario, as the user wrote it.
    Scenario,
    /// The scenario with all default values.
    Resolved,
    /// The limits of the results.
    Limits,
    /// The page for people without other tools.
    Report,
    /// The schemas of the tables, for tools that read data packages.
    DataPackage,
    /// A table.
    Table(Table),
    /// Sums of the time course and doses of the nested sample, which a larger run or a merge needs.
    Sums,
    /// The outcomes of the people of a shard.
    Parts,
    /// When, where and how the run was computed, and the hashes of all other files. A folder without it is unfinished.
    Manifest,
}

impl RunFile {
    /// All files; the manifest comes last.
    pub(super) fn all() -> impl DoubleEndedIterator<Item = Self> {
        let texts = [Self::Scenario, Self::Resolved, Self::Limits, Self::Report, Self::DataPackage];
        texts.into_iter().chain(Table::ALL.into_iter().map(Self::Table)).chain([
            Self::Sums,
            Self::Parts,
            Self::Manifest,
        ])
    }

    /// The file with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::all().find(|file| file.name() == name)
    }

    /// The name of the file.
    pub fn name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Scenario => "scenario.toml",
            Self::Resolved => "scenario.resolved.toml",
            Self::Limits => "LIMITS.md",
            Self::Report => "report.html",
            Self::DataPackage => "datapackage.json",
            Self::Table(table) => return Cow::Owned(table.file()),
            Self::Sums => SUMS,
            Self::Parts => "parts.bin",
            Self::Manifest => "manifest.json",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_files_share_a_name() {
        let mut names: Vec<_> = RunFile::all().map(RunFile::name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 8 + Table::ALL.len());
    }
}
