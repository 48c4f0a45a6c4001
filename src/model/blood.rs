//! The blood in the veins of a leg: seven volumes, their pressures, and the flows between them at one instant.

use super::leg::{FOOT, MUSCLES, NODES, SURFACE, THIGH};
use super::real::{Real, compartments};
use super::shape::{shaped, traced};
use super::valve::{Conductance, Edge, End, FlowDerivatives, ValveWidth, patency, widening};
use super::wall::{Stretch, Wall};

shaped! {
    /// The coefficients and boundary pressures of the flow equations. They are constant within one window of time.
    #[derive(Clone, Copy, Debug)]
    pub struct FlowConditions<R> {
        /// Wall of the foot veins.
        pub wall_foot: Wall<R>,
        /// Wall of the deep calf veins.
        pub wall_deep: Wall<R>,
        /// Wall of the superficial veins.
        pub wall_superficial: Wall<R>,
        /// Wall of the popliteal and femoral veins.
        pub wall_thigh: Wall<R>,
        /// Reciprocal of each node's volume at zero pressure (1/mL).
        pub inverse_rest_ml: [R; NODES],
        /// Hydrostatic pressure of each node: its depth below the level of zero pressure (mmHg).
        pub head_mmhg: [R; NODES],
        /// Hydrostatic pressure at the ankle, where vein pressure is measured (mmHg).
        pub ankle_head_mmhg: R,
        /// Pressure in the iliac vein without its hydrostatic pressure (mmHg).
        pub central_mmhg: R,
        /// Arterial pressure at the height of each node (mmHg).
        pub arterial_mmhg: [R; NODES],
        /// Arterial conductance of each node, including vascular tone (mL/s/mmHg).
        pub arterial: [R; NODES],
        /// Perfusion pressure above which the inflow is constant (mmHg).
        pub autoregulation_mmhg: R,
        /// Capillary filtration: flow from the blood of each node into the tissue (mL/s).
        pub filtration_ml_s: [R; NODES],
        /// Conductances from the foot veins to the deep posterior, anterior and lateral veins.
        pub foot_deep: [Conductance<R>; 3],
        /// Conductance from the foot veins to the superficial veins.
        pub foot_superficial: Conductance<R>,
        /// Conductances of the perforators: from the superficial veins to each muscle compartment.
        pub perforators: [Conductance<R>; 4],
        /// Conductances from each muscle compartment to the popliteal vein.
        pub drainage: [Conductance<R>; 4],
        /// Conductance of the saphenous junctions: from the superficial veins to the thigh veins.
        pub junctions: Conductance<R>,
        /// Conductance from the femoral vein to the iliac vein.
        pub outflow: Conductance<R>,
        /// Share of a compartment's volume that spontaneous movement expels per second (1/s).
        pub fidget_per_s: R,
        /// Pressure range over which valves open.
        pub valve_width: ValveWidth<R>,
    }
}

shaped! {
    /// The blood at one instant: volumes (mL), pressures (mmHg) and flows (mL/s).
    #[derive(Clone, Copy, Debug)]
    pub struct Instant<R> {
        /// Volume of each node (mL).
        pub volume: [R; NODES],
        /// External pressure on each node.
        pub external: [R; NODES],
        /// Blood pressure in each node.
        pub pressure: [R; NODES],
        /// Volume of each node divided by its volume at zero pressure.
        pub relative: [R; NODES],
        /// Share of each node's conductance that remains at this volume.
        pub open: [R; NODES],
        /// State of each node's wall.
        pub stretch: [Stretch<R>; NODES],
        /// Rate of change of each volume (mL/s).
        pub rate: [R; NODES],
        /// Arterial inflow of each node.
        pub inflow: [R; NODES],
        /// Flows from the foot veins to the deep posterior, anterior and lateral veins.
        pub foot_deep: [Edge<R>; 3],
        /// Flow from the foot veins to the superficial veins.
        pub foot_superficial: Edge<R>,
        /// Flows of the perforators; inward flow is positive.
        pub perforators: [Edge<R>; 4],
        /// Flows from the compartments to the popliteal vein.
        pub drainage: [Edge<R>; 4],
        /// Flows from the compartments to the popliteal vein that spontaneous movement causes.
        pub fidget: [R; 4],
        /// Flow through the saphenous junctions.
        pub junctions: Edge<R>,
        /// Flow from the femoral vein to the iliac vein.
        pub outflow: Edge<R>,
    }
}

