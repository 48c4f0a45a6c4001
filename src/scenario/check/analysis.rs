//! `[analysis]`.

use toml::de::DeValue;

use super::names::{self, Unique};
use super::population::variable_named;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Analysis, Stratum, VariableKind};

const DEFAULT_QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Reads `[analysis]`.
pub(super) fn analysis(root: &Section<'_>, problems: &mut Problems) -> Option<Analysis> {
    let usual = Analysis { strata: Vec::new(), quantiles: DEFAULT_QUANTILES.to_vec(), sensitivity: false };
    if root.get("analysis").is_none() {
        return Some(usual);
    }
    let section = root.subsection("analysis", &keys::ANALYSIS, problems)?;
    let strata = section.get("strata").map_or(Some(usual.strata), |item| strata(&item, problems));
    let quantiles = section.get("quantiles").map_or(Some(usual.quantiles), |item| quantiles(&item, problems));
    let sensitivity = section.get("sensitivity").map_or(Some(usual.sensitivity), |item| item.truth(problems));
    Some(Analysis { strata: strata?, quantiles: quantiles?, sensitivity: sensitivity? })
}

fn strata(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<Stratum>> {
    let entries = item.list(problems)?;
    let mut unique = Unique::default();
    let read: Vec<Option<Stratum>> = entries
        .iter()
        .map(|entry| {
            let stratum = stratum(entry, problems)?;
            unique.add("the stratum", &stratum.name, entry.span(), problems).map(|()| stratum)
        })
        .collect();
    read.into_iter().collect()
}

/// A stratum: a variable name, or a table with a name for the column.
fn stratum(entry: &Item<'_>, problems: &mut Problems) -> Option<Stratum> {
    if let DeValue::String(name) = entry.value.get_ref() {
        let of = variable_named(name, entry.span(), problems)?;
        if of.kind() == VariableKind::Continuous {
            let message = format!("`{}` is a number: strata of it need breaks", of.name());
            let hint = format!("write {{ name = \"...\", of = \"{}\", breaks = [...] }}", of.name());
            return problems
                .fail(Problem::new(Code::MissingKey, entry.span(), message).label("which classes?").hint(hint));
        }
        return Some(Stratum { name: of.name().to_owned(), of, breaks: Vec::new() });
    }
    let section = entry.section("this stratum", problems)?;
    section.allow(&keys::STRATUM, problems);
    let of = section.require("of", "the variable that is divided into classes", problems).and_then(|item| {
        let name = item.text(problems)?;
        variable_named(name, item.span(), problems)
    });
    let name = section.require("name", "the name of the column", problems);
    let name = name.and_then(|item| Some((item, item.text(problems)?)));
    let (of, (item, name)) = (of?, name?);
    if name != of.name() || of.kind() == VariableKind::Continuous {
        names::check_column(name, item.span(), problems)?;
        names::check_no_variable(name, item.span(), problems)?;
    }
    let breaks = match of.kind() {
        VariableKind::Continuous => {
            let hint = "class edges, such as [18, 40, 65, 111]; each class holds its lower edge";
            breaks(&section.require("breaks", hint, problems)?, problems)?
        }
        _ => no_breaks(&section, problems)?,
    };
    Some(Stratum { name: name.to_owned(), of, breaks })
}

fn breaks(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<f64>> {
    let entries = item.list(problems)?;
    let read: Vec<Option<f64>> = entries.iter().map(|entry| entry.number(problems)).collect();
    let edges: Vec<f64> = read.into_iter().collect::<Option<_>>()?;
    if edges.len() < 2 {
        let problem = Problem::new(Code::OutOfRange, item.span(), "one class needs two edges").label("too few edges");
        return problems.fail(problem);
    }
    check_increasing("breaks", &edges, &entries, problems)?;
    Some(edges)
}

fn no_breaks(section: &Section<'_>, problems: &mut Problems) -> Option<Vec<f64>> {
    let Some(item) = section.get("breaks") else { return Some(Vec::new()) };
    let message = "this variable has classes of its own and takes no breaks";
    problems.fail(Problem::new(Code::KeyConflict, item.span(), message).label("remove this"))
}

fn quantiles(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<f64>> {
    let entries = item.list(problems)?;
    let read: Vec<Option<f64>> = entries.iter().map(|entry| quantile(entry, problems)).collect();
    let quantiles: Vec<f64> = read.into_iter().collect::<Option<_>>()?;
    check_increasing("quantiles", &quantiles, &entries, problems)?;
    Some(quantiles)
}

fn quantile(item: &Item<'_>, problems: &mut Problems) -> Option<f64> {
    let value = item.number_in(0.0..=1.0, "1", problems)?;
    if 0.0 < value && value < 1.0 {
        return Some(value);
    }
    let problem = Problem::new(Code::OutOfRange, item.span(), "a quantile lies between 0 and 1, both excluded");
    problems.fail(problem.label("not inside (0, 1)"))
}

fn check_increasing(what: &str, values: &[f64], items: &[Item<'_>], problems: &mut Problems) -> Option<()> {
    let Some(at) = values.windows(2).position(|pair| pair[0] >= pair[1]) else { return Some(()) };
    let message = format!("`{what}` must increase");
    problems.fail(Problem::new(Code::OutOfRange, items[at + 1].span(), message).label("not larger than the one before"))
}
