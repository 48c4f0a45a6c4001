//! A measurement that is read from a signal: which signal, when, and how it becomes one number.

use super::Earlier;
use crate::keys::Need::{Default, Optional};
use crate::keys::{Composite, Key, Kind, above, above_to, at_least, composite, number};
use crate::model::Signal;
use crate::scenario::Scenario;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::text::{Text, quoted};
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::sections::timeline;

keys! {
    SIGNAL: Composite = "signal", Optional, composite(Kind::Entry("signal", signals)), "Signal that is read, such as \"calf_blood_ml\".";
    PHASE: Composite = "phase", Optional, composite(Kind::Name("phase")), "Phase in which the signal is read.";
    TAKE: Composite = "take", Optional, composite(Kind::Word(takes)), "How the signal in this part of the phase becomes one number.";
    FROM_S: f64 = "from_s", Default("0"), at_least(0.0, "s"), "Start of the part, counted from the start of the phase.";
    UNTIL_S: f64 = "until_s", Optional, above(0.0, "s"), "End of the part, counted from the start of the phase; by default, the end of the phase.";
    SHARE: f64 = "share", Optional, above_to(0.0, 1.0, "1"), "For `time_to`: the measured time ends when the signal has covered this share (such as 0.9) of the distance from its first value to `toward`.";
    TOWARD: Composite = "toward", Optional, composite(Kind::Name("measurement")), "For `share`: the earlier measurement that the signal approaches.";
    LEVEL: f64 = "level", Optional, number(""), "For `time_to`: the measured time ends when the signal crosses this level.";
}

/// Keys of a reading.
pub(super) const KEYS: [Key; 8] =
    [SIGNAL.key, PHASE.key, TAKE.key, FROM_S.key, UNTIL_S.key, SHARE.key, TOWARD.key, LEVEL.key];

fn signals() -> Vec<&'static str> {
    Signal::ALL.iter().map(|signal| signal.name()).collect()
}

fn takes() -> Vec<&'static str> {
    TAKES.iter().map(|(word, _)| *word).collect()
}

/// One number that is read from a signal during a phase or a part of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The signal.
    pub signal: Signal,
    /// Phase (index).
    pub phase: usize,
    /// Start of the part, from the start of the phase (s). Parts may extend beyond the end of the phase.
    pub from_s: f64,
    /// End of that part (s), infinite for the whole phase.
    pub until_s: f64,
    /// How the signal becomes one number.
    pub take: Take,
}

/// How a stretch of a signal becomes one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Take {
    /// Value at the start of the part.
    Start,
    /// Value at the end of the part.
    End,
    /// Mean over time.
    Mean,
    /// Smallest value.
    Min,
    /// Largest value.
    Max,
    /// Seconds from the part's start until the signal has covered this share of the way from its first value to an earlier measurement
    /// (index). If it never does, the length of the part.
    TimeToShare(f64, usize),
    /// Seconds until the signal crosses this level. If it never does, the length of the part.
    TimeToLevel(f64),
}

/// How the values of a stretch become one number. `None` is for the time to an event, which has other keys.
const TAKES: &[(&str, Option<Take>)] = &[
    ("start", Some(Take::Start)),
    ("end", Some(Take::End)),
    ("mean", Some(Take::Mean)),
    ("min", Some(Take::Min)),
    ("max", Some(Take::Max)),
    (TIME_TO, None),
];
const TIME_TO: &str = "time_to";

/// Reads the keys of a reading.
pub(super) fn read(
    section: &Section<'_>,
    earlier: &Earlier<'_>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<Reading> {
    let signal = section.require(&SIGNAL, problems);
    let signal = signal.and_then(|item| signal_named(&item, problems));
    let phase = section.require(&PHASE, problems);
    let phase = phase.and_then(|item| timeline.find(&item, problems));
    let part = part(section, phase, timeline, problems);
    let take = take(section, earlier, problems);
    let (from_s, until_s) = part?;
    Some(Reading { signal: signal?, phase: phase?, from_s, until_s, take: take? })
}

fn signal_named(item: &Item<'_>, problems: &mut Problems) -> Option<Signal> {
    let name = item.text(problems)?;
    Signal::from_name(name).or_else(|| {
        let names = Signal::ALL.iter().map(|signal| signal.name());
        let hint = suggest::hint_or(name, names, "`soleus docs scenario` lists all signals");
        let problem = Problem::new(Code::UnknownName, item.span(), format!("unknown signal `{name}`"));
        problems.fail(problem.label("no such signal").hint(hint))
    })
}

