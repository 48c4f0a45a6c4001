//! The GPU engine: simulates blocks of people with the kernel. After an error of the device it takes smaller blocks, opens the
//! device again or, at last, leaves the remaining people to the CPU; finished blocks are kept.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::device::Device;
use super::error::GpuError;
use super::kernel::{BlockTask, Kernel, Slot};
use super::pieces::Day;
use super::select::AdapterChoice;
use super::{Adapter, Exactness};
use crate::engine::inputs::Inputs;
use crate::engine::order::ordered;
use crate::engine::plan::Block;
use crate::engine::results::Results;
use crate::engine::{Backend, Begun, Cpu};
use crate::schedule::Program;

/// Largest number of people in a block: several times as many as a large device computes in parallel.
const MAX_BLOCK: usize = 32 * 4096;
/// Larger blocks than this are halved if the device has too little memory; if this size is still too large, the CPU takes over.
const MIN_BLOCK: usize = 256;
/// How many times a lost device is opened again at most.
const MAX_REOPENS: u32 = 2;
/// Longest piece of a day, in steps of the blood flow equations.
const LONGEST_PIECE: u32 = 64;

/// Number of calls that run at the same time: while the device computes one, the host prepares or reads back the other.
const SLOTS: usize = 2;

/// The GPU engine.
#[derive(Debug)]
pub struct Gpu {
    choice: AdapterChoice,
    adapter: Adapter,
    division: WorkDivision,
    fault_injection: FaultInjection,
    state: Mutex<DeviceState>,
    slots: [Mutex<Slot>; SLOTS],
    cpu: Cpu,
}

/// The state of the device.
#[derive(Debug)]
struct DeviceState {
    /// The kernel on the open device; `None` after the CPU has taken over.
    kernel: Option<Arc<Kernel>>,
    /// How many times the device was opened again.
    reopens: u32,
    /// Messages about errors, for the user.
    incidents: Vec<String>,
}

/// How the work is divided into blocks and dispatches. The results do not depend on it.
#[derive(Clone, Copy, Debug)]
pub struct WorkDivision {
    /// Largest number of people in a block.
    pub people: usize,
    /// Steps of the blood flow equations times people in every dispatch; `None` to adjust this number to the device's speed.
    pub work: Option<f64>,
}

impl Default for WorkDivision {
    fn default() -> Self {
        Self { people: MAX_BLOCK, work: None }
    }
}

/// Device errors that a test injects, to check that the results stay complete and correct.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fault {
    /// The device is lost after each of these dispatches: from the first number to the one before the second.
    pub lost: (u64, u64),
    /// Blocks with more people than this get an out-of-memory error; 0 for no limit.
    pub memory: usize,
}

/// The errors to inject, and the number of dispatches so far.
#[derive(Debug, Default)]
pub(super) struct FaultInjection {
    fault: Fault,
    dispatches: AtomicU64,
}

impl FaultInjection {
    /// Counts a dispatch, and destroys the device if the fault includes this dispatch.
    pub(super) fn after_dispatch(&self, device: &Device) {
        let dispatches = self.dispatches.fetch_add(1, Ordering::Relaxed) + 1;
        if (self.fault.lost.0..self.fault.lost.1).contains(&dispatches) {
            device.device.destroy();
        }
    }

    /// Whether a block of this many people gets an out-of-memory error.
    pub(super) fn out_of_memory(&self, people: usize) -> bool {
        self.fault.memory > 0 && people > self.fault.memory
    }
}

impl Gpu {
    /// Opens the wanted adapter and compiles the kernel.
    pub fn open(choice: &AdapterChoice) -> Result<Self, GpuError> {
        Self::on(Device::open(choice)?, choice.clone())
    }

    /// Compiles the kernel on an open device; `choice` selects the adapter again after a loss.
    pub fn on(device: Device, choice: AdapterChoice) -> Result<Self, GpuError> {
        let adapter = device.adapter().clone();
        let kernel = Some(Arc::new(Kernel::new(device)?));
        Ok(Self {
            choice,
            adapter,
            division: WorkDivision::default(),
            fault_injection: FaultInjection::default(),
            state: Mutex::new(DeviceState { kernel, reopens: 0, incidents: Vec::new() }),
            slots: std::array::from_fn(|_| Mutex::new(Slot::new(MAX_BLOCK))),
            cpu: Cpu::default(),
        })
    }

