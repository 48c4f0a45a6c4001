//! The leg of one person: the values that are computed once, from the model's constants and the person's inputs.

use super::leg::{Leg, NODES};
use super::parameters::Params;
use super::real::Real;
use super::shape::{shaped, traced};
use super::stasis::Stasis;
use super::tissue::{REGIONS, Tissue};
use super::valve::ValveWidth;
use super::wall::Wall;

shaped! {
    /// The leg of one person. It does not change during a simulation.
    #[derive(Clone, Copy, Debug)]
    pub struct Body<R> {
        /// The model's constants.
        pub params: Params<R>,
        /// The person's inputs.
        pub leg: Leg<R>,
        /// Walls of the foot, deep calf, superficial and thigh veins.
        pub walls: [Wall<R>; 4],
        /// Reciprocal of each node's volume at zero pressure, before creep (1/mL).
        pub inverse_rest_ml: [R; NODES],
        /// Reciprocal of the calf's venous volume at zero pressure (1/mL).
        pub inverse_calf_rest_ml: R,
        /// Arterial inflow of each node at rest, lying (mL/s).
        pub inflow_ml_s: [R; NODES],
        /// Reciprocal of the perfusion pressure above which the inflow is constant (1/mmHg).
        pub inverse_autoregulation: R,
        /// Forward and backward conductances (mL/s/mmHg) from the foot veins to the deep posterior, anterior and lateral veins.
        pub foot_deep: [(R, R); 3],
        /// The same, from the foot veins to the superficial veins.
        pub foot_superficial: (R, R),
        /// The same, from the superficial veins to each muscle compartment.
        pub perforators: [(R, R); 4],
        /// The same, from each muscle compartment to the popliteal vein.
        pub drainage: [(R, R); 4],
        /// The same, for the saphenous junctions.
        pub junctions: (R, R),
        /// The same, from the femoral vein to the iliac vein, for a straight leg.
        pub outflow: (R, R),
        /// Tissue of foot and ankle, of the calf and of the thigh.
        pub tissue: [Tissue<R>; REGIONS],
        /// Pressure range over which valves open.
        pub valve_width: ValveWidth<R>,
        /// Constants of the stasis equations.
        pub stasis: Stasis<R>,
    }
}

impl<R: Real> Body<R> {
    /// Computes the leg of one person.
    #[inline(always)]
    pub fn new(params: Params<R>, leg: Leg<R>) -> Self {
        traced!(Body::new(params, leg));
        let p = &params;
        // Veins whose valves leak are wide. Conductance is proportional to the square of the cross-section (Poiseuille).
        let varices = leg.reflux_superficial.lit(1.0) + p.varicose_dilation * leg.reflux_superficial;
        let saphenous = (p.conductance_saphenofemoral + p.conductance_saphenopopliteal) * varices.sq();
        let rest = [
            p.volume_foot_ml,
            p.volume_superficial_posterior_ml,
            p.volume_deep_posterior_ml,
            p.volume_anterior_ml,
            p.volume_lateral_ml,
            p.volume_superficial_ml * varices,
            p.volume_thigh_ml,
        ]
        .map(|volume| volume * leg.vein_volume);
        let calf = rest[1] + rest[2] + rest[3] + rest[4] + rest[5];
        let (superficial, deep, perforator) = (
            p.leak_superficial * leg.reflux_superficial,
            p.leak_deep * leg.reflux_deep,
            p.leak_perforator * leg.reflux_perforator,
        );
        let foot_tissue = tissue(p, &leg, p.filtration_foot, p.pericapillary_stiffness_foot, p.tissue_stiffness_foot);
        let calf_tissue = tissue(p, &leg, p.filtration_calf, p.pericapillary_stiffness, p.tissue_stiffness);
        let edge = |forward: R, leak: R| (forward * leg.conductance, forward * leg.conductance * leak);
        let outflow = p.conductance_outflow * leg.outflow * leg.conductance;
        Self {
            walls: walls(p, leg.vein_stiffness),
            inverse_rest_ml: rest.map(Real::recip),
            inverse_calf_rest_ml: calf.recip(),
            inflow_ml_s: [
                p.inflow_foot_ml_s,
                p.inflow_superficial_posterior_ml_s,
                p.inflow_deep_posterior_ml_s,
                p.inflow_anterior_ml_s,
                p.inflow_lateral_ml_s,
                p.inflow_superficial_ml_s,
                p.inflow_thigh_ml_s,
            ]
            .map(|inflow| inflow * leg.inflow),
            inverse_autoregulation: p.autoregulation_mmhg.recip(),
            foot_deep: [
                edge(p.conductance_foot_deep, deep),
                edge(p.conductance_foot_anterior, deep),
                edge(p.conductance_foot_lateral, deep),
            ],
            foot_superficial: edge(p.conductance_foot_superficial, p.leak_foot_superficial),
            perforators: [
                edge(p.conductance_gastrocnemius_perforators, perforator),
                edge(p.conductance_cockett_perforators + p.conductance_boyd_perforator, perforator),
                edge(p.conductance_anterior_perforators, perforator),
                edge(p.conductance_lateral_perforators, perforator),
            ],
            drainage: [
                edge(p.conductance_superficial_posterior, deep),
                edge(p.conductance_deep_posterior, deep),
                edge(p.conductance_anterior, deep),
                edge(p.conductance_lateral, deep),
            ],
            junctions: edge(saphenous, superficial),
            outflow: (outflow, outflow * p.leak_outflow),
            tissue: [
                Tissue { balance_mmhg: leg.balance_foot_mmhg, ..foot_tissue },
                calf_tissue,
                Tissue { balance_mmhg: leg.balance_thigh_mmhg, ..calf_tissue },
            ],
            valve_width: ValveWidth::new(p.valve_opening_mmhg),
            stasis: Stasis::new(p),
            params,
            leg,
        }
    }

