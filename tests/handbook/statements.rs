//! What guidance for legs says, and what the model makes of it: each statement is simulated in an arm of a shipped study.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use soleus::engine::Cpu;
use soleus::results::{ArmBlock, Measure};
use soleus::scenario::{Overrides, Scenario, Template, parse};
use soleus::study::simulate;

use super::tables::{code, table};

const TABLE: &str = include_str!("interventions/statements.toml");

/// Number of people in each study.
const PEOPLE: u32 = 128;
/// The share of people who may do an arm, in place of an outcome.
const ELIGIBLE: &str = "eligible_pct";

/// The smallest differences that people can measure themselves: a millimeter on a tape, a point of the scale, five minutes of walking, a
/// quarter of an hour (assumptions).
const NOTICEABLE: [(Measure, f64); 4] = [
    (Measure::AnkleCircumferenceChangeMm, 1.0),
    (Measure::HeavinessScore, 1.0),
    (Measure::WalkingTimeMin, 5.0),
    (Measure::EdemaHalfRecoveryH, 0.25),
];

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Topic {
    Exercises,
    Plan,
    MicroRoutines,
    Travel,
    Habits,
    Metrics,
    RedFlags,
}

impl Topic {
    /// All of them, with their words in chapters.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("exercises", Self::Exercises),
        ("plan", Self::Plan),
        ("micro-routines", Self::MicroRoutines),
        ("travel", Self::Travel),
        ("habits", Self::Habits),
        ("metrics", Self::Metrics),
        ("red-flags", Self::RedFlags),
    ];
}

/// The direction that guidance expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Claim {
    Less,
    More,
}

/// A statement, and where it is simulated.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Statement {
    pub(crate) topic: Topic,
    pub(crate) says: String,
    study: String,
    arm: String,
    against: Option<String>,
    #[serde(default)]
    set: Vec<String>,
    #[serde(default)]
    against_set: Vec<String>,
    outcome: String,
    claim: Claim,
    pub(crate) between: [f64; 2],
    pub(crate) test: String,
    pub(crate) verdict: Option<String>,
}

/// All statements.
pub(crate) fn statements() -> Vec<Statement> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        statements: Vec<Statement>,
    }
    let file: File = toml::from_str(TABLE).unwrap_or_else(|error| panic!("statements.toml: {error}"));
    file.statements
}

/// A study with some changes, simulated.
struct Simulated {
    scenario: Scenario,
    arms: Vec<ArmBlock>,
}

impl Simulated {
    fn position(&self, arm: &str) -> usize {
        let found = self.scenario.arms.iter().position(|one| one.id == arm);
        found.unwrap_or_else(|| panic!("the study {} has no arm {arm}", self.scenario.study.id))
    }
}

/// Every study of the statements, by its name and changes.
static STUDIES: LazyLock<BTreeMap<(String, Vec<String>), Simulated>> = LazyLock::new(|| {
    let mut arms: BTreeMap<(String, Vec<String>), Vec<String>> = BTreeMap::new();
    for statement in statements() {
        arms.entry(statement.changed()).or_default().push(statement.arm.clone());
        arms.entry(statement.unchanged()).or_default().extend(statement.against.clone());
    }
    arms.into_iter().map(|(key, arms)| (key.clone(), simulated(&key.0, &key.1, &arms))).collect()
});

/// A study with these changes in its reference arm and in these arms.
fn simulated(study: &str, set: &[String], arms: &[String]) -> Simulated {
    let text = Template::named(study).unwrap_or_else(|| panic!("{study} is no shipped study")).text;
    let overrides = Overrides { persons: Some(PEOPLE), set: set.to_vec(), ..Overrides::default() };
    let mut scenario = parse(study, text, &overrides).unwrap_or_else(|faults| panic!("{study}: {faults}")).scenario;
    scenario.arms.retain(|arm| arm.reference || arms.contains(&arm.id));
    Simulated { arms: simulate(&scenario, &Cpu::default()), scenario }
}

impl Statement {
    fn changed(&self) -> (String, Vec<String>) {
        (self.study.clone(), self.set.clone())
    }

    /// The study of the people with whom the arm is compared: the same people, unless attributes or the day are compared.
    fn unchanged(&self) -> (String, Vec<String>) {
        let same = self.against_set.is_empty() && !self.compares_days();
        (self.study.clone(), if same { self.set.clone() } else { self.against_set.clone() })
    }

    /// Whether the statement is about attributes or the day and not about an arm.
    fn compares_days(&self) -> bool {
        self.against.is_none() && self.arm == "usual"
    }

