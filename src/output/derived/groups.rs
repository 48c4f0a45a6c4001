//! Groups of people by their attributes in the table `persons`.

use super::{DerivedError, Request};
use crate::output::SavedRun;
use crate::output::reread::{Attribute, Attributes, Settings};
use crate::scenario::{Scenario, suggest};
use crate::stats::{Grouping, Strata};

/// The groups of a request.
///
/// # Errors
/// If an attribute is unknown or needs classes, or the table `persons` is missing.
pub(super) fn strata(run: &SavedRun, scenario: &Scenario, request: &Request) -> Result<Strata, DerivedError> {
    increasing("--breaks", "", &request.breaks)?;
    if request.by.is_empty() {
        return match (&request.cross, request.breaks.is_empty()) {
            (Some(_), _) => Err(DerivedError::UselessCross),
            (None, false) => Err(useless("there is no --by")),
            (None, true) => Ok(Strata::of(Vec::new(), file_rows(run, scenario)?)),
        };
    }
    let people = Attributes::open(run, scenario)?;
    let read = |name: &String| attribute(&people, name);
    let attributes: Vec<Attribute> = request.by.iter().map(read).collect::<Result<_, _>>()?;
    let numbers = attributes.iter().filter(|attribute| matches!(attribute, Attribute::Numbers(_))).count();
    if !request.breaks.is_empty() && numbers != 1 {
        return Err(useless(if numbers == 0 { "none is a number" } else { "several are numbers" }));
    }
    let grouped = request.by.iter().zip(attributes).map(|(name, attribute)| grouping(name, attribute, &request.breaks));
    let mut groupings: Vec<Grouping> = grouped.collect::<Result<_, _>>()?;
    if let Some(cross) = &request.cross {
        let Attribute::Labels(labels, codes) = attribute(&people, cross)? else {
            return Err(DerivedError::CrossedNumber { name: cross.clone() });
        };
        let other = labeled(cross, labels, &codes);
        groupings = groupings.iter().map(|grouping| grouping.crossed(&other)).collect();
    }
    Ok(Strata::of(groupings, file_rows(run, scenario)?))
}

/// For each person, the row of the data file from which the person comes; empty without a file.
fn file_rows(run: &SavedRun, scenario: &Scenario) -> Result<Vec<i32>, DerivedError> {
    match Settings::read(run)?.has_file() {
        true => Ok(Attributes::open(run, scenario)?.file_rows()?),
        false => Ok(Vec::new()),
    }
}

/// Checks that numbers increase.
pub(super) fn increasing(what: &'static str, within: &'static str, numbers: &[f64]) -> Result<(), DerivedError> {
    let increases = numbers.windows(2).all(|pair| pair[0] < pair[1]) && numbers.iter().all(|number| number.is_finite());
    if increases { Ok(()) } else { Err(DerivedError::NotIncreasing { what, within }) }
}

fn useless(found: &str) -> DerivedError {
    DerivedError::UselessBreaks { found: found.to_owned() }
}

fn attribute(people: &Attributes, name: &str) -> Result<Attribute, DerivedError> {
    people.get(name)?.ok_or_else(|| {
        let hint = suggest::hint_or(name, people.names(), "the dictionary lists the columns of persons");
        DerivedError::UnknownAttribute { name: name.to_owned(), hint }
    })
}

fn grouping(name: &str, attribute: Attribute, breaks: &[f64]) -> Result<Grouping, DerivedError> {
    match attribute {
        Attribute::Labels(labels, codes) => Ok(labeled(name, labels, &codes)),
        Attribute::Numbers(values) if breaks.is_empty() => {
            Err(DerivedError::NoBreaks { name: name.to_owned(), example: quartiles(&values) })
        }
        Attribute::Numbers(values) => Ok(divided(name, &values, breaks)),
    }
}

/// The quartiles of values, as an example of edges.
fn quartiles(values: &[Option<f32>]) -> String {
    let mut ascending: Vec<f32> = values.iter().flatten().copied().collect();
    ascending.sort_by(f32::total_cmp);
    let quartile = |quarter: usize| ascending.get(quarter * ascending.len() / 4);
    let words: Vec<String> = (1..4).filter_map(quartile).map(|value| format!("{value:.1}")).collect();
    words.join(",")
}

fn labeled(name: &str, labels: Vec<String>, codes: &[Option<usize>]) -> Grouping {
    let code = |code: &Option<usize>| code.map_or(0, |code| u16::try_from(code + 1).unwrap_or(0));
    Grouping { by: name.to_owned(), labels, codes: codes.iter().map(code).collect() }
}

/// Classes between edges, as in a scenario, and classes below the first and above the last edge if there are people. Values are compared with the
/// edges as the table stores them, so that a value that equals an edge is on the same side as in a run.
fn divided(name: &str, values: &[Option<f32>], breaks: &[f64]) -> Grouping {
    let edges: Vec<f32> = breaks.iter().map(|edge| *edge as f32).collect();
    let class = |value: &Option<f32>| value.map(|value| edges.iter().filter(|edge| **edge <= value).count());
    let classes: Vec<Option<usize>> = values.iter().map(class).collect();
    let occurs = |class: usize| classes.contains(&Some(class));
    let mut labels: Vec<(usize, String)> = Vec::new();
    let (first, last) = (breaks.first().copied().unwrap_or_default(), breaks.last().copied().unwrap_or_default());
    labels.extend(occurs(0).then(|| (0, format!("below {first}"))));
    labels.extend((1..).zip(breaks.windows(2).map(|edge| format!("[{}, {})", edge[0], edge[1]))));
    labels.extend(occurs(breaks.len()).then(|| (breaks.len(), format!("{last} and above"))));
    let position = |class: &Option<usize>| labels.iter().position(|(of, _)| Some(*of) == *class);
    let codes: Vec<Option<usize>> = classes.iter().map(position).collect();
    labeled(name, labels.into_iter().map(|(_, label)| label).collect(), &codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_lost_beyond_the_edges() {
        let values = [Some(17.0), Some(18.5), Some(24.9), Some(25.0), Some(31.0), None].to_vec();
        let grouping = divided("bmi", &values, &[18.5, 25.0, 30.0]);
        assert_eq!(grouping.labels, ["below 18.5", "[18.5, 25)", "[25, 30)", "30 and above"]);
        assert_eq!(grouping.codes, [1, 2, 2, 3, 4, 0]);
        let within = divided("bmi", &values[1..4], &[18.5, 25.0, 30.0]);
        assert_eq!(within.labels, ["[18.5, 25)", "[25, 30)"]);
    }

    #[test]
    fn a_value_that_equals_an_edge_is_above_it_however_it_is_stored() {
        let grouping = divided("height_cm", &[Some(172.7)], &[160.0, 172.7, 180.0]);
        assert_eq!(grouping.labels[usize::from(grouping.codes[0]) - 1], "[172.7, 180)");
    }

    #[test]
    fn crossed_classes_have_both_names() {
        let one = divided("bmi", &[Some(20.0), Some(26.0), None], &[18.5, 25.0, 30.0]);
        let other = labeled("sex", vec!["female".to_owned(), "male".to_owned()], &[Some(1), Some(0), Some(0)]);
        let crossed = one.crossed(&other);
        assert_eq!(crossed.by, "bmi x sex");
        let name = |code: &u16| code.checked_sub(1).map(|at| crossed.labels[usize::from(at)].as_str());
        let names: Vec<Option<&str>> = crossed.codes.iter().map(name).collect();
        assert_eq!(names, [Some("[18.5, 25) x male"), Some("[25, 30) x female"), None]);
    }
}