    /// Arterial conductance of a node at this vascular tone (mL/s/mmHg). It applies below the pressure range of autoregulation.
    #[inline(always)]
    pub fn arterial(&self, node: usize, tone: R) -> R {
        self.inflow_ml_s[node] * tone * self.inverse_autoregulation
    }
}

/// Walls of the foot, deep calf, superficial and thigh veins of a person with this relative stiffness.
#[inline(always)]
fn walls<R: Real>(p: &Params<R>, stiffness: R) -> [Wall<R>; 4] {
    traced!(walls(&p, stiffness));
    let wall = |knee: R, firm: R| {
        // To fill a flat vein does not strain its wall, so only the firm part depends on the person's stiffness.
        Wall::new(
            p.wall_deep_soft_mmhg,
            knee,
            firm * stiffness,
            p.wall_deep_stiffening_mmhg * stiffness,
            p.wall_buckling_mmhg,
            p.wall_buckling_from,
        )
    };
    [
        wall(p.wall_deep_knee, p.wall_foot_firm_mmhg),
        wall(p.wall_deep_knee, p.wall_deep_firm_mmhg),
        wall(p.wall_deep_knee, p.wall_superficial_firm_mmhg),
        wall(p.wall_thigh_knee, p.wall_thigh_firm_mmhg),
    ]
}

/// Tissue of a region. The arguments after `leg` are the coefficients that depend on the region.
#[inline(always)]
fn tissue<R: Real>(p: &Params<R>, leg: &Leg<R>, filtration: R, fast_stiffness: R, slow_stiffness: R) -> Tissue<R> {
    traced!(tissue(&p, &leg, filtration, fast_stiffness, slow_stiffness));
    Tissue {
        filtration,
        capillary_drop_mmhg: p.capillary_drop_mmhg,
        protection: p.capillary_protection,
        reflection: p.reflection,
        colloid_mmhg: leg.colloid_mmhg,
        balance_mmhg: leg.balance_calf_mmhg,
        opposing_min: p.absorption_fading_min,
        // Filtration concentrates the plasma along the capillary. The mean concentration is half of that at its end.
        concentration: p.colloid_concentration_gain
            * leg.colloid_mmhg
            * (p.plasma_flow_ml_min + p.plasma_flow_ml_min).recip(),
        interstitial_colloid_mmhg: p.interstitial_colloid_mmhg,
        pericapillary_ml: p.pericapillary_volume_ml,
        margin_stiffness: p.tissue_margin_mmhg * p.tissue_margin_ml.recip(),
        margin_ml: p.tissue_margin_ml,
        fast_stiffness,
        slow_stiffness,
        spread: p.spread_conductance,
        lymph: p.lymph_ml_min * leg.lymph,
        lymph_gain: p.lymph_gain_mmhg,
        lymph_limit: p.lymph_limit,
    }
}
