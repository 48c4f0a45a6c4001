//! The constants that are fitted, and the targets.

use serde::Deserialize;
use soleus::evidence::{EvidenceError, Target, targets};
use soleus::model::PARAMETERS;

use super::fit::fewest_evaluations;

const SOURCE: &str = include_str!("../constants.toml");

/// Why a fit cannot begin or continue.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CalibrateError {
    /// A constant that the model does not have.
    #[error("--parameters: the model has no constant `{0}`; src/model/parameters.rs lists all of them")]
    Constant(String),
    /// A target that is not scored.
    #[error("--targets: no scored target is called `{0}`; `soleus verify` lists them")]
    Target(String),
    /// A name that is given twice.
    #[error("`{0}` is named twice; name it once")]
    Twice(String),
    /// Too few evaluations for a single step.
    #[error(
        "--evaluations {given} is too few: {constants} constants need at least {fewest}; raise it or fit fewer constants with --parameters"
    )]
    Budget {
        /// The requested number of evaluations.
        given: usize,
        /// Number of constants to fit.
        constants: usize,
        /// Number of evaluations for one step.
        fewest: usize,
    },
    /// A fit without constants or targets.
    #[error("there is nothing to fit: name at least one constant and one target")]
    Nothing,
    /// The model could not be compared with the evidence.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
}

/// Constants and targets of a fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Positions in the table of constants.
    pub(crate) parameters: Vec<usize>,
    /// Scored targets.
    pub(crate) targets: Vec<Target>,
}

/// The named constants and targets; without names, all built-in ones. `evaluations` must be enough for one step.
pub(crate) fn choose(parameters: &[String], targets: &[String], evaluations: usize) -> Result<Choice, CalibrateError> {
    let usual = usual_parameters();
    let names = if parameters.is_empty() { &usual } else { parameters };
    once(names)?;
    once(targets)?;
    let parameters: Vec<usize> = names.iter().map(position).collect::<Result<_, _>>()?;
    let fewest = fewest_evaluations(parameters.len());
    if evaluations < fewest {
        return Err(CalibrateError::Budget { given: evaluations, constants: parameters.len(), fewest });
    }
    Ok(Choice { parameters, targets: scored(targets)? })
}

fn position(name: &String) -> Result<usize, CalibrateError> {
    let found = PARAMETERS.iter().position(|parameter| parameter.name == name);
    found.ok_or_else(|| CalibrateError::Constant(name.clone()))
}

fn scored(names: &[String]) -> Result<Vec<Target>, CalibrateError> {
    let all: Vec<Target> = targets().into_iter().filter(|target| target.scored).collect();
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|target| target.id != **name)) {
        return Err(CalibrateError::Target(unknown.clone()));
    }
    Ok(all.into_iter().filter(|target| names.is_empty() || names.contains(&target.id)).collect())
}

fn once(names: &[String]) -> Result<(), CalibrateError> {
    let twice = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name));
    twice.map_or(Ok(()), |(_, name)| Err(CalibrateError::Twice(name.clone())))
}

/// Constants of the built-in list.
fn usual_parameters() -> Vec<String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        parameters: Vec<Uncertain>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Uncertain {
        name: String,
        #[serde(rename = "why")]
        _why: String,
    }
    // The file is built in and a test reads it.
    let list = toml::from_str(SOURCE).map_or_else(|_| Vec::new(), |file: File| file.parameters);
    list.into_iter().map(|parameter| parameter.name).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{choose, usual_parameters};

    fn names(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_built_in_list_names_constants_of_the_model() {
        assert!(usual_parameters().len() > 10);
        let choice = choose(&[], &[], 1000).unwrap();
        assert_eq!(choice.parameters.len(), usual_parameters().len());
    }

    #[test]
    fn only_scored_targets_are_fitted() {
        let choice = choose(&[], &[], 1000).unwrap();
        assert!(choice.targets.iter().all(|target| target.scored && target.id != "E19"));
        assert_eq!(choose(&[], &names("C07 C04"), 1000).unwrap().targets.len(), 2);
    }

    #[test]
    fn faults_are_told_with_the_remedy() {
        let message = |constants: &str, targets: &str, evaluations| {
            choose(&names(constants), &names(targets), evaluations).unwrap_err().to_string()
        };
        assert!(message("leak_deap", "", 100).contains("no constant `leak_deap`"));
        assert!(message("leak_deep", "E19", 100).contains("no scored target is called `E19`"));
        assert!(message("leak_deep leak_deep", "", 100).contains("named twice"));
        assert!(message("leak_deep reflex_gain", "", 5).contains("at least 6"));
    }
}
