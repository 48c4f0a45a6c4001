//! The attributes of a person that a scenario can set, and their possible values.

mod feature;

pub use feature::Feature;

/// Meaning of a variable's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableKind {
    /// Any number within the bounds.
    Continuous,
    /// 0 or 1.
    Flag,
    /// An index into the given labels.
    Category(&'static [&'static str]),
}

macro_rules! variables {
    ($( $variant:ident, $name:literal, $dimension:literal, $unit:literal, $kind:expr, $low:literal, $high:literal, $doc:literal; )*) => {
        /// One attribute of a person. Categories are stored as the index of their label, flags as 0 or 1.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Variable { $( #[doc = $doc] $variant, )* }

        impl Variable {
            /// Every variable, in the order in which they are drawn and written.
            pub const ALL: &'static [Variable] = &[ $( Variable::$variant, )* ];
            /// Number of variables.
            pub const COUNT: usize = Self::ALL.len();

            /// The key in scenario files and the column in Parquet.
            pub fn name(self) -> &'static str { match self { $( Variable::$variant => $name, )* } }
            /// The Sobol dimension of its draws. A new variable takes the next free number, so that it changes no other variable. The lowest
            /// dimensions are the most even; they belong to the most important variables.
            pub const fn dimension(self) -> usize { match self { $( Variable::$variant => $dimension, )* } }
            /// The unit, empty for flags and categories.
            pub const fn unit(self) -> &'static str { match self { $( Variable::$variant => $unit, )* } }
            /// Meaning of the number.
            pub fn kind(self) -> VariableKind { match self { $( Variable::$variant => $kind, )* } }
            /// Smallest and largest value that a person may have.
            pub const fn bounds(self) -> (f64, f64) { match self { $( Variable::$variant => ($low, $high), )* } }
            /// One sentence for the data dictionary.
            pub fn description(self) -> &'static str { match self { $( Variable::$variant => $doc, )* } }
        }
    };
}

use VariableKind::{Category, Continuous, Flag};

