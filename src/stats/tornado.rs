//! A tornado: how much an outcome changes if one input moves from its 10th to its 90th percentile while all others stay as they were drawn.

use super::inference::Inference;
use super::means;
use super::sample::Pairs;
use super::{Estimate, Strata};
use crate::model::PARAMETERS;
use crate::population::Person;
use crate::probability::rank_correlation;
use crate::probability::sorted::{quantile, sorted};
use crate::results::{ArmBlock, Measure};
use crate::scenario::{Design, Scenario, SetParameter, Variable, VariableKind};

/// The two values between which an input moves.
const ENDS: [f64; 2] = [0.1, 0.9];
/// Attributes with a larger rank correlation measure nearly the same and move together.
const SAME: f64 = 0.7;

/// An end of the range of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its 10th percentile.
    Low,
    /// Its 90th percentile.
    High,
}

/// An input that moves: an attribute of people, several that measure nearly the same, or a constant of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name; names of attributes that move together are joined by " + ".
    pub name: String,
    /// Unit of its values.
    pub unit: &'static str,
    /// The first value. Of several attributes, that of the first one.
    pub low: f64,
    /// The second value.
    pub high: f64,
    moved: Moved,
}

#[derive(Clone, Debug, PartialEq)]
enum Moved {
    /// Attributes with their values at both ends.
    Attributes(Vec<(Variable, [f64; 2])>),
    /// Position of a constant.
    Constant(usize),
}

/// The effect of an input on an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Position of the arm.
    pub arm: usize,
    /// Whether the effect is on the difference from the reference.
    pub on_difference: bool,
    /// The outcome.
    pub measure: Measure,
    /// Mean of the people's changes from the first to the second value.
    pub change: Estimate,
}

/// An attribute, the two values between which it is moved, and the values of the people.
type Ranged = (Variable, [f64; 2], Vec<f64>);

impl Input {
    /// All inputs: attributes that differ between these people, then constants.
    pub fn all(scenario: &Scenario, people: &[Person]) -> Vec<Self> {
        let ordered =
            |variable: &Variable| !matches!(variable.kind(), VariableKind::Category(labels) if labels.len() > 2);
        let used = Variable::ALL.iter().copied().filter(|variable| ordered(variable) && !variable.is_idle());
        let column = |variable: Variable| people.iter().map(|person| person.get(variable)).collect::<Vec<f64>>();
        let columns = used.map(|variable| (variable, column(variable)));
        let ranged = columns.filter_map(|(variable, values)| Some((variable, range(variable, &values)?, values)));
        let mut groups: Vec<Vec<Ranged>> = Vec::new();
        for one in ranged {
            let same = |group: &&mut Vec<Ranged>| {
                group.iter().any(|other| rank_correlation(&one.2, &other.2).is_some_and(|found| found.abs() > SAME))
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(one),
                None => groups.push(vec![one]),
            }
        }
        groups.into_iter().filter_map(Self::of_attributes).chain(Self::constants(scenario)).collect()
    }

    fn of_attributes(group: Vec<Ranged>) -> Option<Self> {
        let (first, [low, high], values) = group.first()?.clone();
        let moved = group.iter().map(|(variable, [low, high], others)| {
            // An attribute that falls as the first one rises moves the other way.
            let falls = rank_correlation(&values, others).is_some_and(|found| found < 0.0);
            (*variable, if falls { [*high, *low] } else { [*low, *high] })
        });
        let name = group.iter().map(|(variable, ..)| variable.name()).collect::<Vec<_>>().join(" + ");
        Some(Self { name, unit: first.unit(), low, high, moved: Moved::Attributes(moved.collect()) })
    }

    /// Constants: the percentiles of the distribution that the scenario gives, or of an even one over the plausible range.
    fn constants(scenario: &Scenario) -> impl Iterator<Item = Self> {
        PARAMETERS.iter().enumerate().map(move |(at, parameter)| {
            let set = scenario.parameters.iter().find(|set| set.at == at).and_then(|set| set.uncertain.as_ref());
            let [low, high] = ENDS.map(|end| match set {
                Some(family) => family.law().quantile().at(end),
                None => parameter.low + end * (parameter.high - parameter.low),
            });
            Self { name: parameter.name.to_owned(), unit: parameter.unit, low, high, moved: Moved::Constant(at) }
        })
    }

    /// Whether it is a constant of the model.
    pub fn is_constant(&self) -> bool {
        matches!(self.moved, Moved::Constant(_))
    }

    /// The scenario and the people with this input at an end.
    pub fn at(&self, end: End, scenario: &Scenario, people: &[Person]) -> (Scenario, Vec<Person>) {
        let (mut scenario, mut people) = (scenario.clone(), people.to_vec());
        match &self.moved {
            Moved::Attributes(all) => {
                for (variable, ends) in all {
                    people.iter_mut().for_each(|person| person.values[variable.index()] = ends[end as usize]);
                }
            }
            Moved::Constant(at) => {
                scenario.parameters.retain(|set| set.at != *at);
                scenario.parameters.push(SetParameter::new(*at, if end == End::Low { self.low } else { self.high }));
            }
        }
        (scenario, people)
    }
}

