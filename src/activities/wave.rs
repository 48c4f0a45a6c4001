//! Pressure waveforms: the pulses of muscles and foot within a cycle.

use crate::model::Wave;

/// A smooth pulse in a cycle of length 1: rises from `start` over `rise`, stays, falls over `fall` until `end`. May wrap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pulse {
    /// Where it starts to rise.
    pub start: f64,
    /// How long it rises.
    pub rise: f64,
    /// How long it falls.
    pub fall: f64,
    /// Where it has ended.
    pub end: f64,
    /// Height.
    pub height: f64,
}

/// No pulse in any compartment: one step at rest.
pub const STILL: &[Wave] = &[[0.0; 5]; 2];

impl Pulse {
    /// Height at a phase of the cycle.
    pub fn at(&self, phase: f64) -> f64 {
        let since = (phase - self.start).rem_euclid(1.0);
        let length = self.end - self.start;
        if since >= length {
            return 0.0;
        }
        self.height * smooth(since / self.rise).min(smooth((length - since) / self.fall))
    }
}

fn smooth(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// The waves of one cycle at `steps + 1` equally spaced moments; each of the five rows is a sum of pulses.
pub fn sample(rows: &[&[Pulse]; 5], steps: usize) -> Vec<Wave> {
    (0..=steps)
        .map(|step| {
            let phase = step as f64 / steps as f64;
            rows.map(|pulses| pulses.iter().map(|pulse| pulse.at(phase)).sum::<f64>() as f32)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Pulse;

    #[test]
    fn a_pulse_rises_stays_falls_and_wraps() {
        let pulse = Pulse { start: 0.9, rise: 0.1, fall: 0.1, end: 1.2, height: 2.0 };
        assert_eq!(pulse.at(0.5), 0.0);
        assert!((pulse.at(0.95) - 1.0).abs() < 1e-12);
        assert!((pulse.at(0.05) - 2.0).abs() < 1e-12);
        assert!((pulse.at(0.15) - 1.0).abs() < 1e-9);
        assert_eq!(pulse.at(0.3), 0.0);
    }
}
