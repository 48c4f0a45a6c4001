//! What is reported of a person in an arm, and of an arm over time.

macro_rules! measures {
    ($(#[$meta:meta])* $kind:ident: $( $variant:ident, $name:literal, $unit:literal, $doc:literal; )*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $kind { $( #[doc = $doc] $variant, )* }

        impl $kind {
            /// All of them, in column order.
            pub const ALL: &'static [$kind] = &[ $( $kind::$variant, )* ];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// Column name.
            pub fn name(self) -> &'static str { match self { $( $kind::$variant => $name, )* } }
            /// Unit.
            pub fn unit(self) -> &'static str { match self { $( $kind::$variant => $unit, )* } }
            /// One sentence for the data dictionary.
            pub fn description(self) -> &'static str { match self { $( $kind::$variant => $doc, )* } }

            /// The one with this column name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|measure| measure.name() == name)
            }
        }
    };
}

pub(super) use measures;

measures! {
    /// An outcome of one person in one arm; one column of `outcomes.parquet`.
    Measure:
    EdemaMl, "edema_ml", "mL", "Interstitial fluid gained by one lower leg, foot included, from the start of the timeline to the end of the assessed phase.";
    EdemaPct, "edema_pct", "%", "The same as a share of lower-leg volume.";
    LegVolumeChangeMl, "leg_volume_change_ml", "mL", "Interstitial fluid and venous blood gained by one lower leg.";
    AnkleCircumferenceChangeMm, "ankle_circumference_change_mm", "mm", "Gain of ankle girth at the end of the assessed phase.";
    CalfCircumferenceChangeMm, "calf_circumference_change_mm", "mm", "Gain of calf girth at the end of the assessed phase.";
    EdemaRecoveryH, "edema_recovery_h", "h", "Time after the assessed phase until nine tenths of its edema have gone; the rest of the timeline where that takes longer, so 0 where the assessed phase is the last.";
    PooledVenousMl, "pooled_venous_ml", "mL", "Venous blood in one lower leg, foot included, beyond what it held lying at rest.";
    PoplitealFlowMlMin, "popliteal_flow_ml_min", "mL/min", "Mean blood flow from the lower leg into the popliteal vein over the assessed phase.";
    PoplitealVelocityCmS, "popliteal_velocity_cm_s", "cm/s", "Mean lumen velocity in the popliteal vein over the assessed phase.";
    AnkleVeinPressureMmhg, "ankle_vein_pressure_mmhg", "mmHg", "Mean saphenous pressure at the ankle over the assessed phase.";
    ResidenceMaxMin, "residence_max_min", "min", "Largest mean age of the blood in the soleal sinuses during the assessed phase.";
    ResidenceMeanMin, "residence_mean_min", "min", "Mean age of the blood in the soleal sinuses over the assessed phase.";
    LowShearMin, "low_shear_min", "min", "Minutes of the assessed phase with wall shear in the deep calf veins below the threshold.";
    StasisDose, "stasis_dose", "h", "Time integral of procoagulant activity in the valve pockets over the assessed phase.";
    EjectionFractionPct, "ejection_fraction_pct", "%", "Share of the calf's venous volume expelled by one tiptoe from quiet standing.";
    CalfStrengthRel, "calf_strength_rel", "1", "Calf strength on the day, relative to a healthy 25-year-old man.";
    WalkingTimeMin, "walking_time_min", "min", "Brisk walking before the calf hurts, on the day; at most 480.";
    VteIncidencePerYear, "vte_incidence_per_year", "1/year", "Clots with symptoms that people of this age, sex and these risk factors have in a year without the assessed phase; habits of the arm included.";
    DvtSymptomlessRisk, "dvt_symptomless_risk", "1", "Probability that a screening by ultrasound soon after the assessed phase finds a clot, felt or not; a scale of its own.";
    VteSymptomaticRisk, "vte_symptomatic_risk", "1", "Probability of a clot with symptoms within 8 weeks of the assessed phase, from whatever cause, if nothing like it comes before or after.";
    VteSymptomaticExcessRisk, "vte_symptomatic_excess_risk", "1", "The part of vte_symptomatic_risk that would not be without the assessed phase.";
}

measures! {
    /// A quantity followed over the timeline; rows of `timeseries.parquet`.
    Course:
    EdemaMl, "edema_ml", "mL", "Interstitial fluid gained by one lower leg since the start of the timeline.";
    LegVolumeChangeMl, "leg_volume_change_ml", "mL", "Interstitial fluid and venous blood gained by one lower leg.";
    PooledVenousMl, "pooled_venous_ml", "mL", "Venous blood in one lower leg, foot included, beyond what it held lying at rest.";
    AnkleVeinPressureMmhg, "ankle_vein_pressure_mmhg", "mmHg", "Saphenous pressure at the ankle.";
    PoplitealFlowMlMin, "popliteal_flow_ml_min", "mL/min", "Blood flow into the popliteal vein.";
    ResidenceMin, "residence_min", "min", "Mean age of the blood in the soleal sinuses.";
}

/// A moment at which the time course is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Position of the phase in the timeline.
    pub phase: usize,
    /// Minutes since the phase began.
    pub minute: u32,
}
