//! Where the attributes of a study's people come from, in words: its data file, the scenario, or the built-in population.

use super::read::plain::plain;
use super::{PeopleFile, PopulationSpec, RowCounts, Variable};
use crate::keys::Word;

/// Number of columns that are not read and named in a sentence.
const NAMED: usize = 12;

/// Sources of the attributes of people, if a data file is one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance<'a> {
    /// The data file.
    pub file: &'a PeopleFile,
    /// Variables that the scenario sets itself.
    pub set: Vec<Variable>,
    /// Variables that are drawn from the built-in population.
    pub drawn: Vec<Variable>,
    /// Name of the built-in population.
    pub base: &'static str,
}

impl PopulationSpec {
    /// Sources of the attributes of people; `None` without a data file.
    pub fn provenance(&self) -> Option<Provenance<'_>> {
        let file = self.file.as_ref()?;
        let set: Vec<Variable> = self.overrides.iter().map(|(variable, _)| *variable).collect();
        let drawn = Variable::ALL.iter().copied().filter(|variable| !file.has(*variable) && !set.contains(variable));
        Some(Provenance { file, drawn: drawn.collect(), set, base: self.base.word() })
    }
}

impl Provenance<'_> {
    /// One sentence for each source, and one for what is not used.
    pub fn sentences(&self) -> Vec<String> {
        let file = self.file;
        let mut read: Vec<String> = file.columns.iter().map(|(variable, column)| named(*variable, column)).collect();
        read.extend(file.weight.iter().map(|column| format!("weights ({column})")));
        let mut sentences = vec![rows(&file.counts, &file.file), format!("Read from the file: {}.", read.join(", "))];
        if !self.set.is_empty() {
            sentences.push(format!("Set by the scenario: {}.", names(&self.set)));
        }
        sentences.push(format!(
            "Drawn from `{}` for each person, given the values above: {}.",
            self.base,
            names(&self.drawn)
        ));
        if !file.unread.is_empty() {
            sentences.push(format!("Columns that are not read: {}.", first(&file.unread)));
        }
        sentences.iter().map(|sentence| plain(sentence).into_owned()).collect()
    }
}

fn rows(counts: &RowCounts, file: &str) -> String {
    let RowCounts { in_file, filtered, weightless, incomplete } = *counts;
    let causes = [(filtered, "by `where`"), (weightless, "with weight 0"), (incomplete, "with missing values")];
    let left: Vec<String> =
        causes.iter().filter(|(count, _)| *count > 0).map(|(count, cause)| format!("{count} {cause}")).collect();
    let left = if left.is_empty() { String::new() } else { format!(" (left out: {})", left.join(", ")) };
    format!("People are drawn from {} of {in_file} rows of `{file}`{left}.", counts.used())
}

fn named(variable: Variable, column: &str) -> String {
    if variable.name() == column { column.to_owned() } else { format!("{} ({column})", variable.name()) }
}

fn names(variables: &[Variable]) -> String {
    if variables.is_empty() {
        return "nothing".to_owned();
    }
    variables.iter().map(|variable| variable.name()).collect::<Vec<_>>().join(", ")
}

fn first(columns: &[String]) -> String {
    let more = columns.len().saturating_sub(NAMED);
    let named = columns.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}
