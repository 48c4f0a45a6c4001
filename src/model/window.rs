//! The state of a leg, and the equations of its slow states: tissue, vascular tone, creep of veins, stasis.
//!
//! During an activity, a window of time is one cycle of the muscles; at rest it is one step. The blood is simulated in the steps of a
//! window. The slow states are advanced once per window with the averages of the blood, which keeps rounding errors small. The averages
//! of a settled cycle also apply to the cycles after it, so that the blood need not be simulated in these (skipped cycles).

use super::blood::FlowConditions;
use super::body::Body;
use super::cycle::leg_ml;
use super::leg::{Channels, DEEP, FOOT, NODES, SINUS, SURFACE, THIGH};
use super::real::{Real, compartments, scaled};
use super::shape::{shaped, traced};
use super::stasis::{Stagnation, relax};
use super::tissue::{Fluid, REGIONS, TissueConditions};
use super::turnover::still;

shaped! {
    /// The state variables of a leg.
    #[derive(Clone, Copy, Debug)]
    pub struct State<R> {
        /// Venous volumes (mL).
        pub volume: [R; NODES],
        /// Tissue fluid of foot and ankle, of the calf and of the thigh.
        pub fluid: [Fluid<R>; REGIONS],
        /// Venoarteriolar reflex of the foot and of the rest of the leg (share by which it lowers the inflow).
        pub reflex: [R; 2],
        /// Calf inflow, relative to that without exercise.
        pub hyperemia: R,
        /// Creep of the veins: relative growth of their volume at zero pressure.
        pub creep: R,
        /// Ages of the blood, and procoagulant activity.
        pub stagnation: Stagnation<R>,
        /// Capillary filtration in foot, calf and thigh, which the blood loses (mL/s).
        pub filtration_ml_s: [R; REGIONS],
    }
}

shaped! {
    /// Averages of the blood over one window.
    #[derive(Clone, Copy, Debug)]
    pub struct Means<R> {
        /// Venous pressure in the foot (mmHg).
        pub foot_mmhg: R,
        /// Venous pressure in the calf (mmHg).
        pub calf_mmhg: R,
        /// Venous pressure in the thigh (mmHg).
        pub thigh_mmhg: R,
        /// Pressure in the saphenous vein at the ankle (mmHg).
        pub ankle_mmhg: R,
        /// Arterial inflow of foot, calf and thigh (mL/s).
        pub inflow_ml_s: [R; REGIONS],
        /// Arterial inflow of the whole leg, and outflow into the iliac vein (mL/s).
        pub leg_ml_s: (R, R),
        /// Flow into the popliteal vein (mL/s).
        pub popliteal_ml_s: R,
        /// Flow into the popliteal vein if the blood volume of the lower leg did not change (mL/s).
        pub supply_ml_s: R,
        /// Flow out of the soleal sinuses, and out of the deep posterior veins (mL/s).
        pub drained_ml_s: [R; 2],
        /// Renewal of these two groups of veins by refilling: relative growth of their volumes (1/s).
        pub refilled_per_s: [R; 2],
        /// Volumes of soleal sinuses, deep posterior veins, thigh and whole calf (mL).
        pub volume_ml: [R; 4],
    }
}

impl<R: Real> State<R> {
    /// The initial state of a simulation: veins at zero pressure, no gain of tissue fluid, no reflex.
    #[inline(always)]
    pub fn new(body: &Body<R>) -> Self {
        traced!(State::new(&body));
        let zero = body.leg.stature_cm.lit(0.0);
        let one = zero.lit(1.0);
        Self {
            volume: body.inverse_rest_ml.map(Real::recip),
            fluid: [Fluid::dry(zero); REGIONS],
            reflex: [zero; 2],
            hyperemia: one,
            creep: zero,
            stagnation: Stagnation { sinus_min: one, pocket_min: one, activity: zero },
            filtration_ml_s: [zero; REGIONS],
        }
    }

    /// A sum of the state variables. It is NaN if a variable is NaN, and implausibly large if a variable is implausibly large.
    #[inline(always)]
    pub fn extent(&self) -> R {
        traced!(self, State::extent());
        let lower = self.fluid[0].fast + self.fluid[0].slow + self.fluid[1].fast + self.fluid[1].slow;
        let fluid = lower + self.fluid[2].fast + self.fluid[2].slow;
        let age = self.stagnation.sinus_min + self.stagnation.pocket_min + self.stagnation.activity;
        leg_ml(&self.volume) + fluid + age
    }

