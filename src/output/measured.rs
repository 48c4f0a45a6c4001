//! Describes the measurements of a scenario.

use crate::scenario::{Measurement, MeasurementSource, Operation, Reading, Scenario, Take, Term};

/// The description for the data dictionary.
pub(super) fn words(scenario: &Scenario, measurement: &Measurement) -> String {
    match &measurement.source {
        MeasurementSource::Reading(reading) => read(scenario, reading),
        MeasurementSource::Derived(operation, terms) => computed(scenario, *operation, terms),
    }
}

fn read(scenario: &Scenario, reading: &Reading) -> String {
    let (signal, phase) = (reading.signal.name(), &scenario.timeline.phases[reading.phase].name);
    let place = format!("{signal} in `{phase}`{}", part(reading));
    match reading.take {
        Take::Start => format!("Start of {place}."),
        Take::End => format!("End of {place}."),
        Take::Mean => format!("Mean of {place}."),
        Take::Min => format!("Minimum of {place}."),
        Take::Max => format!("Maximum of {place}."),
        Take::TimeToShare(share, toward) => {
            let toward = &scenario.measurements[toward].id;
            format!(
                "Time until {place} has moved {share} of the way from its first value to {toward}; the whole duration if it never does."
            )
        }
        Take::TimeToLevel(level) => {
            format!("Time until {place} reaches {level}; the whole duration if it never does.")
        }
    }
}

/// The seconds of the phase that are read, if they are not all.
fn part(reading: &Reading) -> String {
    match (reading.from_s, reading.until_s) {
        (0.0, f64::INFINITY) => String::new(),
        (0.0, until_s) => format!(" up to {until_s} s"),
        (from_s, f64::INFINITY) => format!(" from {from_s} s on"),
        (from_s, until_s) => format!(" from {from_s} to {until_s} s"),
    }
}

fn computed(scenario: &Scenario, operation: Operation, terms: &[Term]) -> String {
    let term = |term: &Term| match *term {
        Term::Measurement(at) => scenario.measurements[at].id.clone(),
        Term::Number(number) => number.to_string(),
    };
    let terms: Vec<String> = terms.iter().map(term).collect();
    match operation {
        Operation::Sum => format!("{}.", terms.join(" plus ")),
        Operation::Difference => format!("{}.", terms.join(" minus ")),
        Operation::Product => format!("{}.", terms.join(" times ")),
        Operation::Ratio => format!("{}.", terms.join(" divided by ")),
        Operation::Percent => format!("{}, in percent.", terms.join(" divided by ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Signal;
    use crate::scenario::Sampler;
    use crate::stats::synthetic;

    fn reading(take: Take, from_s: f64, until_s: f64) -> MeasurementSource {
        MeasurementSource::Reading(Reading { signal: Signal::CalfBlood, phase: 1, from_s, until_s, take })
    }

    #[test]
    fn every_definition_has_its_words() {
        let scenario = synthetic::scenario(1, Sampler::Sobol);
        let words = |source| words(&scenario, &Measurement { id: String::new(), source });
        let whole = |take| words(reading(take, 0.0, f64::INFINITY));
        let derived = |operation| {
            let terms = vec![Term::Measurement(1), Term::Number(0.5), Term::Measurement(0)];
            words(MeasurementSource::Derived(operation, terms))
        };
        assert_eq!(whole(Take::Start), "Start of calf_blood_ml in `flight`.");
        assert_eq!(whole(Take::End), "End of calf_blood_ml in `flight`.");
        assert_eq!(words(reading(Take::Mean, 60.0, 300.0)), "Mean of calf_blood_ml in `flight` from 60 to 300 s.");
        assert_eq!(words(reading(Take::Min, 0.0, 7.5)), "Minimum of calf_blood_ml in `flight` up to 7.5 s.");
        assert_eq!(words(reading(Take::Max, 9.0, f64::INFINITY)), "Maximum of calf_blood_ml in `flight` from 9 s on.");
        assert_eq!(
            whole(Take::TimeToShare(0.9, 0)),
            "Time until calf_blood_ml in `flight` has moved 0.9 of the way from its first value to calf_ml; the whole duration if it never does."
        );
        assert_eq!(
            whole(Take::TimeToLevel(-2.0)),
            "Time until calf_blood_ml in `flight` reaches -2; the whole duration if it never does."
        );
        assert_eq!(derived(Operation::Sum), "refill_s plus 0.5 plus calf_ml.");
        assert_eq!(derived(Operation::Difference), "refill_s minus 0.5 minus calf_ml.");
        assert_eq!(derived(Operation::Product), "refill_s times 0.5 times calf_ml.");
        assert_eq!(derived(Operation::Ratio), "refill_s divided by 0.5 divided by calf_ml.");
        assert_eq!(derived(Operation::Percent), "refill_s divided by 0.5 divided by calf_ml, in percent.");
    }
}
