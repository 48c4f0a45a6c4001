//! Blood: seven volumes, their pressures, and the flows between them at one instant.

use super::leg::{FOOT, MUSCLES, NODES, SURFACE, THIGH};
use super::real::{Real, compartments};
use super::valve::{Conductance, Coupling, End, Width, coupling, flow, patency};
use super::wall::Wall;

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
    pub foot_deep: [Conductance<R>; 4],
    /// Foot to superficial veins, both ways.
    pub foot_superficial: Conductance<R>,
    /// Perforators from superficial veins into each compartment.
    pub perforators: [Conductance<R>; 4],
    /// Each compartment to the popliteal vein.
    pub drainage: [Conductance<R>; 4],
    /// Saphenous junctions.
    pub junctions: Conductance<R>,
    /// Femoral to iliac vein.
    pub outflow: Conductance<R>,
    /// Share of volume per second that spontaneous movement passes on.
    pub fidget_per_s: R,
    /// Pressure that opens a valve (mmHg), and one over it.
    pub valve_width: Width<R>,
}

/// Blood at one instant: pressures and flows (mmHg, mL/s).
#[derive(Clone, Copy, Debug)]
pub struct Instant<R> {
    /// Blood in each node (mL).
    pub volume: [R; NODES],
    /// Pressure on each node from outside.
    pub external: [R; NODES],
    /// Pressure inside each node.
    pub pressure: [R; NODES],
    /// Each node as its edges see it.
    pub ends: [End<R>; NODES],
    /// Rate of change of each volume.
    pub rate: [R; NODES],
    /// Arterial inflow of each node.
    pub inflow: [R; NODES],
    /// Foot to each compartment.
    pub foot_deep: [R; 4],
    /// Foot to superficial veins.
    pub foot_superficial: R,
    /// Perforators, inward.
    pub perforators: [R; 4],
    /// Compartments to the popliteal vein.
    pub drainage: [R; 4],
    /// Flow passed on by spontaneous movement.
    pub fidget: [R; 4],
    /// Saphenous junctions.
    pub junctions: R,
    /// Femoral to iliac vein.
    pub outflow: R,
}

