//! Rhythmic activities of the legs. Each activity has one file, with all its facts.

mod ankle_circles;
mod ankle_pumps;
mod cycling;
mod effort;
mod foam_rolling;
mod massage;
mod rest;
mod stairs;
mod tiptoe;
mod toe_raises;
mod walk;
mod wave;
mod weight_transfer;

use crate::model::Wave;
use crate::postures::Posture;

pub use effort::Effort;
pub use wave::{Pulse, STILL, sample};

/// Pulses of the muscles and the foot in a cycle, in the order of [`Effort::peak_mmhg`].
type Pulses = [&'static [Pulse]; 5];

/// Facts of an activity.
pub struct Facts {
    /// Its word in scenario files; `None` if a phase cannot have it.
    pub word: Option<&'static str>,
    /// Its name in documents.
    pub name: &'static str,
    /// Default cadence: cycles of one leg per minute.
    pub usual_per_min: u32,
    /// How effort depends on the cadence.
    pace: Pace,
    /// Postures in which it can be done.
    pub postures: &'static [Posture],
    /// Hint for postures in which it cannot be done.
    pub posture_hint: &'static str,
    /// Posture in which it is the default activity of a phase.
    of_posture: Option<Posture>,
    /// Peaks and costs.
    pub effort: Effort,
    /// Pulses of all muscles and the foot; `None` if nothing moves.
    pulses: Option<&'static Pulses>,
}

/// How effort depends on the cadence.
#[derive(Clone, Copy)]
enum Pace {
    /// Metabolism and lymph are those of `effort` from this cadence on (1/min), and fall with it below (assumption).
    UpTo(f64),
    /// Pressure, metabolism and lymph rise with the strides, from those of a slow walk to those of a run.
    Strides,
}

/// Postures in which walking legs would carry no weight.
const AT_REST: &[Posture] =
    &[Posture::Lying, Posture::LegsRaised, Posture::Sitting, Posture::Reclining, Posture::Standing];
const AT_REST_HINT: &str = "use `posture = \"sitting\"`, `\"lying\"`, `\"legs_raised\"` or `\"standing\"`";

/// Strides of one leg per minute of the slow walk whose effort [`Activity::Walk`] has, and of a run.
const STRIDES_PER_MIN: (f64, f64) = (50.0, 80.0);
/// Soleus pressure of a run relative to a walk: 269 / 181 mmHg, Ballard et al. 1998.
const RUN: f64 = 1.49;

macro_rules! activities {
    ($( $(#[$doc:meta])* $variant:ident => $file:ident, )*) => {
        /// A rhythmic activity of the legs, or rest.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Activity { $( $(#[$doc])* $variant, )* }

        impl Activity {
            /// All of them, in the order of documents.
            pub const ALL: [Activity; [$( $file::FACTS.usual_per_min, )*].len()] = [$( Activity::$variant, )*];

            /// Its facts.
            pub const fn facts(self) -> &'static Facts { match self { $( Activity::$variant => &$file::FACTS, )* } }
        }
    };
}

activities! {
    /// Nothing.
    Rest => rest,
    /// Rising onto the toes of both feet, loaded.
    Tiptoe => tiptoe,
    /// Alternating plantar and dorsal flexion, unloaded.
    AnklePumps => ankle_pumps,
    /// Turning the ankles, unloaded.
    AnkleCircles => ankle_circles,
    /// Raising the forefeet, heels on the floor.
    ToeRaises => toe_raises,
    /// Level walking.
    Walk => walk,
    /// Shifting the body's weight onto the foot and off again.
    WeightTransfer => weight_transfer,
    /// Climbing stairs.
    Stairs => stairs,
    /// Pedaling at a light load.
    Cycling => cycling,
    /// Strokes of a hand from ankle to knee.
    Massage => massage,
    /// Rolling the calf over a foam roller.
    FoamRolling => foam_rolling,
}

impl Activity {
    /// The default activity of a phase in this posture.
    pub fn of_posture(posture: Posture) -> Option<Self> {
        Self::ALL.into_iter().find(|activity| activity.facts().of_posture == Some(posture))
    }

    /// Default cadence: cycles of one leg per minute.
    pub const fn usual_per_min(self) -> u32 {
        self.facts().usual_per_min
    }

    /// Peaks and costs.
    pub const fn effort(self) -> Effort {
        self.facts().effort
    }

    /// The pulses of one cycle at this number of steps; at rest there is always one step.
    pub fn waves(self, steps: usize) -> Vec<Wave> {
        self.facts().pulses.map_or_else(|| STILL.to_vec(), |pulses| sample(pulses, steps))
    }

    /// Peaks and costs at a cadence (cycles of one leg per minute): brisk walking presses harder and costs more.
    pub fn effort_at(self, cadence_per_min: u32) -> Effort {
        let Facts { effort, pace, .. } = self.facts();
        let cadence = f64::from(cadence_per_min);
        match pace {
            Pace::Strides => {
                let (walk, run) = STRIDES_PER_MIN;
                let strides = cadence.clamp(20.0, run);
                effort.quickened(1.0 + (RUN - 1.0) * (strides - walk) / (run - walk), strides / walk)
            }
            Pace::UpTo(full_per_min) => effort.quickened(1.0, (cadence / full_per_min).min(1.0)),
        }
    }
}

const fn pulse(start: f64, rise: f64, fall: f64, end: f64, height: f64) -> Pulse {
    Pulse { start, rise, fall, end, height }
}
