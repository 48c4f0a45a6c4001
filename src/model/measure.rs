//! Lists of columns, and the quantities that are followed over time.

/// Makes an enum of columns: for each its variant, its name, its unit and one sentence.
macro_rules! measures {
    ($(#[$meta:meta])* $kind:ident: $( $variant:ident, $name:ident, $unit:literal, $doc:literal; )*) => {
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
            pub fn name(self) -> &'static str { match self { $( $kind::$variant => stringify!($name), )* } }
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

pub(crate) use measures;

measures! {
    /// A quantity followed over the timeline; rows of `timeseries.parquet`.
    Course:
    EdemaMl, edema_ml, "mL", "Interstitial fluid gained by one lower leg since the start of the timeline.";
    LegVolumeChangeMl, leg_volume_change_ml, "mL", "Interstitial fluid and venous blood gained by one lower leg.";
    PooledVenousMl, pooled_venous_ml, "mL", "Venous blood in one lower leg, foot included, beyond what it held lying at rest.";
    AnkleVeinPressureMmhg, ankle_vein_pressure_mmhg, "mmHg", "Saphenous pressure at the ankle.";
    PoplitealFlowMlMin, popliteal_flow_ml_min, "mL/min", "Blood flow into the popliteal vein.";
    ResidenceMin, residence_min, "min", "Mean age of the blood in the soleal sinuses.";
}

/// A moment at which the time course is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Position of the phase in the timeline.
    pub phase: usize,
    /// Minutes since the phase began.
    pub minute: u32,
}
