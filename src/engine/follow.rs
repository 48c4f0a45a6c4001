//! Follows one leg step by step, for people who want to see what happens inside.

use crate::model::{Body, Instant, NODES, Setting, State, calf_ml, girth_gain, instant, wall_shear};
use crate::schedule::{Program, Run};

use super::inputs::{Inputs, Outputs};
use super::integrate::{Watcher, integrate_watched};

/// Edges of the venous tree whose flow a [`Sample`] holds, in order.
pub const EDGES: [&str; 16] = [
    "foot_deep_posterior",
    "foot_anterior",
    "foot_lateral",
    "foot_superficial",
    "gastrocnemius_perforators",
    "cockett_perforators",
    "boyd_perforator",
    "anterior_perforators",
    "lateral_perforators",
    "superficial_posterior_popliteal",
    "deep_posterior_popliteal",
    "anterior_popliteal",
    "lateral_popliteal",
    "saphenofemoral",
    "saphenopopliteal",
    "femoral_iliac",
];

/// One leg at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Since the timeline began (s).
    pub time_s: f64,
    /// Position of the phase.
    pub phase: usize,
    /// Pressure inside each node (mmHg).
    pub pressure_mmhg: [f32; NODES],
    /// Blood in each node (mL).
    pub volume_ml: [f32; NODES],
    /// Pressure on each node from outside: muscle, load, stocking (mmHg).
    pub external_mmhg: [f32; NODES],
    /// Flow along each of [`EDGES`], forward positive (mL/s).
    pub flow_ml_s: [f32; EDGES.len()],
    /// Arterial inflow of the whole leg (mL/s).
    pub inflow_ml_s: f32,
    /// Interstitial fluid gained by foot and calf (mL).
    pub fluid_ml: [f32; 2],
    /// Interstitial pressure over a night's rest around the capillaries of foot and calf (mmHg).
    pub interstitial_mmhg: [f32; 2],
    /// Filtration of foot and calf (mL/min).
    pub filtration_ml_min: [f32; 2],
    /// Gain of ankle and calf girth over lying at rest (mm).
    pub girth_mm: [f32; 2],
    /// Age of blood in soleal sinuses and valve pockets (min).
    pub residence_min: [f32; 2],
    /// Procoagulant activity in the pockets (1).
    pub activity: f32,
    /// Wall shear rate in the deep calf veins (1/s).
    pub shear_per_s: f32,
}

/// Simulates the first person of `inputs` and takes a sample at the first step at or after each multiple of `every_s`.
pub fn follow(program: &Program, inputs: &Inputs, every_s: f64) -> Vec<Sample> {
    let mut begins_s = Vec::with_capacity(inputs.phase_s.len());
    let mut at_s = 0.0;
    for phase in &inputs.phase_s {
        begins_s.push(at_s);
        at_s += f64::from(phase[0]);
    }
    let mut recorder =
        Recorder { program, begins_s, every_s, next_s: 0.0, window: None, rested_ml: None, samples: Vec::new() };
    let mut outputs = Outputs::new(program, 1);
    integrate_watched::<f32>(program, inputs, (), 0, &mut outputs, &mut recorder);
    recorder.samples
}

struct Recorder<'a> {
    program: &'a Program,
    begins_s: Vec<f64>,
    every_s: f64,
    next_s: f64,
    window: Option<Window>,
    /// Blood of foot and calf when the timeline began.
    rested_ml: Option<[f32; 2]>,
    samples: Vec<Sample>,
}

/// The window that is passing.
struct Window {
    begins_s: f64,
    step_s: f64,
    phase: usize,
    rested_ml: [f32; 2],
    state: State<f32>,
    setting: Setting<f32>,
    body: Body<f32>,
}

impl Watcher<f32> for Recorder<'_> {
    fn window(&mut self, body: &Body<f32>, setting: &Setting<f32>, run: &Run, at_s: f32, state: &State<f32>) {
        let steps = self.program.waves[run.waves].len() - 1;
        let blood_ml = [state.volume[0], calf_ml(&state.volume)];
        self.window = run.phase.map(|phase| Window {
            rested_ml: *self.rested_ml.get_or_insert(blood_ml),
            begins_s: self.begins_s[phase] + f64::from(at_s),
            step_s: f64::from(run.window_s) / steps as f64,
            phase,
            state: *state,
            setting: *setting,
            body: *body,
        });
    }

    fn step(&mut self, step: usize, volume: &[f32; NODES], external: &[f32; NODES]) {
        let Some(window) = &self.window else { return };
        let time_s = window.begins_s + step as f64 * window.step_s;
        if time_s + 1e-6 < self.next_s {
            return;
        }
        while self.next_s <= time_s + 1e-6 {
            self.next_s += self.every_s;
        }
        let instant = instant(&window.setting, volume, external);
        self.samples.push(window.sample(time_s, &instant));
    }
}

impl Window {
    fn sample(&self, time_s: f64, at: &Instant<f32>) -> Sample {
        let (body, state) = (&self.body, &self.state);
        let (params, leg) = (&body.params, &body.leg);
        let fluid = [0, 1].map(|region| state.fluid[region].fast + state.fluid[region].slow);
        let fluid_ml = [fluid[0] * leg.foot_ml * 0.01, fluid[1] * leg.calf_ml * 0.01];
        let cockett = params.conductance_cockett_perforators;
        let boyd = params.conductance_boyd_perforator;
        let popliteal = params.conductance_saphenopopliteal;
        let femoral = params.conductance_saphenofemoral;
        let share = |part: f32, other: f32| part * (part + other).recip();
        let drained = |muscle: usize| at.drainage[muscle].rate + at.fidget[muscle];
        Sample {
            time_s,
            phase: self.phase,
            pressure_mmhg: at.pressure,
            volume_ml: at.volume,
            external_mmhg: at.external,
            flow_ml_s: [
                at.foot_deep[0].rate,
                at.foot_deep[1].rate,
                at.foot_deep[2].rate,
                at.foot_superficial.rate,
                at.perforators[0].rate,
                at.perforators[1].rate * share(cockett, boyd),
                at.perforators[1].rate * share(boyd, cockett),
                at.perforators[2].rate,
                at.perforators[3].rate,
                drained(0),
                drained(1),
                drained(2),
                drained(3),
                at.junctions.rate * share(femoral, popliteal),
                at.junctions.rate * share(popliteal, femoral),
                at.outflow.rate,
            ],
            inflow_ml_s: at.inflow.iter().sum(),
            fluid_ml,
            interstitial_mmhg: [0, 1].map(|region| body.tissue[region].pressure(state.fluid[region].fast)),
            filtration_ml_min: state.filtration_ml_s.map(|rate| rate * 60.0),
            girth_mm: [
                girth_gain(leg.ankle_girth_mm, fluid_ml[0] + (at.volume[0] - self.rested_ml[0]), leg.foot_ml),
                girth_gain(leg.calf_girth_mm, fluid_ml[1] + (calf_ml(&at.volume) - self.rested_ml[1]), leg.calf_ml),
            ],
            residence_min: [state.stagnation.sinus_min, state.stagnation.pocket_min],
            activity: state.stagnation.activity,
            shear_per_s: wall_shear(drained(1), at.volume[2], params.deep_vein_length_cm, params.deep_vein_count),
        }
    }
}