/// The 10th and the 90th percentile; of flags and pairs of labels, both values; `None` if they are equal.
fn range(variable: Variable, values: &[f64]) -> Option<[f64; 2]> {
    let ascending = sorted(values);
    let ends = match variable.kind() {
        VariableKind::Continuous => ENDS.map(|end| quantile(&ascending, end)),
        VariableKind::Flag | VariableKind::Category(_) => [ascending.first().copied(), ascending.last().copied()],
    };
    let [Some(low), Some(high)] = ends else { return None };
    (low < high).then_some([low, high])
}

/// The effects of an input, from the outcomes of the same people in all arms at both ends.
pub fn effects(design: &Design, reference: usize, measures: &[Measure], ends: &[Vec<ArmBlock>; 2]) -> Vec<Effect> {
    let strata = Strata::of(Vec::new(), Vec::new());
    let inference = &Inference::new(design, strata.rows());
    let effect = |measure: Measure, arm: usize, on_difference: bool| {
        let value = |blocks: &[ArmBlock], person: usize| {
            let of = |arm: usize| Some(blocks[arm].measure(measure)[person]).filter(|_| blocks[arm].valid[person]);
            let usual = if on_difference { f64::from(of(reference)?) } else { 0.0 };
            Some(f64::from(of(arm)?) - usual).filter(|value| value.is_finite())
        };
        let [low, high] = ends;
        let pairs = Pairs::collect(low[arm].people(), |person| value(high, person), |person| value(low, person));
        Effect { arm, on_difference, measure, change: means::difference(inference, &pairs) }
    };
    let arms = ends[0].len();
    let of_measure = |measure: &Measure| {
        let others = (0..arms).filter(|arm| *arm != reference).map(|arm| effect(*measure, arm, true));
        [effect(*measure, reference, false)].into_iter().chain(others).collect::<Vec<Effect>>()
    };
    measures.iter().flat_map(of_measure).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::Sampler;
    use crate::stats::synthetic::{self, PUMPS, USUAL};

    /// People who differ in age, weight and height; height follows weight.
    fn people() -> Vec<Person> {
        let person = |id: u32| {
            let mut values = [0.0; Variable::COUNT];
            values[Variable::AgeYears.index()] = 20.0 + f64::from(id % 61);
            values[Variable::WeightKg.index()] = 50.0 + f64::from(id);
            values[Variable::HeightCm.index()] = 200.0 - 0.1 * f64::from(id);
            values[Variable::Smoker.index()] = f64::from(id % 2);
            Person { id, source_row: None, values }
        };
        (0..101).map(person).collect()
    }

    #[test]
    fn inputs_move_between_percentiles_and_correlated_ones_together() {
        let scenario = synthetic::scenario(101, Sampler::Random);
        let inputs = Input::all(&scenario, &people());
        let names: Vec<&str> = inputs.iter().filter(|one| !one.is_constant()).map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["age_years", "height_cm + weight_kg", "smoker"]);
        assert_eq!(inputs.iter().filter(|input| input.is_constant()).count(), PARAMETERS.len());
        let size = &inputs[1];
        let (_, moved) = size.at(End::Low, &scenario, &people());
        // Weight is 60 and 140 at its percentiles; it falls where height rises.
        assert!(moved.iter().all(|person| (person.get(Variable::WeightKg) - 140.0).abs() < 1e-9));
        assert!(
            moved.iter().zip(people()).all(|(one, other)| one.get(Variable::AgeYears) == other.get(Variable::AgeYears))
        );
        let smoker = &inputs[2];
        assert_eq!((smoker.low, smoker.high), (0.0, 1.0));
        let constant = inputs.iter().find(|input| input.name == PARAMETERS[0].name).unwrap();
        let (changed, same) = constant.at(End::High, &scenario, &people());
        assert!(changed.parameters.iter().any(|set| set.at == 0 && set.value == constant.high) && same == people());
    }

    #[test]
    fn effects_are_mean_changes_of_the_same_people() {
        let scenario = synthetic::scenario(200, Sampler::Random);
        let low: Vec<ArmBlock> = (0..3).map(|arm| synthetic::columns(arm, 200)).collect();
        let mut high = low.clone();
        // Everyone gains 5 in the reference and 2 with pumps.
        high[USUAL].measures[Measure::EdemaMl as usize].iter_mut().for_each(|value| *value += 5.0);
        high[PUMPS].measures[Measure::EdemaMl as usize].iter_mut().for_each(|value| *value += 2.0);
        let found = effects(&scenario.design, USUAL, &[Measure::EdemaMl], &[low, high]);
        let value = |arm: usize| found.iter().find(|one| one.arm == arm).unwrap().change.value.unwrap();
        assert!((value(USUAL) - 5.0).abs() < 1e-4 && (value(PUMPS) + 3.0).abs() < 1e-4, "{found:?}");
        assert!(found.iter().all(|one| one.on_difference == (one.arm != USUAL)));
    }
}
