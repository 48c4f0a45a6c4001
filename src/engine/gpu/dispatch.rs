//! Dispatches the simulation of a block of people slice by slice. Slices are short enough for the watchdogs of drivers, and two are
//! submitted at a time.

use std::collections::VecDeque;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use super::buffers::{BlockBuffers, DayBuffers};
use super::device::Device;
use super::engine::FaultInjection;
use super::error::GpuError;
use super::layout::{Slice, WORKGROUP};
use super::pieces::Day;
use crate::engine::inputs::Inputs;

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

    /// Returns the end of a slice that begins with piece `first`, at least one piece later, and the work of the slice.
    fn slice_end(&self, day: &Day, first: usize, people: usize) -> (usize, f64) {
        let (mut last, mut steps) = (first, 0);
        while last < day.pieces.len() {
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
    pub(super) buffers: &'a DayBuffers,
}

/// A slice that was submitted and is not yet finished.
struct Submission {
    index: wgpu::SubmissionIndex,
    work: f64,
    submitted: Instant,
}

impl Dispatcher<'_> {
    /// Simulates the whole day.
    pub(super) fn run_day(
        &self,
        inputs: &Inputs,
        (people, stride, token): (usize, usize, u32),
        budget: &mut WorkBudget,
        fault_injection: &FaultInjection,
    ) -> Result<(), GpuError> {
        let whole = Slice {
            people: people as u32,
            stride: stride as u32,
            first: 0,
            last: 0,
            token,
            phases: inputs.phase_s.len() as u32,
            cells: inputs.cell_count as u32,
            ranges: self.day.ranges,
        };
        let mut submissions: VecDeque<Submission> = VecDeque::new();
        let (mut first, mut last_finished) = (0, now());
        while first < self.day.pieces.len() || !submissions.is_empty() {
            if first < self.day.pieces.len() && submissions.len() < IN_FLIGHT {
                let (last, work) = budget.slice_end(self.day, first, people);
                submissions.push_back(self.submit(Slice { first: first as u32, last: last as u32, ..whole }, work));
                fault_injection.after_dispatch(self.device);
                first = last;
            } else if let Some(submission) = submissions.pop_front() {
                self.device.wait(submission.index, TIMEOUT)?;
                budget.adjust(submission.work, submission.submitted.max(last_finished).elapsed().as_secs_f64());
                last_finished = now();
            }
        }
        Ok(())
    }

    /// Copies results and time course to buffers that the host can read, and waits until these are mapped.
    pub(super) fn read_back(&self, block: &BlockBuffers) -> Result<(), GpuError> {
        let pairs = [(&block.results, &block.results_readback), (&self.buffers.course, &self.buffers.course_readback)];
        let mut encoder = self.encoder();
        for (source, readback) in pairs {
            encoder.copy_buffer_to_buffer(source, 0, readback, 0, None);
        }
        let index = self.device.queue.submit([encoder.finish()]);
        let (mapped, outcomes) = channel();
        for (_, readback) in pairs {
            let mapped = mapped.clone();
            // Sending fails if this function has already returned an error; the failure is ignored.
            readback.map_async(wgpu::MapMode::Read, .., move |outcome| drop(mapped.send(outcome)));
        }
        drop(mapped);
        self.device.wait(index, TIMEOUT)?;
        // The thread that polls the device next runs the callbacks of all threads, so this thread may have to wait for another one.
        for _ in pairs {
            let outcome =
                outcomes.recv_timeout(TIMEOUT).map_err(|error| GpuError::Lost { reason: error.to_string() })?;
            outcome.map_err(|error| GpuError::Lost { reason: error.to_string() })?;
        }
        self.device.check()
    }

    fn submit(&self, slice: Slice, work: f64) -> Submission {
        self.device.queue.write_buffer(&self.buffers.slice, 0, bytemuck::bytes_of(&slice));
        let mut encoder = self.encoder();
        {
            let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
            pass.set_pipeline(self.pipeline);
            pass.set_bind_group(0, self.group, &[]);
            pass.dispatch_workgroups(slice.people.div_ceil(WORKGROUP), 1, 1);
        }
        let index = self.device.queue.submit([encoder.finish()]);
        Submission { index, work, submitted: now() }
    }

    fn encoder(&self) -> wgpu::CommandEncoder {
        self.device.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default())
    }
}

/// The present time. It determines the length of slices, and no outcome depends on it.
#[expect(clippy::disallowed_methods, reason = "dispatches must be shorter than the watchdogs of drivers")]
fn now() -> Instant {
    Instant::now()
}
