//! The GPU engine: blocks of people through the kernel. Where the device fails, smaller blocks, a fresh device, and in the end the
//! CPU do the rest; what was finished stays.

use std::sync::{Mutex, PoisonError};

use super::device::Device;
use super::error::GpuError;
use super::kernel::Kernel;
use super::pieces::Day;
use super::select::Wanted;
use super::{Adapter, Exactness};
use crate::engine::inputs::Inputs;
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

/// The GPU engine.
#[derive(Debug)]
pub struct Gpu {
    wanted: Wanted,
    adapter: Adapter,
    seat: Mutex<Seat>,
    rest: Cpu,
}

/// What changes while it works.
#[derive(Debug)]
struct Seat {
    /// None once the CPU has taken over.
    kernel: Option<Kernel>,
    cut: Cut,
    reopened: u32,
    fault: Fault,
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

/// Trouble made on purpose, to see that it is survived.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fault {
    /// Dispatches after which the device is lost: from the first number, up to the second.
    pub lost: (u64, u64),
    /// Blocks of more people than this find no memory; 0 for no limit.
    pub memory: usize,
    /// Dispatches so far.
    pub dispatches: u64,
}

impl Fault {
    /// Loses the device when its time has come.
    pub(super) fn strike(&mut self, device: &Device) {
        self.dispatches += 1;
        if self.dispatches >= self.lost.0 && self.dispatches < self.lost.1 {
            device.device.destroy();
        }
    }

    pub(super) fn no_memory(&self, people: usize) -> bool {
        self.memory > 0 && people > self.memory
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
        let kernel = Some(Kernel::new(device)?);
        let seat = Seat { kernel, cut: Cut::default(), reopened: 0, fault: Fault::default(), incidents: Vec::new() };
        Ok(Self { wanted, adapter, seat: Mutex::new(seat), rest: Cpu::default() })
    }

    /// The same, cut in another way and with trouble: for tests.
    pub fn with(self, cut: Cut, fault: Fault) -> Self {
        {
            let mut seat = self.seat.lock().unwrap_or_else(PoisonError::into_inner);
            (seat.cut, seat.fault) = (cut, fault);
        }
        self
    }

    /// The adapter behind it.
    pub fn adapter(&self) -> &Adapter {
        &self.adapter
    }
}

impl Backend for Gpu {
    fn name(&self) -> String {
        let exactness = match self.adapter.exactness {
            Exactness::Exact => "exact",
            Exactness::Ordinary => "not exact",
        };
        let Adapter { name, driver, .. } = &self.adapter;
        format!("GPU, {name}, {}, {driver}, {exactness}", self.adapter.interface.name())
    }

    fn people_at_once(&self) -> usize {
        BLOCK
    }

    fn incidents(&self) -> Vec<String> {
        std::mem::take(&mut self.seat.lock().unwrap_or_else(PoisonError::into_inner).incidents)
    }

    fn run(&self, program: &Program, inputs: &Inputs) -> Results {
        let mut seat = self.seat.lock().unwrap_or_else(PoisonError::into_inner);
        let day = Day::new(program, LONGEST_PIECE);
        let mut results = Results::new(program, inputs);
        let mut at = 0;
        while at < inputs.people {
            match seat.advance(&day, program, inputs, at, &mut results) {
                Ok(reached) => at = reached,
                Err(error) => seat.cope(&error, &self.wanted),
            }
            if seat.kernel.is_none() {
                let rest = Block { first: at, count: inputs.people - at };
                results.join(rest.first, &self.rest.run(program, &inputs.part(rest)));
                break;
            }
        }
        results
    }
}

impl Seat {
    /// The people from `at` on, block by block; how far it came.
    fn advance(
        &mut self,
        day: &Day,
        program: &Program,
        inputs: &Inputs,
        at: usize,
        results: &mut Results,
    ) -> Result<usize, GpuError> {
        let Some(kernel) = &mut self.kernel else { return Ok(at) };
        let buffers = kernel.prepare(day, inputs, program.ticks.len())?;
        let size = self.cut.people.min(kernel.most(inputs)).max(1);
        let block = Block { first: at, count: size.min(inputs.people - at) };
        kernel.block((day, &buffers), inputs, block, (self.cut.work, &mut self.fault), results)?;
        Ok(at + block.count)
    }

    /// Goes on after an error: with smaller blocks, with a fresh device, or without the GPU.
    fn cope(&mut self, error: &GpuError, wanted: &Wanted) {
        self.cut.people = (self.cut.people / 2).max(1);
        let reopen = match error {
            GpuError::OutOfMemory if self.cut.people >= SMALLEST => return,
            GpuError::Lost { .. } => self.reopened < REOPENED,
            _ => false,
        };
        let before = self.kernel.take().map(|kernel| kernel.device.exactness());
        if reopen {
            self.reopened += 1;
            // Another adapter may be found now, but a run computes in one way from beginning to end.
            let opened = Device::open(wanted).and_then(Kernel::new).ok();
            self.kernel = opened.filter(|kernel| Some(kernel.device.exactness()) == before);
        }
        let then = if self.kernel.is_some() { "it was opened again" } else { "the CPU computes the rest" };
        self.incidents.push(format!("{error}; {then}, and nothing is lost"));
    }
}
