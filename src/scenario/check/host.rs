//! Which phases an intervention can happen in.

use std::ops::Range;

use super::timeline::{Draft, PhaseDraft, posture_name};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Bouts, InterventionKind, Posture};

/// What bouts need.
const HOSTS: &str =
    "bouts need a sitting phase in minutes or hours, without `activity` and without a cuff that inflates";

/// The phases of an intervention: those it names, else those it usually happens in.
pub(super) fn phases_of(
    section: &Section<'_>,
    kind: &InterventionKind,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let (phases, place) = match section.get("during") {
        Some(item) => (named(&item, kind, timeline, problems)?, item.span()),
        None => (usual(section, kind, timeline, problems)?, section.span.clone()),
    };
    if let Some(bouts) = bouts_of(kind) {
        let hosts = check_maneuvers(&phases, place.clone(), timeline, problems)?;
        check_room(bouts, &hosts, place, timeline, problems)?;
    }
    Some(phases)
}

/// The bouts of what is done in bouts.
pub(super) fn bouts_of(kind: &InterventionKind) -> Option<Bouts> {
    match kind {
        InterventionKind::AnklePumps { bouts, .. }
        | InterventionKind::AisleWalk { bouts, .. }
        | InterventionKind::Elevation { bouts } => Some(*bouts),
        InterventionKind::None | InterventionKind::Compression { .. } | InterventionKind::TrainingPlan { .. } => None,
    }
}

/// Whether the intervention can be done in a posture at all.
fn suits(kind: &InterventionKind, posture: Posture) -> bool {
    match kind {
        InterventionKind::None | InterventionKind::Compression { .. } | InterventionKind::TrainingPlan { .. } => true,
        InterventionKind::AnklePumps { .. }
        | InterventionKind::AisleWalk { .. }
        | InterventionKind::Elevation { .. } => posture == Posture::Sitting,
    }
}

/// Without `during`, everything happens while seated, bouts not during maneuvers; doing nothing and what is over happen always.
fn usual(
    section: &Section<'_>,
    kind: &InterventionKind,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let anywhere = matches!(kind, InterventionKind::None | InterventionKind::TrainingPlan { .. });
    let in_bouts = bouts_of(kind).is_some();
    let fits = |phase: &PhaseDraft<'_>| {
        anywhere || phase.posture == Some(Posture::Sitting) && (!in_bouts || phase.hosts_bouts())
    };
    let phases: Vec<usize> = timeline.phases().filter(|(_, phase)| fits(phase)).map(|(index, _)| index).collect();
    if !phases.is_empty() {
        return Some(phases);
    }
    if !timeline.is_known() {
        return None;
    }
    let message = format!("{} has no seated phase to happen in", section.title);
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
    let found: Vec<Option<Vec<usize>>> = entries.iter().map(|entry| hosting(entry, kind, timeline, problems)).collect();
    let mut phases: Vec<usize> = found.into_iter().collect::<Option<Vec<_>>>()?.concat();
    phases.sort_unstable();
    if let Some(twice) = phases.windows(2).find(|pair| pair[0] == pair[1]) {
        let message = format!("`during` names `{}` twice", timeline.name(twice[0]));
        return problems.fail(Problem::new(Code::Duplicate, item.span(), message).label("named twice"));
    }
    Some(phases)
}

/// A named phase whose posture suits the intervention, with all its copies.
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
    let message = format!("`{}` cannot host this intervention: it is done while sitting", timeline.name(index));
    let label = format!("this phase is {}", posture_name(posture));
    problems.fail(Problem::new(Code::NoHost, entry.span(), message).label(label).hint("name sitting phases only"))
}

/// The phases that host bouts; complains where some or all of them are maneuvers, which do not.
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
    let message = format!("no bout is done during a maneuver: {}", suggest::list(&names));
    problems.push(Problem::new(code, place, message).label("hosts no bouts").hint(HOSTS));
    (!hosts.is_empty()).then_some(hosts)
}

/// Complains where no phase, or not every named phase, is long enough for a single bout.
fn check_room(
    bouts: Bouts,
    phases: &[usize],
    place: Range<usize>,
    timeline: &Draft<'_>,
    problems: &mut Problems,
) -> Option<()> {
    let first_end = bouts.every_min.saturating_add(bouts.duration_min);
    let too_short = |index: &&usize| {
        let length = timeline.phases().nth(**index).and_then(|(_, phase)| phase.length);
        length.is_some_and(|length| length.longest_min() < first_end)
    };
    let short: Vec<&str> = phases.iter().filter(too_short).map(|index| timeline.name(*index)).collect();
    if short.is_empty() {
        return Some(());
    }
    let names = suggest::list(&short);
    let label = format!("the first bout ends after {first_end} min");
    if short.len() < phases.len() {
        let message = format!("no bout fits into {names}");
        problems.push(Problem::new(Code::NoEffect, place, message).label(label));
        return Some(());
    }
    let message = format!("no phase is long enough for a single bout: too short is {names}");
    let hint = "the first bout starts `every_min` after the phase begins; choose a shorter interval or a longer phase";
    problems.fail(Problem::new(Code::NoHost, place, message).label(label).hint(hint))
}