impl<R: Real> FlowConditions<R> {
    #[inline(always)]
    fn wall(&self, node: usize) -> &Wall<R> {
        match node {
            FOOT => &self.wall_foot,
            SURFACE => &self.wall_superficial,
            THIGH => &self.wall_thigh,
            _ => &self.wall_deep,
        }
    }
}

/// Computes all pressures and flows from the volumes (mL) and the external pressures (mmHg).
#[inline(always)]
pub fn instant<R: Real>(conditions: &FlowConditions<R>, volume: &[R; NODES], external: &[R; NODES]) -> Instant<R> {
    traced!(instant(&conditions, &volume, &external));
    let zero = volume[0].lit(0.0);
    let one = zero.lit(1.0);
    let mut pressure = [zero; NODES];
    let mut relative = [zero; NODES];
    let mut stretch = [Stretch { pressure: zero, stiffening: zero }; NODES];
    let mut level = [zero; NODES];
    let mut open = [zero; NODES];
    let mut inflow = [zero; NODES];
    for node in 0..NODES {
        relative[node] = volume[node] * conditions.inverse_rest_ml[node];
        stretch[node] = conditions.wall(node).stretch(relative[node] - one);
        pressure[node] = stretch[node].pressure + external[node];
        level[node] = pressure[node] - conditions.head_mmhg[node];
        open[node] = patency(relative[node]);
        let perfusion = conditions.arterial_mmhg[node] - pressure[node];
        inflow[node] = conditions.arterial[node] * perfusion.min(conditions.autoregulation_mmhg).pos();
    }
    let width = &conditions.valve_width;
    macro_rules! edge {
        ($from:expr, $to:expr, $conductance:expr) => {
            Edge::new(level[$from] - level[$to], $conductance, (open[$from], open[$to]), width)
        };
    }
    let foot_deep = [
        edge!(FOOT, MUSCLES[1], conditions.foot_deep[0]),
        edge!(FOOT, MUSCLES[2], conditions.foot_deep[1]),
        edge!(FOOT, MUSCLES[3], conditions.foot_deep[2]),
    ];
    let perforators = compartments!(at => edge!(SURFACE, MUSCLES[at], conditions.perforators[at]));
    let drainage = compartments!(at => edge!(MUSCLES[at], THIGH, conditions.drainage[at]));
    let fidget = compartments!(at => conditions.fidget_per_s * volume[MUSCLES[at]] * open[MUSCLES[at]]);
    let foot_superficial = edge!(FOOT, SURFACE, conditions.foot_superficial);
    let junctions = edge!(SURFACE, THIGH, conditions.junctions);
    let outflow = Edge::new(level[THIGH] - conditions.central_mmhg, conditions.outflow, (open[THIGH], one), width);

    let mut rate = [zero; NODES];
    for node in 0..NODES {
        rate[node] = inflow[node] - conditions.filtration_ml_s[node];
    }
    rate[FOOT] = rate[FOOT] - foot_superficial.rate;
    rate[SURFACE] = rate[SURFACE] + foot_superficial.rate - junctions.rate;
    rate[THIGH] = rate[THIGH] + junctions.rate - outflow.rate;
    for (at, muscle) in MUSCLES.into_iter().enumerate() {
        let drained = drainage[at].rate + fidget[at];
        rate[muscle] = rate[muscle] + perforators[at].rate - drained;
        rate[SURFACE] = rate[SURFACE] - perforators[at].rate;
        rate[THIGH] = rate[THIGH] + drained;
    }
    for (edge, muscle) in foot_deep.iter().zip(&MUSCLES[1..]) {
        rate[*muscle] = rate[*muscle] + edge.rate;
        rate[FOOT] = rate[FOOT] - edge.rate;
    }
    Instant {
        volume: *volume,
        external: *external,
        pressure,
        relative,
        open,
        stretch,
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

shaped! {
    /// The Jacobian: derivatives of the flows with respect to the volumes (1/s).
    #[derive(Clone, Copy, Debug)]
    pub struct Jacobian<R> {
        /// Derivative of each pressure with respect to the node's volume (mmHg/mL).
        pub elastance: [R; NODES],
        /// Minus the derivative of each arterial inflow with respect to the node's volume.
        pub inflow: [R; NODES],
        /// For the flows from the foot veins to the deep posterior, anterior and lateral veins.
        pub foot_deep: [FlowDerivatives<R>; 3],
        /// For the flow from the foot veins to the superficial veins.
        pub foot_superficial: FlowDerivatives<R>,
        /// For the flows of the perforators.
        pub perforators: [FlowDerivatives<R>; 4],
        /// For the flows from the compartments to the popliteal vein.
        pub drainage: [FlowDerivatives<R>; 4],
        /// Derivatives of the flows that spontaneous movement causes.
        pub fidget: [R; 4],
        /// For the flow through the saphenous junctions.
        pub junctions: FlowDerivatives<R>,
        /// Derivative of the outflow with respect to the volume of the thigh veins.
        pub outflow: R,
    }
}

/// Computes the Jacobian at an instant. `ahead` are the changes of the volumes that are expected within the step (mL).
#[inline(always)]
pub fn jacobian<R: Real>(conditions: &FlowConditions<R>, at: &Instant<R>, ahead: &[R; NODES]) -> Jacobian<R> {
    traced!(jacobian(&conditions, &at, &ahead));
    let zero = ahead[0].lit(0.0);
    let rigid = End { elastance: zero, widening: zero };
    let mut ends = [rigid; NODES];
    let mut elastance = at.rate;
    let mut rise = at.rate;
    let mut inflow = at.rate;
    for node in 0..NODES {
        let inverse = conditions.inverse_rest_ml[node];
        elastance[node] = conditions.wall(node).slope(&at.stretch[node]) * inverse;
        ends[node] = End { elastance: elastance[node], widening: widening(at.relative[node]) * inverse };
        rise[node] = ahead[node] * elastance[node];
        // This is the derivative without autoregulation. To find out whether autoregulation keeps the inflow constant would take a
        // fifth of the step's time, and the order of the method does not depend on it.
        inflow[node] = conditions.arterial[node] * elastance[node];
    }
    let width = &conditions.valve_width;
    macro_rules! edge {
        ($edge:expr, $from:expr, $to:expr, $conductance:expr) => {
            $edge.derivatives(rise[$from] - rise[$to], $conductance, &ends[$from], &ends[$to], width)
        };
    }
    Jacobian {
        elastance,
        inflow,
        foot_deep: [
            edge!(at.foot_deep[0], FOOT, MUSCLES[1], conditions.foot_deep[0]),
            edge!(at.foot_deep[1], FOOT, MUSCLES[2], conditions.foot_deep[1]),
            edge!(at.foot_deep[2], FOOT, MUSCLES[3], conditions.foot_deep[2]),
        ],
        foot_superficial: edge!(at.foot_superficial, FOOT, SURFACE, conditions.foot_superficial),
        perforators: compartments!(i => edge!(at.perforators[i], SURFACE, MUSCLES[i], conditions.perforators[i])),
        drainage: compartments!(i => edge!(at.drainage[i], MUSCLES[i], THIGH, conditions.drainage[i])),
        fidget: compartments!(i => {
            let muscle = MUSCLES[i];
            conditions.fidget_per_s * (at.open[muscle] + at.volume[muscle] * ends[muscle].widening)
        }),
        junctions: edge!(at.junctions, SURFACE, THIGH, conditions.junctions),
        outflow: at.outflow.derivatives(rise[THIGH], conditions.outflow, &ends[THIGH], &rigid, width).from,
    }
}
