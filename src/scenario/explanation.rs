//! Detailed explanations of all codes: what is wrong, why it matters, and an example with its correction.

use super::Code;

/// The explanation of a code in `soleus explain`. The tests replace each example by the other within one scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// What is wrong, and why it is not accepted.
    pub text: &'static str,
    /// An example that has this problem.
    pub wrong: &'static str,
    /// The same without it.
    pub right: &'static str,
}

macro_rules! explanations {
    ($( $code:ident: $text:literal, wrong $wrong:literal, right $right:literal; )*) => {
        /// All of them, in the order of the codes.
        const EXPLANATIONS: &[Explanation] =
            &[ $( Explanation { code: Code::$code, text: $text, wrong: $wrong, right: $right }, )* ];
    };
}

impl Code {
    /// Explanation of this kind of problem.
    pub fn explanation(self) -> Option<&'static Explanation> {
        EXPLANATIONS.iter().find(|explanation| explanation.code == self)
    }
}

explanations! {
    Syntax: "Scenario files are TOML: `key = value` on a line of its own, text in quotes, lists in [ ], tables under \
[names]. The place that is shown is where reading had to stop; the mistake is there or just before, often a quote, bracket or \
comma that is missing. A table or key that is opened twice is refused as well.",
        wrong "title = \"Ten-hour economy flight: five countermeasures",
        right "title = \"Ten-hour economy flight: five countermeasures\"";
    NewerToml: "TOML 1.1 allows more than 1.0: inline tables over several lines or with a comma at their end, and some escapes. \
Python's tomllib and many other readers stop at 1.0, and a scenario should be readable wherever its results are.",
        wrong "edema_over_100_ml = { from = \"edema_ml\", above = 100, }",
        right "edema_over_100_ml = { from = \"edema_ml\", above = 100 }";
    UnknownKey: "No section has this key, so it is most likely misspelled. It is refused rather than ignored: a study that \
silently takes a default in place of what was meant would answer another question.",
        wrong "samplr = \"sobol\"",
        right "sampler = \"sobol\"";
    MisplacedKey: "The key exists, but in another section. In TOML everything below a [section] belongs to it until the next \
one begins, so a line that was added at the end of a file lands in its last section.",
        wrong "[study]\npersons = 20_000",
        right "[study]";
    MissingKey: "Without this key nobody can know what is meant, and there is no usual value that would suit most studies.",
        wrong "[interventions.walks]\nkind = \"aisle_walk\"\nevery_min = 60",
        right "[interventions.walks]\nkind = \"aisle_walk\"\nevery_min = 60\nduration_min = 5";
    WrongType: "The value is of another type than the key asks for: text in quotes, a number without, a whole number, true or \
false, a list in [ ], or a table in { }.",
        wrong "persons = \"20_000\"",
        right "persons = 20_000";
    OutOfRange: "The number lies outside of what the key can mean, or of what the model was made for. Where a familiar change of \
unit would explain the number, E008 is told in place of this.",
        wrong "persons = 0",
        right "persons = 20_000";
    Magnitude: "The number is out of range, but would fit in another unit. Every key ends in its unit, such as _h for hours, and \
shares are numbers from 0 to 1. Nothing is converted silently.",
        wrong "{ name = \"night\", posture = \"lying\", duration_h = 480 }",
        right "{ name = \"night\", posture = \"lying\", duration_h = 8 }";
    NotAvailable: "This is part of the format, but this version cannot do it yet. Ignoring it would change the meaning of the \
study.",
        wrong "{ name = \"boarding\", posture = \"squatting\"",
        right "{ name = \"boarding\", posture = \"standing\"";
    UnknownName: "The text names something that does not exist: a phase, intervention, variable, outcome, kind or word. Names are \
compared letter by letter.",
        wrong "use = [\"walk\"]",
        right "use = [\"walks\"]";
    Duplicate: "Names tell things apart, and names of flags, strata and measurements become columns of the results. So a name can \
be used once, and not be one that the results already have.",
        wrong "edema_ml = { from = \"edema_ml\", above = 100 }",
        right "edema_over_100_ml = { from = \"edema_ml\", above = 100 }";
    KeyConflict: "The keys contradict each other, say the same twice, or one of them means nothing beside the others. Which one was \
meant is for the author to say.",
        wrong "every_min = 60\nduration_min = 5\nrepetitions = 250",
        right "every_min = 60\nduration_min = 5";
    Distribution: "No distribution of this family has these parameters, or the family cannot describe this variable. A beta \
distribution, for one, has a variance below mean (1 - mean).",
        wrong "adherence = { dist = \"beta\", mean = 0.6, sd = 0.5 }",
        right "adherence = { dist = \"beta\", mean = 0.6, sd = 0.2 }";
    Weights: "Weights are the probabilities of the values beside them: one for each value, together 1. They are not rescaled \
silently, since a sum other than 1 often means that a value was forgotten; the hint holds the rescaled list.",
        wrong "[population.variables]\nsmoker = { dist = \"categorical\", values = [\"no\", \"yes\"], weights = [80, 20] }",
        right "[population.variables]";
    Truncation: "The cut keeps less than 1 % of the distribution. Mean and standard deviation are those before the cut; a cut this \
far in the tail gives a shape that hardly follows them.",
        wrong "age_years = { dist = \"truncated_normal\", mean = 20, sd = 5, min = 40, max = 90 }",
        right "age_years = { dist = \"truncated_normal\", mean = 46, sd = 16, min = 18, max = 90 }";
    Correlation: "No people can have all of these correlations at once. If A goes with B and B goes with C, A cannot go against C \
as it likes. The hint tells what the pair may be beside the others.",
        wrong "pairs = [[\"age_years\", \"adherence\", 0.9], [\"adherence\", \"salt_g_day\", 0.9], [\"age_years\", \"salt_g_day\", -0.9]]",
        right "pairs = [[\"age_years\", \"adherence\", 0.1]]";
    Reference: "Contrasts compare every other arm with one of them, so exactly one arm has `reference = true`.",
        wrong "use = []",
        right "use = []\nreference = true";
    Dose: "Bouts follow each other at an interval from start to start, and a bout that lasts as long as the interval would never end. \
Continuous movement is an `activity` of a phase.",
        wrong "every_min = 120\nduration_min = 120",
        right "every_min = 120\nduration_min = 10";
    NoHost: "The intervention would never happen: no phase that it names suits it, or none is long enough for a single bout. The \
first bout starts one interval after the phase begins.",
        wrong "every_min = 1440",
        right "every_min = 60";
    Overlap: "One arm asks for two things that a leg cannot do at once: bouts that meet, two garments, or two training plans. \
Choose intervals whose bouts never meet, or give each its own phase.",
        wrong "use = [\"walks\", \"pumps\"]",
        right "use = [\"walks\"]";
    Identifier: "Identifiers name folders, columns and parts of the file: lower-case letters, digits, `_` and, unless they become \
columns, `-`; a letter first, at most 64 characters. Titles and labels can be any text.",
        wrong "id = \"Long Haul\"",
        right "id = \"long-haul-flight\"";
    Unreadable: "The scenario names a file that is not there, that may not be read, or that is no text. Paths start from the folder \
of the file that names them.",
        wrong "format = \"soleus-scenario/1\"\nextends = \"nowhere.toml\"",
        right "format = \"soleus-scenario/1\"";
    Circle: "A file extends another one, and that one, perhaps by way of others, extends the first: nobody could say what holds.",
        wrong "format = \"soleus-scenario/1\"\nextends = \"example.toml\"",
        right "format = \"soleus-scenario/1\"";
    Path: "A dotted path, of `--set` or of [sweep], names a key by the tables that lead to it, such as `design.persons`. Every part \
but the last must be a table.",
        wrong "[sweep]\n\"design.persons.x\" = [5, 6]\n\n[timeline]",
        right "[timeline]";
    Sweep: "A sweep is a table of dotted paths, each with a list of values: at least one path, and with `zip = true` lists of equal \
length.",
        wrong "[sweep]\n\n[timeline]",
        right "[timeline]";
    DataFile: "The data file is no table that can be read (CSV or Parquet), or lacks a column that was asked for.",
        wrong "base = \"us-adults\"\nfile = \"example.toml\"",
        right "base = \"us-adults\"";
    DataValue: "Rows of the data file hold something that no person can be. Nothing is left out silently: correct the file, or remove \
these rows and say so.",
        wrong "base = \"us-adults\"\nfile = \"giants.csv\"",
        right "base = \"us-adults\"";
    Suspicious: "This can be meant, but it often is not. The study runs as written.",
        wrong "{ name = \"night\", posture = \"lying\", duration_h = 50 }",
        right "{ name = \"night\", posture = \"lying\", duration_h = 8 }";
    RowsDropped: "With `missing = \"drop\"`, people of the data file who lack a value are left out. The others may differ from them, and \
so may the results.",
        wrong "base = \"us-adults\"\nfile = \"gaps.csv\"\nmissing = \"drop\"",
        right "base = \"us-adults\"";
    NoEffect: "This changes nothing in the results of this version, which may come as a surprise. The study runs as written.",
        wrong "label = \"Feet up, 10 min every 2 h\"\nuse = []",
        right "label = \"Feet up, 10 min every 2 h\"\nuse = [\"feet_up\"]";
    AskClinician: "Somebody who has this attribute should ask a clinician before doing what the arm asks, or the thing needs a \
prescription at all. The study runs as written; results hold for simulated people, and a report should say who asks first.",
        wrong "adherence = { dist = \"beta\", mean = 0.6, sd = 0.2 }\nrecent_surgery = true",
        right "adherence = { dist = \"beta\", mean = 0.6, sd = 0.2 }";
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::scenario::{Overrides, parse_members};

    const BASE: &str = include_str!("../../tests/scenario/base.toml");

    fn codes(folder: &Path, text: &str) -> Vec<Code> {
        let file = folder.join("example.toml");
        fs::write(&file, text).unwrap();
        let problems = match parse_members(file.to_str().unwrap(), text, &Overrides::default()) {
            Ok(members) => members.warnings,
            Err(faults) => faults.problems,
        };
        problems.into_iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn every_code_is_explained_by_an_example_that_has_it_and_one_that_has_not() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("giants.csv"), "height_cm\n170\n999\n").unwrap();
        fs::write(home.path().join("gaps.csv"), "height_cm,salt_g_day\n170,8\n180,\n").unwrap();
        for code in Code::ALL {
            let name = code.as_str();
            let Some(explanation) = code.explanation() else {
                panic!("{name} has no text in src/scenario/explanation.rs")
            };
            let Explanation { right, wrong, .. } = explanation;
            assert_eq!(BASE.matches(right).count(), 1, "{name}: tests/scenario/base.toml holds not once: {right}");
            assert_eq!(codes(home.path(), BASE), [], "{name}");
            let found = codes(home.path(), &BASE.replace(right, wrong));
            assert!(found.contains(code), "{name}: {found:?} from {wrong}");
        }
    }
}
