//! Contraindications: the people who must not do an intervention, and the reasons.

use crate::attributes::Variable;

/// A contraindication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Flag of the people to whom it applies.
    pub variable: Variable,
    /// People and reason, for tables and reports.
    pub reason: &'static str,
    /// Where the rule comes from, or "assumption".
    pub source: &'static str,
}

macro_rules! rules {
    ($( $name:ident, $variable:ident, $reason:literal, $source:literal; )*) => {
        $( pub(super) const $name: Rule = Rule { variable: Variable::$variable, reason: $reason, source: $source }; )*

        /// All contraindications.
        pub const RULES: &[Rule] = &[ $( $name, )* ];
    };
}

rules! {
    RED_FLAGS, RedFlagSymptoms, "red-flag symptoms: see a clinician before anything else", "assumption; a clot that is known and treated allows walking: Liu 2015, doi:10.1371/journal.pone.0121388";
    NO_COMPRESSION, PeripheralArteryDisease, "peripheral artery disease: no compression", "Rabe 2020, doi:10.1177/0268355520909066, for severe disease; for all of it, assumption";
    NO_LOAD_INJURED, RecentInjury, "recent leg injury: no loaded exercise", "assumption";
    NO_LOAD_OPERATED, RecentSurgery, "recent surgery: no loaded exercise", "assumption";
    NO_JUMPS_JOINTS, JointPain, "joint pain: no jumps", "assumption";
    NO_JUMPS_INJURED, RecentInjury, "recent leg injury: no jumps", "assumption";
    NO_JUMPS_OPERATED, RecentSurgery, "recent surgery: no jumps", "assumption";
    NO_JUMPS_ARTERIES, PeripheralArteryDisease, "peripheral artery disease: no jumps", "assumption";
    NO_JUMPS_PREGNANT, Pregnant, "pregnancy: no jumps", "assumption";
    NO_JUMPS_TREATED, Anticoagulant, "anticoagulant: no jumps, a fall would bleed", "assumption";
    NO_PRESSING_TREATED, Anticoagulant, "anticoagulant: no deep pressure on the calf", "assumption";
    NO_PRESSING_INJURED, RecentInjury, "recent leg injury: no deep pressure on the calf", "assumption";
    NOT_BAREFOOT, Diabetes, "diabetes: not barefoot", "guideline on the diabetic foot, IWGDF 2023 (recalled)";
    TREATED_ALREADY, Anticoagulant, "takes an anticoagulant already", "definition";
    NO_WEIGHT_LOSS, Pregnant, "pregnancy: no weight loss", "assumption";
}

/// For exercise without a load and for rest with the legs up. No other contraindication of ankle movement, walking or light massage has been
/// found in the literature.
pub(super) const EXERCISE: &[Rule] = &[RED_FLAGS];
/// For exercise against a load.
pub(super) const HEAVY: &[Rule] = &[NO_LOAD_INJURED, NO_LOAD_OPERATED, RED_FLAGS];
