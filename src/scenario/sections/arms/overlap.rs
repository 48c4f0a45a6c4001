//! Interventions of one arm that cannot be done on the same leg at the same time.

use super::{Context, USE};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use crate::scenario::sections::timeline;
use crate::scenario::{Bouts, Intervention, InterventionKind, Timing, bout_starts};

/// Complains about the first conflict of every pair of interventions.
pub(super) fn check(
    arm: &str,
    uses: &[usize],
    section: &Section<'_>,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Option<()> {
    let before = problems.count();
    let used: Vec<&Intervention> = uses.iter().filter_map(|index| context.interventions.get(*index)).collect();
    for (i, first) in used.iter().enumerate() {
        for second in &used[i + 1..] {
            if let Some(clash) = clash(first, second, context.timeline) {
                let problem = complaint(arm, first, second, &clash, section);
                let way = matches!(clash, Clash::Bouts { .. }).then(|| free_start(first, second, &used, context));
                problems.push(match way.flatten() {
                    Some((id, from)) => problem.hint(format!(
                        "`from_min = {from}` in [interventions.{id}] lets all bouts of the arm happen; {SHIFT}"
                    )),
                    None => problem,
                });
            }
        }
    }
    (problems.count() == before).then_some(())
}

/// A conflict of two interventions.
enum Clash<'a> {
    /// Bouts of both are done in this minute of this phase.
    Bouts { phase: &'a str, minute: u32 },
    /// Both are garments. A person has one garment pressure for the whole day, so different phases do not solve this.
    Garments,
    /// Both are training plans for the same muscles.
    Plans,
    /// Both change the same attribute of the person.
    Habits,
}

/// Hint about bouts at the same time.
const SHIFT: &str =
    "shift one of them with `from_min`, choose intervals whose bouts never overlap, or choose different phases";

/// A later start of one of two interventions at which it has as many bouts as before and meets none of the arm's others.
fn free_start<'a>(
    first: &'a Intervention,
    second: &'a Intervention,
    used: &[&Intervention],
    context: &Context<'_>,
) -> Option<(&'a str, u32)> {
    let count = |of: &Intervention| -> Option<usize> {
        let bouts = of.kind.bouts()?;
        Some(
            of.during
                .iter()
                .map(|phase| bout_starts(bouts, &of.during, *phase, |at| context.timeline.room(at)).len())
                .sum(),
        )
    };
    [second, first].into_iter().find_map(|moved| {
        let InterventionKind::Bouts(bouts) = &moved.kind else { return None };
        let usual = count(moved)?;
        let others: Vec<&&Intervention> = used.iter().filter(|other| other.id != moved.id).collect();
        (1..=bouts.timing.every_min.unwrap_or(LATEST_MIN).min(LATEST_MIN)).find_map(|from_min| {
            let mut tried = moved.clone();
            let timing = Timing { from_min, ..bouts.timing };
            tried.kind = InterventionKind::Bouts(Bouts { timing, ..*bouts });
            let fits =
                count(&tried)? >= usual && others.iter().all(|other| clash(&tried, other, context.timeline).is_none());
            fits.then_some((moved.id.as_str(), from_min))
        })
    })
}

/// Latest start that is tried (min).
const LATEST_MIN: u32 = 240;

fn clash<'a>(first: &Intervention, second: &Intervention, timeline: &timeline::Draft<'a>) -> Option<Clash<'a>> {
    match (&first.kind, &second.kind) {
        (InterventionKind::Compression(_), InterventionKind::Compression(_)) => return Some(Clash::Garments),
        (InterventionKind::Training(_), InterventionKind::Training(_)) => return Some(Clash::Plans),
        (InterventionKind::Habit(one), InterventionKind::Habit(other)) => {
            return (one.kind == other.kind).then_some(Clash::Habits);
        }
        _ => {}
    }
    let shared = first.during.iter().copied().filter(|phase| second.during.contains(phase));
    let (bouts, others) = (first.kind.bouts()?, second.kind.bouts()?);
    let starts = |bouts, of: &Intervention, phase| bout_starts(bouts, &of.during, phase, |at| timeline.room(at));
    shared
        .filter_map(|phase| {
            let one = (starts(bouts, first, phase), bouts.duration_min());
            let other = (starts(others, second, phase), others.duration_min());
            let minute = first_shared_minute(&one, &other)?;
            Some(Clash::Bouts { phase: timeline.name(phase), minute })
        })
        .next()
}

/// First minute of a phase in which both are done, from the starts of their bouts and the lengths of these (min).
fn first_shared_minute((first, lasts): &(Vec<u32>, u32), (second, other_lasts): &(Vec<u32>, u32)) -> Option<u32> {
    let mut others = second.iter().peekable();
    for start in first {
        let end = start + lasts;
        while others.next_if(|other| **other + other_lasts <= *start).is_some() {}
        if let Some(other) = others.peek().filter(|other| ***other < end) {
            return Some(*start.max(other));
        }
    }
    None
}

fn complaint(
    arm: &str,
    first: &Intervention,
    second: &Intervention,
    clash: &Clash<'_>,
    section: &Section<'_>,
) -> Problem {
    let (one, other) = (&first.id, &second.id);
    let span = section.place(&USE);
    let (message, label, hint) = match clash {
        Clash::Bouts { phase, minute } => (
            format!(
                "arm `{arm}` asks for `{one}` and `{other}` at the same time, first in minute {minute} of `{phase}`"
            ),
            "at the same time",
            SHIFT,
        ),
        Clash::Garments => (
            format!("arm `{arm}` asks for two garments: `{one}` and `{other}`"),
            "two garments",
            "use one garment; if both are worn at the same time, give it the sum of both pressures; this version \
             cannot change the pressure during the day",
        ),
        Clash::Plans => (
            format!("arm `{arm}` asks for two training plans: `{one}` and `{other}`"),
            "two training plans",
            "use one plan, with the weeks and sessions of both",
        ),
        Clash::Habits => (
            format!("arm `{arm}` asks for `{one}` and `{other}`, which change the same attribute"),
            "the same habit twice",
            "keep one of them, with the intended dose",
        ),
    };
    Problem::new(Code::Overlap, span, message).label(label).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Dose, Knee, Routine, Sides};

    fn bouts(from_min: u32, every_min: u32, duration_min: u32) -> Bouts {
        Bouts {
            routine: Routine::AnklePumps,
            timing: Timing { from_min, every_min: Some(every_min), until_min: None },
            dose: Dose::Minutes(duration_min),
            cadence_per_min: 30,
            knee: Knee::Straight,
            sides: Sides::Both,
            load_kg: 0.0,
        }
    }

    #[test]
    fn bouts_that_meet_are_found_and_others_are_not() {
        let starts = |bouts: &Bouts, length| (bouts.starts(&[length]).concat(), bouts.duration_min());
        let shared =
            |one: Bouts, other: Bouts, length| first_shared_minute(&starts(&one, length), &starts(&other, length));
        assert_eq!(shared(bouts(30, 30, 2), bouts(60, 60, 5), 600), Some(60));
        assert_eq!(shared(bouts(30, 30, 2), bouts(60, 60, 5), 61), None, "neither ends in time");
        assert_eq!(shared(bouts(20, 20, 5), bouts(28, 28, 5), 600), Some(60));
        assert_eq!(shared(bouts(60, 60, 5), bouts(50, 50, 5), 200), None);
        assert_eq!(shared(bouts(15, 30, 2), bouts(60, 60, 5), 600), None, "shifted by a quarter of an hour");
    }
}
