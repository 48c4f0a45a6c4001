//! Chooses the engine from the flags.

use super::args::{Device as Flag, Engine};
use super::{Console, Exit};
use crate::engine::gpu::{AdapterChoice, Gpu, GpuError, SelectError};
use crate::engine::{Backend, Cpu};

/// The engine. If it is not available, reports why and returns the exit code.
pub(super) fn choose(engine: &Engine, console: &Console) -> Result<Box<dyn Backend>, Exit> {
    if let Some(threads) = engine.threads {
        // This fails only if the pool exists already, with the same settings.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build_global();
    }
    match (&engine.device, engine.require_gpu) {
        (Flag::Cpu, true) => {
            console.warn("error: --require-gpu and --device cpu exclude each other; leave out one");
            Err(Exit::Unusable)
        }
        (Flag::Cpu, false) => Ok(cpu()),
        (Flag::Auto, false) => Ok(gpu_or_cpu(console)),
        (Flag::Auto, true) => gpu(&AdapterChoice::Auto, console),
        (Flag::Gpu, _) => gpu(&AdapterChoice::Any, console),
        (Flag::Named(name), _) => gpu(&AdapterChoice::Named(name.clone()), console),
    }
}

/// The GPU, or exit 3.
fn gpu(wanted: &AdapterChoice, console: &Console) -> Result<Box<dyn Backend>, Exit> {
    match Gpu::open(wanted) {
        Ok(gpu) => Ok(Box::new(gpu)),
        Err(error) => {
            console.warn(&format!("error: {error}"));
            Err(Exit::Device)
        }
    }
}

/// A real GPU if one works. Otherwise the CPU, with the reason.
fn gpu_or_cpu(console: &Console) -> Box<dyn Backend> {
    let error = match Gpu::open(&AdapterChoice::Auto) {
        Ok(gpu) => return Box::new(gpu),
        Err(error) => error,
    };
    match error {
        GpuError::Select(SelectError::OnlySoftware { software, .. }) => console.say(&format!(
            "the only adapter is {software}, which is a software adapter: computing on the CPU (--device gpu would \
             use it)"
        )),
        GpuError::Select(_) => console.say("no GPU found: computing on the CPU"),
        broken => console.warn(&format!("warning: {broken}\ncomputing on the CPU")),
    }
    cpu()
}

fn cpu() -> Box<dyn Backend> {
    Box::new(Cpu::default())
}