    /// The same engine with another division of the work and with injected faults; used in tests.
    pub fn with(self, division: WorkDivision, fault: Fault) -> Self {
        let slots = std::array::from_fn(|_| Mutex::new(Slot::new(division.people)));
        let fault_injection = FaultInjection { fault, ..FaultInjection::default() };
        Self { division, fault_injection, slots, ..self }
    }

    /// The adapter that computes.
    pub fn adapter(&self) -> &Adapter {
        &self.adapter
    }

    fn in_blocks(&self, program: &Program, inputs: &Inputs) -> Results {
        let mut results = Results::new(program, inputs);
        let rest = self.on_device(program, inputs, |slot, kernel, task| slot.run_block(kernel, task, &mut results));
        if let Some(rest) = rest {
            results.join(rest.first, &self.cpu.run(program, &inputs.part(rest)));
        }
        results
    }

    /// Hands block after block of the people to `simulate`. Returns the people who are left to the CPU.
    fn on_device(
        &self,
        program: &Program,
        inputs: &Inputs,
        mut simulate: impl FnMut(&mut Slot, &Arc<Kernel>, &BlockTask) -> Result<(), GpuError>,
    ) -> Option<Block> {
        let mut slot = self.slot();
        let day = Day::new(program, LONGEST_PIECE);
        let mut at = 0;
        while at < inputs.people {
            let Some(kernel) = locked(&self.state).kernel.clone() else {
                return Some(Block { first: at, count: inputs.people - at });
            };
            let count = slot.max_people(&kernel, &day, inputs).clamp(1, inputs.people - at);
            let block = Block { first: at, count };
            let (work, fault_injection) = (self.division.work, &self.fault_injection);
            let task = BlockTask { day: &day, inputs, block, work, fault_injection };
            match simulate(&mut slot, &kernel, &task) {
                Ok(()) => at += count,
                Err(GpuError::OutOfMemory) if !kernel.broken() && count > MIN_BLOCK => slot.people = count / 2,
                Err(error) => self.recover(&error, &kernel),
            }
        }
        None
    }

    /// A slot that no other call uses; if every slot is in use, waits for the first.
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slots.iter().find_map(|slot| slot.try_lock().ok()).unwrap_or_else(|| locked(&self.slots[0]))
    }

    /// Recovers from an error of a kernel: opens the device again, or leaves the remaining people to the CPU.
    fn recover(&self, error: &GpuError, kernel: &Arc<Kernel>) {
        let mut state = locked(&self.state);
        let broken = matches!(error, GpuError::Lost { .. } | GpuError::Undone) || kernel.broken();
        let replaced = !state.kernel.as_ref().is_some_and(|current| Arc::ptr_eq(current, kernel));
        if replaced {
            return;
        }
        state.kernel = None;
        if broken {
            // Dropping a device that hangs would wait for it forever.
            std::mem::forget(kernel.clone());
        }
        if broken && state.reopens < MAX_REOPENS {
            state.reopens += 1;
            let opened = Device::open(&self.choice).and_then(Kernel::new).ok();
            // The new adapter may be a different one, but all of a run must be computed with the same exactness.
            state.kernel = opened.filter(|opened| opened.exactness() == kernel.exactness()).map(Arc::new);
        }
        let then = if state.kernel.is_some() { "it was opened again" } else { "the CPU computes the rest" };
        state.incidents.push(format!("{error}; {then}, and all finished results are kept"));
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
        MAX_BLOCK
    }

    fn exact(&self) -> bool {
        self.adapter.exactness == Exactness::Exact
    }

    fn intact(&self) -> bool {
        locked(&self.state).kernel.is_some()
    }

    fn calls_at_once(&self) -> usize {
        SLOTS
    }

    fn incidents(&self) -> Vec<String> {
        std::mem::take(&mut locked(&self.state).incidents)
    }

    fn begin(&self, program: &Program, inputs: &Inputs) -> Begun {
        let mut begun = Begun::unknown(inputs.people);
        let rest = self.on_device(program, inputs, |slot, kernel, task| slot.begin_block(kernel, task, &mut begun));
        if let Some(rest) = rest {
            begun.block_mut(rest).copy_from_slice(&self.cpu.begin(program, &inputs.part(rest)).rows);
        }
        begun
    }

    fn run(&self, program: &Program, inputs: &Inputs) -> Results {
        ordered(inputs, |inputs| self.in_blocks(program, inputs))
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