/// All pressures and flows for given volumes (mL) and external pressures (mmHg).
#[inline(always)]
pub fn instant<R: Real>(setting: &Setting<R>, volume: &[R; NODES], external: &[R; NODES]) -> Instant<R> {
    let zero = volume[0].lit(0.0);
    let one = zero.lit(1.0);
    let mut pressure = [zero; NODES];
    let mut inflow = [zero; NODES];
    let mut ends = [End { level: zero, elastance: zero, open: zero, widening: zero }; NODES];
    for node in 0..NODES {
        let wall = match node {
            FOOT => &setting.wall_foot,
            SURFACE => &setting.wall_superficial,
            THIGH => &setting.wall_thigh,
            _ => &setting.wall_deep,
        };
        let inverse = setting.inverse_rest_ml[node];
        let relative = volume[node] * inverse;
        let (transmural, slope) = wall.pressure(relative - one);
        let (open, widening) = patency(relative);
        pressure[node] = transmural + external[node];
        ends[node] = End {
            level: pressure[node] - setting.head_mmhg[node],
            elastance: slope * inverse,
            open,
            widening: widening * inverse,
        };
        inflow[node] = setting.arterial[node] * (setting.arterial_mmhg[node] - pressure[node]).pos();
    }
    macro_rules! edge {
        ($from:expr, $to:expr, $conductance:expr) => {
            flow(&ends[$from], &ends[$to], $conductance, setting.valve_width)
        };
    }
    let foot_deep = compartments!(at => edge!(FOOT, MUSCLES[at], setting.foot_deep[at]));
    let perforators = compartments!(at => edge!(SURFACE, MUSCLES[at], setting.perforators[at]));
    let drainage = compartments!(at => edge!(MUSCLES[at], THIGH, setting.drainage[at]));
    let fidget = compartments!(at => setting.fidget_per_s * volume[MUSCLES[at]] * ends[MUSCLES[at]].open);
    let foot_superficial = edge!(FOOT, SURFACE, setting.foot_superficial);
    let junctions = edge!(SURFACE, THIGH, setting.junctions);
    let outflow = flow(&ends[THIGH], &setting.iliac(), setting.outflow, setting.valve_width);

    let mut rate = [zero; NODES];
    for node in 0..NODES {
        rate[node] = inflow[node] - setting.filtration_ml_s[node];
    }
    rate[FOOT] = rate[FOOT] - foot_superficial;
    rate[SURFACE] = rate[SURFACE] + foot_superficial - junctions;
    rate[THIGH] = rate[THIGH] + junctions - outflow;
    for (at, muscle) in MUSCLES.into_iter().enumerate() {
        let drained = drainage[at] + fidget[at];
        rate[muscle] = rate[muscle] + foot_deep[at] + perforators[at] - drained;
        rate[FOOT] = rate[FOOT] - foot_deep[at];
        rate[SURFACE] = rate[SURFACE] - perforators[at];
        rate[THIGH] = rate[THIGH] + drained;
    }
    Instant {
        volume: *volume,
        external: *external,
        pressure,
        ends,
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

impl<R: Real> Setting<R> {
    /// The iliac vein as the outflow sees it.
    #[inline(always)]
    fn iliac(&self) -> End<R> {
        let zero = self.central_mmhg.lit(0.0);
        End { level: self.central_mmhg, elastance: zero, open: zero.lit(1.0), widening: zero }
    }
}

/// How flows depend on volumes (1/s): the entries of the Jacobian.
#[derive(Clone, Copy, Debug)]
pub struct Couplings<R> {
    /// Fall of each arterial inflow with the node's volume.
    pub inflow: [R; NODES],
    /// Foot to each compartment.
    pub foot_deep: [Coupling<R>; 4],
    /// Foot to superficial veins.
    pub foot_superficial: Coupling<R>,
    /// Perforators.
    pub perforators: [Coupling<R>; 4],
    /// Compartments to the popliteal vein.
    pub drainage: [Coupling<R>; 4],
    /// Rise of spontaneous emptying with volume.
    pub fidget: [R; 4],
    /// Saphenous junctions.
    pub junctions: Coupling<R>,
    /// Rise of the outflow with thigh volume.
    pub outflow: R,
}

/// The couplings at an instant, for a step of this length (s).
#[inline(always)]
pub fn couplings<R: Real>(setting: &Setting<R>, at: &Instant<R>, step_s: R) -> Couplings<R> {
    let zero = step_s.lit(0.0);
    let mut rise = at.rate;
    let mut inflow = at.rate;
    for node in 0..NODES {
        rise[node] = step_s * at.rate[node] * at.ends[node].elastance;
        inflow[node] = setting.arterial[node] * at.ends[node].elastance;
    }
    macro_rules! edge {
        ($from:expr, $to:expr, $conductance:expr) => {
            coupling((&at.ends[$from], rise[$from]), (&at.ends[$to], rise[$to]), $conductance, setting.valve_width)
        };
    }
    let iliac = (&setting.iliac(), zero);
    Couplings {
        inflow,
        foot_deep: compartments!(i => edge!(FOOT, MUSCLES[i], setting.foot_deep[i])),
        foot_superficial: edge!(FOOT, SURFACE, setting.foot_superficial),
        perforators: compartments!(i => edge!(SURFACE, MUSCLES[i], setting.perforators[i])),
        drainage: compartments!(i => edge!(MUSCLES[i], THIGH, setting.drainage[i])),
        fidget: compartments!(i => {
            let end = &at.ends[MUSCLES[i]];
            setting.fidget_per_s * (end.open + at.volume[MUSCLES[i]] * end.widening)
        }),
        junctions: edge!(SURFACE, THIGH, setting.junctions),
        outflow: coupling((&at.ends[THIGH], rise[THIGH]), iliac, setting.outflow, setting.valve_width).from,
    }
}
