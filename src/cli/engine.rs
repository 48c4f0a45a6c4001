//! Chooses the engine from the flags.

use super::args::{Device as Flag, Engine};
use super::{Console, Exit};
use crate::engine::gpu::{AdapterChoice, Gpu, GpuError, SelectError};
use crate::engine::{Backend, Cpu};

/// The engine. If it is not available, reports why and returns the exit code.
pub(super) fn choose(engine: &Engine, console: &Console) -> Result<Box<dyn Backend>, Exit> {
    if let Some(threads) = engine.threads {
        start_threads(threads as usize, console);
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

/// Starts this number of threads, or as many as help and as the system allows.
fn start_threads(asked: usize, console: &Console) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let most = cores.saturating_mul(PER_CORE);
    if asked > most {
        console.say(&format!("--threads {asked}: more than {most} threads do not help on {cores} cores; using {most}"));
    }
    let start = |threads: usize| rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    let asked = asked.min(most);
    if let Err(error) = start(asked) {
        // If the pool exists already, it has the same settings, and the same number is found.
        if rayon::current_num_threads() != asked {
            console.warn(&format!("warning: cannot start {asked} threads ({error})"));
        }
    }
}

/// Largest useful number of threads for each core.
const PER_CORE: usize = 4;

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
