//! Dispatches the simulation of a block of people slice by slice. Slices are short enough for the watchdogs of drivers, and two are
//! submitted at a time.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use super::buffers::{BlockBuffers, DayBuffers};
use super::device::Device;
use super::engine::FaultInjection;
use super::error::GpuError;
use super::layout::{Slice, WORKGROUP};
use super::pieces::{Branch, Day};
use crate::engine::inputs::Inputs;
use crate::engine::plan::Block;

/// Wall time that a slice should take (s). Operating systems reset a device whose dispatch takes about two seconds.
const SLICE_S: f64 = 0.25;
/// Work of the first slice, in person-steps: short on any device.
const FIRST_WORK: f64 = 2e5;
/// Largest number of steps of one person in a slice, on any device: some drivers end loops silently after 65,536 iterations.
const MOST_STEPS: u32 = 1 << 14;
/// Largest ratio between the work of a slice and that of the slice before.
const GROWTH: f64 = 2.0;
/// Number of slices that are submitted and not yet finished.
const IN_FLIGHT: usize = 2;
/// A device that does not answer for this long counts as lost.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The work that a slice may contain.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkBudget {
    /// Person-steps of the next slice.
    work: f64,
    /// Whether the work stays the same, and is not adjusted to the speed of the device.
    fixed: bool,
}

impl Default for WorkBudget {
    fn default() -> Self {
        Self { work: FIRST_WORK, fixed: false }
    }
}

impl WorkBudget {
    /// A budget of this many person-steps for every slice, on any device.
    pub(super) fn fixed(work: f64) -> Self {
        Self { work, fixed: true }
    }

    /// Adjusts the budget to the wall time that a slice took.
    fn adjust(&mut self, work: f64, seconds: f64) {
        if self.fixed {
            return;
        }
        let wanted = work / seconds.max(1e-6) * SLICE_S;
        // The last slice of a day may be very short; the lower bound keeps the next day from beginning with short slices.
        self.work = wanted.clamp(0.5 * self.work, GROWTH * self.work).max(FIRST_WORK);
    }

    /// Returns the end of a slice that begins with the first of these pieces, at least one piece later, and the work of the slice.
    fn slice_end(&self, day: &Day, pieces: Range<usize>, people: usize) -> (usize, f64) {
        let first = pieces.start;
        let (mut last, mut steps) = (first, 0);
        while last < pieces.end {
            let more = steps + 1 + day.costs[last];
            let too_much = more > MOST_STEPS || f64::from(more) * people as f64 > self.work;
            if last > first && too_much {
                break;
            }
            steps = more;
            last += 1;
        }
        (last, f64::from(steps) * people as f64)
    }

    /// Largest number of people for whom the longest piece of a day is within the budget.
    pub(super) fn max_people(&self, day: &Day) -> usize {
        let longest = day.costs.iter().copied().max().unwrap_or(1).max(1);
        if self.fixed { usize::MAX } else { (self.work / f64::from(longest)) as usize }
    }
}

/// Submits the slices of a day for a block of people.
pub(super) struct Dispatcher<'a> {
    pub(super) device: &'a Device,
    pub(super) pipeline: &'a wgpu::ComputePipeline,
    pub(super) group: &'a wgpu::BindGroup,
    pub(super) day: &'a Day,
    pub(super) buffers: (&'a BlockBuffers, &'a DayBuffers),
}

/// A slice that was submitted and is not yet finished.
struct Submission {
    index: wgpu::SubmissionIndex,
    work: f64,
    submitted: Instant,
}

/// The slices of a block that are submitted and not yet finished, oldest first.
struct Submissions<'a> {
    dispatcher: &'a Dispatcher<'a>,
    budget: &'a mut WorkBudget,
    queue: VecDeque<Submission>,
    last_finished: Instant,
}

