//! Postures. Each posture has one file, with all its facts.
//!
//! Depths are shares of stature below the zero-pressure level. This level is at 0.67 of stature while standing (84 mmHg at the ankle:
//! Stick et al. 1992, doi:10.1152/jappl.1992.72.6.2063) and at 0.50 while sitting upright (67-70 mmHg at the foot: de Graaff et al. 2003,
//! JAP 95:2223). Segment heights after Drillis & Contini 1966.

mod legs_raised;
mod lying;
mod reclining;
mod sitting;
mod stairs;
mod standing;
mod walking;

use crate::model::Channels;

/// Facts of a posture.
pub struct Facts {
    /// Its word in scenario files.
    pub word: &'static str,
    /// Its name in documents.
    pub name: &'static str,
    /// Whether people sit upright, so that their legs can move.
    pub seated: bool,
    /// Whether people have a seat, which may be that of a vehicle.
    pub has_seat: bool,
    /// Whether a phase in this posture is assessed by default.
    pub assessed: bool,
    /// Channels of the leg in this posture.
    still: Still,
}

/// Channels of a posture without movement. All other channels are 0, and inflow is 1.
struct Still {
    /// Depths of foot, superficial, deep and thigh veins and of the ankle.
    depths: [f32; 5],
    /// Pressure of the iliac vein (mmHg).
    central_mmhg: f32,
    /// Share of the abdominal pressure that acts on the iliac vein.
    abdominal_share: f32,
    /// How far the knee is bent.
    flexion: f32,
    /// Share of their spontaneous movements that people make.
    fidgeting: f32,
    /// Share of the weight shifts of standing people that they make.
    sway: f32,
}

macro_rules! postures {
    ($( $(#[$doc:meta])* $variant:ident => $file:ident, )*) => {
        /// How the body is held.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Posture { $( $(#[$doc])* $variant, )* }

        impl Posture {
            /// All of them, in the order of documents.
            pub const ALL: [Posture; [$( $file::FACTS.word, )*].len()] = [$( Posture::$variant, )*];

            /// Its facts.
            pub fn facts(self) -> &'static Facts { match self { $( Posture::$variant => &$file::FACTS, )* } }
        }
    };
}

postures! {
    /// Flat on the back.
    Lying => lying,
    /// Lying with the legs above the heart.
    LegsRaised => legs_raised,
    /// In a seat, feet on the floor.
    Sitting => sitting,
    /// In a seat that leans back, legs on a rest at its height.
    Reclining => reclining,
    /// Upright, still.
    Standing => standing,
    /// Walking on the level.
    Walking => walking,
    /// Climbing stairs.
    Stairs => stairs,
}

impl Posture {
    /// Channels of the posture without movement.
    pub fn channels(self) -> Channels<f32> {
        let Still { depths, central_mmhg, abdominal_share, flexion, fidgeting, sway } = self.facts().still;
        let [depth_foot, depth_superficial, depth_deep, depth_thigh, depth_ankle] = depths;
        Channels {
            depth_foot,
            depth_superficial,
            depth_deep,
            depth_thigh,
            depth_ankle,
            central_mmhg,
            abdominal_share,
            flexion,
            fidgeting,
            sway,
            muscle_superficial_posterior_mmhg: 0.0,
            muscle_deep_posterior_mmhg: 0.0,
            muscle_anterior_mmhg: 0.0,
            muscle_lateral_mmhg: 0.0,
            foot_load_mmhg: 0.0,
            metabolism: 0.0,
            movement: 0.0,
            warmth_c: 0.0,
            calf_cuff_mmhg: 0.0,
            thigh_cuff_mmhg: 0.0,
        }
    }
}
