//! The time course on one axis of time. A phase whose length differs between people ends where half of them have left.

use super::chart::Mark;
use super::read::{numbers, texts};
use super::run::Run;
use crate::model::Course;
use crate::output::{OutputError, RunFile};
use crate::results::{EVERYONE, Table};
use crate::scenario::{Arm, InterventionKind};

/// Share of the people of a phase who must still be in it.
const STAYING: f64 = 0.5;
/// Most points of a line; of longer time courses, every second, third, ... time is drawn.
const MOST_POINTS: usize = 240;
/// Times shorter than this are in minutes (h).
const SHORT_H: f64 = 3.0;
/// Most marks of bouts in a phase.
const MOST_BOUTS: u32 = 300;
/// Height of the mark of a bout, as a share of the chart.
const BOUT: f64 = 0.06;
/// Height at which a garment is marked.
const GARMENT: f64 = 0.02;

/// A time of a curve.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// Position on the axis.
    pub(super) at: f64,
    /// Minute of the phase.
    minute: f64,
    pub(super) median: f64,
    /// 5th percentile.
    pub(super) low: f64,
    /// 95th percentile.
    pub(super) high: f64,
    /// People in the phase.
    pub(super) n: f64,
}

/// A quantity of an arm in a phase.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    arm: String,
    course: String,
    /// Name of the phase.
    pub(super) phase: String,
    pub(super) points: Vec<Point>,
}

impl Curve {
    /// The medians.
    pub(super) fn medians(&self) -> Vec<(f64, f64)> {
        self.points.iter().map(|point| (point.at, point.median)).collect()
    }

    /// From the 5th to the 95th percentile.
    pub(super) fn band(&self) -> Vec<(f64, f64, f64)> {
        self.points.iter().map(|point| (point.at, point.low, point.high)).collect()
    }
}

/// A phase on the axis.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) name: String,
    begin: f64,
    pub(super) end: f64,
    /// Whether people stay longer than the axis shows.
    pub(super) some_stay: bool,
}

impl Stretch {
    pub(super) fn length(&self) -> f64 {
        self.end - self.begin
    }

    pub(super) fn middle(&self) -> f64 {
        0.5 * (self.begin + self.end)
    }
}

/// The axis of time.
#[derive(Clone, Debug)]
pub(super) struct Times {
    /// The phases, in order.
    pub(super) phases: Vec<Stretch>,
    /// Number of units of the axis in a minute.
    per_minute: f64,
}

/// The time course of a run.
pub(super) struct Curves {
    /// The axis.
    pub(super) times: Times,
    /// By arm and quantity, then by phase.
    curves: Vec<Curve>,
}

impl Curves {
    /// Reads the time course of everyone; `None` if the run has none.
    pub(super) fn read(run: &Run<'_>) -> Result<Option<Self>, OutputError> {
        let columns = ["arm", "stratum_by", "phase", "time_in_phase_min", "measure", "p05", "p50", "p95", "n"];
        let Some(frame) = run.files.table(Table::Timeseries, &columns)? else { return Ok(None) };
        let read = || {
            let [arm, by, phase, measure] = ["arm", "stratum_by", "phase", "measure"].map(|name| texts(&frame, name));
            let [minute, low, median, high, n] =
                ["time_in_phase_min", "p05", "p50", "p95", "n"].map(|name| numbers(&frame, name));
            let (arm, by, phase, measure) = (arm?, by?, phase?, measure?);
            let (minute, low, median, high, n) = (minute?, low?, median?, high?, n?);
            let mut curves: Vec<Curve> = Vec::new();
            for row in (0..frame.height()).filter(|row| by[*row].as_deref() == Some(EVERYONE)) {
                let word = |column: &[Option<String>]| column[row].clone().unwrap_or_default();
                let (arm, course, phase) = (word(&arm), word(&measure), word(&phase));
                let point = Point {
                    at: 0.0,
                    minute: minute[row],
                    median: median[row],
                    low: low[row],
                    high: high[row],
                    n: n[row],
                };
                match curves
                    .iter_mut()
                    .rev()
                    .find(|curve| (&curve.arm, &curve.course, &curve.phase) == (&arm, &course, &phase))
                {
                    Some(curve) => curve.points.push(point),
                    None => curves.push(Curve { arm, course, phase, points: vec![point] }),
                }
            }
            Ok(curves)
        };
        let path = (run.files.0)(RunFile::Table(Table::Timeseries));
        let curves: Vec<Curve> = read().map_err(OutputError::unreadable_table(&path))?;
        Ok(Some(Self::stitched(run, curves)))
    }

