//! A measurement that is read from a signal: which signal, when, and how it becomes one number.

use super::Earlier;
use crate::model::Signal;
use crate::scenario::check::timeline;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::magnitude::short;
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Reading, Take};

/// Keys of a reading.
pub(super) const KEYS: &[&str] = &["signal", "phase", "take", "from_s", "until_s", "share", "toward", "level"];

/// How the values of a stretch become one number. `None` is for the time to an event, which has other keys.
pub(in crate::scenario::check) const TAKES: &[(&str, Option<Take>)] = &[
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
    let signal = section.require("signal", "what is read, such as \"calf_blood_ml\"", problems);
    let signal = signal.and_then(|item| signal_named(&item, problems));
    let phase = section.require("phase", "the phase of [timeline] in which it is read", problems);
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
        let hint = suggest::hint_or(name, names, "docs/scenario.md lists all signals");
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
    let mut seconds = |key: &str, usual: f64| {
        section.get(key).map_or(Some(usual), |item| item.number_in(0.0..=f64::MAX, "s", problems))
    };
    let (from_s, until_s) = (seconds("from_s", 0.0), seconds("until_s", f64::INFINITY));
    let (from_s, until_s) = (from_s?, until_s?);
    let place = |key: &str| section.get(key).map_or(section.span.clone(), |item| item.span());
    if from_s >= until_s {
        let message = format!("the reading ends after {} s, before it begins", short(until_s));
        let problem = Problem::new(Code::OutOfRange, place("until_s"), message).label("must be above `from_s`");
        return problems.fail(problem.hint("both count seconds from the start of the phase"));
    }
    let length = phase.and_then(|at| timeline.phases().nth(at)?.1.length);
    if let Some(length) = length.filter(|length| from_s >= length.longest_s) {
        let message = format!("the phase is over after {} s, before the reading begins", short(length.longest_s));
        let problem = Problem::new(Code::OutOfRange, place("from_s"), message).label("after the end of the phase");
        return problems.fail(problem.hint("`from_s` counts seconds from the start of the phase"));
    }
    Some((from_s, until_s))
}

fn take(section: &Section<'_>, earlier: &Earlier<'_>, problems: &mut Problems) -> Option<Take> {
    let words: Vec<&str> = TAKES.iter().map(|(word, _)| *word).collect();
    let hint = format!("how it becomes one number: {}", suggest::list(&words));
    let item = section.require("take", &hint, problems)?;
    let Some(take) = item.one_of("take", TAKES, problems)? else { return time_to(section, earlier, problems) };
    let Some(idle) = ["share", "toward", "level"].iter().find_map(|key| section.get(key)) else { return Some(take) };
    let message = format!("`{}` means nothing to `take = \"{}\"`", idle.name, take_name(take));
    let problem = Problem::new(Code::KeyConflict, section.key_span(idle.name), message).label("means nothing here");
    problems.fail(problem.hint("remove it, or use `take = \"time_to\"`"))
}

/// The time until the signal reaches a level, or a share of the way to an earlier measurement.
fn time_to(section: &Section<'_>, earlier: &Earlier<'_>, problems: &mut Problems) -> Option<Take> {
    const HINT: &str = "give `level`, or `share` and `toward`";
    let way = section.get("share").or(section.get("toward"));
    match (section.get("level"), way) {
        (Some(level), None) => level.number(problems).map(Take::TimeToLevel),
        (None, Some(_)) => {
            let share = section.require("share", "such as `share = 0.9`", problems);
            let share = share.and_then(|item| share_of_way(&item, problems));
            let toward = section.require("toward", "the earlier measurement at the end of the way", problems);
            let toward = toward.and_then(|item| earlier.find(&item, problems));
            Some(Take::TimeToShare(share?, toward?))
        }
        (None, None) => section.require("level", &format!("the time to what? {HINT}"), problems).and(None),
        (Some(level), Some(way)) => {
            let message = format!("the time to two events: `{}` and `level`", way.name);
            let problem = Problem::new(Code::KeyConflict, level.span(), message).label("second event");
            problems.fail(problem.also(way.span(), "first event").hint(HINT))
        }
    }
}

fn share_of_way(item: &Item<'_>, problems: &mut Problems) -> Option<f64> {
    let share = item.number_in(0.0..=1.0, "1", problems)?;
    if share > 0.0 {
        return Some(share);
    }
    let problem = Problem::new(Code::OutOfRange, item.span(), "`share` = 0 of the way takes no time");
    problems.fail(problem.label("must be above 0"))
}

/// The word for how the values of a stretch become one number.
pub(in crate::scenario) fn take_name(take: Take) -> &'static str {
    TAKES.iter().find(|(_, known)| *known == Some(take)).map_or(TIME_TO, |(word, _)| word)
}
