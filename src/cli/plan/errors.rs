//! The Monte Carlo errors that a run will have, predicted from the people that `plan` simulates.

use serde_json::{Value, json};

use crate::output::{ScreenTable, main_outcome, paragraph};
use crate::results::{Measure, Statistic};
use crate::scenario::{Sampler, Scenario};
use crate::stats::{Forecast, PredictedError, forecast};
use crate::study::Estimate;

/// Why errors of clots are missing.
const CLOTS: &str = "Errors of clots are not predicted: a few people with high risks decide them, and a pilot has too few of these. The \
intervals of clots are mostly about uncertain constants, which more people do not change.";

/// The outcomes whose errors are predicted, besides flags.
fn outcomes(scenario: &Scenario) -> [Measure; 2] {
    [main_outcome(scenario), Measure::StasisDose]
}

fn of(scenario: &Scenario, cost: &Estimate) -> Forecast {
    forecast(scenario, &cost.pilot, &outcomes(scenario))
}

/// A table with one row per arm, and how many people are needed for smaller errors. Lines have at most `width` characters.
pub(super) fn text(scenario: &Scenario, cost: &Estimate, width: usize) -> String {
    let forecast = of(scenario, cost);
    let Forecast { pilot, persons, .. } = forecast;
    let compares = scenario.arms.len() > 1;
    let what = if compares { "differences from the reference" } else { "means and shares" };
    let title = format!(
        "Monte Carlo errors (standard errors) of {what} with {persons} people, predicted from the first {pilot} of them"
    );
    let shown: Vec<usize> =
        (0..scenario.arms.len()).filter(|arm| !compares || !scenario.arms[*arm].reference).collect();
    let mut table = ScreenTable::new("arm", shown.iter().map(|arm| scenario.arms[*arm].label.clone()));
    let flags = scenario.outcomes.flags.iter().map(|flag| flag.id.as_str());
    for name in outcomes(scenario).map(Measure::name).into_iter().chain(flags) {
        let cell = |arm: &usize| {
            let error = forecast.errors.iter().find(|error| error.arm == *arm && error.measure == name);
            error.and_then(|error| error.error).map_or("unknown".to_owned(), |error| digits(scale(name) * error))
        };
        table = table.column(&heading(name), shown.iter().map(cell).collect::<Vec<String>>());
    }
    let sentences: String = sentences(scenario, &forecast).iter().map(|sentence| paragraph(sentence, width)).collect();
    format!("\n{}{}{sentences}", paragraph(&title, width), table.text(width))
}

/// Factor with which an error is shown: shares in percent.
fn scale(name: &str) -> f64 {
    if Measure::from_name(name).is_none() { 100.0 } else { 1.0 }
}

fn heading(name: &str) -> String {
    format!("{name} {}", Measure::from_name(name).map_or("% of people", Measure::unit))
}

/// What the errors depend on, and how many people smaller errors need.
fn sentences(scenario: &Scenario, forecast: &Forecast) -> Vec<String> {
    let four = u64::from(forecast.persons) * 4;
    let gain = forecast.gain.map_or("unknown".to_owned(), |gain| format!("{gain:.2}"));
    let law = match scenario.design.sampler {
        Sampler::Random => {
            format!("Errors fall with the square root of the number of people: {four} people halve them.")
        }
        Sampler::Sobol => format!(
            "Sobol points are more even than random people: in these {} people, the median error is {gain} times that of random people. \
             How the gain changes with more people is not predicted: errors of the run may be a third of those above, or 1.7 \
             times. {four} people halve them, mostly more.",
            forecast.pilot
        ),
    };
    let mut sentences = vec![law, CLOTS.to_owned()];
    if forecast.errors.iter().any(|error| error.error.is_none()) {
        sentences.push("\"unknown\": no person of the pilot changes.".to_owned());
    }
    if let (Some(precision), Some(needed)) = (&scenario.design.precision, forecast.needed) {
        let (of, error) = (precision.of(), precision.mcse_max);
        sentences.push(format!("[design.precision]: an error of {error} of {of} needs about {needed} people."));
    }
    sentences
}

/// A number with two digits.
fn digits(value: f64) -> String {
    let size = libm::floor(libm::log10(value)) as i32;
    format!("{value:.*}", (1 - size).clamp(0, 12) as usize)
}

/// The same for programs, in the units of the tables.
pub(super) fn describe(scenario: &Scenario, cost: &Estimate) -> Value {
    let forecast = of(scenario, cost);
    let row = |PredictedError { arm, measure, statistic, unit, error }: &PredictedError| {
        let statistic: &str = &Statistic::name(*statistic);
        json!({ "arm": scenario.arms[*arm].id, "measure": measure, "statistic": statistic, "unit": unit, "mcse": error })
    };
    json!({
        "pilot_persons": forecast.pilot,
        "persons": forecast.persons,
        "over_random": forecast.gain,
        "persons_for_precision": forecast.needed,
        "rows": forecast.errors.iter().map(row).collect::<Vec<Value>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn errors_have_two_digits() {
        assert_eq!([0.012_34, 0.5, 1.25, 12.6, 345.0].map(digits), ["0.012", "0.50", "1.2", "13", "345"]);
    }
}
