//! The main job: everybody through every arm, tile by tile.

use std::ops::Range;

use crate::engine::Backend;
use crate::output::{Ended, ManifestFacts, OutputError, RunFolder, RunIdentity, RunWriter};
use crate::population::{Person, Population};
use crate::scenario::{Scenario, Variable};
use crate::schedule::Resolution;

use super::batch::{self, Batch, Done};
use super::block::{ArmBlock, TILE};
use super::parameter_draws::ParameterDraws;
use super::tile::Arms;

/// Whoever waits for a run: is told how far it is, may ask it to stop.
pub trait Monitor {
    /// So many more person-arms are done, in this arm.
    fn advance(&self, person_arms: u64, arm: &str);
    /// Whether the run should stop.
    fn stopped(&self) -> bool;
    /// Some people left the model's range, too few to give up; who they are.
    fn warn(&self, text: &str);
    /// The occasion, for the manifest, but for the device; asked once, when all is simulated.
    fn facts(&self) -> ManifestFacts;
}

/// Why a run did not finish.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// The results could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Asked to stop.
    #[error("interrupted; nothing was finished, so run the same command again")]
    Interrupted,
    /// Too many people left the model's range.
    #[error(
        "the leg model left its valid range for {count} of {of} person-arms so far (more than 0.1 %), so the results cannot be \
         trusted and were not finished; the population may be outside of what the model describes. First of them: {first}"
    )]
    Invalid {
        /// How many.
        count: u64,
        /// Of how many.
        of: u64,
        /// Who they are.
        first: String,
    },
}

/// Share of person-arms that may be invalid.
const INVALID_LIMIT: f64 = 0.001;
/// How many invalid people are described.
const DESCRIBED: usize = 5;

/// Runs a scenario and writes its folder, which is removed again where a precision is wanted that takes more people.
pub fn run(
    scenario: &Scenario,
    backend: &dyn Backend,
    folder: RunFolder,
    identity: &RunIdentity,
    monitor: &dyn Monitor,
) -> Result<Ended, StudyError> {
    let draws = ParameterDraws::new(scenario);
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let ticks = arms.programs().first().map_or(&[][..], |program| &program.ticks);
    let mut study = Study {
        scenario,
        population: Population::new(&scenario.population, &scenario.design),
        backend,
        monitor,
        writer: RunWriter::create(folder, scenario, identity, ticks)?,
        invalid: Invalid::default(),
    };
    for draw in 0..draws.count() {
        if draw > 0 {
            study.writer.next_draw()?;
        }
        let drawn = draws.scenario(draw);
        let arms = Arms::new(&drawn, Resolution::DEFAULT);
        study.through(&arms, draw, 0..scenario.design.persons)?;
        study.write_sample(&arms)?;
    }
    if let Some(text) = study.invalid.told() {
        monitor.warn(&text);
    }
    // By now it may have changed hands.
    let facts = ManifestFacts { device: backend.name(), ..monitor.facts() };
    Ok(study.writer.finish(facts)?)
}

/// A run under way.
struct Study<'a> {
    scenario: &'a Scenario,
    population: Population,
    backend: &'a dyn Backend,
    monitor: &'a dyn Monitor,
    writer: RunWriter,
    invalid: Invalid,
}