    /// `yes` for people for whom the mask is true, `no` for the others.
    #[inline(always)]
    pub fn select(mask: R::Mask, yes: &Self, no: &Self) -> Self {
        macro_rules! pick {
            ($yes:expr, $no:expr) => {
                Real::select(mask, $yes, $no)
            };
        }
        let mut state = *no;
        for (state, (yes, no)) in state.volume.iter_mut().zip(yes.volume.into_iter().zip(no.volume)) {
            *state = pick!(yes, no);
        }
        for region in 0..REGIONS {
            let (yes_fluid, no_fluid) = (&yes.fluid[region], &no.fluid[region]);
            state.fluid[region] = Fluid {
                fast: pick!(yes_fluid.fast, no_fluid.fast),
                slow: pick!(yes_fluid.slow, no_fluid.slow),
                opposing_mmhg: pick!(yes_fluid.opposing_mmhg, no_fluid.opposing_mmhg),
            };
            state.filtration_ml_s[region] = pick!(yes.filtration_ml_s[region], no.filtration_ml_s[region]);
        }
        for region in 0..2 {
            state.reflex[region] = pick!(yes.reflex[region], no.reflex[region]);
        }
        state.hyperemia = pick!(yes.hyperemia, no.hyperemia);
        state.creep = pick!(yes.creep, no.creep);
        state.stagnation = Stagnation {
            sinus_min: pick!(yes.stagnation.sinus_min, no.stagnation.sinus_min),
            pocket_min: pick!(yes.stagnation.pocket_min, no.stagnation.pocket_min),
            activity: pick!(yes.stagnation.activity, no.stagnation.activity),
        };
        state
    }
}

impl<R: Real> Body<R> {
    /// The conditions of the blood in a window.
    #[inline(always)]
    pub fn flow_conditions(&self, channels: &Channels<R>, state: &State<R>) -> FlowConditions<R> {
        traced!(self, Body::flow_conditions(&channels, &state));
        let (p, leg) = (&self.params, &self.leg);
        let one = leg.stature_cm.lit(1.0);
        let column = leg.stature_cm * p.blood_weight_mmhg_cm;
        let deep = channels.depth_deep * column;
        let mut head_mmhg = [deep; NODES];
        head_mmhg[FOOT] = channels.depth_foot * column;
        head_mmhg[SURFACE] = channels.depth_superficial * column;
        head_mmhg[THIGH] = channels.depth_thigh * column;
        let grown = (one + state.creep).recip();
        // Warmth widens the veins of the skin; deep veins stay as they are.
        let widened = warmed(p.heat_veins_per_c, channels.warmth_c).recip();
        let mut inverse_rest_ml = scaled(self.inverse_rest_ml, grown);
        inverse_rest_ml[FOOT] = inverse_rest_ml[FOOT] * widened;
        inverse_rest_ml[SURFACE] = inverse_rest_ml[SURFACE] * widened;
        let warm = warmed(p.heat_inflow_per_c, channels.warmth_c);
        let calm = (one - state.reflex[1]) * warm;
        let mut tone = [calm * state.hyperemia; NODES];
        // In the foot and in the skin, exercise raises the inflow by a share of its rise in the calf.
        let shared = one + p.hyperemia_share * (state.hyperemia - one);
        tone[FOOT] = (one - state.reflex[0]) * warm * shared;
        tone[SURFACE] = calm * shared;
        tone[THIGH] = calm * (one + (state.hyperemia - one) * one.lit(0.5));
        let mut arterial = tone;
        let mut arterial_mmhg = head_mmhg;
        for node in 0..NODES {
            arterial[node] = self.arterial(node, tone[node]);
            arterial_mmhg[node] = head_mmhg[node] + p.arterial_mmhg;
        }
        let calf = state.filtration_ml_s[1];
        let (surface, deeper) = (calf * one.lit(0.4), calf * one.lit(0.15));
        let none = one.lit(0.0);
        let straight = one - channels.flexion;
        // However far it is bent, a vein keeps some of its conductance.
        let least = one.lit(0.05);
        let groin = (straight + channels.flexion * leg.bent_outflow).max(least);
        let fossa = (straight + channels.flexion * leg.bent_popliteal).max(least);
        let central = channels.central_mmhg + channels.abdominal_share * leg.abdominal_mmhg;
        // A cuff at the thigh lets blood flow out only if the vein pressure is higher than the cuff pressure, and it stops backward flow.
        let cuff = channels.thigh_cuff_mmhg - head_mmhg[THIGH];
        let cuffed = none.lt(channels.thigh_cuff_mmhg);
        let barrier = Real::select(cuffed, central.max(cuff), central);
        let backward = Real::select(central.lt(barrier), none, self.outflow.1);
        FlowConditions {
            wall_foot: self.walls[0],
            wall_deep: self.walls[1],
            wall_superficial: self.walls[2],
            wall_thigh: self.walls[3],
            inverse_rest_ml,
            head_mmhg,
            central_mmhg: barrier,
            arterial_mmhg,
            arterial,
            autoregulation_mmhg: p.autoregulation_mmhg,
            filtration_ml_s: [
                state.filtration_ml_s[0],
                deeper,
                deeper,
                deeper,
                deeper,
                surface,
                state.filtration_ml_s[2],
            ],
            foot_deep: self.foot_deep,
            foot_superficial: self.foot_superficial,
            perforators: self.perforators,
            drainage: compartments!(at => (self.drainage[at].0 * fossa, self.drainage[at].1)),
            junctions: self.junctions,
            outflow: (self.outflow.0 * groin, backward * groin),
            fidget_per_s: channels.fidgeting * leg.fidget_hz * p.fidget_stroke + self.sway_hz(channels) * p.sway_stroke,
            ankle_head_mmhg: channels.depth_ankle * column,
            valve_width: self.valve_width,
        }
    }

