//! The inputs of the leg model: attributes of a leg, and the conditions at one moment of a day. Also the nodes of the model.

macro_rules! fields {
    ($(#[$meta:meta])* $name:ident { $( $field:ident: $doc:literal, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<R> { $( #[doc = $doc] pub $field: R, )* }

        impl<R> $name<R> {
            /// Field names, in order.
            pub const FIELDS: &'static [&'static str] = &[ $( stringify!($field), )* ];
            /// Descriptions of the fields, in order.
            pub const DOCS: &'static [&'static str] = &[ $( $doc, )* ];
            /// Number of fields.
            pub const COUNT: usize = Self::FIELDS.len();

            /// Creates a value; `field` returns the value of each field, in order.
            #[inline(always)]
            pub fn from_fn(mut field: impl FnMut(usize) -> R) -> Self {
                let mut at = 0..;
                Self { $( $field: { let _ = stringify!($field); field(at.next().unwrap_or_default()) }, )* }
            }
        }

        impl<R: Copy> $name<R> {
            /// Creates a value from an array of its fields in order.
            #[inline(always)]
            pub fn from_array([$( $field, )*]: [R; { $name::<u8>::COUNT }]) -> Self { Self { $( $field, )* } }
        }

        impl<A> $name<A> {
            /// Converts the fields to another number type.
            #[inline(always)]
            pub fn map<B>(self, mut convert: impl FnMut(A) -> B) -> $name<B> {
                $name { $( $field: convert(self.$field), )* }
            }
        }

        $crate::model::shape::shaped!($name { $( $field: $doc ),* });

        impl<R: Copy> $name<R> {
            /// The fields as an array, in order.
            #[inline(always)]
            pub fn to_array(&self) -> [R; { $name::<u8>::COUNT }] { [ $( self.$field, )* ] }
        }
    };
}

fields! {
    /// The inputs of one person's leg.
    Leg {
        stature_cm: "Stature (cm).",
        vein_volume: "Volume of the veins, relative to the reference person.",
        conductance: "Conductance of the veins, relative to the reference person.",
        vein_stiffness: "Stiffness of the vein walls, relative to a young man.",
        strength: "Calf strength and ankle range, relative to the reference person.",
        foot_pump: "Pressure of the loaded foot on its veins, relative to flat shoes.",
        reflux_superficial: "Incompetence of superficial valves (0 competent, 1 no valve).",
        reflux_deep: "Incompetence of deep valves (0 competent, 1 no valve).",
        reflux_perforator: "Incompetence of perforator valves (0 competent, 1 no valve).",
        outflow: "Iliofemoral conductance, as a share of that without obstruction.",
        bent_outflow: "Conductance at the groin with bent hips, as a share of that with straight hips.",
        bent_popliteal: "Conductance at the knee with bent knees, as a share of that with straight knees.",
        abdominal_mmhg: "Abdominal pressure above that of the reference person (mmHg).",
        inflow: "Arterial inflow at rest, relative to the reference person.",
        calf_ml: "Tissue volume of the calf (mL).",
        foot_ml: "Tissue volume of foot and ankle (mL).",
        thigh_ml: "Tissue volume of the thigh (mL).",
        calf_girth_mm: "Largest calf girth (mm).",
        ankle_girth_mm: "Smallest ankle girth (mm).",
        fidget_hz: "Spontaneous movements per second while seated.",
        colloid_mmhg: "Colloid osmotic pressure of the plasma (mmHg).",
        lymph: "Lymph flow, relative to the reference person.",
        balance_foot_mmhg: "Constant of the foot's filtration pressure, with which the lying reference person is in balance (mmHg).",
        balance_calf_mmhg: "Constant of the calf's filtration pressure, with which the lying reference person is in balance (mmHg).",
        balance_thigh_mmhg: "Constant of the thigh's filtration pressure, with which the lying reference person is in balance (mmHg).",
        carried_foot: "Fluid that the reference person's foot carries in the morning (mL/100 mL).",
        carried_calf: "Fluid that the reference person's calf carries in the morning (mL/100 mL).",
    }
}

fields! {
    /// The conditions that posture, activity and surroundings cause: the inputs of the leg model that change during a day.
    Channels {
        depth_foot: "Depth of the foot veins below the zero-pressure level (share of stature).",
        depth_superficial: "Depth of the saphenous veins below the knee (share of stature).",
        depth_deep: "Depth of the muscle compartments (share of stature).",
        depth_thigh: "Depth of the popliteal and femoral veins (share of stature).",
        depth_ankle: "Depth of the ankle, where vein pressure is measured (share of stature).",
        central_mmhg: "Pressure in the iliac vein of the reference person (mmHg).",
        abdominal_share: "Share of the person's abdominal pressure that is added to it.",
        flexion: "Flexion of hip and knee (0 straight, 1 seated).",
        muscle_superficial_posterior_mmhg: "Peak pressure of the superficial posterior compartment (mmHg).",
        muscle_deep_posterior_mmhg: "Peak pressure of the deep posterior compartment (mmHg).",
        muscle_anterior_mmhg: "Peak pressure of the anterior compartment (mmHg).",
        muscle_lateral_mmhg: "Peak pressure of the lateral compartment (mmHg).",
        foot_load_mmhg: "Peak pressure on the plantar veins (mmHg).",
        metabolism: "Metabolic rate of the calf (0 rest, 1 walking).",
        movement: "Movement that drives the lymph flow (0 rest, 1 walking).",
        fidgeting: "Share of the spontaneous movements that people make (0 to 1).",
        sway: "Share of the weight shifts that standing people make (0 to 1).",
        warmth_c: "Temperature of the air above the comfortable one (°C).",
        calf_cuff_mmhg: "Pressure of a cuff around the calf, negative for suction (mmHg).",
        thigh_cuff_mmhg: "Pressure of a cuff around the thigh (mmHg).",
    }
}

/// The nodes of the model: groups of veins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Node {
    /// Plantar and dorsal foot veins.
    Foot,
    /// Gastrocnemius veins and soleal sinuses.
    SuperficialPosterior,
    /// Posterior tibial and peroneal veins.
    DeepPosterior,
    /// Anterior tibial veins.
    Anterior,
    /// Veins of the lateral compartment.
    Lateral,
    /// Great and small saphenous veins below the knee, with their branches.
    Superficial,
    /// Popliteal and femoral veins.
    Thigh,
}

/// Number of nodes.
pub const NODES: usize = 7;

pub(super) const FOOT: usize = Node::Foot as usize;
pub(super) const SINUS: usize = Node::SuperficialPosterior as usize;
pub(super) const DEEP: usize = Node::DeepPosterior as usize;
pub(super) const SURFACE: usize = Node::Superficial as usize;
pub(super) const THIGH: usize = Node::Thigh as usize;
/// The four muscle compartments.
pub(super) const MUSCLES: [usize; 4] = [SINUS, DEEP, Node::Anterior as usize, Node::Lateral as usize];

impl Node {
    /// All nodes, in the order of the volumes of a state.
    pub const ALL: [Node; NODES] = [
        Node::Foot,
        Node::SuperficialPosterior,
        Node::DeepPosterior,
        Node::Anterior,
        Node::Lateral,
        Node::Superficial,
        Node::Thigh,
    ];

    /// The name of the node in names of columns.
    pub fn name(self) -> &'static str {
        ["foot", "superficial_posterior", "deep_posterior", "anterior", "lateral", "superficial", "thigh"]
            [self as usize]
    }
}
