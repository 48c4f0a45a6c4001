//! A compiled day in the form that the kernel reads: pieces of limited length, and the tables to which they refer.

use std::ops::Range;

use bytemuck::{Pod, Zeroable};

use crate::engine::inputs::Inputs;
use crate::model::{BINS, Course, Method};
use crate::schedule::{Mark, Op, Program, Run, Segment};

/// Kinds of pieces; the kernel has constants of the same names.
pub(super) mod kind {
    pub(crate) const RUN: u32 = 0;
    pub(crate) const RESTING_STATE: u32 = 1;
    pub(crate) const EMPTY_VOLUME: u32 = 2;
    pub(crate) const FULL_VOLUME: u32 = 3;
    pub(crate) const VOLUME_AFTER_TIPTOE: u32 = 4;
    pub(crate) const ASSESSMENT_END: u32 = 5;
    pub(crate) const TICK: u32 = 6;
    pub(crate) const HABIT: u32 = 7;
    pub(crate) const START: u32 = 8;
    pub(crate) const SETTLED: u32 = 9;
}

/// Flags of pieces; the kernel has constants of the same names.
pub(super) mod flag {
    pub(crate) const SLOW_STATES: u32 = 1;
    pub(crate) const STOCKING: u32 = 2;
    pub(crate) const ASSESSED_PHASE: u32 = 4;
    pub(crate) const RECOVERY_PHASE: u32 = 8;
    pub(crate) const IMPLICIT_EULER: u32 = 16;
    pub(crate) const SKIPPED_CYCLES: u32 = 32;
    pub(crate) const VEHICLE: u32 = 64;
}

/// The value of a position that means: no phase.
pub(super) const NONE: u32 = u32::MAX;

/// Equal consecutive windows, or a mark; `shaders/integrate.wgsl` explains the fields.
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Piece {
    pub(super) kind: u32,
    pub(super) flags: u32,
    pub(super) phase: u32,
    pub(super) first: u32,
    pub(super) count: u32,
    pub(super) table: u32,
    pub(super) last_day: u32,
    pub(super) waves: u32,
    pub(super) moments: u32,
    pub(super) held: u32,
    pub(super) habit: u32,
    pub(super) tick: u32,
    pub(super) start_s: f32,
    pub(super) window_s: f32,
    pub(super) step_s: f32,
    pub(super) drift: f32,
    pub(super) decay: f32,
}

/// The compiled day of an arm.
#[derive(Clone, Debug)]
pub(super) struct Day {
    /// The pieces, branch by branch.
    pub(super) pieces: Vec<Piece>,
    /// Who is simulated through which pieces, in the order of time.
    pub(super) branches: Vec<Branch>,
    /// The cost of each piece for one person, in steps of the blood flow equations.
    pub(super) costs: Vec<u32>,
    /// Rows of channels, then of waves, then the time before the timeline, then the ranges of the time course.
    pub(super) tables: Vec<f32>,
    /// Position in `tables` where the time before the timeline begins.
    history: u32,
    /// Position in `tables` where the ranges of the time course begin.
    pub(super) ranges: u32,
}

/// Consecutive pieces, and the people who are simulated through them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) pieces: Range<usize>,
    pub(super) who: Who,
    /// Whether the day of these people ends with these pieces.
    pub(super) is_last: bool,
}

/// The people of a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Everybody,
    /// The people who do the bout with this index.
    Doing(usize),
    /// The people who do not.
    Skipping(usize),
}

impl Who {
    /// Whether this person of `inputs` belongs to them.
    pub(super) fn includes(self, inputs: &Inputs, person: usize) -> bool {
        match self {
            Self::Everybody => true,
            Self::Doing(bout) => inputs.does(bout, person),
            Self::Skipping(bout) => !inputs.does(bout, person),
        }
    }
}

/// Cost of an implicit step, in steps of the second-order method.
const IMPLICIT_EULER_COST: u32 = 2;
/// Number of episodes of the time before the timeline that cost as much as a step of the second-order method.
const EPISODES_PER_STEP: u32 = 3;

impl Day {
    /// Divides a program into pieces. A piece costs at most `longest` steps, or it is a single window.
    pub(super) fn new(program: &Program, longest: u32) -> Self {
        let mut tables: Vec<f32> = program.channels.iter().flat_map(|row| row.to_array()).collect();
        let mut waves = Vec::new();
        for rows in &program.waves {
            waves.push(tables.len() as u32);
            tables.extend(rows.iter().flatten());
        }
        let history = tables.len() as u32;
        tables.extend(program.history.episodes.iter().flat_map(|&(habit, minutes)| [habit as u32 as f32, minutes]));
        let ranges = tables.len() as u32;
        tables.extend(Course::ALL.iter().flat_map(|course| [course.range().0, course.bins_per_unit()]));
        let (pieces, branches, costs) = (Vec::new(), Vec::new(), Vec::new());
        let mut day = Self { pieces, branches, costs, tables, history, ranges };
        for (at, segment) in program.segments.iter().enumerate() {
            let is_last = at + 1 == program.segments.len();
            let branches: &[(Who, &[Op])] = match segment {
                Segment::Common(ops) => &[(Who::Everybody, ops)],
                Segment::Bout { bout, done, skipped } => {
                    &[(Who::Doing(*bout), done.as_slice()), (Who::Skipping(*bout), skipped)]
                }
            };
            for &(who, ops) in branches {
                let first = day.pieces.len();
                for op in ops {
                    match op {
                        Op::Run(run) => day.push_run(program, run, waves[run.waves], longest),
                        Op::Mark(mark) => day.push_mark(program, *mark),
                    }
                }
                day.branches.push(Branch { pieces: first..day.pieces.len(), who, is_last });
            }
        }
        day
    }

