//! The GPU engine: blocks of people through the kernel. Where the device fails, smaller blocks, a fresh device, and in the end the
//! CPU do the rest; what was finished stays.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::device::Device;
use super::error::GpuError;
use super::kernel::{Kernel, Seat};
use super::pieces::Day;
use super::select::Wanted;
use super::{Adapter, Exactness};
use crate::engine::inputs::Inputs;
use crate::engine::order::ordered;
use crate::engine::plan::Block;
use crate::engine::results::Results;
use crate::engine::{Backend, Cpu};
use crate::schedule::Program;

/// People per block: enough to fill a large device several times over.
const BLOCK: usize = 32 * 4096;
/// Smaller blocks than this are left to the CPU.
const SMALLEST: usize = 256;
/// How often a lost device is opened again.
const REOPENED: u32 = 2;
/// Longest piece of a day, in steps of the blood.
const LONGEST_PIECE: u32 = 64;

/// Calls that are worked on side by side: while one computes, the other is packed, sent or fetched.
const SEATS: usize = 2;

/// The GPU engine.
#[derive(Debug)]
pub struct Gpu {
    wanted: Wanted,
    adapter: Adapter,
    cut: Cut,
    trouble: Trouble,
    standing: Mutex<Standing>,
    seats: [Mutex<Seat>; SEATS],
    rest: Cpu,
}

/// How the device stands.
#[derive(Debug)]
struct Standing {
    /// None once the CPU has taken over.
    kernel: Option<Arc<Kernel>>,
    reopened: u32,
    incidents: Vec<String>,
}

/// How the work is cut; results do not depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// People per block at most.
    pub people: usize,
    /// Steps of the blood, times people, of every dispatch; none to let the device's speed decide.
    pub work: Option<f64>,
}

impl Default for Cut {
    fn default() -> Self {
        Self { people: BLOCK, work: None }
    }
}

/// Trouble to be made on purpose, to see that it is survived.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fault {
    /// Dispatches after which the device is lost: from the first number, up to the second.
    pub lost: (u64, u64),
    /// Blocks of more people than this find no memory; 0 for no limit.
    pub memory: usize,
}

/// The trouble, and how far it is.
#[derive(Debug, Default)]
pub(super) struct Trouble {
    fault: Fault,
    dispatches: AtomicU64,
}

impl Trouble {
    /// Loses the device when its time has come.
    pub(super) fn strike(&self, device: &Device) {
        let dispatches = self.dispatches.fetch_add(1, Ordering::Relaxed) + 1;
        if (self.fault.lost.0..self.fault.lost.1).contains(&dispatches) {
            device.device.destroy();
        }
    }

    /// Whether a block of so many people finds no memory.
    pub(super) fn no_memory(&self, people: usize) -> bool {
        self.fault.memory > 0 && people > self.fault.memory
    }
}

impl Gpu {
    /// The kernel on the adapter that is wanted.
    pub fn open(wanted: &Wanted) -> Result<Self, GpuError> {
        Self::on(Device::open(wanted)?, wanted.clone())
    }

    /// The kernel on an open device; `wanted` chooses again after a loss.
    pub fn on(device: Device, wanted: Wanted) -> Result<Self, GpuError> {
        let adapter = device.adapter().clone();
        let kernel = Some(Arc::new(Kernel::new(device)?));
        Ok(Self {
            wanted,
            adapter,
            cut: Cut::default(),
            trouble: Trouble::default(),
            standing: Mutex::new(Standing { kernel, reopened: 0, incidents: Vec::new() }),
            seats: std::array::from_fn(|_| Mutex::new(Seat::new(BLOCK))),
            rest: Cpu::default(),
        })
    }

    /// The same, cut in another way and with trouble: for tests.
    pub fn with(self, cut: Cut, fault: Fault) -> Self {
        let seats = std::array::from_fn(|_| Mutex::new(Seat::new(cut.people)));
        Self { cut, trouble: Trouble { fault, ..Trouble::default() }, seats, ..self }
    }

    /// The adapter behind it.
    pub fn adapter(&self) -> &Adapter {
        &self.adapter
    }

    fn in_blocks(&self, program: &Program, inputs: &Inputs) -> Results {
        let mut seat = self.seat();
        let day = Day::new(program, LONGEST_PIECE);
        let mut results = Results::new(program, inputs);
        let mut at = 0;
        while at < inputs.people {
            let Some(kernel) = locked(&self.standing).kernel.clone() else {
                let rest = Block { first: at, count: inputs.people - at };
                results.join(rest.first, &self.rest.run(program, &inputs.part(rest)));
                break;
            };
            let count = seat.bearable(&kernel, &day, inputs).clamp(1, inputs.people - at);
            let block = Block { first: at, count };
            match seat.block(&kernel, &day, inputs, block, (self.cut.work, &self.trouble), &mut results) {
                Ok(()) => at += count,
                Err(GpuError::OutOfMemory) if !kernel.broken() && count > SMALLEST => seat.people = count / 2,
                Err(error) => self.cope(&error, &kernel),
            }
        }
        results
    }

    /// A seat that nobody has taken, else the first one when it is free.
    fn seat(&self) -> MutexGuard<'_, Seat> {
        self.seats.iter().find_map(|seat| seat.try_lock().ok()).unwrap_or_else(|| locked(&self.seats[0]))
    }

    /// Goes on after an error of a kernel: with a fresh device, or without the GPU.
    fn cope(&self, error: &GpuError, kernel: &Arc<Kernel>) {
        let mut standing = locked(&self.standing);
        let broken = matches!(error, GpuError::Lost { .. } | GpuError::Undone) || kernel.broken();
        let replaced = !standing.kernel.as_ref().is_some_and(|current| Arc::ptr_eq(current, kernel));
        if replaced {
            return;
        }
        standing.kernel = None;
        if broken {
            // To let go of a device that hangs would wait for it forever.
            std::mem::forget(kernel.clone());
        }
        if broken && standing.reopened < REOPENED {
            standing.reopened += 1;
            let opened = Device::open(&self.wanted).and_then(Kernel::new).ok();
            // Another adapter may be found now, but a run computes in one way from beginning to end.
            standing.kernel = opened.filter(|opened| opened.exactness() == kernel.exactness()).map(Arc::new);
        }
        let then = if standing.kernel.is_some() { "it was opened again" } else { "the CPU computes the rest" };
        standing.incidents.push(format!("{error}; {then}, and nothing is lost"));
    }
}

impl Backend for Gpu {
    fn name(&self) -> String {
        let exactness = match self.adapter.exactness {
            Exactness::Exact => "exact",
            Exactness::Ordinary => "not exact",
        };
        let Adapter { name, driver, .. } = &self.adapter;
        let rest = if self.intact() { "" } else { ", then the CPU" };
        format!("GPU, {name}, {}, {driver}, {exactness}{rest}", self.adapter.interface.name())
    }

    fn people_at_once(&self) -> usize {
        BLOCK
    }

    fn exact(&self) -> bool {
        self.adapter.exactness == Exactness::Exact
    }

    fn intact(&self) -> bool {
        locked(&self.standing).kernel.is_some()
    }

    fn calls_at_once(&self) -> usize {
        SEATS
    }

    fn incidents(&self) -> Vec<String> {
        std::mem::take(&mut locked(&self.standing).incidents)
    }

    fn run(&self, program: &Program, inputs: &Inputs) -> Results {
        ordered(inputs, |inputs| self.in_blocks(program, inputs))
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
