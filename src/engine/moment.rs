//! Computes every signal of one leg at one moment.

use crate::model::{
    Body, Channels, Compression, FlowConditions, Instant, NODES, Node, REGIONS, Signal, State, calf_ml, fluid_ml,
    girth_gain, leg_ml, lower_ml, wall_shear,
};

/// The state and the conditions of a leg in one window of time.
#[derive(Clone, Debug)]
pub(super) struct Window {
    pub body: Body<f32>,
    pub conditions: FlowConditions<f32>,
    pub compression: Compression<f32>,
    pub channels: Channels<f32>,
    pub state: State<f32>,
    /// Blood volumes after a rest lying (mL).
    pub rested_ml: [f32; NODES],
    /// Tissue fluid of foot, calf and thigh at the start of the timeline (mL).
    pub start_ml: [f32; REGIONS],
}

const FOOT: usize = Node::Foot as usize;
const DEEP: usize = Node::DeepPosterior as usize;
const SURFACE: usize = Node::Superficial as usize;
const THIGH: usize = Node::Thigh as usize;

impl Window {
    /// The value of one signal at one instant of the window.
    pub(super) fn read(&self, signal: Signal, at: &Instant<f32>) -> f32 {
        let (params, leg, state) = (&self.body.params, &self.body.leg, &self.state);
        let (cockett, boyd) = (params.conductance_cockett_perforators, params.conductance_boyd_perforator);
        let (popliteal, femoral) = (params.conductance_saphenopopliteal, params.conductance_saphenofemoral);
        match signal {
            Signal::PressureFoot => at.pressure[Node::Foot as usize],
            Signal::PressureSuperficialPosterior => at.pressure[Node::SuperficialPosterior as usize],
            Signal::PressureDeepPosterior => at.pressure[Node::DeepPosterior as usize],
            Signal::PressureAnterior => at.pressure[Node::Anterior as usize],
            Signal::PressureLateral => at.pressure[Node::Lateral as usize],
            Signal::PressureSuperficial => at.pressure[Node::Superficial as usize],
            Signal::PressureThigh => at.pressure[Node::Thigh as usize],
            Signal::VolumeFoot => at.volume[Node::Foot as usize],
            Signal::VolumeSuperficialPosterior => at.volume[Node::SuperficialPosterior as usize],
            Signal::VolumeDeepPosterior => at.volume[Node::DeepPosterior as usize],
            Signal::VolumeAnterior => at.volume[Node::Anterior as usize],
            Signal::VolumeLateral => at.volume[Node::Lateral as usize],
            Signal::VolumeSuperficial => at.volume[Node::Superficial as usize],
            Signal::VolumeThigh => at.volume[Node::Thigh as usize],
            Signal::ExternalFoot => at.external[Node::Foot as usize],
            Signal::ExternalSuperficialPosterior => at.external[Node::SuperficialPosterior as usize],
            Signal::ExternalDeepPosterior => at.external[Node::DeepPosterior as usize],
            Signal::ExternalAnterior => at.external[Node::Anterior as usize],
            Signal::ExternalLateral => at.external[Node::Lateral as usize],
            Signal::ExternalSuperficial => at.external[Node::Superficial as usize],
            Signal::ExternalThigh => at.external[Node::Thigh as usize],
            Signal::FlowFootDeepPosterior => at.foot_deep[0].rate,
            Signal::FlowFootAnterior => at.foot_deep[1].rate,
            Signal::FlowFootLateral => at.foot_deep[2].rate,
            Signal::FlowFootSuperficial => at.foot_superficial.rate,
            Signal::FlowGastrocnemiusPerforators => at.perforators[0].rate,
            Signal::FlowCockettPerforators => at.perforators[1].rate * share(cockett, boyd),
            Signal::FlowBoydPerforator => at.perforators[1].rate * share(boyd, cockett),
            Signal::FlowAnteriorPerforators => at.perforators[2].rate,
            Signal::FlowLateralPerforators => at.perforators[3].rate,
            Signal::FlowSuperficialPosteriorPopliteal => self.drained(0, at),
            Signal::FlowDeepPosteriorPopliteal => self.drained(1, at),
            Signal::FlowAnteriorPopliteal => self.drained(2, at),
            Signal::FlowLateralPopliteal => self.drained(3, at),
            Signal::FlowSaphenofemoral => at.junctions.rate * share(femoral, popliteal),
            Signal::FlowSaphenopopliteal => self.saphenopopliteal_ml_s(at),
            Signal::FlowFemoralIliac => at.outflow.rate,
            Signal::Inflow => at.inflow.iter().sum(),
            Signal::PerforatorInflow => at.perforators.iter().map(|edge| edge.rate).sum(),
            Signal::PoplitealFlow => self.popliteal_ml_s(at),
            Signal::PoplitealVelocity => {
                self.popliteal_ml_s(at) / (params.popliteal_share_per_cm * at.volume[THIGH]).max(1e-3)
            }
            Signal::FemoralVelocity => at.outflow.rate / self.femoral_cm2(at),
            Signal::DorsalFootPressure => at.pressure[FOOT],
            Signal::AnkleVeinPressure => {
                at.pressure[SURFACE] + (self.conditions.ankle_head_mmhg - self.conditions.head_mmhg[SURFACE])
            }
            // The knee lies about halfway between the middles of thigh and calf veins.
            Signal::PoplitealPressure => {
                at.pressure[THIGH] + 0.5 * (self.conditions.head_mmhg[DEEP] - self.conditions.head_mmhg[THIGH])
            }
            Signal::CalfCapillaryPressure => self.capillary_mmhg(at),
            Signal::MuscleSuperficialPosterior => self.muscle_mmhg(0, at),
            Signal::MuscleDeepPosterior => self.muscle_mmhg(1, at),
            Signal::MuscleAnterior => self.muscle_mmhg(2, at),
            Signal::MuscleLateral => self.muscle_mmhg(3, at),
            Signal::CalfBlood => calf_ml(&at.volume),
            Signal::LegBlood => leg_ml(&at.volume),
            Signal::CalfVolumeChangePct => 100.0 * self.calf_gain_ml(at) / leg.calf_ml,
            Signal::FootVolumeChangePct => 100.0 * self.foot_gain_ml(at) / leg.foot_ml,
            Signal::LegVolumeChange => {
                lower_ml(&at.volume) - lower_ml(&self.rested_ml) + self.fluid_ml(0) + self.fluid_ml(1)
            }
            Signal::FluidFoot => self.fluid_ml(0),
            Signal::FluidCalf => self.fluid_ml(1),
            Signal::FluidCalfPct => 100.0 * self.fluid_ml(1) / leg.calf_ml,
            Signal::InterstitialFoot => self.body.tissue[0].pressure(state.fluid[0].fast),
            Signal::InterstitialCalf => self.body.tissue[1].pressure(state.fluid[1].fast),
            Signal::FiltrationFoot => state.filtration_ml_s[0] * 60.0,
            Signal::FiltrationCalf => state.filtration_ml_s[1] * 60.0,
            Signal::AnkleCircumferenceChange => girth_gain(leg.ankle_girth_mm, self.foot_gain_ml(at), leg.foot_ml),
            Signal::CalfCircumferenceChange => girth_gain(leg.calf_girth_mm, self.calf_gain_ml(at), leg.calf_ml),
            Signal::ResidenceSinus => state.stagnation.sinus_min,
            Signal::ResidencePocket => state.stagnation.pocket_min,
            Signal::ProcoagulantActivity => state.stagnation.activity,
            Signal::WallShear => {
                wall_shear(self.drained(1, at), at.volume[DEEP], params.deep_vein_length_cm, params.deep_vein_count)
            }
            Signal::RelativeVolumeDeepPosterior => at.relative[DEEP],
            Signal::CalfClosingPressure => self.closing_mmhg(at),
            Signal::CalfTissue => leg.calf_ml,
            Signal::CalfCuff => self.channels.calf_cuff_mmhg,
            Signal::ThighCuff => self.channels.thigh_cuff_mmhg,
        }
    }