    fn push_run(&mut self, program: &Program, run: &Run, waves: u32, longest: u32) {
        let moments = program.waves[run.waves].len() as u32;
        let (flags, cost) = (flags(run), window_cost(run, moments));
        let whole = Piece {
            kind: kind::RUN,
            flags,
            phase: run.phase.map_or(NONE, |phase| phase as u32),
            table: row_of(program, run.channels),
            waves,
            moments,
            held: run.method.held() as u32,
            start_s: run.start_s,
            window_s: run.window_s,
            step_s: run.window_s / (moments - 1) as f32,
            drift: run.skipped.map_or(0.0, |skipped| skipped.drift),
            decay: run.skipped.map_or(0.0, |skipped| skipped.decay),
            ..Piece::zeroed()
        };
        let most = (longest / cost).max(1);
        for first in (0..run.count).step_by(most as usize) {
            let count = most.min(run.count - first);
            self.push(Piece { first, count, ..whole }, cost * count);
        }
    }

    fn push_mark(&mut self, program: &Program, mark: Mark) {
        let empty = Piece::zeroed();
        let piece = match mark {
            Mark::RestingState => Piece { kind: kind::RESTING_STATE, ..empty },
            Mark::Habit(habit, row) => {
                Piece { kind: kind::HABIT, table: row_of(program, row), habit: habit as u32, ..empty }
            }
            Mark::Start => {
                let history = &program.history;
                let [first, last_day, moments] =
                    [history.until_waking, history.until_last_day, history.episodes.len()].map(|number| number as u32);
                Piece { kind: kind::START, table: self.history, first, last_day, moments, ..empty }
            }
            Mark::EmptyVolume => Piece { kind: kind::EMPTY_VOLUME, ..empty },
            Mark::FullVolume => Piece { kind: kind::FULL_VOLUME, ..empty },
            Mark::VolumeAfterTiptoe => Piece { kind: kind::VOLUME_AFTER_TIPTOE, ..empty },
            Mark::Settled => Piece { kind: kind::SETTLED, ..empty },
            Mark::AssessmentEnd => Piece { kind: kind::ASSESSMENT_END, ..empty },
            Mark::Tick(tick) => {
                let at = program.ticks[tick];
                let start_s = at.minute as f32 * 60.0;
                Piece { kind: kind::TICK, phase: at.phase as u32, tick: tick as u32, start_s, ..empty }
            }
        };
        self.push(piece, piece.moments / EPISODES_PER_STEP);
    }

    fn push(&mut self, piece: Piece, cost: u32) {
        self.pieces.push(piece);
        self.costs.push(cost);
    }
}

/// Position in the tables where a row of channels begins.
fn row_of(program: &Program, row: usize) -> u32 {
    let width = program.channels.first().map_or(0, |row| row.to_array().len());
    (row * width) as u32
}

fn flags(run: &Run) -> u32 {
    [
        (run.slow_states, flag::SLOW_STATES),
        (run.stocking, flag::STOCKING),
        (run.assessed, flag::ASSESSED_PHASE),
        (run.recovery, flag::RECOVERY_PHASE),
        (run.method == Method::ImplicitEuler, flag::IMPLICIT_EULER),
        (run.skipped.is_some(), flag::SKIPPED_CYCLES),
        (run.vehicle, flag::VEHICLE),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, flag)| flag)
    .sum()
}

/// Cost of a window, in steps of the blood flow equations; the slow state variables together cost one step.
fn window_cost(run: &Run, moments: u32) -> u32 {
    let per_step = if run.method == Method::ImplicitEuler { IMPLICIT_EULER_COST } else { 1 };
    1 + if run.skipped.is_some() { 0 } else { per_step * (moments - 1) }
}

/// Number of words in a cell of the time course: the bins, then the sums of the lower and of the upper halves of the steps.
pub(super) const CELL_WORDS: usize = BINS + 2;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::{Overrides, parse};
    use crate::schedule::{Resolution, compile};

    const FLIGHT: &str = include_str!("../../../scenarios/long-haul-flight.toml");

    #[test]
    fn pieces_contain_every_window_once_and_are_short_enough() {
        let scenario = parse("flight", FLIGHT, &Overrides::default()).unwrap().scenario;
        for arm in &scenario.arms {
            let program = compile(&scenario, arm, Resolution::DEFAULT);
            for longest in [1, 50, 400] {
                let day = Day::new(&program, longest);
                let branches = day.branches.iter().filter(|branch| !matches!(branch.who, Who::Skipping(_)));
                let pieces: Vec<&Piece> = branches.flat_map(|branch| &day.pieces[branch.pieces.clone()]).collect();
                let windows: u64 = pieces.iter().map(|piece| u64::from(piece.count)).sum();
                assert_eq!(windows, program.windows());
                let mut pieces = pieces.into_iter().filter(|piece| piece.kind == kind::RUN);
                for run in program.runs() {
                    let mut next = 0;
                    while next < run.count {
                        let piece = pieces.next().unwrap();
                        assert_eq!((piece.first, piece.window_s), (next, run.window_s));
                        next += piece.count;
                    }
                    assert_eq!(next, run.count);
                }
                let mut runs = day.pieces.iter().zip(&day.costs).filter(|(piece, _)| piece.kind == kind::RUN);
                assert!(runs.all(|(piece, cost)| *cost <= longest || piece.count == 1));
            }
        }
    }
}
