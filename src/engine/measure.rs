//! Computes the measurements that a scenario defines, for one leg.

use crate::scenario::{Measurement, MeasurementSource, Operation, Reading, Take, Term};
use crate::schedule::Program;

use super::inputs::Inputs;
use super::signals::{Moment, Place, observe};

/// A signal over time: seconds since the phase began, and values.
type Series = Vec<(f64, f64)>;

/// The measurements of one person of `inputs`, in the given order; NaN for a reading without samples.
///
/// The program should simulate every cycle, because skipped cycles have no samples.
pub fn measure(program: &Program, inputs: &Inputs, person: usize, measurements: &[Measurement]) -> Vec<f64> {
    let readings: Vec<&Reading> = measurements.iter().filter_map(reading).collect();
    let mut recordings = vec![Recording::default(); readings.len()];
    let covers = |reading: &Reading, moment: Moment| {
        reading.phase == moment.phase && (reading.from_s - 1e-6..=reading.until_s + 1e-6).contains(&moment.at_s)
    };
    let due = |moment: Moment| readings.iter().any(|reading| covers(reading, moment));
    observe(program, inputs, person, due, |moment, window, at| {
        for (recording, reading) in recordings.iter_mut().zip(&readings) {
            if covers(reading, moment) {
                recording.add(reading.take, moment, f64::from(window.read(reading.signal, at)));
            }
        }
    });
    let series: Vec<Series> = recordings.into_iter().map(|recording| recording.series).collect();
    evaluate(measurements, &series)
}

/// Collects the samples of a signal into a series.
#[derive(Clone, Debug, Default)]
struct Recording {
    series: Series,
    /// Start of the window of the last sample, and how many samples of this window have been averaged.
    window: Option<(f64, f64)>,
}

impl Recording {
    /// Adds a sample. For the time to a level, the samples of a cycle are averaged, so that the mean of the cycle must reach the
    /// level and not only its minimum or maximum.
    fn add(&mut self, take: Take, moment: Moment, value: f64) {
        let averaged = matches!(take, Take::TimeToShare(..) | Take::TimeToLevel(_));
        match (&mut self.window, self.series.last_mut()) {
            (Some((window_s, count)), Some(last))
                if averaged && moment.place == Place::Within && *window_s == moment.window_s =>
            {
                *count += 1.0;
                last.0 += (moment.at_s - last.0) / *count;
                last.1 += (value - last.1) / *count;
            }
            _ => {
                self.window = Some((moment.window_s, 1.0));
                self.series.push((moment.at_s, value));
            }
        }
    }
}

fn reading(measurement: &Measurement) -> Option<&Reading> {
    match &measurement.source {
        MeasurementSource::Reading(reading) => Some(reading),
        MeasurementSource::Derived(..) => None,
    }
}

/// One number per measurement, from one series per reading.
fn evaluate(measurements: &[Measurement], series: &[Series]) -> Vec<f64> {
    let mut series = series.iter();
    let mut values: Vec<f64> = Vec::with_capacity(measurements.len());
    for measurement in measurements {
        let value = match &measurement.source {
            MeasurementSource::Reading(reading) => series
                .next()
                .filter(|series| !series.is_empty())
                .map_or(f64::NAN, |series| take(reading.take, series, |at| values[at])),
            MeasurementSource::Derived(operation, terms) => {
                let terms = terms.iter().map(|term| match *term {
                    Term::Measurement(at) => values[at],
                    Term::Number(number) => number,
                });
                combine(*operation, terms)
            }
        };
        values.push(value);
    }
    values
}