    fn saphenopopliteal_ml_s(&self, at: &Instant<f32>) -> f32 {
        let params = &self.body.params;
        at.junctions.rate * share(params.conductance_saphenopopliteal, params.conductance_saphenofemoral)
    }

    fn drained(&self, muscle: usize, at: &Instant<f32>) -> f32 {
        at.drainage[muscle].rate + at.fidget[muscle]
    }

    fn popliteal_ml_s(&self, at: &Instant<f32>) -> f32 {
        let deep: f32 = (0..4).map(|muscle| self.drained(muscle, at)).sum();
        deep + self.saphenopopliteal_ml_s(at)
    }

    /// Cross-section of the femoral vein (cm2) at the groin, halfway between the zero-pressure level and the middle of the veins of
    /// the thigh.
    fn femoral_cm2(&self, at: &Instant<f32>) -> f32 {
        let firm = self.body.walls[3].firm;
        let relative = (at.relative[THIGH] - 0.5 * self.conditions.head_mmhg[THIGH] / firm).max(0.3);
        (self.body.params.femoral_share_per_cm * relative / self.body.inverse_rest_ml[THIGH]).max(1e-3)
    }

    /// Pressure inside a muscle (mmHg): the external pressure on its veins without that of cuffs and stockings, divided by the share
    /// of the muscle's pressure that reaches the veins.
    fn muscle_mmhg(&self, muscle: usize, at: &Instant<f32>) -> f32 {
        (at.external[muscle + 1] - self.compression.resting[muscle + 1]) / self.body.params.transmission_contraction
    }

