//! The phases in which an intervention can happen.

use std::ops::Range;

use super::{DURING, bout_starts, clock_min};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, all, suggest};
use crate::scenario::sections::timeline::{Draft, PhaseDraft};
use crate::scenario::{Bouts, InterventionKind, Posture};

/// Hint: what bouts need.
const HOSTS: &str =
    "bouts need a phase with a duration in minutes or hours, without `activity`, and without a cuff that inflates";

/// Posture in which every intervention is possible.
const SEATED: &[Posture] = &[Posture::Sitting];

/// The phases of an intervention: those in `during`, otherwise the usual ones.
pub(super) fn phases_of(
    section: &Section<'_>,
    kind: &InterventionKind,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let (phases, place) = match section.get(DURING.name) {
        Some(item) if matches!(kind, InterventionKind::Training(_) | InterventionKind::Habit(_)) => {
            let message = "`during` has no effect here: this intervention ends before the day, or lasts the whole day";
            let problem = Problem::new(Code::KeyConflict, section.key_span(item.name), message);
            return problems.fail(problem.label("no effect here").hint("remove it"));
        }
        Some(item) => (named(&item, kind, timeline, problems)?, item.span()),
        None => (usual(section, kind, timeline, problems)?, section.span.clone()),
    };
    if let Some(bouts) = kind.bouts() {
        let hosts = check_maneuvers(&phases, place.clone(), timeline, problems)?;
        let end = bouts.timing.from_min.saturating_add(bouts.duration_min());
        let happens = |phase| !bout_starts(bouts, &phases, phase, |at| timeline.room(at)).is_empty();
        check_room(Moment { min: end, what: "the first bout ends" }, happens, &hosts, place, timeline, problems)?;
    } else if let InterventionKind::Compression(garment) = kind {
        let worn = Moment { min: garment.from_min.saturating_add(1), what: "it is worn" };
        let ends = |phase| {
            let length = timeline.phases().nth(phase).and_then(|(_, phase)| phase.length);
            let clock = clock_min(&phases, phase, |at| timeline.fixed_min(at));
            length.map_or(u32::MAX, |length| clock.saturating_add(length.longest_min()))
        };
        let happens = |phase| garment.from_min < ends(phase);
        check_room(worn, happens, &phases, place, timeline, problems)?;
    }
    Some(phases)
}

/// Postures in which an intervention can be done, the usual one first; `None` if posture does not matter.
fn hosts(kind: &InterventionKind) -> Option<&'static [Posture]> {
    Some(kind.bouts()?.routine.facts().hosts)
}

/// Whether the intervention can be done in a posture at all.
fn suits(kind: &InterventionKind, posture: Posture) -> bool {
    hosts(kind).is_none_or(|hosts| hosts.contains(&posture))
}

/// The phases of a daily habit: those in its usual posture that can have bouts.
pub(super) fn host_of_habit(bouts: &Bouts, timeline: &Draft<'_>) -> Vec<usize> {
    let usual = bouts.routine.facts().hosts[0];
    let fits = |phase: &PhaseDraft<'_>| phase.posture == Some(usual) && phase.hosts_bouts();
    timeline.phases().filter(|(_, phase)| fits(phase)).map(|(index, _)| index).collect()
}

/// The phases of an intervention without `during`: those in its usual posture. Bouts are not done in maneuvers. Interventions that are
/// not done during the day (none, training, habits) have all phases.
fn usual(
    section: &Section<'_>,
    kind: &InterventionKind,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let anywhere = matches!(kind, InterventionKind::None | InterventionKind::Training(_) | InterventionKind::Habit(_));
    let in_bouts = kind.bouts().is_some();
    let usual = hosts(kind).unwrap_or(SEATED)[0];
    let fits = |phase: &PhaseDraft<'_>| anywhere || phase.posture == Some(usual) && (!in_bouts || phase.hosts_bouts());
    let phases: Vec<usize> = timeline.phases().filter(|(_, phase)| fits(phase)).map(|(index, _)| index).collect();
    if !phases.is_empty() {
        return Some(phases);
    }
    if !timeline.is_known() {
        return None;
    }
    let message = format!("{} needs a {} phase, but there is none", section.title, usual.facts().word);
    let problem = Problem::new(Code::NoHost, section.span.clone(), message).label("never happens");
    let hint = if in_bouts { HOSTS } else { "name its phases with `during = [\"...\"]`, or add a sitting phase" };
    problems.fail(problem.hint(hint))
}