    /// Advances the slow states by `seconds`.
    #[inline(always)]
    pub fn slow(
        &self,
        channels: &Channels<R>,
        stocking_mmhg: R,
        means: &Means<R>,
        state: &State<R>,
        seconds: R,
    ) -> State<R> {
        traced!(self, Body::slow(&channels, stocking_mmhg, &means, &state, seconds));
        let p = &self.params;
        let one = seconds.lit(1.0);
        let minutes = seconds * one.lit(1.0 / 60.0);
        let tissue_conditions = self.tissue_conditions(channels, stocking_mmhg, means);
        let foot = self.tissue[0].advance(state.fluid[0], &tissue_conditions[0], minutes);
        let calf = self.tissue[1].advance(state.fluid[1], &tissue_conditions[1], minutes);
        let thigh = self.tissue[2].advance(state.fluid[2], &tissue_conditions[2], minutes);
        let per_second = one.lit(1.0 / 6000.0);
        let rate = p.reflex_time_s.recip();
        let inverse_span = p.reflex_span_mmhg.recip();
        let mut reflex = state.reflex;
        let drives = [(means.foot_mmhg, p.reflex_gain_foot), (means.calf_mmhg, p.reflex_gain)];
        for (reflex, (pressure, gain)) in reflex.iter_mut().zip(drives) {
            let wanted = ((pressure - p.reflex_from_mmhg) * inverse_span).clamp(one.lit(0.0), one);
            *reflex = relax(*reflex, gain * wanted * rate, rate, seconds);
        }
        let metabolic = p.hyperemia_time_s.recip();
        // Creep follows the immediate growth, without the growth by creep itself: otherwise soft veins would grow without limit.
        let strained = ((self.distension(means) - state.creep) * (one + state.creep).recip()).pos();
        let slackening = p.creep_time_s.recip();
        State {
            volume: state.volume,
            fluid: [foot.fluid, calf.fluid, thigh.fluid],
            reflex,
            hyperemia: relax(
                state.hyperemia,
                (one + p.hyperemia_gain * channels.metabolism) * metabolic,
                metabolic,
                seconds,
            ),
            creep: relax(state.creep, p.creep_strain * strained * slackening, slackening, seconds),
            stagnation: self.stasis.advance(state.stagnation, &self.turnover(channels, means), minutes),
            filtration_ml_s: [
                foot.filtration * self.leg.foot_ml * per_second,
                calf.filtration * self.leg.calf_ml * per_second,
                thigh.filtration * self.leg.thigh_ml * per_second,
            ],
        }
    }

    /// Filtration in foot, calf and thigh of the lying reference person; it equals their lymph flow (mL/s).
    #[inline(always)]
    fn resting_filtration_ml_s(&self) -> [R; REGIONS] {
        traced!(self, Body::resting_filtration_ml_s());
        let per_second = self.leg.foot_ml.lit(1.0 / 6000.0);
        [
            self.tissue[0].lymph * self.leg.foot_ml * per_second,
            self.tissue[1].lymph * self.leg.calf_ml * per_second,
            self.tissue[2].lymph * self.leg.thigh_ml * per_second,
        ]
    }

