//! `soleus tornado`: which attributes of people and which constants an outcome depends on.

use super::args::TornadoArgs;
use super::engine::choose;
use super::scenario::{read, refuse};
use super::{Console, Exit};
use crate::engine::Backend;
use crate::output::{Swing, Tornado, main_outcome, write_tornado};
use crate::population::{Person, Population};
use crate::results::{ArmBlock, Measure};
use crate::scenario::Scenario;
use crate::stats::{End, Input, effects};
use crate::study::simulate_people;

/// Number of people without --persons.
const PERSONS: u32 = 128;

/// Moves every input and prints the effects, or writes them to the file of `--out`.
pub(super) fn tornado(args: &TornadoArgs, console: &Console) -> Exit {
    let scenario = match read(&args.file, &args.sample, console).map(|members| members.one(args.member)) {
        Ok(Ok(loaded)) => loaded.scenario,
        Ok(Err(faults)) => return refuse(&faults, console),
        Err(exit) => return exit,
    };
    let backend = match choose(&args.engine, console) {
        Ok(backend) => backend,
        Err(exit) => return exit,
    };
    let persons = args.sample.persons.unwrap_or(PERSONS.min(scenario.design.persons));
    let tornado = swings(scenario, persons, backend.as_ref(), console);
    if console.shared().json {
        console.json(&tornado.describe());
    } else {
        console.result(&tornado.text(console.width()));
    }
    let Some(path) = &console.shared().out else { return Exit::Done };
    match write_tornado(path, &tornado) {
        Ok(()) => {
            console.say(&format!("all effects are in {}", path.display()));
            Exit::Done
        }
        Err(error) => {
            console.warn(&format!("error: {error}"));
            Exit::Unusable
        }
    }
}

/// The effects of all inputs on the main outcome and on stasis.
fn swings(mut scenario: Scenario, persons: u32, backend: &dyn Backend, console: &Console) -> Tornado {
    scenario.design.persons = persons;
    scenario.measurements.clear();
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..persons).map(|id| population.person(id)).collect();
    let measures = [main_outcome(&scenario), Measure::StasisDose];
    let inputs = Input::all(&scenario, &people);
    console.say(&format!("{} inputs x 2 values x {persons} people x {} arms", inputs.len(), scenario.arms.len()));
    let swing = |input: Input| {
        let ends = [End::Low, End::High].map(|end| -> Vec<ArmBlock> {
            let (scenario, people) = input.at(end, &scenario, &people);
            simulate_people(&scenario, people, backend)
        });
        Swing { effects: effects(&scenario.design, scenario.reference_arm(), &measures, &ends), input }
    };
    let swings = inputs.into_iter().map(swing).collect();
    Tornado { scenario, measures: measures.to_vec(), swings }
}
