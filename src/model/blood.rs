//! Blood: seven volumes, their pressures, and the flows between them at one instant.

use super::leg::NODES;
use super::real::Real;
use super::valve::{Flow, patency, valve};
use super::wall::Wall;

/// The four muscle compartments, as positions in node order.
pub const MUSCLES: [usize; 4] = [1, 2, 3, 4];
const FOOT: usize = 0;
const SURFACE: usize = 5;
const THIGH: usize = 6;

/// What stays the same while blood moves through one window of time.
#[derive(Clone, Copy, Debug)]
pub struct Setting<R> {
    /// Walls of foot, deep, superficial and thigh veins.
    pub wall_foot: Wall<R>,
    /// Deep calf veins.
    pub wall_deep: Wall<R>,
    /// Superficial veins.
    pub wall_superficial: Wall<R>,
    /// Popliteal and femoral veins.
    pub wall_thigh: Wall<R>,
    /// One over the volume at zero pressure (1/mL).
    pub inverse_rest_ml: [R; NODES],
    /// Hydrostatic head below the zero-pressure level (mmHg).
    pub head_mmhg: [R; NODES],
    /// Head of the ankle's measuring site (mmHg).
    pub ankle_head_mmhg: R,
    /// Pressure of the iliac vein over its own head (mmHg).
    pub central_mmhg: R,
    /// Arterial pressure at the node (mmHg).
    pub arterial_mmhg: [R; NODES],
    /// Arterial conductance, tone included (mL/s/mmHg).
    pub arterial: [R; NODES],
    /// Blood lost to the tissue (mL/s).
    pub filtration_ml_s: [R; NODES],
    /// Foot to each muscle compartment: forward, backward (mL/s/mmHg).
    pub foot_deep: [(R, R); 4],
    /// Foot to superficial veins, both ways.
    pub foot_superficial: (R, R),
    /// Perforators from superficial veins into each compartment.
    pub perforators: [(R, R); 4],
    /// Each compartment to the popliteal vein.
    pub drainage: [(R, R); 4],
    /// Saphenous junctions.
    pub junctions: (R, R),
    /// Femoral to iliac vein.
    pub outflow: (R, R),
    /// Share of volume per second that spontaneous movement passes on.
    pub fidget_per_s: R,
    /// Pressure that opens a valve (mmHg), and one over it.
    pub valve_width: (R, R),
}

/// Blood at one instant.
#[derive(Clone, Copy, Debug)]
pub struct Instant<R> {
    /// Pressure inside each node (mmHg).
    pub pressure: [R; NODES],
    /// Elastance of each node (mmHg/mL).
    pub elastance: [R; NODES],
    /// Rate of change of each volume (mL/s).
    pub rate: [R; NODES],
    /// Arterial inflow of each node (mL/s), and minus its derivative to pressure.
    pub inflow: [Flow<R>; NODES],
    /// Foot to each compartment.
    pub foot_deep: [Flow<R>; 4],
    /// Foot to superficial veins.
    pub foot_superficial: Flow<R>,
    /// Perforators, inward.
    pub perforators: [Flow<R>; 4],
    /// Compartments to the popliteal vein.
    pub drainage: [Flow<R>; 4],
    /// Flow passed on by spontaneous movement, and its derivative to volume (1/s).
    pub fidget: [Flow<R>; 4],
    /// Saphenous junctions.
    pub junctions: Flow<R>,
    /// Femoral to iliac vein.
    pub outflow: Flow<R>,
}

/// All pressures and flows for given volumes (mL) and external pressures (mmHg).
#[inline(always)]
pub fn instant<R: Real>(setting: &Setting<R>, volume: &[R; NODES], external: &[R; NODES]) -> Instant<R> {
    let zero = volume[0].lit(0.0);
    let one = zero.lit(1.0);
    let still = Flow { rate: zero, slope: zero };
    let mut pressure = [zero; NODES];
    let mut elastance = [zero; NODES];
    let mut level = [zero; NODES];
    let mut open = [zero; NODES];
    let mut inflow = [still; NODES];
    for node in 0..NODES {
        let wall = match node {
            FOOT => &setting.wall_foot,
            SURFACE => &setting.wall_superficial,
            THIGH => &setting.wall_thigh,
            _ => &setting.wall_deep,
        };
        let relative = volume[node] * setting.inverse_rest_ml[node];
        let (transmural, slope) = wall.pressure(relative - one);
        pressure[node] = transmural + external[node];
        elastance[node] = slope * setting.inverse_rest_ml[node];
        level[node] = pressure[node] - setting.head_mmhg[node];
        open[node] = patency(relative);
        let drive = (setting.arterial_mmhg[node] - pressure[node]).pos();
        inflow[node] = Flow { rate: setting.arterial[node] * drive, slope: setting.arterial[node] };
    }
    let (width, inverse_width) = setting.valve_width;
    let edge = |from: usize, to: usize, (forward, backward): (R, R)| {
        valve(level[from] - level[to], forward * open[from], backward * open[to], width, inverse_width)
    };
    let foot_deep = MUSCLES.map(|muscle| edge(FOOT, muscle, setting.foot_deep[muscle - 1]));
    let perforators = MUSCLES.map(|muscle| edge(SURFACE, muscle, setting.perforators[muscle - 1]));
    let drainage = MUSCLES.map(|muscle| edge(muscle, THIGH, setting.drainage[muscle - 1]));
    let fidget = MUSCLES.map(|muscle| {
        let share = setting.fidget_per_s * open[muscle];
        Flow { rate: share * volume[muscle], slope: share }
    });
    let foot_superficial = edge(FOOT, SURFACE, setting.foot_superficial);
    let junctions = edge(SURFACE, THIGH, setting.junctions);
    let (forward, backward) = setting.outflow;
    let outflow = valve(level[THIGH] - setting.central_mmhg, forward * open[THIGH], backward, width, inverse_width);

    let mut rate = [zero; NODES];
    for node in 0..NODES {
        rate[node] = inflow[node].rate - setting.filtration_ml_s[node];
    }
    rate[FOOT] = rate[FOOT] - foot_superficial.rate;
    rate[SURFACE] = rate[SURFACE] + foot_superficial.rate - junctions.rate;
    rate[THIGH] = rate[THIGH] + junctions.rate - outflow.rate;
    for (at, muscle) in MUSCLES.into_iter().enumerate() {
        let drained = drainage[at].rate + fidget[at].rate;
        rate[muscle] = rate[muscle] + foot_deep[at].rate + perforators[at].rate - drained;
        rate[FOOT] = rate[FOOT] - foot_deep[at].rate;
        rate[SURFACE] = rate[SURFACE] - perforators[at].rate;
        rate[THIGH] = rate[THIGH] + drained;
    }
    Instant {
        pressure,
        elastance,
        rate,
        inflow,
        foot_deep,
        foot_superficial,
        perforators,
        drainage,
        fidget,
        junctions,
        outflow,
    }
}