fn take(take: Take, series: &[(f64, f64)], earlier: impl Fn(usize) -> f64) -> f64 {
    let (first, last) = (series[0], series[series.len() - 1]);
    let values = series.iter().map(|(_, value)| *value);
    match take {
        Take::Start => first.1,
        Take::End => last.1,
        Take::Mean => mean(series),
        Take::Min => values.fold(f64::INFINITY, f64::min),
        Take::Max => values.fold(f64::NEG_INFINITY, f64::max),
        Take::TimeToShare(share, toward) => crossing(series, first.1 + share * (earlier(toward) - first.1)),
        Take::TimeToLevel(level) => crossing(series, level),
    }
}

/// Mean over time; the signal is taken to be linear between samples.
fn mean(series: &[(f64, f64)]) -> f64 {
    let span = series[series.len() - 1].0 - series[0].0;
    if span <= 0.0 {
        return series[0].1;
    }
    let area: f64 = series.windows(2).map(|pair| 0.5 * (pair[0].1 + pair[1].1) * (pair[1].0 - pair[0].0)).sum();
    area / span
}

/// Seconds from the first sample until the signal first reaches `level`; the whole duration if it never reaches it, NaN if the
/// level is NaN.
fn crossing(series: &[(f64, f64)], level: f64) -> f64 {
    if level.is_nan() {
        return f64::NAN;
    }
    let (start_s, start) = series[0];
    let rising = level >= start;
    let beyond = |value: f64| if rising { value >= level } else { value <= level };
    let Some(at) = series.iter().position(|(_, value)| beyond(*value)) else {
        return series[series.len() - 1].0 - start_s;
    };
    if at == 0 {
        return 0.0;
    }
    let (before, after) = (series[at - 1], series[at]);
    let share = (level - before.1) / (after.1 - before.1);
    before.0 + share * (after.0 - before.0) - start_s
}

fn combine(operation: Operation, mut terms: impl Iterator<Item = f64>) -> f64 {
    let first = terms.next().unwrap_or(f64::NAN);
    terms.fold(if operation == Operation::Percent { first * 100.0 } else { first }, |so_far, term| match operation {
        Operation::Sum => so_far + term,
        Operation::Difference => so_far - term,
        Operation::Product => so_far * term,
        Operation::Ratio | Operation::Percent => so_far / term,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp() -> Series {
        vec![(10.0, 0.0), (20.0, 5.0), (40.0, 10.0)]
    }

    #[test]
    fn readings_of_a_ramp() {
        let read = |how| take(how, &ramp(), |_| 10.0);
        assert_eq!(read(Take::Start), 0.0);
        assert_eq!(read(Take::End), 10.0);
        assert_eq!((read(Take::Min), read(Take::Max)), (0.0, 10.0));
        assert!((read(Take::Mean) - (10.0 * 2.5 + 20.0 * 7.5) / 30.0).abs() < 1e-12);
        assert!((read(Take::TimeToShare(0.75, 0)) - 20.0).abs() < 1e-12);
        assert!((read(Take::TimeToLevel(2.5)) - 5.0).abs() < 1e-12);
    }

    #[test]
    fn a_level_that_is_never_reached_takes_the_whole_duration() {
        assert_eq!(take(Take::TimeToLevel(11.0), &ramp(), |_| 0.0), 30.0);
        assert_eq!(take(Take::TimeToLevel(-1.0), &ramp(), |_| 0.0), 30.0);
        assert_eq!(take(Take::TimeToLevel(0.0), &ramp(), |_| 0.0), 0.0);
    }

    #[test]
    fn the_time_to_an_undefined_level_is_nan() {
        assert!(take(Take::TimeToShare(0.9, 0), &ramp(), |_| f64::NAN).is_nan());
    }

    #[test]
    fn terms_combine_from_left_to_right() {
        let of = |operation| combine(operation, [12.0, 3.0, 2.0].into_iter());
        assert_eq!(of(Operation::Sum), 17.0);
        assert_eq!(of(Operation::Difference), 7.0);
        assert_eq!(of(Operation::Product), 72.0);
        assert_eq!(of(Operation::Ratio), 2.0);
        assert_eq!(of(Operation::Percent), 200.0);
    }
}