    /// The mean difference that the model gives, in the unit that readers see.
    pub(crate) fn effect(&self) -> f64 {
        let (one, other) = (&STUDIES[&self.changed()], &STUDIES[&self.unchanged()]);
        let arm = &one.arms[one.position(&self.arm)];
        let reference = match &self.against {
            Some(against) => other.position(against),
            None => other.scenario.reference_arm(),
        };
        let reference = &other.arms[reference];
        if self.outcome == ELIGIBLE {
            let share =
                |arm: &ArmBlock| 100.0 * arm.eligible.iter().filter(|one| **one).count() as f64 / f64::from(PEOPLE);
            return share(arm) - share(reference);
        }
        let column = |arm: &ArmBlock, person: usize| f64::from(arm.measures[self.measure() as usize][person]);
        let counts = |person: &usize| [arm, reference].iter().all(|arm| arm.eligible[*person] && arm.valid[*person]);
        let people: Vec<usize> = (0..PEOPLE as usize).filter(counts).collect();
        let sum: f64 = people.iter().map(|person| column(arm, *person) - column(reference, *person)).sum();
        Measure::readers_scale(&self.outcome) * sum / people.len() as f64
    }

    fn measure(&self) -> Measure {
        Measure::from_name(&self.outcome).unwrap_or_else(|| panic!("{} is no outcome", self.outcome))
    }

    /// The smallest difference that people could measure, if this effect is smaller.
    fn unnoticed(&self, effect: f64) -> Option<f64> {
        let (_, least) = NOTICEABLE.into_iter().find(|(measure, _)| measure.name() == self.outcome)?;
        (effect.abs() < least).then_some(least)
    }

    /// Whether all effects that the row allows are on the side of the claim.
    pub(crate) fn holds(&self) -> bool {
        match self.claim {
            Claim::Less => self.between[1] < 0.0,
            Claim::More => self.between[0] > 0.0,
        }
    }

    /// The lines of the scenario that express the statement: the interventions that the arm has and its comparison has not, or changes.
    pub(crate) fn keys(&self) -> Vec<String> {
        let file: toml::Table = Template::named(&self.study).unwrap().text.parse().unwrap();
        let scenario = &STUDIES[&self.changed()].scenario;
        let uses = |id: &str| {
            let arm = scenario.arms.iter().find(|one| one.id == id).unwrap();
            arm.uses.iter().map(|at| scenario.interventions[*at].id.clone()).collect::<Vec<String>>()
        };
        let reference = scenario.arms[scenario.reference_arm()].id.clone();
        let others = uses(self.against.as_ref().unwrap_or(&reference));
        // A habit of a lived plan is written with the plan.
        let written = |id: &String| file["interventions"].get(id).map(|table| inline(table.as_table().unwrap()));
        let mut keys: Vec<String> =
            uses(&self.arm).iter().filter(|id| !others.contains(id)).filter_map(written).collect();
        let weeks = scenario.arms.iter().find(|one| one.id == self.arm).and_then(|arm| arm.after_weeks);
        keys.extend(weeks.map(|weeks| format!("after_weeks = {weeks}")));
        keys.extend(self.set.iter().map(|set| set.replacen('=', " = ", 1)));
        keys
    }

    fn row(&self) -> Vec<String> {
        let effect = self.effect();
        let unit = match self.outcome.as_str() {
            ELIGIBLE => "percentage points".to_owned(),
            name if Measure::readers_scale(name) > 1.0 => "per 100,000".to_owned(),
            _ => self.measure().unit().trim_start_matches('1').to_owned(),
        };
        let number = format!("{} {unit}", signed(effect));
        let against = self.against.as_ref().map(|arm| format!(" against {}", code(arm))).unwrap_or_default();
        let against_set = self.against_set.iter().map(|set| format!(" against {}", code(set))).collect::<String>();
        let verdict = self.verdict.as_ref().map(|verdict| format!("; {verdict}")).unwrap_or_default();
        let unnoticed = self.unnoticed(effect);
        let unnoticed =
            unnoticed.map(|least| format!(", less than people can measure ({least} {unit})")).unwrap_or_default();
        vec![
            self.says.clone(),
            format!("{}, {}{against}{against_set}", self.study, code(&self.arm)),
            self.keys().iter().map(|key| code(key)).collect::<Vec<_>>().join("; "),
            format!("{}: {}{unnoticed}{verdict}", code(&self.outcome), number.trim()),
            code(&self.test),
        ]
    }
}

/// A table of a scenario on one line. Lists are not shown in full.
fn inline(table: &toml::Table) -> String {
    let value = |value: &toml::Value| match value {
        toml::Value::Array(_) | toml::Value::Table(_) => "[...]".to_owned(),
        other => other.to_string(),
    };
    let keys = table.iter().filter(|(key, _)| *key != "during").map(|(key, one)| format!("{key} = {}", value(one)));
    keys.collect::<Vec<_>>().join(", ")
}

/// A difference with three digits.
pub(super) fn signed(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let decimals = (2 - value.abs().log10().floor() as i32).clamp(0, 7) as usize;
    format!("{value:+.decimals$}")
}

/// The statements about a topic; `None` if there is no such topic.
pub(super) fn of(topic: &str) -> Option<String> {
    let (_, topic) = Topic::ALL.into_iter().find(|(word, _)| *word == topic)?;
    let of_topic = statements().into_iter().filter(|statement| statement.topic == topic);
    let rows: Vec<Vec<String>> = of_topic.map(|statement| statement.row()).collect();
    let head = ["statement", "study and arm", "written as", "effect in the model", "test"];
    Some(table(&head, rows.into_iter()))
}