    /// Pressure (mmHg) of a short cuff that closes the small saphenous vein at the height of the calf muscles. The part of it that
    /// reaches the vein must exceed the pressure in the vein by as much as the wall withstands until a quarter of the volume at
    /// zero pressure is left. A short cuff does not change the pressure around the vein in the model.
    fn closing_mmhg(&self, at: &Instant<f32>) -> f32 {
        const FLAT: f32 = -0.75;
        let collapsed = self.body.walls[2].stretch(FLAT).pressure;
        let higher = self.conditions.head_mmhg[SURFACE] - self.conditions.head_mmhg[DEEP];
        let own = at.pressure[SURFACE] - self.compression.resting[SURFACE] - higher;
        (own - collapsed) / self.body.params.transmission_skin
    }

    fn fluid_ml(&self, region: usize) -> f32 {
        fluid_ml(&self.body, &self.state)[region] - self.start_ml[region]
    }

    fn calf_gain_ml(&self, at: &Instant<f32>) -> f32 {
        self.fluid_ml(1) + calf_ml(&at.volume) - calf_ml(&self.rested_ml)
    }

    fn foot_gain_ml(&self, at: &Instant<f32>) -> f32 {
        self.fluid_ml(0) + at.volume[FOOT] - self.rested_ml[FOOT]
    }

    fn capillary_mmhg(&self, at: &Instant<f32>) -> f32 {
        let venous = (at.pressure[1] + at.pressure[DEEP] + at.pressure[SURFACE]) / 3.0;
        let calf = |flows: &[f32; NODES]| flows[1..=SURFACE].iter().sum::<f32>();
        let inflow = calf(&at.inflow) / calf(&self.body.inflow_ml_s).max(1e-6);
        let params = &self.body.params;
        venous + params.capillary_drop_mmhg * (1.0 + params.capillary_protection * (inflow.min(1.5) - 1.0))
    }
}

/// Share of a conductance in the sum of two conductances.
fn share(part: f32, other: f32) -> f32 {
    part / (part + other)
}
