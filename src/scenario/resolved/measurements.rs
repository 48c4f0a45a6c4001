//! Measurements.

use super::text::{Text, float, list, text};
use crate::scenario::check::take_name;
use crate::scenario::{Measurement, MeasurementSource, Reading, Scenario, Take, Term};

/// One section per measurement.
pub(super) fn measurements(scenario: &Scenario, out: &mut Text) {
    let name = |at: usize| text(&scenario.measurements[at].id);
    for Measurement { id, source } in &scenario.measurements {
        out.section(&format!("measurements.{id}"));
        match source {
            MeasurementSource::Reading(reading) => describe_reading(reading, scenario, out),
            MeasurementSource::Derived(operation, terms) => {
                let term = |term: &Term| match term {
                    Term::Measurement(at) => name(*at),
                    Term::Number(value) => float(*value),
                };
                out.pair(operation.word(), &list(terms.iter().map(term)));
            }
        }
    }
}

fn describe_reading(reading: &Reading, scenario: &Scenario, out: &mut Text) {
    out.pair("signal", &text(reading.signal.name()));
    out.pair("phase", &text(&scenario.timeline.phases[reading.phase].name));
    out.pair("from_s", &float(reading.from_s));
    if reading.until_s.is_finite() {
        out.pair("until_s", &float(reading.until_s));
    }
    out.pair("take", &text(take_name(reading.take)));
    match reading.take {
        Take::Start | Take::End | Take::Mean | Take::Min | Take::Max => {}
        Take::TimeToLevel(level) => out.pair("level", &float(level)),
        Take::TimeToShare(share, toward) => {
            out.pair("share", &float(share));
            out.pair("toward", &text(&scenario.measurements[toward].id));
        }
    }
}