variables! {
    Sex, "sex", 0, "", Category(&["female", "male"]), 0.0, 1.0, "Sex.";
    AgeYears, "age_years", 1, "years", Continuous, 18.0, 110.0, "Age.";
    HeightCm, "height_cm", 3, "cm", Continuous, 120.0, 230.0, "Stature.";
    WeightKg, "weight_kg", 2, "kg", Continuous, 25.0, 300.0, "Body mass.";
    LegVolumeMl, "leg_volume_ml", 12, "mL", Continuous, 1000.0, 15000.0, "Volume of one lower leg, foot included.";
    VeinComplianceRel, "vein_compliance_rel", 5, "1", Continuous, 0.2, 2.0, "Compliance of the leg veins relative to a young man.";
    CalfStrengthRel, "calf_strength_rel", 10, "1", Continuous, 0.05, 3.0, "Calf muscle strength relative to a healthy 25-year-old man.";
    AnkleRangeDeg, "ankle_range_deg", 14, "deg", Continuous, 5.0, 90.0, "Active range of motion of the ankle.";
    RefluxSuperficial, "reflux_superficial", 6, "1", Continuous, 0.0, 1.0, "Incompetence of the superficial valves (0 tight, 1 no valve).";
    RefluxDeep, "reflux_deep", 11, "1", Continuous, 0.0, 1.0, "Incompetence of the deep valves (0 tight, 1 no valve).";
    RefluxPerforator, "reflux_perforator", 13, "1", Continuous, 0.0, 1.0, "Incompetence of the perforator valves (0 tight, 1 no valve).";
    OutflowObstruction, "outflow_obstruction", 19, "1", Continuous, 0.0, 0.98, "Share of the iliofemoral outflow conductance that is lost.";
    AbdominalPressureMmhg, "abdominal_pressure_mmhg", 16, "mmHg", Continuous, 0.0, 40.0, "Intra-abdominal pressure, supine.";
    InflowRel, "inflow_rel", 7, "1", Continuous, 0.2, 4.0, "Resting arterial inflow of the leg relative to the reference person.";
    FitnessRel, "fitness_rel", 17, "1", Continuous, 0.3, 2.5, "Aerobic fitness relative to the average of the same age and sex.";
    Smoker, "smoker", 22, "", Flag, 0.0, 1.0, "Smokes now.";
    SaltGDay, "salt_g_day", 20, "g/day", Continuous, 0.0, 40.0, "Dietary salt.";
    HydrationRel, "hydration_rel", 21, "1", Continuous, 0.9, 1.1, "Plasma volume relative to normal hydration.";
    HematocritPct, "hematocrit_pct", 18, "%", Continuous, 20.0, 65.0, "Hematocrit.";
    Footwear, "footwear", 23, "", Category(&["barefoot", "flat", "heeled", "rigid_boot"]), 0.0, 3.0, "Footwear.";
    Seat, "seat", 24, "", Category(&["aisle", "middle", "window"]), 0.0, 2.0, "Seat.";
    FidgetPerH, "fidget_per_h", 4, "1/h", Continuous, 0.0, 600.0, "Spontaneous leg movements per hour while seated.";
    SittingTimeH, "sitting_time_h", 9, "h", Continuous, 0.0, 48.0, "Time seated, where the timeline asks for it.";
    Adherence, "adherence", 8, "1", Continuous, 0.0, 1.0, "Propensity to do what an arm asks: the probability of each bout.";
    StockingFitRel, "stocking_fit_rel", 15, "1", Continuous, 0.2, 2.0, "Interface pressure of a worn stocking relative to its label.";
    OralContraceptive, "oral_contraceptive", 26, "", Flag, 0.0, 1.0, "Takes a combined oral contraceptive.";
    Hrt, "hrt", 27, "", Flag, 0.0, 1.0, "Takes menopausal hormone therapy.";
    Pregnant, "pregnant", 28, "", Flag, 0.0, 1.0, "Pregnant.";
    Postpartum, "postpartum", 29, "", Flag, 0.0, 1.0, "Within 12 weeks of giving birth.";
    Thrombophilia, "thrombophilia", 25, "", Flag, 0.0, 1.0, "Inherited thrombophilia.";
    Cancer, "cancer", 30, "", Flag, 0.0, 1.0, "Active cancer.";
    RecentSurgery, "recent_surgery", 31, "", Flag, 0.0, 1.0, "Surgery within the last three months.";
    PriorVte, "prior_vte", 32, "", Flag, 0.0, 1.0, "Had a venous thromboembolism before.";
    Anticoagulant, "anticoagulant", 33, "", Flag, 0.0, 1.0, "Takes an anticoagulant.";
    PeripheralArteryDisease, "peripheral_artery_disease", 34, "", Flag, 0.0, 1.0, "Has peripheral artery disease.";
    Diabetes, "diabetes", 35, "", Flag, 0.0, 1.0, "Has diabetes.";
    JointPain, "joint_pain", 36, "", Flag, 0.0, 1.0, "Has pain in a joint of the leg.";
    RecentInjury, "recent_injury", 37, "", Flag, 0.0, 1.0, "Injured a leg within the last weeks.";
    RedFlagSymptoms, "red_flag_symptoms", 38, "", Flag, 0.0, 1.0, "Has symptoms that a clinician should see first: one swollen or painful leg, breathlessness, chest pain.";
}

impl Variable {
    /// The variable with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|variable| variable.name() == name)
    }

    /// The names of its values: those of a category, no and yes of a flag.
    pub fn labels(self) -> &'static [&'static str] {
        match self.kind() {
            Category(labels) => labels,
            Flag => &["no", "yes"],
            Continuous => &[],
        }
    }

    /// States of hormones: only women have them, and at most one at a time in the built-in populations; in the order in which they are drawn.
    pub const HORMONES: [Self; 4] = [Self::Pregnant, Self::Postpartum, Self::OralContraceptive, Self::Hrt];

    /// Whether it is an illness, an injury, an operation, a pregnancy or a treatment: a flag that is neither a habit nor inherited nor a hormone
    /// that healthy people take. Volunteers of physiological studies have none.
    pub fn is_illness(self) -> bool {
        let habit = matches!(self, Self::Smoker | Self::OralContraceptive | Self::Hrt | Self::Thrombophilia);
        self.kind() == VariableKind::Flag && !habit
    }

    /// Whether the model of this version does not use it; it can still define strata.
    pub fn is_idle(self) -> bool {
        matches!(self, Self::Seat)
    }

    /// Position in a person's row of values.
    pub fn index(self) -> usize {
        self as usize
    }
}