/// The part of the phase that is used, in seconds; by default all of it.
fn part(
    section: &Section<'_>,
    phase: Option<usize>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<(f64, f64)> {
    let from_s = section.value(&FROM_S, problems);
    let until_s = section.value_or(&UNTIL_S, f64::INFINITY, problems);
    let (from_s, until_s) = (from_s?, until_s?);
    if from_s >= until_s {
        let message = format!("the reading ends after {} s, before it begins", short(until_s));
        let problem = Problem::new(Code::OutOfRange, section.place(&UNTIL_S), message).label("must be above `from_s`");
        return problems.fail(problem.hint("both count seconds from the start of the phase"));
    }
    let length = phase.and_then(|at| timeline.phases().nth(at)?.1.length);
    if let Some(length) = length.filter(|length| from_s >= length.longest_s) {
        let message = format!("the phase ends after {} s, before the reading begins", short(length.longest_s));
        let problem =
            Problem::new(Code::OutOfRange, section.place(&FROM_S), message).label("after the end of the phase");
        return problems.fail(problem.hint("`from_s` counts seconds from the start of the phase"));
    }
    Some((from_s, until_s))
}

fn take(section: &Section<'_>, earlier: &Earlier<'_>, problems: &mut Problems) -> Option<Take> {
    let hint = format!("how the signal becomes one number: {}", suggest::list(&takes()));
    let item = section.need(TAKE.name, hint, problems)?;
    let Some(take) = item.one_of("take", TAKES, problems)? else { return time_to(section, earlier, problems) };
    let Some(idle) = section.first_of(&[SHARE.key, TOWARD.key, LEVEL.key]) else { return Some(take) };
    let message = format!("`{}` has no effect with `take = \"{}\"`", idle.name, take_name(take));
    let problem = Problem::new(Code::KeyConflict, section.key_span(idle.name), message).label("no effect here");
    problems.fail(problem.hint("remove it, or use `take = \"time_to\"`"))
}

/// The time until the signal reaches a level, or a share of the way to an earlier measurement.
fn time_to(section: &Section<'_>, earlier: &Earlier<'_>, problems: &mut Problems) -> Option<Take> {
    const HINT: &str = "give `level`, or `share` and `toward`";
    let way = section.first_of(&[SHARE.key, TOWARD.key]);
    match (section.get(LEVEL.name), way) {
        (Some(_), None) => section.value(&LEVEL, problems).map(Take::TimeToLevel),
        (None, Some(_)) => {
            let share = section.value(&SHARE, problems);
            let toward = section.require(&TOWARD, problems);
            let toward = toward.and_then(|item| earlier.find(&item, problems));
            Some(Take::TimeToShare(share?, toward?))
        }
        (None, None) => section.missing(LEVEL.name, format!("`take = \"time_to\"` needs an event: {HINT}"), problems),
        (Some(level), Some(way)) => {
            let message = format!("the time to an event has two events: `{}` and `level`", way.name);
            let problem = Problem::new(Code::KeyConflict, level.span(), message).label("second event");
            problems.fail(problem.also(way.span(), "first event").hint(HINT))
        }
    }
}

/// The word for how the values of a stretch become one number.
fn take_name(take: Take) -> &'static str {
    TAKES.iter().find(|(_, known)| *known == Some(take)).map_or(TIME_TO, |(word, _)| word)
}

impl Reading {
    /// Writes the keys of a reading.
    pub(super) fn write(&self, scenario: &Scenario, out: &mut Text) {
        out.pair(SIGNAL.name, &quoted(self.signal.name()));
        out.pair(PHASE.name, &quoted(&scenario.timeline.phases[self.phase].name));
        out.key(&FROM_S, &self.from_s);
        out.optional(&UNTIL_S, self.until_s.is_finite().then_some(&self.until_s));
        out.pair(TAKE.name, &quoted(take_name(self.take)));
        match &self.take {
            Take::Start | Take::End | Take::Mean | Take::Min | Take::Max => {}
            Take::TimeToLevel(level) => out.key(&LEVEL, level),
            Take::TimeToShare(share, toward) => {
                out.key(&SHARE, share);
                out.pair(TOWARD.name, &quoted(&scenario.measurements[*toward].id));
            }
        }
    }
}