impl Submissions<'_> {
    /// Submits all pieces of a branch, slice by slice. `whole` has the number of people.
    fn simulate(&mut self, whole: Slice, branch: &Branch, fault_injection: &FaultInjection) -> Result<(), GpuError> {
        let mut pieces = branch.pieces.clone();
        while !pieces.is_empty() {
            if self.queue.len() >= IN_FLIGHT {
                self.wait()?;
            }
            let (last, work) = self.budget.slice_end(self.dispatcher.day, pieces.clone(), whole.people as usize);
            let is_last = u32::from(branch.is_last && last == pieces.end);
            let slice = Slice { first: pieces.start as u32, last: last as u32, is_last, ..whole };
            self.queue.push_back(self.dispatcher.submit(slice, work));
            fault_injection.after_dispatch(self.dispatcher.device);
            pieces.start = last;
        }
        Ok(())
    }

    /// Waits for the oldest slice.
    fn wait(&mut self) -> Result<(), GpuError> {
        let Some(submission) = self.queue.pop_front() else { return Ok(()) };
        self.dispatcher.device.wait(submission.index, TIMEOUT)?;
        let seconds = submission.submitted.max(self.last_finished).elapsed().as_secs_f64();
        self.budget.adjust(submission.work, seconds);
        self.last_finished = now();
        Ok(())
    }

    /// Waits for all slices.
    fn finish(mut self) -> Result<(), GpuError> {
        while !self.queue.is_empty() {
            self.wait()?;
        }
        Ok(())
    }
}

impl Dispatcher<'_> {
    /// Simulates some branches of the day; returns for each person of the block through how many pieces.
    pub(super) fn run(
        &self,
        inputs: &Inputs,
        (block, token): (Block, u32),
        branches: Range<usize>,
        budget: &mut WorkBudget,
        fault_injection: &FaultInjection,
    ) -> Result<Vec<u32>, GpuError> {
        let whole = Slice {
            people: 0,
            stride: self.buffers.0.stride as u32,
            first: 0,
            last: 0,
            token,
            cells: inputs.cell_count as u32,
            ranges: self.day.ranges,
            is_last: 0,
        };
        let mut passed = vec![0; block.count];
        let mut submissions = Submissions { dispatcher: self, budget, queue: VecDeque::new(), last_finished: now() };
        for branch in &self.day.branches[branches] {
            let people: Vec<u32> = (0..block.count)
                .filter(|person| branch.who.includes(inputs, block.first + person))
                .map(|person| person as u32)
                .collect();
            if people.is_empty() {
                continue;
            }
            people.iter().for_each(|person| passed[*person as usize] += branch.pieces.len() as u32);
            self.device.queue.write_buffer(&self.buffers.0.people, 0, bytemuck::cast_slice(&people));
            submissions.simulate(Slice { people: people.len() as u32, ..whole }, branch, fault_injection)?;
        }
        submissions.finish()?;
        Ok(passed)
    }

    fn submit(&self, slice: Slice, work: f64) -> Submission {
        self.device.queue.write_buffer(&self.buffers.1.slice, 0, bytemuck::bytes_of(&slice));
        let mut encoder = encoder(self.device);
        {
            let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
            pass.set_pipeline(self.pipeline);
            pass.set_bind_group(0, self.group, &[]);
            pass.dispatch_workgroups(slice.people.div_ceil(WORKGROUP), 1, 1);
        }
        let index = self.device.queue.submit([encoder.finish()]);
        Submission { index, work, submitted: now() }
    }
}

/// Copies buffers to others that the host can read, and waits until these are mapped.
pub(super) fn read_back(device: &Device, pairs: &[(&wgpu::Buffer, &wgpu::Buffer)]) -> Result<(), GpuError> {
    let mut encoder = encoder(device);
    for &(source, readback) in pairs {
        encoder.copy_buffer_to_buffer(source, 0, readback, 0, None);
    }
    let index = device.queue.submit([encoder.finish()]);
    let (mapped, outcomes) = channel();
    for (_, readback) in pairs {
        let mapped = mapped.clone();
        // Sending fails if this function has already returned an error; the failure is ignored.
        readback.map_async(wgpu::MapMode::Read, .., move |outcome| drop(mapped.send(outcome)));
    }
    drop(mapped);
    device.wait(index, TIMEOUT)?;
    // The thread that polls the device next runs the callbacks of all threads, so this thread may have to wait for another one.
    for _ in pairs {
        let outcome = outcomes.recv_timeout(TIMEOUT).map_err(|error| GpuError::Lost { reason: error.to_string() })?;
        outcome.map_err(|error| GpuError::Lost { reason: error.to_string() })?;
    }
    device.check()
}

fn encoder(device: &Device) -> wgpu::CommandEncoder {
    device.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default())
}

/// The present time. It determines the length of slices, and no outcome depends on it.
#[expect(clippy::disallowed_methods, reason = "dispatches must be shorter than the watchdogs of drivers")]
fn now() -> Instant {
    Instant::now()
}
