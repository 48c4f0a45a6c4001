//! Weeks of training before the day: what each focus of a stage does.

use super::bouts::{LARGEST_LOAD_KG, MOST_SETS, Sides};
use super::rule::{
    EXERCISE, HEAVY, NO_JUMPS_ARTERIES, NO_JUMPS_INJURED, NO_JUMPS_JOINTS, NO_JUMPS_OPERATED, NO_JUMPS_PREGNANT,
    NO_JUMPS_TREATED, RED_FLAGS, Rule,
};
use super::{Facts, Group};
use crate::attributes::Variable;
use crate::keys::Need::{Default, Optional, Required};
use crate::keys::{Composite, Key, Kind, Word, composite, truth, whole, within, word};

/// Longest training plan in weeks.
pub const LONGEST_PLAN: u32 = 104;

section! {
    STAGE_KEYS, "an entry of `stages`", "Weeks of equal sessions.", {
        FOCUS: Focus = "focus", Required, word(), "Focus of the training in this stage.";
        WEEKS: u32 = "weeks", Required, whole(1, LONGEST_PLAN, ""), "Number of weeks of training; all stages together have at most 104 weeks.";
        SESSIONS_PER_WEEK: u32 = "sessions_per_week", Required, whole(1, 14, ""), "Number of sessions per week.";
        SETS: u32 = "sets", Optional, whole(1, MOST_SETS, ""), "Number of sets in a session; by default, the usual number for the focus.";
        REPETITIONS: u32 = "repetitions", Optional, whole(1, 200, ""), "Repetitions in a set; by default, the usual number for the focus.";
        LOAD_KG: f64 = "load_kg", Default("0"), within(0.0, LARGEST_LOAD_KG, "kg"), "Weight that is carried in addition to body weight.";
        LEGS: Sides = "legs", Default("\"both\""), word(), "Whether both legs work together, or alternate after each set.";
    }
}

keys! {
    HABITS: bool = "habits", Default("false"), truth(), "Whether people also live the plan on the simulated day, each bout with their adherence: ankle pumps of 2 min every hour, between them a walk of 5 min and 20 heel raises every two hours, and the bedtime routine. They become the interventions `<id>_pumps`, `<id>_walk`, `<id>_raises` and `<id>_bedtime` of every arm that uses the plan, except after 0 weeks.";
    STAGES: Composite = "stages", Optional, composite(Kind::List(&Kind::Table(&STAGE_KEYS))), "The stages of a plan, one after the other, in place of `weeks` and `sessions_per_week`.";
}

/// A stage of a training plan: weeks of equal sessions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Focus of the training.
    pub focus: Focus,
    /// Number of weeks, at least 1.
    pub weeks: u32,
    /// Number of sessions per week.
    pub sessions_per_week: u32,
    /// Sets of a session.
    pub sets: u32,
    /// Repetitions of a set.
    pub repetitions: u32,
    /// Weight that is carried in addition to body weight (kg).
    pub load_kg: f64,
    /// Whether the legs work together or alternate.
    pub sides: Sides,
}

/// Facts of a focus.
pub struct FocusFacts {
    /// Its word in scenario files.
    pub word: &'static str,
    /// The kind of intervention for this focus alone, if there is one.
    pub kind: Option<Facts>,
    /// Sets and repetitions of a usual session.
    pub usual_dose: (u32, u32),
    /// Gains of one session.
    pub gains: Gains,
    /// Contraindications. A plan has those of its stage with the longest list.
    pub contraindications: &'static [Rule],
    /// Precautions. A plan has those of its stage with the longest list.
    pub precautions: &'static [Variable],
}

/// Gains of a session relative to heavy resistance (strength), many heel raises (endurance) and stretching (range), at this number of
/// repetitions (assumption: trials of plantar flexors rarely compare them with each other; all are within the gains of Ferri 2003 and Ema
/// 2017).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gains {
    /// Of strength.
    pub strength: f64,
    /// Of endurance.
    pub endurance: f64,
    /// Of the ankle's range.
    pub range: f64,
    /// Repetitions that give these gains.
    pub repetitions: f64,
}

const fn gains(strength: f64, endurance: f64, range: f64, repetitions: f64) -> Gains {
    Gains { strength, endurance, range, repetitions }
}

/// Landing from a jump loads joint, tendon and bone several times as much as a walk. The other reasons are those of exercise guidance for
/// pregnancy, anticoagulation and the diabetic foot (assumption: rules of the study, without a source for each).
const JUMPS: &[Rule] = &[
    NO_JUMPS_JOINTS,
    NO_JUMPS_INJURED,
    NO_JUMPS_OPERATED,
    NO_JUMPS_ARTERIES,
    NO_JUMPS_PREGNANT,
    NO_JUMPS_TREATED,
    RED_FLAGS,
];
/// Precautions of gentle training, and of hard training.
const GENTLE_PRECAUTIONS: &[Variable] = &[Variable::RecentSurgery, Variable::PriorVte];
const HARD_PRECAUTIONS: &[Variable] = &[
    Variable::Pregnant,
    Variable::Postpartum,
    Variable::PriorVte,
    Variable::Cancer,
    Variable::PeripheralArteryDisease,
    Variable::Diabetes,
    Variable::Anticoagulant,
];

