//! Who is tested.

use std::sync::LazyLock;

use soleus::model::{Leg, Params};
use soleus::population::{Person, Population};
use soleus::probability::Constant;
use soleus::scenario::{ArmAdherence, Duration, Overrides, Scenario, Variable, parse};
use soleus::schedule::{Resolution, compile};
use soleus::study::{Reference, personalize};

/// The balance of the reference person.
static REFERENCE: LazyLock<Reference> = LazyLock::new(|| {
    let scenario = shipped();
    Reference::of(&Params::defaults(), &compile(&scenario, &scenario.arms[0], Resolution::DEFAULT))
});

const SHIPPED: &str = include_str!("../../../scenarios/long-haul-flight.toml");

/// The flight that ships with the tool.
pub(crate) fn shipped() -> Scenario {
    parse("long-haul-flight.toml", SHIPPED, &Overrides::default()).unwrap().scenario
}

/// The same flight with this many minutes in the seat for everybody, who all do what their arm asks.
pub(crate) fn disciplined(seated_min: u32) -> Scenario {
    let mut scenario = shipped();
    for phase in &mut scenario.timeline.phases {
        if matches!(phase.duration, Duration::Of(_)) {
            phase.duration = Duration::Minutes(seated_min);
        }
    }
    for arm in &mut scenario.arms {
        arm.adherence = ArmAdherence::Given(Constant { value: 1.0 }.into());
    }
    scenario
}

/// The first people of the shipped flight.
pub(crate) fn travelers(count: u32) -> Vec<Person> {
    let scenario = shipped();
    let population = Population::new(&scenario.population, &scenario.design);
    (0..count).map(|id| population.person(id)).collect()
}

/// A man of 40, 1.73 m and 74 kg with sound veins, typical in everything else.
pub(crate) fn person(changes: &[(Variable, f64)]) -> Person {
    let mut scenario = shipped();
    let adult = [
        (Variable::Sex, 1.0),
        (Variable::AgeYears, 40.0),
        (Variable::HeightCm, 173.0),
        (Variable::WeightKg, 74.0),
        (Variable::RefluxSuperficial, 0.0),
        (Variable::RefluxDeep, 0.0),
        (Variable::RefluxPerforator, 0.0),
        (Variable::OutflowObstruction, 0.0),
    ];
    let mut overrides: Vec<(Variable, f64)> =
        adult.into_iter().filter(|(kept, _)| !changes.iter().any(|(changed, _)| changed == kept)).collect();
    overrides.extend_from_slice(changes);
    overrides.sort_by_key(|(variable, _)| variable.index());
    scenario.population.correlations.clear();
    scenario.population.overrides =
        overrides.into_iter().map(|(variable, value)| (variable, Constant { value }.into())).collect();
    Population::new(&scenario.population, &scenario.design).typical()
}

/// The leg of [`person`] as it is.
pub(crate) fn typical() -> Leg<f32> {
    varied(&[])
}

/// The leg of [`person`] with some attributes changed; what depends on them follows.
pub(crate) fn varied(changes: &[(Variable, f64)]) -> Leg<f32> {
    personalize(&person(changes), &REFERENCE)
}
