//! Runs a study: sends all people through every arm, batch by batch.

use std::error::Error;
use std::ops::Range;

use crate::engine::Backend;
use crate::population::{Person, Population};
use crate::results::{INVALID_LIMIT, Part, PartKey, Sink};
use crate::risk::ParameterDraws;
use crate::scenario::{Scenario, Variable};
use crate::schedule::Resolution;

use super::batch::{self, Done};
use super::nested::nested_doses;
use super::tile::Arms;

/// Receives the progress of a run and may stop it.
pub trait Monitor {
    /// Reports that this many more persons are done in this arm.
    fn advance(&self, person_arms: u64, arm: &str);
    /// Whether the run should stop.
    fn stopped(&self) -> bool;
    /// Warns about people who left the valid range (if they are too few to end the run) and about incidents of the engine.
    fn warn(&self, text: &str);
}

/// Why a run did not finish.
#[derive(Debug, thiserror::Error)]
pub enum StudyError<E: Error + 'static> {
    /// The sink did not accept the results.
    #[error(transparent)]
    Sink(#[from] E),
    /// The user stopped the run.
    #[error("the run was stopped before it was finished")]
    Interrupted,
    /// Too many people left the model's range.
    #[error(
        "the leg model left its valid range for {count} of {of} person-arms so far (more than 0.1 %), so the run was \
         ended; these people may be outside the range for which the model is valid. The first of them: {first}"
    )]
    Invalid {
        /// Number of invalid person-arms.
        count: u64,
        /// Number of all person-arms.
        of: u64,
        /// Descriptions of the first invalid people.
        first: String,
    },
}

/// Number of people whose nested doses are computed at a time.
const NESTED_AT_ONCE: usize = 256;
/// Largest number of invalid people that are described.
const DESCRIBED: usize = 5;

/// Runs a scenario and hands the parts that `sink` misses to it, draw by draw.
pub fn run<E: Error + 'static>(
    scenario: &Scenario,
    backend: &dyn Backend,
    sink: &mut dyn Sink<Error = E>,
    monitor: &dyn Monitor,
) -> Result<(), StudyError<E>> {
    let draws = ParameterDraws::new(scenario);
    let population = Population::new(&scenario.population, &scenario.design);
    let mut study = Study { scenario, population, backend, monitor, sink, invalid: Invalid::default() };
    for draw in 0..scenario.design.draws.repeats() {
        let missing = study.sink.missing(draw);
        if draw > 0 && missing.is_empty() {
            continue;
        }
        let drawn = draws.repeat(draw);
        let arms = Arms::new(&drawn, Resolution::DEFAULT);
        if draw == 0 {
            let ticks = arms.programs().first().map_or(&[][..], |program| &program.ticks);
            study.sink.begin(ticks)?;
            study.nest(&arms)?;
        }
        for ids in missing {
            study.through(&arms, draw, ids)?;
        }
    }
    if let Some(text) = study.invalid.warning() {
        monitor.warn(&text);
    }
    Ok(())
}

/// A run in progress.
struct Study<'a, E> {
    scenario: &'a Scenario,
    population: Population,
    backend: &'a dyn Backend,
    monitor: &'a dyn Monitor,
    sink: &'a mut dyn Sink<Error = E>,
    invalid: Invalid,
}

impl<E: Error + 'static> Study<'_, E> {
    /// Computes the missing doses of the nested sample, some people at a time, so that they can be saved.
    fn nest(&mut self, arms: &Arms) -> Result<(), StudyError<E>> {
        let missing = self.sink.missing_nested();
        for first in missing.clone().step_by(NESTED_AT_ONCE) {
            let ids = first..missing.end.min(first + NESTED_AT_ONCE as u32);
            match nested_doses(self.scenario, arms, &self.population, ids, self.monitor) {
                Some(doses) => self.sink.take_nested(doses)?,
                None if self.monitor.stopped() => return Err(StudyError::Interrupted),
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Sends these people through the arms of a draw and hands on their results.
    fn through(&mut self, arms: &Arms, draw: u32, ids: Range<u32>) -> Result<(), StudyError<E>> {
        let Self { scenario, population, backend, monitor, sink, invalid } = self;
        let mut done_arms = Vec::new();
        batch::through(arms, population, ids, *backend, |done| {
            if monitor.stopped() {
                return Err(StudyError::Interrupted);
            }
            let Done { cohort, arm, mut block } = done;
            backend.incidents().iter().for_each(|text| monitor.warn(text));
            invalid.count(&place(scenario, arm, draw), &cohort.people, &block.valid);
            invalid.check_limit(scenario.person_arms())?;
            sink.add_course(arm, cohort.people.len(), &std::mem::take(&mut block.course))?;
            done_arms.push(block);
            monitor.advance(cohort.people.len() as u64, &scenario.arms[arm].label);
            if done_arms.len() == scenario.arms.len() {
                let first_person = cohort.people.first().map_or(0, |person| person.id);
                let part = Part { key: PartKey { draw, first_person }, arms: std::mem::take(&mut done_arms) };
                sink.take(part)?;
            }
            Ok(())
        })
    }
}

/// Names the arm and the draw, for messages.
fn place(scenario: &Scenario, arm: usize, draw: u32) -> String {
    let id = &scenario.arms[arm].id;
    if scenario.design.draws.repeats() > 1 { format!("arm {id} of draw {draw}") } else { format!("arm {id}") }
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

    /// The warning for a run that continues without the invalid people.
    fn warning(&self) -> Option<String> {
        let (count, first) = (self.count, self.described.join("; "));
        let text = format!(
            "the leg model left its valid range for {count} person-arms; they are marked in the tables and excluded from all \
             statistics. The first of them: {first}"
        );
        (count > 0).then_some(text)
    }

    /// Fails as soon as too many people are invalid, without waiting for the end of the run.
    fn check_limit<E: Error>(&self, of: u64) -> Result<(), StudyError<E>> {
        if self.count as f64 > INVALID_LIMIT * of as f64 {
            let first = self.described.join("; ");
            return Err(StudyError::Invalid { count: self.count, of, first });
        }
        Ok(())
    }
}

/// Describes a person by id and inputs.
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
        assert_eq!(invalid.warning(), None);
        invalid.count("arm usual", &people, &[true, false]);
        assert!(
            invalid
                .warning()
                .is_some_and(|text| text.contains("person 8 in arm usual") && text.contains("height_cm=0"))
        );
        let judged = |of| invalid.check_limit::<std::fmt::Error>(of);
        assert!(judged(1000).is_ok() && judged(999).is_err());
    }
}
