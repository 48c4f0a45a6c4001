//! Warns of settings that are valid, but that no people of the study fit. A few people are drawn to find out.

use super::{Person, Population, changed, exclusion};
use crate::scenario::{InterventionKind, PopulationSpec, Scenario, Stratum, Variable, VariableKind};

/// Number of people who are drawn.
const TRIED: u32 = 1024;
/// Share of people without a class that is worth a warning.
const SHARE: f64 = 0.01;
/// Flags of women, and the smallest and the largest age at which they are possible (years).
const POSSIBLE_YEARS: [(Variable, f64, f64); 4] = [
    (Variable::Pregnant, 18.0, 58.0),
    (Variable::Postpartum, 18.0, 58.0),
    (Variable::OralContraceptive, 18.0, 60.0),
    (Variable::Hrt, 30.0, 110.0),
];

/// Something that no people of the study fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Words of the line to which it refers.
    pub words: Vec<String>,
    /// What was found, in one sentence.
    pub message: String,
    /// What the user can do.
    pub hint: String,
}

/// All doubts about a scenario.
pub fn doubts(scenario: &Scenario) -> Vec<Doubt> {
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..TRIED).map(|id| population.person(id)).collect();
    let strata = scenario.analysis.strata.iter().filter_map(|stratum| of_stratum(stratum, &people));
    let arms = (0..scenario.arms.len()).filter_map(|arm| of_arm(scenario, arm, &people));
    let habits = scenario.interventions.iter().filter_map(|intervention| match &intervention.kind {
        InterventionKind::Habit(habit) => {
            let idle = people.iter().all(|person| changed(person, habit).values == person.values);
            idle.then(|| of_habit(&intervention.id, habit.kind.facts().variable))
        }
        _ => None,
    });
    strata.chain(arms).chain(habits).chain(of_women(&scenario.population, &people)).collect()
}

/// People in no class, in one class only, or in none of several classes.
fn of_stratum(stratum: &Stratum, people: &[Person]) -> Option<Doubt> {
    let values: Vec<f64> = people.iter().map(|person| person.feature(stratum.of)).collect();
    let labels = stratum.labels();
    let counts: Vec<usize> = (0..labels.len())
        .map(|class| values.iter().filter(|value| stratum.class_of(**value) == Some(class)).count())
        .collect();
    let (name, of) = (&stratum.name, stratum.of.name());
    let inside: usize = counts.iter().sum();
    let outside = people.len() - inside;
    let ends = || {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        format!("their `{of}` is {low:.1} to {high:.1} {}", stratum.of.unit())
    };
    let doubt = |message: String, hint: String| Some(Doubt { words: vec![format!("\"{name}\"")], message, hint });
    if outside as f64 >= SHARE * people.len() as f64 {
        let share = 100.0 * outside as f64 / people.len() as f64;
        let message = format!("{share:.0} % of the people are in no class of `{name}`");
        return doubt(message, format!("{}; add edges to `breaks`", ends()));
    }
    if counts.contains(&inside) {
        let message = format!("all people are in one class of `{name}`");
        let hint =
            if stratum.of.kind() == VariableKind::Continuous { ends() } else { format!("all have the same `{of}`") };
        return doubt(message, hint);
    }
    let empty: Vec<&str> =
        labels.iter().zip(&counts).filter(|(_, count)| **count == 0).map(|(label, _)| label.as_str()).collect();
    if empty.is_empty() || stratum.of.kind() != VariableKind::Continuous {
        return None;
    }
    let message = format!("nobody of {} tried people is in the class {} of `{name}`", people.len(), empty.join(", "));
    doubt(message, ends())
}

/// An arm that nobody may do.
fn of_arm(scenario: &Scenario, arm: usize, people: &[Person]) -> Option<Doubt> {
    let arm = &scenario.arms[arm];
    let reason = exclusion(arm, scenario, people.first()?)?;
    let nobody = people.iter().all(|person| exclusion(arm, scenario, person).is_some());
    nobody.then(|| Doubt {
        words: vec![format!("[arms.{}]", arm.family())],
        message: format!("nobody of {} tried people may do what arm `{}` asks", people.len(), arm.id),
        hint: format!("the first of them: {}", reason.reason),
    })
}

fn of_habit(id: &str, variable: Variable) -> Doubt {
    let name = variable.name();
    Doubt {
        words: vec![format!("[interventions.{id}]")],
        message: format!("`{id}` changes nobody: all people have the same `{name}` with and without it"),
        hint: format!("give another dose, or describe people with another `{name}` in [population.variables]"),
    }
}

/// Flags of women that the scenario or its file gives to people who cannot have them.
fn of_women(spec: &PopulationSpec, people: &[Person]) -> Vec<Doubt> {
    let given = |variable: Variable| {
        let set = spec.overrides.iter().any(|(set, _)| *set == variable);
        set || spec.file.as_ref().is_some_and(|file| file.has(variable))
    };
    let doubt = |(variable, youngest, oldest): &(Variable, f64, f64)| {
        let flagged: Vec<&Person> = people.iter().filter(|person| person.get(*variable) > 0.5).collect();
        let ages = *youngest..=*oldest;
        let unlike =
            |person: &&&Person| person.get(Variable::Sex) < 0.5 && !ages.contains(&person.get(Variable::AgeYears));
        let count = flagged.iter().filter(unlike).count();
        let share = 100.0 * count as f64 / flagged.len() as f64;
        let name = variable.name();
        (count > 0 && given(*variable)).then(|| Doubt {
            words: vec![name.to_owned()],
            message: format!(
                "{share:.0} % of the people with `{name}` are women of an age at which it is not possible"
            ),
            hint: format!("restrict `age_years`, or set `{name}` only for women of {youngest:.0} to {oldest:.0} years"),
        })
    };
    POSSIBLE_YEARS.iter().filter_map(doubt).collect()
}