impl Study<'_> {
    /// Sends these people through the arms of a draw and hands what becomes of them to the writer.
    fn through(&mut self, arms: &Arms, draw: u32, ids: Range<u32>) -> Result<(), StudyError> {
        let Self { scenario, population, backend, monitor, writer, invalid } = self;
        let mut shelf = Vec::new();
        batch::through(arms, population, ids, *backend, |done| {
            if monitor.stopped() {
                return Err(StudyError::Interrupted);
            }
            let Done { batch, arm, mut block } = done;
            backend.incidents().iter().for_each(|text| monitor.warn(text));
            invalid.count(&place(scenario, arm, draw), &batch.people, &block.valid);
            invalid.judge(scenario.person_arms())?;
            writer.push_course(arm, &std::mem::take(&mut block.course))?;
            shelf.push(block);
            monitor.advance(batch.people.len() as u64, &scenario.arms[arm].label);
            if shelf.len() == scenario.arms.len() {
                put_away(writer, &batch, &std::mem::take(&mut shelf))?;
            }
            Ok(())
        })
    }

    /// Writes who the people of the sample are, where there is one: only now it is known who belongs to it.
    fn write_sample(&mut self, arms: &Arms) -> Result<(), StudyError> {
        for ids in self.writer.sample().unwrap_or_default().chunks(TILE) {
            let people: Vec<Person> = ids.iter().map(|id| self.population.person(*id)).collect();
            let barred: Vec<String> = people.iter().map(|person| arms.barred(person)).collect();
            self.writer.push_sampled(&people, &barred)?;
        }
        Ok(())
    }
}

/// Where somebody is, for messages.
fn place(scenario: &Scenario, arm: usize, draw: u32) -> String {
    let id = &scenario.arms[arm].id;
    if scenario.design.parameter_draws > 1 { format!("arm {id} of draw {draw}") } else { format!("arm {id}") }
}

/// Hands a batch and its results in all arms to the writer, tile by tile.
fn put_away(writer: &mut RunWriter, batch: &Batch, arms: &[ArmBlock]) -> Result<(), OutputError> {
    for (people, barred) in batch.people.chunks(TILE).zip(batch.barred.chunks(TILE)) {
        writer.push_people(people, barred)?;
    }
    let mut tiles: Vec<_> = arms.iter().map(ArmBlock::tiles).collect();
    for _ in batch.people.chunks(TILE) {
        for (arm, tiles) in tiles.iter_mut().enumerate() {
            if let Some(tile) = tiles.next() {
                writer.push_block(arm, &tile)?;
            }
        }
    }
    Ok(())
}

/// People whose state left the valid range.
#[derive(Default)]
struct Invalid {
    count: u64,
    described: Vec<String>,
}

impl Invalid {
    fn count(&mut self, place: &str, people: &[Person], valid: &[bool]) {
        for (person, _) in people.iter().zip(valid).filter(|(_, valid)| !**valid) {
            self.count += 1;
            if self.described.len() < DESCRIBED {
                self.described.push(describe(place, person));
            }
        }
    }

    /// What to tell of a run that goes on without them.
    fn told(&self) -> Option<String> {
        let (count, first) = (self.count, self.described.join("; "));
        let text = format!(
            "the leg model left its valid range for {count} person-arms; they are marked in the tables and left out of all \
             statistics. First of them: {first}"
        );
        (count > 0).then_some(text)
    }

    /// Gives up as soon as the whole run is lost, not after its last person.
    fn judge(&self, of: u64) -> Result<(), StudyError> {
        if self.count as f64 > INVALID_LIMIT * of as f64 {
            let first = self.described.join("; ");
            return Err(StudyError::Invalid { count: self.count, of, first });
        }
        Ok(())
    }
}

/// A person by id and inputs.
fn describe(place: &str, person: &Person) -> String {
    let values = Variable::ALL.iter().map(|variable| format!("{}={}", variable.name(), person.get(*variable)));
    format!("person {} in {place} ({})", person.id, values.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_people_are_told_and_too_many_end_the_run() {
        let person = Person { id: 7, source_row: None, values: [0.0; Variable::COUNT] };
        let people = [person.clone(), Person { id: 8, ..person }];
        let mut invalid = Invalid::default();
        invalid.count("arm usual", &people, &[true, true]);
        assert_eq!(invalid.told(), None);
        invalid.count("arm usual", &people, &[true, false]);
        assert!(
            invalid.told().is_some_and(|text| text.contains("person 8 in arm usual") && text.contains("height_cm=0"))
        );
        assert!(invalid.judge(1000).is_ok() && invalid.judge(999).is_err());
    }
}
