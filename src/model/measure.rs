//! The macro that declares lists of columns, and the quantities of the time course.

/// Declares an enum of columns. Each column has a variant, a name, a unit and a description.
macro_rules! measures {
    ($(#[$meta:meta])* $kind:ident: $( $variant:ident, $name:ident, $unit:literal, $doc:literal; )*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $kind { $( #[doc = $doc] $variant, )* }

        impl $kind {
            /// All variants, in the order of the columns.
            pub const ALL: &'static [$kind] = &[ $( $kind::$variant, )* ];
            /// Number of variants.
            pub const COUNT: usize = Self::ALL.len();

            /// Name of the column.
            pub fn name(self) -> &'static str { match self { $( $kind::$variant => stringify!($name), )* } }
            /// Unit of the values.
            pub fn unit(self) -> &'static str { match self { $( $kind::$variant => $unit, )* } }
            /// Description for the data dictionary.
            pub fn description(self) -> &'static str { match self { $( $kind::$variant => $doc, )* } }

            /// The variant whose column has this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|measure| measure.name() == name)
            }
        }
    };
}

pub(crate) use measures;

measures! {
    /// A quantity of the time course; rows of `timeseries.parquet`.
    Course:
    EdemaMl, edema_ml, "mL", "Gain of interstitial fluid in one lower leg since the start of the timeline.";
    LegVolumeChangeMl, leg_volume_change_ml, "mL", "Gain of interstitial fluid and venous blood in one lower leg since the start of the timeline.";
    PooledVenousMl, pooled_venous_ml, "mL", "Venous blood in one lower leg with its foot, in addition to the amount while lying at rest.";
    AnkleVeinPressureMmhg, ankle_vein_pressure_mmhg, "mmHg", "Pressure in the saphenous vein at the ankle.";
    PoplitealFlowMlMin, popliteal_flow_ml_min, "mL/min", "Blood flow from the lower leg into the popliteal vein.";
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
