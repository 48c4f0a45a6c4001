//! Turns the results of a backend into a block, and finds the people whose results are invalid.

use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::host::{Day, HostColumns};
use super::personalize::REFERENCE_LEG_ML;
use super::tile::Cohort;
use crate::engine::{Backend, Inputs, Results};
use crate::population::lean_leg_ml;
use crate::results::{ArmBlock, HostOutcomes};
use crate::risk::RiskModel;
use crate::schedule::Program;

/// Valid range of venous volumes for the reference leg (mL). For other legs the limits are proportional to the lean leg, as the veins are.
/// At random ends of all ranges, veins that are softer than any real ones hold up to 3.3 L; beyond 4 L, the simulation has failed.
const VALID_LEG_ML: (f64, f64) = (5.0, 4000.0);

/// Makes a block of people from the results of a backend and the values of the host. Measurements are added later.
pub(super) fn filled(cohort: &Cohort, host_columns: HostColumns, risk: &RiskModel, results: Results) -> ArmBlock {
    let people = &cohort.people;
    let [lowest, highest] = &results.range_ml;
    let valid = (0..people.len())
        .into_par_iter()
        .map(|at| {
            let finite = results.measures.iter().all(|column| column[at].is_finite());
            let range_ml = f64::from(lowest[at])..=f64::from(highest[at]);
            finite && results.valid[at] == 1.0 && plausible(range_ml, lean_leg_ml(&people[at]))
        })
        .collect();
    let of_host = host_columns.outcomes(&Day::of_columns(&results.measures), &cohort.hazards, risk);
    let mut measures = results.measures;
    measures
        .extend((0..HostOutcomes::COUNT).map(|at| of_host.iter().map(|outcomes| outcomes.to_array()[at]).collect()));
    ArmBlock {
        measures,
        measured: Vec::new(),
        adherent_share: host_columns.adherent_share,
        eligible: host_columns.eligible,
        valid,
        course: results.course,
    }
}

/// Subtracts invalid people from the time course. Invalid people are found only at the end of the day, so this function simulates them
/// again on the same engine.
pub(super) fn exclude_invalid(block: &mut ArmBlock, backend: &dyn Backend, program: &Program, inputs: &Inputs) {
    let invalid: Vec<usize> = (0..inputs.people).filter(|at| !block.valid[*at]).collect();
    if !program.ticks.is_empty() && !invalid.is_empty() {
        block.course.subtract(&backend.run(program, &inputs.pick(&invalid)).course);
    }
}

/// Whether a leg whose lean lower part has the volume `leg_ml` can have these venous volumes (mL).
fn plausible(venous_ml: RangeInclusive<f64>, leg_ml: f64) -> bool {
    let size = leg_ml / REFERENCE_LEG_ML;
    *venous_ml.start() > VALID_LEG_ML.0 * size && *venous_ml.end() < VALID_LEG_ML.1 * size
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::engine::Cpu;
    use crate::model::Leg;
    use crate::population::{Person, Population};
    use crate::scenario::{Overrides, parse};
    use crate::schedule::Resolution;
    use crate::study::Arms;

    const FLIGHT: &str = include_str!("../../scenarios/long-haul-flight.toml");

    #[test]
    fn what_is_believable_goes_with_the_leg() {
        assert!(plausible(100.0..=3900.0, 3600.0));
        assert!(!plausible(100.0..=4100.0, 3600.0));
        assert!(!plausible(4.0..=500.0, 3600.0));
        assert!(plausible(200.0..=7800.0, 7200.0));
        assert!(!plausible(50.0..=1200.0, 1000.0));
        assert!(!plausible(f64::NAN..=f64::NAN, 3600.0));
    }
    /// People of the flight in its last arm, after `change` has modified their legs.
    fn flight(ids: &[u32], change: impl Fn(&mut [Leg<f32>])) -> ArmBlock {
        let scenario = parse("flight", FLIGHT, &Overrides::default()).unwrap().scenario;
        let population = Population::new(&scenario.population, &scenario.design);
        let people: Vec<Person> = ids.iter().map(|id| population.person(*id)).collect();
        let arms = Arms::new(&scenario, Resolution::DEFAULT);
        let mut cohort = arms.cohort(people);
        change(&mut cohort.legs);
        arms.block(scenario.arms.len() - 1, &Cpu::default(), &cohort)
    }

    #[test]
    fn the_time_course_is_that_of_the_valid() {
        let among = flight(&[0, 1, 2, 3, 4, 5, 6], |legs| {
            legs[2].vein_volume = 100.0;
            legs[5].inflow = f32::NAN;
        });
        assert_eq!(among.valid, [true, true, false, true, true, false, true]);
        assert!(among.measures[0][2].is_finite(), "at least one volume is too large, and not only NaN");
        let without = flight(&[0, 1, 3, 4, 6], |_| ());
        assert_eq!(without.valid, [true; 5]);
        assert!(among.course == without.course && without.course.sums.iter().any(|sum| *sum > 0));
    }
}
