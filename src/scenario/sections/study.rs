//! `[study]`: identity and purpose of a study.

use crate::keys::Need::{Default, Required};
use crate::keys::{identifier, line, text};
use crate::scenario::problem::Problems;
use crate::scenario::read::Section;
use crate::scenario::read::text::Text;

section! {
    KEYS, "[study]", "Name and purpose of the study.", {
        ID: String = "id", Required, identifier(), "Identifier of the study; it is part of the path of the run folder.";
        TITLE: String = "title", Required, line(), "Title of the study, on one line.";
        QUESTION: String = "question", Default("\"\""), text(), "The question that the study answers.";
        CONTEXT_OF_USE: String = "context_of_use", Default("\"\""), text(), "What the results may be used for.";
    }
}

/// Identity and purpose of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Lower-case identifier; names the run folder.
    pub id: String,
    /// Title, in one line.
    pub title: String,
    /// The question the study answers.
    pub question: String,
    /// Intended use of the results.
    pub context_of_use: String,
}

/// Reads `[study]`.
pub(super) fn read(root: &Section<'_>, problems: &mut Problems) -> Option<Study> {
    let section = root.required_section(&super::STUDY, problems)?;
    let id = section.value(&ID, problems);
    let title = section.value(&TITLE, problems);
    let question = section.value(&QUESTION, problems);
    let context_of_use = section.value(&CONTEXT_OF_USE, problems);
    Some(Study { id: id?, title: title?, question: question?, context_of_use: context_of_use? })
}

impl Study {
    /// Writes `[study]`.
    pub(super) fn write(&self, out: &mut Text) {
        out.section("study");
        out.key(&ID, &self.id);
        out.key(&TITLE, &self.title);
        out.key(&QUESTION, &self.question);
        out.key(&CONTEXT_OF_USE, &self.context_of_use);
    }
}
