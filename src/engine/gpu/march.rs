//! A block of people through a day, slice by slice: short enough for the watchdogs of drivers, two of them on their way at once.

use std::collections::VecDeque;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use super::device::Device;
use super::engine::Trouble;
use super::error::GpuError;
use super::layout::{Slice, WORKGROUP};
use super::pieces::Day;
use super::room::{DayBuffers, Room};
use crate::engine::inputs::Inputs;

/// Wall time that a slice should take (s). Systems reset a device that works on one thing for two seconds.
const SLICE_S: f64 = 0.25;
/// Work of the first slice, in person-steps: an instant on whatever device.
const FIRST_WORK: f64 = 2e5;
/// Most steps of one person in a slice, whatever the device: some drivers silently leave loops after 65,536 rounds.
const MOST_STEPS: u32 = 1 << 14;
/// By how much a slice may be longer than the one before.
const GROWTH: f64 = 2.0;
/// Slices on their way.
const IN_FLIGHT: usize = 2;
/// After so long without an answer a device is taken for lost.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much a slice may do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// Person-steps of the next slice.
    work: f64,
    /// Whether it stays so.
    fixed: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self { work: FIRST_WORK, fixed: false }
    }
}

impl Pace {
    /// Slices of so many person-steps, whatever the device.
    pub(super) fn fixed(work: f64) -> Self {
        Self { work, fixed: true }
    }

    /// Learns that so much work took so long.
    fn learn(&mut self, work: f64, seconds: f64) {
        if self.fixed {
            return;
        }
        let wanted = work / seconds.max(1e-6) * SLICE_S;
        // The last slice of a day may be tiny: it must not slow the next day down.
        self.work = wanted.clamp(0.5 * self.work, GROWTH * self.work).max(FIRST_WORK);
    }

    /// The piece before which a slice that begins with `first` ends, at least one later; and its work.
    fn reach(&self, day: &Day, first: usize, people: usize) -> (usize, f64) {
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

    /// Most people for whom the longest piece of a day is no longer than a slice should be.
    pub(super) fn people(&self, day: &Day) -> usize {
        let longest = day.costs.iter().copied().max().unwrap_or(1).max(1);
        if self.fixed { usize::MAX } else { (self.work / f64::from(longest)) as usize }
    }
}

/// What it takes to send slices.
pub(super) struct Marching<'a> {
    pub(super) device: &'a Device,
    pub(super) pipeline: &'a wgpu::ComputePipeline,
    pub(super) group: &'a wgpu::BindGroup,
    pub(super) day: &'a Day,
    pub(super) buffers: &'a DayBuffers,
}

/// A slice on its way.
struct Flight {
    index: wgpu::SubmissionIndex,
    work: f64,
    sent: Instant,
}

impl Marching<'_> {
    /// The whole day.
    pub(super) fn through(
        &self,
        inputs: &Inputs,
        (people, stride, token): (usize, usize, u32),
        pace: &mut Pace,
        trouble: &Trouble,
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
        let mut flights: VecDeque<Flight> = VecDeque::new();
        let (mut first, mut landed) = (0, now());
        while first < self.day.pieces.len() || !flights.is_empty() {
            if first < self.day.pieces.len() && flights.len() < IN_FLIGHT {
                let (last, work) = pace.reach(self.day, first, people);
                flights.push_back(self.send(Slice { first: first as u32, last: last as u32, ..whole }, work));
                trouble.strike(self.device);
                first = last;
            } else if let Some(flight) = flights.pop_front() {
                self.device.wait(flight.index, PATIENCE)?;
                pace.learn(flight.work, flight.sent.max(landed).elapsed().as_secs_f64());
                landed = now();
            }
        }
        Ok(())
    }

    /// Copies what came out to where the host can read it, and waits for it.
    pub(super) fn fetch(&self, room: &Room) -> Result<(), GpuError> {
        let pairs = [(&room.results, &room.results_here), (&self.buffers.course, &self.buffers.course_here)];
        let mut encoder = self.encoder();
        for (there, here) in pairs {
            encoder.copy_buffer_to_buffer(there, 0, here, 0, None);
        }
        let index = self.device.queue.submit([encoder.finish()]);
        let (mapped, outcomes) = channel();
        for (_, here) in pairs {
            let mapped = mapped.clone();
            // Nobody waits any more where the device has failed.
            here.map_async(wgpu::MapMode::Read, .., move |outcome| drop(mapped.send(outcome)));
        }
        drop(mapped);
        self.device.wait(index, PATIENCE)?;
        // Whichever thread asks the device next maps everybody's buffers, so this one may have to wait for another.
        for _ in pairs {
            let outcome =
                outcomes.recv_timeout(PATIENCE).map_err(|error| GpuError::Lost { reason: error.to_string() })?;
            outcome.map_err(|error| GpuError::Lost { reason: error.to_string() })?;
        }
        self.device.check()
    }

    fn send(&self, slice: Slice, work: f64) -> Flight {
        self.device.queue.write_buffer(&self.buffers.slice, 0, bytemuck::bytes_of(&slice));
        let mut encoder = self.encoder();
        {
            let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor::default());
            pass.set_pipeline(self.pipeline);
            pass.set_bind_group(0, self.group, &[]);
            pass.dispatch_workgroups(slice.people.div_ceil(WORKGROUP), 1, 1);
        }
        let index = self.device.queue.submit([encoder.finish()]);
        Flight { index, work, sent: now() }
    }

    fn encoder(&self) -> wgpu::CommandEncoder {
        self.device.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default())
    }
}

/// The moment, which sets the pace of dispatches and never an outcome.
#[expect(clippy::disallowed_methods, reason = "dispatches must be shorter than the watchdogs of drivers")]
fn now() -> Instant {
    Instant::now()
}