    /// Puts the phases one after the other, and leaves out what follows when half of the people have left.
    fn stitched(run: &Run<'_>, mut curves: Vec<Curve>) -> Self {
        let mut phases = Vec::new();
        let mut begin = 0.0;
        let timeline = &run.scenario.timeline;
        for (phase, common) in timeline.phases.iter().zip(timeline.lengths_min(&run.scenario.population)) {
            let last =
                || curves.iter().filter(|curve| curve.phase == phase.name).filter_map(last_common).reduce(f64::max);
            let minutes = common.or_else(last).unwrap_or(0.0);
            let stays =
                |curve: &Curve| curve.phase == phase.name && curve.points.iter().any(|point| point.minute > minutes);
            let some_stay = common.is_none() && curves.iter().any(stays);
            phases.push(Stretch { name: phase.name.clone(), begin, end: begin + minutes, some_stay });
            begin += minutes;
        }
        let per_minute = if begin < 60.0 * SHORT_H { 1.0 } else { 1.0 / 60.0 };
        for phase in &phases {
            for curve in curves.iter_mut().filter(|curve| curve.phase == phase.name) {
                curve.points.retain(|point| phase.begin + point.minute <= phase.end + 1e-9);
                curve.points.iter_mut().for_each(|point| point.at = per_minute * (phase.begin + point.minute));
                thin(&mut curve.points);
            }
        }
        phases.iter_mut().for_each(|phase| {
            phase.begin *= per_minute;
            phase.end *= per_minute;
        });
        Self { times: Times { phases, per_minute }, curves }
    }

    /// The curves of a quantity in an arm, one per phase.
    pub(super) fn of(&self, arm: &str, course: Course) -> Vec<&Curve> {
        self.curves.iter().filter(|curve| curve.arm == arm && curve.course == course.name()).collect()
    }

    /// The median at the end of the last assessed phase.
    pub(super) fn assessed(&self, run: &Run<'_>, arm: &str, course: Course) -> Option<f64> {
        let phase = &run.scenario.timeline.phases[run.scenario.outcomes.last_assessed()].name;
        let curve = self.of(arm, course).into_iter().find(|curve| curve.phase == *phase)?;
        curve.points.last().map(|point| point.median)
    }
}

/// The last minute at which enough people are in the phase.
fn last_common(curve: &Curve) -> Option<f64> {
    let most = curve.points.iter().map(|point| point.n).fold(0.0, f64::max);
    curve.points.iter().rev().find(|point| point.n >= STAYING * most).map(|point| point.minute)
}

/// Leaves out times between others if there are too many; the last one stays.
fn thin(points: &mut Vec<Point>) {
    let every = points.len().div_ceil(MOST_POINTS).max(1);
    let last = points.len().saturating_sub(1);
    let mut at = 0;
    points.retain(|_| {
        at += 1;
        (at - 1) % every == 0 || at - 1 == last
    });
}

impl Times {
    /// Label of the axis.
    pub(super) fn axis(&self) -> String {
        let unit = if self.per_minute == 1.0 { "Minutes" } else { "Hours" };
        format!("{unit} since the start of the timeline")
    }

    /// The end of the axis.
    pub(super) fn end(&self) -> f64 {
        self.phases.last().map_or(1.0, |phase| phase.end).max(f64::MIN_POSITIVE)
    }

    /// Lines between phases.
    pub(super) fn boundaries(&self) -> Vec<Mark> {
        self.phases.iter().skip(1).map(|phase| Mark { at: phase.begin }).collect()
    }

    /// How the axis is made, in sentences.
    pub(super) fn words(&self, run: &Run<'_>) -> String {
        let unit = if self.per_minute == 1.0 { "min" } else { "h" };
        let phases: Vec<String> = self
            .phases
            .iter()
            .map(|phase| format!("{} from {:.1} to {:.1} {unit}", phase.name, phase.begin, phase.end))
            .collect();
        let cut: Vec<&str> =
            self.phases.iter().filter(|phase| phase.some_stay).map(|phase| phase.name.as_str()).collect();
        let order = format!("Phases: {}.", phases.join(", "));
        if cut.is_empty() {
            return order;
        }
        let few = if run.scenario.timeline.phases.len() > 1 { " and the next phase begins there" } else { "" };
        format!(
            "{order} The length of {} differs between people: its curves end where half of them have left{few}, because later \
             values would only show who is left.",
            cut.join(", ")
        )
    }

    /// Where the interventions of an arm happen: the ends of strokes, with their heights as shares of the chart.
    pub(super) fn interventions(&self, run: &Run<'_>, arm: &Arm) -> Vec<[(f64, f64); 2]> {
        let used = arm.uses.iter().map(|at| &run.scenario.interventions[*at]);
        let placed = used.flat_map(|one| one.during.iter().filter_map(|at| Some((&one.kind, self.phases.get(*at)?))));
        placed.flat_map(|(kind, phase)| self.strokes(kind, phase)).collect()
    }

    fn strokes(&self, kind: &InterventionKind, phase: &Stretch) -> Vec<[(f64, f64); 2]> {
        let length = phase.length() / self.per_minute;
        let place = |minute: f64| phase.begin + self.per_minute * minute.min(length);
        match kind {
            InterventionKind::Bouts(bouts) => {
                let until = bouts.timing.until_min.map_or(length, |until| f64::from(until).min(length));
                let every = bouts.timing.every_min.unwrap_or(u32::MAX);
                let start = |bout: u32| bout.checked_mul(every)?.checked_add(bouts.timing.from_min).map(f64::from);
                let starts = (0..MOST_BOUTS).map_while(start).take_while(|start| *start < until);
                starts.map(|start| [(place(start), 0.0), (place(start), BOUT)]).collect()
            }
            InterventionKind::Compression(garment) => {
                let until = garment.until_min.map_or(length, f64::from);
                vec![[(place(f64::from(garment.from_min)), GARMENT), (place(until), GARMENT)]]
            }
            InterventionKind::None | InterventionKind::Training(_) | InterventionKind::Habit(_) => Vec::new(),
        }
    }
}