/// Keys of training by equal sessions.
const SESSIONS: &[Key] = &[WEEKS.key, SESSIONS_PER_WEEK.key, SETS.key, REPETITIONS.key, LOAD_KG.key, LEGS.key];

/// A kind of equal sessions.
const fn sessions(word: &'static str, about: &'static str) -> Option<Facts> {
    Some(Facts { word, group: Group::Training, keys: SESSIONS, about, source: SOURCE })
}

const SOURCE: &str = "Ferri 2003 and Ema 2017 for heavy resistance; the others relative to it (assumption)";

/// Weeks of heavy resistance, or stages with a focus each.
pub(super) const PLAN: Facts = Facts {
    word: "training_plan",
    group: Group::Training,
    keys: &[WEEKS.key, SESSIONS_PER_WEEK.key, STAGES.key, HABITS.key],
    about: "weeks of heavy resistance training, or `stages` one after the other, each with its own focus",
    source: SOURCE,
};

macro_rules! focuses {
    ($( $(#[$doc:meta])* $variant:ident => $facts:expr; )*) => {
        /// What a stage of training is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Focus { $( $(#[$doc])* $variant, )* }

        impl Focus {
            /// All of them, in the order of documents.
            pub const ALL: [Focus; [$( Focus::$variant, )*].len()] = [$( Focus::$variant, )*];

            /// Its facts.
            pub fn facts(self) -> &'static FocusFacts {
                match self { $( Focus::$variant => { const FACTS: FocusFacts = $facts; &FACTS } )* }
            }
        }
    };
}

focuses! {
    /// Frequent movement without load.
    Activation => FocusFacts {
        word: "activation",
        kind: None,
        usual_dose: (2, 20),
        gains: gains(0.35, 0.5, 0.2, 40.0),
        contraindications: EXERCISE,
        precautions: GENTLE_PRECAUTIONS,
    };
    /// Many heel raises with the body's own weight.
    Volume => FocusFacts {
        word: "volume",
        kind: None,
        usual_dose: (3, 15),
        gains: gains(0.75, 1.0, 0.2, 45.0),
        contraindications: EXERCISE,
        precautions: GENTLE_PRECAUTIONS,
    };
    /// Heel raises with added weight.
    Resistance => FocusFacts {
        word: "resistance",
        kind: sessions("resistance", "weeks of heel raises with added weight; increases strength, and slightly endurance"),
        usual_dose: (3, 10),
        gains: gains(1.0, 0.6, 0.1, 30.0),
        contraindications: HEAVY,
        precautions: HARD_PRECAUTIONS,
    };
    /// Slow lowering.
    Eccentric => FocusFacts {
        word: "eccentric",
        kind: sessions("eccentric", "weeks of heel raises with slow lowering; increases strength, and slightly the range of the ankle"),
        usual_dose: (3, 10),
        gains: gains(1.1, 0.6, 0.3, 30.0),
        contraindications: HEAVY,
        precautions: HARD_PRECAUTIONS,
    };
    /// Skips and box hops.
    Plyometrics => FocusFacts {
        word: "plyometrics",
        kind: sessions("plyometrics", "weeks of skips and box hops; increases strength, and slightly endurance"),
        usual_dose: (3, 10),
        gains: gains(0.9, 0.6, 0.1, 30.0),
        contraindications: JUMPS,
        precautions: HARD_PRECAUTIONS,
    };
    /// Range of motion of the ankle.
    Mobility => FocusFacts {
        word: "mobility",
        kind: None,
        usual_dose: (3, 10),
        gains: gains(0.05, 0.1, 1.0, 30.0),
        contraindications: EXERCISE,
        precautions: GENTLE_PRECAUTIONS,
    };
    /// Keeping what has been gained.
    Maintenance => FocusFacts {
        word: "maintenance",
        kind: None,
        usual_dose: (3, 10),
        gains: gains(0.5, 0.5, 0.2, 30.0),
        contraindications: EXERCISE,
        precautions: GENTLE_PRECAUTIONS,
    };
}

impl Word for Focus {
    fn choices() -> Vec<(&'static str, Self)> {
        Self::ALL.into_iter().map(|focus| (focus.word(), focus)).collect()
    }

    fn word(self) -> &'static str {
        self.facts().word
    }
}

/// Contraindications of a plan: those of its stage with the longest list.
pub(super) fn contraindications(stages: &[Stage]) -> &'static [Rule] {
    let all = stages.iter().map(|stage| stage.focus.facts().contraindications);
    all.max_by_key(|rules| rules.len()).unwrap_or_default()
}

/// Precautions of a plan: those of its stage with the longest list.
pub(super) fn precautions(stages: &[Stage]) -> &'static [Variable] {
    let all = stages.iter().map(|stage| stage.focus.facts().precautions);
    all.max_by_key(|variables| variables.len()).unwrap_or_default()
}
