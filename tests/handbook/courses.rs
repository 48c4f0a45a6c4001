//! What studies measured after weeks of exercise, beside the shipped plan after about as many weeks.

use serde::Deserialize;
use soleus::engine::Cpu;
use soleus::population::Population;
use soleus::results::Measure;
use soleus::scenario::{Overrides, Template, Variable, parse};
use soleus::study::simulate;

use super::statements::signed;
use super::tables::{code, table};

const TABLE: &str = include_str!("interventions/courses.toml");
/// The plan.
const STUDY: &str = "eight-week-plan-at-the-desk";
const PEOPLE: u32 = 256;
/// Adherence of those who do the plan: the highest class of the study.
const DOES_IT: f64 = 0.8;

/// A finding of a study.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Course {
    when: String,
    week: u32,
    outcome: String,
    published: String,
    people: String,
    source: String,
    basis: String,
}

fn courses() -> Vec<Course> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        courses: Vec<Course>,
    }
    let file: File = toml::from_str(TABLE).unwrap_or_else(|error| panic!("courses.toml: {error}"));
    file.courses
}

/// Differences between the plan after each of these weeks and the usual day, of everyone and of those who do the plan.
fn differences(courses: &[Course]) -> Vec<[f64; 2]> {
    let text = Template::named(STUDY).unwrap().text;
    let overrides = Overrides { persons: Some(PEOPLE), ..Overrides::default() };
    let mut scenario = parse(STUDY, text, &overrides).unwrap_or_else(|faults| panic!("{faults}")).scenario;
    scenario.arms.retain(|arm| arm.reference || arm.after_weeks.is_some());
    let population = Population::new(&scenario.population, &scenario.design);
    let adherence: Vec<f64> = (0..PEOPLE).map(|id| population.person(id).get(Variable::Adherence)).collect();
    let blocks = simulate(&scenario, &Cpu::default());
    let usual = &blocks[scenario.reference_arm()];
    let of = |course: &Course| {
        let at = scenario.arms.iter().position(|arm| arm.after_weeks == Some(course.week));
        let arm = &blocks[at.unwrap_or_else(|| panic!("{STUDY} has no arm after {} weeks", course.week))];
        let measure = Measure::from_name(&course.outcome).unwrap_or_else(|| panic!("{}", course.outcome)) as usize;
        [0.0, DOES_IT].map(|least| {
            let counts = |person: &usize| adherence[*person] >= least && arm.eligible[*person] && arm.valid[*person];
            let people: Vec<usize> = (0..PEOPLE as usize).filter(counts).collect();
            let own = |person: &usize| {
                f64::from(arm.measures[measure][*person]) - f64::from(usual.measures[measure][*person])
            };
            people.iter().map(own).sum::<f64>() / people.len() as f64
        })
    };
    courses.iter().map(of).collect()
}

/// The findings beside the plan.
pub(super) fn beside() -> String {
    let courses = courses();
    let row = |(course, [all, adherent]): (&Course, [f64; 2])| {
        let Course { when, week, outcome, published, people, source, basis } = course;
        let unit = Measure::from_name(outcome).map_or("", Measure::unit).trim_start_matches('1');
        let number = |value: f64| format!("{} {unit}", signed(value)).trim().to_owned();
        let study = [people.as_str(), source, basis].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        vec![
            when.clone(),
            published.clone(),
            study.join("; "),
            format!("{}, week {week}", code(outcome)),
            number(all),
            number(adherent),
        ]
    };
    let head = ["time", "published", "people, study, how it was read", "here", "everyone", "adherence of 0.8 or more"];
    table(&head, courses.iter().zip(differences(&courses)).map(row))
}