fn named(
    item: &Item<'_>,
    kind: &InterventionKind,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let entries = item.list(problems)?;
    if entries.is_empty() {
        let problem = Problem::new(Code::NoHost, item.span(), "`during` names no phase").label("empty");
        return problems.fail(problem.hint("name at least one phase, or remove `during`"));
    }
    let phases = all(entries.iter().map(|entry| hosting(entry, kind, timeline, problems)))?.concat();
    timeline.distinct(DURING.name, item, phases, problems)
}

/// The phase that an item names, with all its copies; its posture must suit the intervention.
fn hosting(
    entry: &Item<'_>,
    kind: &InterventionKind,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let found = timeline.find_all(entry, problems)?;
    let postures = found.iter().map(|index| timeline.phases().nth(*index)?.1.posture.map(|posture| (*index, posture)));
    let postures: Vec<(usize, Posture)> = postures.collect::<Option<_>>()?;
    let Some((index, posture)) = postures.into_iter().find(|(_, posture)| !suits(kind, *posture)) else {
        return Some(found);
    };
    let words: Vec<&str> = hosts(kind).unwrap_or(SEATED).iter().map(|posture| posture.facts().word).collect();
    let words = words.join(" or ");
    let message =
        format!("this intervention cannot be done in `{}`, because it is done while {words}", timeline.name(index));
    let label = format!("this phase is {}", posture.facts().word);
    let hint = format!("name {words} phases only");
    problems.fail(Problem::new(Code::NoHost, entry.span(), message).label(label).hint(hint))
}

/// The phases that can have bouts. Complains if some or all of the given phases are maneuvers, which have no bouts.
fn check_maneuvers(
    phases: &[usize],
    place: Range<usize>,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let hosts_bouts = |index: &usize| timeline.phases().nth(*index).is_some_and(|(_, phase)| phase.hosts_bouts());
    let (hosts, maneuvers): (Vec<usize>, Vec<usize>) = phases.iter().partition(|index| hosts_bouts(index));
    if maneuvers.is_empty() {
        return Some(hosts);
    }
    let names: Vec<&str> = maneuvers.iter().map(|index| timeline.name(*index)).collect();
    let code = if hosts.is_empty() { Code::NoHost } else { Code::NoEffect };
    let message = format!("bouts are not done during a maneuver: {}", suggest::list(&names));
    problems.push(Problem::new(code, place, message).label("no bouts here").hint(HOSTS));
    (!hosts.is_empty()).then_some(hosts)
}

/// What has happened by a minute of a phase.
#[derive(Clone, Copy)]
struct Moment {
    min: u32,
    what: &'static str,
}

/// Complains if nothing `happens` in any phase, or in any of some phases that share a clock: they are too short for their first moment.
fn check_room(
    first_end: Moment,
    happens: impl Fn(usize) -> bool,
    phases: &[usize],
    place: Range<usize>,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<()> {
    let known = |index: &usize| timeline.phases().nth(*index).is_some_and(|(_, phase)| phase.length.is_some());
    let too_short = |index: &usize| known(index) && !happens(*index);
    let goes_on = |_: &usize, next: &usize| clock_min(phases, *next, |at| timeline.fixed_min(at)) > 0;
    let runs = phases.chunk_by(goes_on).filter(|run| run.iter().all(too_short));
    let short: Vec<&str> = runs.flatten().map(|index| timeline.name(*index)).collect();
    if short.is_empty() {
        return Some(());
    }
    let names = suggest::list(&short);
    let label = format!("{} after {} min", first_end.what, first_end.min);
    if short.len() < phases.len() {
        let message = format!("{names} is too short for one bout");
        problems.push(Problem::new(Code::NoEffect, place, message).label(label));
        return Some(());
    }
    let message = format!("no phase is long enough for one bout: {names} is too short");
    let hint = "it starts `from_min` after the phase begins (bouts without `from_min` start after `every_min`); \
                choose an earlier start or a longer phase";
    problems.fail(Problem::new(Code::NoHost, place, message).label(label).hint(hint))
}