    /// Weight shifts of a standing leg per second.
    #[inline(always)]
    pub(super) fn sway_hz(&self, channels: &Channels<R>) -> R {
        traced!(self, Body::sway_hz(&channels));
        channels.sway * self.params.sway_per_min * channels.sway.lit(1.0 / 60.0)
    }

    /// Gain of the calf's venous volume, relative to that at zero pressure.
    #[inline(always)]
    fn distension(&self, means: &Means<R>) -> R {
        traced!(self, Body::distension(&means));
        means.volume_ml[3] * self.inverse_calf_rest_ml - means.volume_ml[3].lit(1.0)
    }

    /// The equilibrium of creep at this venous volume, for the small volumes of a lying leg.
    #[inline(always)]
    fn settled_creep(&self, means: &Means<R>) -> R {
        traced!(self, Body::settled_creep(&means));
        let strain = self.params.creep_strain;
        let one = strain.lit(1.0);
        let distension = self.distension(means).pos();
        let creep = strain * distension * (one + strain).recip();
        strain * (distension - creep) * (one + creep).recip()
    }

    /// The equilibrium of ages and activity at these flows.
    #[inline(always)]
    fn settled(&self, means: &Means<R>) -> Stagnation<R> {
        traced!(self, Body::settled(&means));
        self.stasis.settled(&still(means))
    }

    /// The state after a long rest: ages, activity and creep are in equilibrium.
    #[inline(always)]
    pub fn rested(&self, means: &Means<R>, state: &State<R>) -> State<R> {
        traced!(self, Body::rested(&means, &state));
        State {
            filtration_ml_s: self.resting_filtration_ml_s(),
            stagnation: self.settled(means),
            creep: self.settled_creep(means),
            ..*state
        }
    }

    /// The conditions of the tissue of foot, calf and thigh in a window.
    #[inline(always)]
    pub fn tissue_conditions(
        &self,
        channels: &Channels<R>,
        stocking_mmhg: R,
        means: &Means<R>,
    ) -> [TissueConditions<R>; REGIONS] {
        traced!(self, Body::tissue_conditions(&channels, stocking_mmhg, &means));
        let p = &self.params;
        let resting = [
            self.inflow_ml_s[FOOT],
            self.inflow_ml_s[SINUS]
                + self.inflow_ml_s[DEEP]
                + self.inflow_ml_s[3]
                + self.inflow_ml_s[4]
                + self.inflow_ml_s[SURFACE],
            self.inflow_ml_s[THIGH],
        ];
        let moved_hz = channels.fidgeting * self.leg.fidget_hz + self.sway_hz(channels);
        let driven = p.lymph_movement_gain * channels.movement + moved_hz * p.fidget_lymph_per_hz;
        let (zero, one) = (driven.lit(0.0), driven.lit(1.0));
        let pumping = (one + driven) * warmed(p.heat_lymph_per_c, channels.warmth_c) - one;
        let permeability = warmed(p.heat_filtration_per_c, channels.warmth_c);
        let foot = TissueConditions {
            venous_mmhg: means.foot_mmhg,
            inflow: means.inflow_ml_s[0] * resting[0].recip(),
            support_mmhg: stocking_mmhg * p.stocking_foot * p.transmission_skin,
            pumping,
            permeability,
        };
        let calf = TissueConditions {
            venous_mmhg: means.calf_mmhg,
            inflow: means.inflow_ml_s[1] * resting[1].recip(),
            support_mmhg: (stocking_mmhg * p.stocking_calf + channels.calf_cuff_mmhg) * p.transmission_muscle,
            pumping,
            permeability,
        };
        let thigh = TissueConditions {
            venous_mmhg: means.thigh_mmhg,
            inflow: means.inflow_ml_s[2] * resting[2].recip(),
            support_mmhg: zero,
            pumping,
            permeability,
        };
        [foot, calf, thigh]
    }
}

/// Factor of a quantity that changes by this share per degree. However cold it is, a part of the quantity remains.
#[inline(always)]
fn warmed<R: Real>(per_c: R, warmth_c: R) -> R {
    traced!(warmed(per_c, warmth_c));
    (per_c.lit(1.0) + per_c * warmth_c).max(per_c.lit(0.2))
}
