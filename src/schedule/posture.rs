//! What a posture asks of the leg's channels.

use crate::model::Channels;
use crate::scenario::Posture;

/// Channels of a posture held still. Depths are shares of stature below the zero-pressure level, which lies at 0.67 of stature
/// standing (84 mmHg at the ankle: Stick et al. 1992, doi:10.1152/jappl.1992.72.6.2063) and at 0.50 sitting upright
/// (67-70 mmHg at the foot: de Graaff et al. 2003, JAP 95:2223). Segment heights after Drillis & Contini 1966.
pub fn posture(posture: Posture) -> Channels<f32> {
    match posture {
        Posture::Standing | Posture::Walking | Posture::Stairs => still([0.64, 0.53, 0.47, 0.31, 0.62], 0.0, 0.6, 0.0),
        Posture::Sitting => Channels { fidgeting: 1.0, ..still([0.47, 0.36, 0.30, 0.235, 0.45], 2.0, 1.2, 1.0) },
        // Trunk half upright, legs level with the seat, some 35 cm below the heart's level (assumption).
        Posture::Reclining => still([0.15, 0.14, 0.14, 0.12, 0.15], 3.0, 1.1, 0.5),
        Posture::Lying => still([0.025, 0.02, 0.02, 0.01, 0.025], 4.0, 1.0, 0.0),
        Posture::LegsRaised => still([-0.20, -0.15, -0.12, -0.05, -0.19], 4.0, 1.0, 0.0),
    }
}

/// Depths of foot, superficial, deep and thigh veins and of the ankle; pressure of the iliac vein; shares.
fn still(depths: [f32; 5], central_mmhg: f32, abdominal_share: f32, flexion: f32) -> Channels<f32> {
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
        muscle_superficial_posterior_mmhg: 0.0,
        muscle_deep_posterior_mmhg: 0.0,
        muscle_anterior_mmhg: 0.0,
        muscle_lateral_mmhg: 0.0,
        foot_load_mmhg: 0.0,
        metabolism: 0.0,
        movement: 0.0,
        fidgeting: 0.0,
        inflow: 1.0,
        calf_cuff_mmhg: 0.0,
        thigh_cuff_mmhg: 0.0,
    }
}
