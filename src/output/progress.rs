//! Plans week by week: the outcomes by which people follow their progress, the arms that show it, and the groups that do the plan.

use crate::results::{EVERYONE, Measure};
use crate::scenario::{Arm, Scenario, Stratum, Variable};

/// The outcomes, with heading and number of decimals.
pub(super) const FOLLOWED: [(&str, Measure, usize); 5] = [
    ("heaviness 0-10", Measure::HeavinessScore, 2),
    ("ankle girth mm", Measure::AnkleCircumferenceChangeMm, 2),
    ("walking min", Measure::WalkingTimeMin, 1),
    ("half recovery h", Measure::EdemaHalfRecoveryH, 2),
    ("calf strength", Measure::CalfStrengthRel, 3),
];

/// What the outcomes are.
pub(super) const MEANING: &str = "Heaviness is a score of swelling and venous pressure at the end of the assessed phase, and an assumption; \
ankle girth is the gain until then; walking lasts until the calf hurts; half of the swelling has gone after the half recovery.";

/// What a reader can do if the scenario has no groups of adherence.
pub(super) const NO_GROUPS: &str =
    "To see those who do the plan, divide `adherence` into classes in `strata` of [analysis].";

/// Arms that differ only in their weeks of training.
pub(super) struct Plan<'a> {
    /// Label of the plan.
    pub(super) label: &'a str,
    /// The arms, by weeks.
    pub(super) arms: Vec<(u32, &'a Arm)>,
}

/// A group of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Followers {
    /// Value of the column `stratum_by`.
    pub(super) by: String,
    /// Value of the column `stratum`.
    pub(super) class: String,
}

/// The plans with several numbers of weeks.
pub(super) fn plans(scenario: &Scenario) -> Vec<Plan<'_>> {
    let mut plans: Vec<(&str, Plan)> = Vec::new();
    for arm in &scenario.arms {
        let Some(weeks) = arm.after_weeks else { continue };
        match plans.iter_mut().find(|(family, _)| *family == arm.family()) {
            Some((_, plan)) => plan.arms.push((weeks, arm)),
            None => plans.push((arm.family(), Plan { label: without_weeks(&arm.label), arms: vec![(weeks, arm)] })),
        }
    }
    plans.into_iter().map(|(_, plan)| plan).filter(|plan| plan.arms.len() > 1).collect()
}

/// The label of an arm of a plan without its number of weeks.
fn without_weeks(label: &str) -> &str {
    label.rsplit_once(", after ").map_or(label, |(plan, _)| plan)
}

/// Everyone, then the classes of adherence from the lowest to the highest, if the scenario has some.
pub(super) fn followers(scenario: &Scenario) -> Vec<Followers> {
    let classes = |stratum: &Stratum| {
        let by = stratum.name.clone();
        stratum.labels().into_iter().map(move |class| Followers { by: by.clone(), class })
    };
    let everyone = Followers { by: EVERYONE.to_owned(), class: EVERYONE.to_owned() };
    let of_adherence = scenario.analysis.strata.iter().filter(|stratum| stratum.of == Variable::Adherence.into());
    std::iter::once(everyone).chain(of_adherence.flat_map(classes)).collect()
}

/// Heading of the row with this many weeks.
pub(super) fn weeks_words(weeks: u32) -> String {
    if weeks == 1 { "after 1 week".to_owned() } else { format!("after {weeks} weeks") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::{Overrides, parse};

    fn shipped(set: &[&str]) -> Scenario {
        let text = include_str!("../../scenarios/eight-week-plan-at-the-desk.toml");
        let set = set.iter().map(|one| (*one).to_owned()).collect();
        parse("plan", text, &Overrides { set, ..Overrides::default() }).unwrap().scenario
    }

    #[test]
    fn arms_of_a_plan_are_together_and_other_arms_are_none() {
        let scenario = shipped(&[]);
        let plans = plans(&scenario);
        assert_eq!(plans.iter().map(|plan| plan.label).collect::<Vec<_>>(), ["Lived plan"]);
        let weeks: Vec<u32> = plans[0].arms.iter().map(|(weeks, _)| *weeks).collect();
        assert!(weeks.len() > 3 && weeks.is_sorted(), "{weeks:?}");
        assert!(plans[0].arms.iter().all(|(_, arm)| arm.family() == "lived"));
    }

    #[test]
    fn those_who_do_the_plan_are_the_classes_of_adherence() {
        let groups = followers(&shipped(&[]));
        let words: Vec<(&str, &str)> = groups.iter().map(|one| (one.by.as_str(), one.class.as_str())).collect();
        let band = "adherence_band";
        assert_eq!(words, [("all", "all"), (band, "[0, 0.5)"), (band, "[0.5, 0.8)"), (band, "[0.8, 1.01)")]);
        assert_eq!(followers(&shipped(&["analysis.strata=['sex']"])).len(), 1, "sex is no adherence");
    }
}
