//! The model of the leg. It has no branches and is generic over its number type.
//!
//! Unless a name has another unit, pressures are in mmHg, volumes in mL and times in seconds.

mod blood;
mod body;
mod course;
mod cycle;
mod ensemble;
mod history;
mod lanes;
mod leg;
mod measure;
mod outcome;
mod outcome_sums;
mod parameters;
mod real;
pub(crate) mod shape;
mod signal;
mod stasis;
mod step;
mod system;
mod tissue;
mod training;
mod turnover;
mod valve;
mod wall;
mod window;

pub use blood::{FlowConditions, Instant, Jacobian, instant, jacobian};
pub use body::Body;
pub use course::BINS;
pub use cycle::{
    Compression, Steps, Sums, Wave, calf_ml, decayed, drift, drifted, leg_ml, lower_ml, simulate_window, skip_cycles,
};
pub use ensemble::{Ensemble, ensemble};
pub use history::{Episode, HABITS, Habit, Habits, History, lived};
pub use lanes::Lanes;
pub use leg::{Channels, Leg, NODES, Node};
pub(crate) use measure::measures;
pub use measure::{Course, Tick};
pub use outcome::LegOutcomes;
pub(crate) use outcome::leg_outcomes;
pub use outcome_sums::{OutcomeSums, Snapshot, fluid_ml};
pub use parameters::{PARAMETERS, Parameter, Params};
pub use real::Real;
#[cfg(test)]
pub(crate) use real::{RECIP_MAGIC, RSQRT_MAGIC, refined_recip, refined_rsqrt};
pub use shape::{Argument, Field, Function, Kind, Shape, Struct};
pub use signal::Signal;
pub use stasis::{Stagnation, Stasis, Turnover, low_shear_share, relax, wall_shear};
pub use step::{Method, StepResult, step};
#[cfg(test)]
pub(crate) use step::{implicit, linearize, ros2};
pub use tissue::{Fluid, REGIONS, Tissue, TissueConditions, TissueStep, girth_gain};
pub use training::{Stimulus, Trained};
pub use turnover::still;
pub use valve::{Conductance, Edge, End, FlowDerivatives, ValveWidth, patency, widening};
pub use wall::{Stretch, Wall};
pub use window::{Means, State};
