//! The figures of the handbook.

use soleus::model::Signal;
use soleus::scenario::{Faults, Variable};

use super::chart::{Figure, Line, Panel};
use super::scene::{Clock, Scene, Who};

const MINUTE_S: f64 = 60.0;
const HOUR_S: f64 = 3600.0;
/// Interval of samples that shows every cycle of a pump (s).
const PUMPING_S: f64 = 0.05;

macro_rules! scene {
    ($name:literal) => {
        Scene::new($name, include_str!(concat!("scenes/", $name, ".toml")))
    };
}

/// All figures.
pub(super) fn all() -> Result<Vec<Figure>, Faults> {
    Ok(vec![posture_change()?, tiptoes()?, sitting()?, ankle_pumps()?, night()?])
}

/// The whole day, from its start.
fn day(unit_s: f64) -> Clock {
    Clock { zero_s: 0.0, unit_s, from_s: 0.0, until_s: f64::INFINITY }
}

/// Lying, standing, sitting, five minutes each.
fn posture_change() -> Result<Figure, Faults> {
    let record = scene!("posture-change")?.follow(0, Who::Typical, 2.0);
    let line = |label, signal| record.line(label, signal, day(MINUTE_S));
    let pressures = vec![
        line("foot", Signal::PressureFoot),
        line("deep posterior", Signal::PressureDeepPosterior),
        line("thigh", Signal::PressureThigh),
    ];
    let across = "minutes: lying until 5, standing until 10, then sitting";
    let panels = vec![
        Panel { title: "Pressure in the veins (mmHg)", across, lines: pressures },
        Panel { title: "Blood in the calf (mL)", across, lines: vec![line("calf", Signal::CalfBlood)] },
    ];
    Ok(Figure { name: "posture-change", panels })
}

/// Ten tiptoes after three minutes of standing, and how the leg refills.
fn tiptoes() -> Result<Figure, Faults> {
    let scene = scene!("tiptoes")?;
    let people = [Who::But(Variable::RefluxSuperficial, 0.0), Who::But(Variable::RefluxSuperficial, 0.8)];
    let [tight, leaking] = people.map(|who| scene.follow(0, who, PUMPING_S));
    let clock = Clock { zero_s: 180.0, unit_s: 1.0, from_s: 170.0, until_s: 270.0 };
    let panel = |title, signal| {
        let lines = vec![tight.line("tight valves", signal, clock), leaking.line("superficial reflux", signal, clock)];
        Panel { title, across: "seconds since the first of ten tiptoes", lines }
    };
    let panels = vec![
        panel("Blood in the calf (mL)", Signal::CalfBlood),
        panel("Pressure in the foot veins (mmHg)", Signal::PressureFoot),
        panel("Pressure in the deep posterior veins (mmHg)", Signal::PressureDeepPosterior),
    ];
    Ok(Figure { name: "tiptoes", panels })
}

/// Eight hours in a chair, without and with a stocking.
fn sitting() -> Result<Figure, Faults> {
    let scene = scene!("sitting")?;
    let [bare, stocking] = [0, 1].map(|arm| scene.follow(arm, Who::Typical, 2.0 * MINUTE_S));
    let panel = |title, signal| {
        let lines = vec![
            bare.line("nothing worn", signal, day(HOUR_S)),
            stocking.line("stocking, 18 mmHg", signal, day(HOUR_S)),
        ];
        Panel { title, across: "hours of sitting", lines }
    };
    let panels = vec![
        panel("Gain of the lower leg, blood and tissue fluid (mL)", Signal::LegVolumeChange),
        panel("Tissue fluid gained by foot and ankle (mL)", Signal::FluidFoot),
        panel("Tissue fluid gained by the calf (mL)", Signal::FluidCalf),
    ];
    Ok(Figure { name: "sitting", panels })
}

/// Two minutes of ankle pumps after an hour of sitting still.
fn ankle_pumps() -> Result<Figure, Faults> {
    let scene = scene!("ankle-pumps")?;
    let (fine, coarse) = (scene.follow(0, Who::Typical, PUMPING_S), scene.follow(0, Who::Typical, 10.0));
    let around = |unit_s, before_s, after_s| Clock {
        zero_s: HOUR_S,
        unit_s,
        from_s: HOUR_S - before_s,
        until_s: HOUR_S + after_s,
    };
    let velocity = fine.line("popliteal vein", Signal::PoplitealVelocity, around(1.0, 30.0, 40.0));
    let ages: [Line; 2] = [("soleal sinuses", Signal::ResidenceSinus), ("valve pockets", Signal::ResidencePocket)]
        .map(|(label, signal)| coarse.line(label, signal, around(MINUTE_S, 30.0 * MINUTE_S, HOUR_S)));
    let panels = vec![
        Panel {
            title: "Mean velocity in the popliteal vein (cm/s)",
            across: "seconds since the bout began",
            lines: vec![velocity],
        },
        Panel {
            title: "Mean age of the blood (min)",
            across: "minutes since the bout of two minutes began",
            lines: ages.into(),
        },
    ];
    Ok(Figure { name: "ankle-pumps", panels })
}

/// Ten hours in an aircraft, a walk through the terminal, a night in bed.
fn night() -> Result<Figure, Faults> {
    let record = scene!("night")?.follow(0, Who::Typical, 2.0 * MINUTE_S);
    let line = |label, signal| record.line(label, signal, day(HOUR_S));
    let lines = vec![line("foot and ankle", Signal::FluidFoot), line("calf", Signal::FluidCalf)];
    let across = "hours: seated until 10, walking for 20 minutes, then lying";
    Ok(Figure { name: "night", panels: vec![Panel { title: "Tissue fluid gained (mL)", across, lines }] })
}
