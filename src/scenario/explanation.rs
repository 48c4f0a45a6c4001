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
[names]. The message shows the place at which the program could not read on. The mistake is there or shortly before, \
often a missing quote, bracket or comma. A table or key that occurs twice is also refused.",
        wrong "title = \"Ten-hour economy flight: five countermeasures",
        right "title = \"Ten-hour economy flight: five countermeasures\"";
    NewerToml: "The file uses syntax that exists only since TOML 1.1: inline tables over several lines or with a comma \
at their end, or some escapes. Python's tomllib and many other readers support only TOML 1.0, and all users of a study \
should be able to read its scenario.",
        wrong "edema_over_100_ml = { from = \"edema_ml\", above = 100, }",
        right "edema_over_100_ml = { from = \"edema_ml\", above = 100 }";
    UnknownKey: "No section has this key, so it is most likely misspelled. It is refused and not ignored: otherwise \
the study would silently use a default value in place of the intended one, and answer another question.",
        wrong "samplr = \"sobol\"",
        right "sampler = \"sobol\"";
    MisplacedKey: "The key exists, but in another section. In TOML, all lines after a [section] belong to it until the \
next one begins. A line that is added at the end of a file therefore belongs to the last section.",
        wrong "[study]\npersons = 20_000",
        right "[study]";
    MissingKey: "This key is required, because no default value would suit most studies.",
        wrong "[interventions.walks]\nkind = \"aisle_walk\"\nevery_min = 60",
        right "[interventions.walks]\nkind = \"aisle_walk\"\nevery_min = 60\nduration_min = 5";
    WrongType: "The value does not have the type that the key requires: text in quotes, a number without quotes, a \
whole number, true or false, a list in [ ], or a table in { }.",
        wrong "persons = \"20_000\"",
        right "persons = 20_000";
    OutOfRange: "The number is outside the range of the key, or outside the range for which the model was made. If the \
number would be in range in another common unit, E008 is reported instead.",
        wrong "persons = 0",
        right "persons = 20_000";
    Magnitude: "The number is out of range, but it would be in range in another unit. The name of each key ends with \
its unit, such as _h for hours, and shares are numbers from 0 to 1. Units are never converted silently.",
        wrong "{ name = \"night\", posture = \"lying\", duration_h = 480 }",
        right "{ name = \"night\", posture = \"lying\", duration_h = 8 }";
    NotAvailable: "This is part of the format, but this version does not support it yet. If it were ignored, the \
meaning of the study would change.",
        wrong "{ name = \"boarding\", posture = \"squatting\"",
        right "{ name = \"boarding\", posture = \"standing\"";
    UnknownName: "The text names something that does not exist: a phase, intervention, variable, outcome, kind or \
word. Names are compared letter by letter.",
        wrong "use = [\"walk\"]",
        right "use = [\"walks\"]";
    Duplicate: "Each name identifies one thing, and names of flags, strata and measurements become columns of the \
results. A name can therefore be used only once, and it must not be the name of a column that the results have \
already.",
        wrong "edema_ml = { from = \"edema_ml\", above = 100 }",
        right "edema_over_100_ml = { from = \"edema_ml\", above = 100 }";
    KeyConflict: "The keys contradict each other, give the same information twice, or one of them has no effect \
together with the others. The author of the scenario must decide which one is intended.",
        wrong "every_min = 60\nduration_min = 5\nrepetitions = 250",
        right "every_min = 60\nduration_min = 5";
    Distribution: "No distribution of this family has these parameters, or the family cannot describe this variable. \
For example, the variance of a beta distribution is smaller than mean (1 - mean).",
        wrong "adherence = { dist = \"beta\", mean = 0.6, sd = 0.5 }",
        right "adherence = { dist = \"beta\", mean = 0.6, sd = 0.2 }";
    Weights: "Weights are the probabilities of the values in the same positions; their sum must be 1. They are not \
rescaled silently, because another sum often means that a value was forgotten; the hint contains the rescaled list.",
        wrong "[population.variables]\nsmoker = { dist = \"categorical\", values = [\"no\", \"yes\"], weights = [80, 20] }",
        right "[population.variables]";
    Truncation: "After truncation, less than 1 % of the distribution remains. Mean and standard deviation are those \
before truncation; if so little remains, they say almost nothing about the truncated distribution.",
        wrong "age_years = { dist = \"truncated_normal\", mean = 20, sd = 5, min = 40, max = 90 }",
        right "age_years = { dist = \"truncated_normal\", mean = 46, sd = 16, min = 18, max = 90 }";
    Correlation: "No population can have all of these correlations at the same time. For example, if A rises with B, \
and B rises with C, then A cannot fall strongly with C. The hint gives the possible range for one pair if the others \
stay the same.",
        wrong "pairs = [[\"age_years\", \"adherence\", 0.9], [\"adherence\", \"salt_g_day\", 0.9], [\"age_years\", \"salt_g_day\", -0.9]]",
        right "pairs = [[\"age_years\", \"adherence\", 0.1]]";
    Reference: "Contrasts compare all other arms with the reference, so exactly one arm must have `reference = true`.",
        wrong "use = []",
        right "use = []\nreference = true";
    Dose: "The interval is the time from the start of one bout to the start of the next. A bout that lasts as long as \
the interval would never end. For continuous movement, use the `activity` of a phase.",
        wrong "every_min = 120\nduration_min = 120",
        right "every_min = 120\nduration_min = 10";
    NoHost: "The intervention would never be done: none of its phases has a suitable posture, or none is long enough \
for one bout. The first bout starts one interval after the phase begins.",
        wrong "every_min = 1440",
        right "every_min = 60";
    Overlap: "One arm has two interventions that cannot be done at the same time: bouts that overlap, two garments, or \
two training plans. Choose intervals whose bouts never overlap, or use a separate phase for each intervention.",
        wrong "use = [\"walks\", \"pumps\"]",
        right "use = [\"walks\"]";
    Identifier: "Identifiers are used as names of folders, of columns and of parts of the file. They consist of \
lower-case letters, digits, `_` and, unless they become columns, `-`; they begin with a letter and have at most 64 \
characters. Titles and labels can be any text.",
        wrong "id = \"Long Haul\"",
        right "id = \"long-haul-flight\"";
    Unreadable: "The scenario names a file that does not exist, that may not be read, or that is not text. Paths are \
relative to the folder of the file that names them.",
        wrong "format = \"soleus-scenario/1\"\nextends = \"nowhere.toml\"",
        right "format = \"soleus-scenario/1\"";
    Circle: "A file extends another file, which extends the first one, directly or through further files. It would be \
unclear which values apply.",
        wrong "format = \"soleus-scenario/1\"\nextends = \"example.toml\"",
        right "format = \"soleus-scenario/1\"";
    Path: "A dotted path in `--set` or [sweep] consists of the names of the tables that contain a key, and of the key, \
such as `design.persons`. Every part except the last must be a table.",
        wrong "[sweep]\n\"design.persons.x\" = [5, 6]\n\n[timeline]",
        right "[timeline]";
    Sweep: "A sweep is a table of dotted paths, each with a list of values. It needs at least one path, and with `zip \
= true` lists of equal length.",
        wrong "[sweep]\n\n[timeline]",
        right "[timeline]";
    DataFile: "The data file cannot be read as a table (CSV or Parquet), or it lacks a column that the scenario names.",
        wrong "base = \"us-adults\"\nfile = \"example.toml\"",
        right "base = \"us-adults\"";
    DataValue: "Rows of the data file contain values that no person can have. Rows are never left out silently: \
correct the file, or remove these rows and report it.",
        wrong "base = \"us-adults\"\nfile = \"giants.csv\"",
        right "base = \"us-adults\"";
    Suspicious: "The value is possible, but it is often a mistake. The study runs as written.",
        wrong "{ name = \"night\", posture = \"lying\", duration_h = 50 }",
        right "{ name = \"night\", posture = \"lying\", duration_h = 8 }";
    RowsDropped: "With `missing = \"drop\"`, people of the data file who lack a value are left out. The remaining \
people may differ from them, and the results may differ for this reason.",
        wrong "base = \"us-adults\"\nfile = \"gaps.csv\"\nmissing = \"drop\"",
        right "base = \"us-adults\"";
    NoEffect: "This does not change the results of this version, although its author probably expects that it does. \
The study runs as written.",
        wrong "label = \"Feet up, 10 min every 2 h\"\nuse = []",
        right "label = \"Feet up, 10 min every 2 h\"\nuse = [\"feet_up\"]";
    AskClinician: "The arm gives an intervention to people with an attribute for which they should first ask a \
clinician, or the intervention needs a prescription. The study runs as written. Results apply to simulated people; a \
report should say which people should ask first.",
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
