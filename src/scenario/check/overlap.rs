//! Interventions of one arm that get into each other's way on the same leg.

use super::interventions::Drafts;
use super::{host, timeline};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use crate::scenario::{Bouts, Intervention, InterventionKind};

/// Complains about the first clash of every pair of interventions.
pub(super) fn check(
    arm: &str,
    uses: &[usize],
    section: &Section<'_>,
    interventions: &Drafts<'_>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<()> {
    let before = problems.count();
    let used: Vec<&Intervention> = uses.iter().filter_map(|index| interventions.get(*index)).collect();
    for (i, first) in used.iter().enumerate() {
        for second in &used[i + 1..] {
            if let Some(clash) = clash(first, second, timeline) {
                problems.push(complaint(arm, first, second, &clash, section));
            }
        }
    }
    (problems.count() == before).then_some(())
}

/// How two interventions get into each other's way.
enum Clash<'a> {
    /// Bouts of both are done in this minute of this phase.
    Bouts { phase: &'a str, minute: u32 },
    /// Both are worn. A person has one garment pressure for the whole day, so different phases are no way out.
    Garments,
    /// Both train the same muscles before the day.
    Plans,
}

fn clash<'a>(first: &Intervention, second: &Intervention, timeline: &timeline::Draft<'a>) -> Option<Clash<'a>> {
    match (&first.kind, &second.kind) {
        (InterventionKind::Compression { .. }, InterventionKind::Compression { .. }) => return Some(Clash::Garments),
        (InterventionKind::TrainingPlan { .. }, InterventionKind::TrainingPlan { .. }) => return Some(Clash::Plans),
        _ => {}
    }
    let shared = first.during.iter().copied().filter(|phase| second.during.contains(phase));
    let (first, second) = (host::bouts_of(&first.kind)?, host::bouts_of(&second.kind)?);
    shared
        .filter_map(|phase| {
            let (_, draft) = timeline.phases().nth(phase).filter(|(_, draft)| draft.hosts_bouts())?;
            let length = draft.length?;
            let minute = first_shared_minute(first, second, length.longest_min())?;
            Some(Clash::Bouts { phase: timeline.name(phase), minute })
        })
        .next()
}

/// First minute of a phase in which both are done; bouts that would not end within the phase are not done at all.
fn first_shared_minute(first: Bouts, second: Bouts, length_min: u32) -> Option<u32> {
    let done = |bouts: Bouts, minute: u32| {
        let into = minute % bouts.every_min;
        minute >= bouts.every_min && into < bouts.duration_min && minute - into + bouts.duration_min <= length_min
    };
    (0..length_min).find(|minute| done(first, *minute) && done(second, *minute))
}

fn complaint(
    arm: &str,
    first: &Intervention,
    second: &Intervention,
    clash: &Clash<'_>,
    section: &Section<'_>,
) -> Problem {
    let (one, other) = (&first.id, &second.id);
    let span = section.get("use").map_or(section.span.clone(), |item| item.span());
    let (message, label, hint) = match clash {
        Clash::Bouts { phase, minute } => (
            format!(
                "arm `{arm}` asks for `{one}` and `{other}` at the same time, first in minute {minute} of `{phase}`"
            ),
            "at the same time",
            "choose intervals whose bouts never meet, or let the two happen in different phases",
        ),
        Clash::Garments => (
            format!("arm `{arm}` asks for two garments: `{one}` and `{other}`"),
            "two garments",
            "use one garment: where both are worn together, with the pressure of both; this version cannot change it during the day",
        ),
        Clash::Plans => (
            format!("arm `{arm}` asks for two training plans: `{one}` and `{other}`"),
            "two training plans",
            "use one plan, with the weeks and sessions of both",
        ),
    };
    Problem::new(Code::Overlap, span, message).label(label).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bouts(every_min: u32, duration_min: u32) -> Bouts {
        Bouts { every_min, duration_min }
    }

    #[test]
    fn bouts_that_meet_are_found_and_others_are_not() {
        assert_eq!(first_shared_minute(bouts(30, 2), bouts(60, 5), 600), Some(60));
        assert_eq!(first_shared_minute(bouts(30, 2), bouts(60, 5), 61), None, "neither ends in time");
        assert_eq!(first_shared_minute(bouts(20, 5), bouts(28, 5), 600), Some(60));
        assert_eq!(first_shared_minute(bouts(60, 5), bouts(50, 5), 200), None);
    }
}
