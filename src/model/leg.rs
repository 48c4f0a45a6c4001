//! What distinguishes one leg from another, and what one moment of a day asks of it.

macro_rules! fields {
    ($(#[$meta:meta])* $name:ident { $( $field:ident: $doc:literal, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<R> { $( #[doc = $doc] pub $field: R, )* }

        impl<R> $name<R> {
            /// Field names, in order.
            pub const FIELDS: &'static [&'static str] = &[ $( stringify!($field), )* ];
            /// What each of them is, in order.
            pub const DOCS: &'static [&'static str] = &[ $( $doc, )* ];
            /// Number of fields.
            pub const COUNT: usize = Self::FIELDS.len();

            /// Fills the fields in order.
            #[inline(always)]
            pub fn from_fn(mut field: impl FnMut(usize) -> R) -> Self {
                let mut at = 0..;
                Self { $( $field: { let _ = stringify!($field); field(at.next().unwrap_or_default()) }, )* }
            }
        }

        impl<R: Copy> $name<R> {
            /// The fields from an array in their order.
            #[inline(always)]
            pub fn from_array([$( $field, )*]: [R; { $name::<u8>::COUNT }]) -> Self { Self { $( $field, )* } }
        }

        impl<A> $name<A> {
            /// The same fields in another number type.
            #[inline(always)]
            pub fn map<B>(self, mut convert: impl FnMut(A) -> B) -> $name<B> {
                $name { $( $field: convert(self.$field), )* }
            }
        }

        impl<R: $crate::model::Real> $name<R> {
            /// `self` where `share` is 0, `other` where it is 1.
            #[inline(always)]
            pub fn blend(&self, other: &Self, share: R) -> Self {
                $crate::model::shape::traced!(self, $name::blend(&other, share));
                Self { $( $field: self.$field + share * (other.$field - self.$field), )* }
            }
        }

        $crate::model::shape::shaped!($name { $( $field: $doc ),* });

        impl<R: Copy> $name<R> {
            /// The fields in order.
            #[inline(always)]
            pub fn to_array(&self) -> [R; { $name::<u8>::COUNT }] { [ $( self.$field, )* ] }
        }
    };
}

fields! {
    /// One person's leg.
    Leg {
        stature_cm: "Stature (cm).",
        vein_volume: "Vein volumes over those of the reference person.",
        conductance: "Venous conductances over those of the reference person.",
        vein_stiffness: "Vein wall stiffness over that of a young man.",
        strength: "Calf strength and ankle range over those of the reference person.",
        foot_pump: "Pressure of the loaded foot on its veins over that in flat shoes.",
        reflux_superficial: "Superficial incompetence (0 tight, 1 no valve).",
        reflux_deep: "Deep incompetence (0 tight, 1 no valve).",
        reflux_perforator: "Perforator incompetence (0 tight, 1 no valve).",
        outflow: "Share of the iliofemoral conductance that is left.",
        bent_outflow: "Share of the groin's conductance left with bent hips.",
        bent_popliteal: "Share of the popliteal conductance left with bent knees.",
        abdominal_mmhg: "Abdominal pressure above that of the reference person (mmHg).",
        inflow: "Resting inflow over that of the reference person.",
        calf_ml: "Tissue volume of the calf (mL).",
        foot_ml: "Tissue volume of foot and ankle (mL).",
        calf_girth_mm: "Largest calf girth (mm).",
        ankle_girth_mm: "Smallest ankle girth (mm).",
        fidget_hz: "Spontaneous movements per second while seated.",
        colloid_mmhg: "Colloid pressure of plasma (mmHg).",
        lymph: "Lymph flow over that of the reference person.",
        coagulability: "Production of procoagulant activity over that of the reference person.",
    }
}

fields! {
    /// The generic channels into which posture, activity and surroundings are compiled.
    Channels {
        depth_foot: "Depth of the foot veins below the zero-pressure level (share of stature).",
        depth_superficial: "Depth of the saphenous veins below the knee (share of stature).",
        depth_deep: "Depth of the muscle compartments (share of stature).",
        depth_thigh: "Depth of the popliteal and femoral veins (share of stature).",
        depth_ankle: "Depth of the ankle's measuring site (share of stature).",
        central_mmhg: "Pressure where the leg's blood arrives (mmHg).",
        abdominal_share: "Share of the person's abdominal pressure that adds to it.",
        flexion: "Bending of hip and knee (0 straight, 1 seated).",
        muscle_superficial_posterior_mmhg: "Peak pressure of the superficial posterior compartment (mmHg).",
        muscle_deep_posterior_mmhg: "Peak pressure of the deep posterior compartment (mmHg).",
        muscle_anterior_mmhg: "Peak pressure of the anterior compartment (mmHg).",
        muscle_lateral_mmhg: "Peak pressure of the lateral compartment (mmHg).",
        foot_load_mmhg: "Peak pressure on the plantar veins (mmHg).",
        metabolism: "Metabolic rate of the calf (0 rest, 1 walking).",
        movement: "Drive of lymph by movement (0 rest, 1 walking).",
        fidgeting: "Whether spontaneous movement happens (0 or 1).",
        inflow: "Resting inflow over that in comfort.",
        calf_cuff_mmhg: "Pressure of a cuff around the calf, negative for suction (mmHg).",
        thigh_cuff_mmhg: "Pressure of a cuff around the thigh (mmHg).",
    }
}

/// Nodes of the leg's venous tree.
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
    /// Great and small saphenous territory below the knee.
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
    /// All nodes, in the order of state vectors.
    pub const ALL: [Node; NODES] = [
        Node::Foot,
        Node::SuperficialPosterior,
        Node::DeepPosterior,
        Node::Anterior,
        Node::Lateral,
        Node::Superficial,
        Node::Thigh,
    ];

    /// Stem of column names.
    pub fn name(self) -> &'static str {
        ["foot", "superficial_posterior", "deep_posterior", "anterior", "lateral", "superficial", "thigh"]
            [self as usize]
    }
}
