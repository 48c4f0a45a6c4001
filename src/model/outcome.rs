//! The outcomes that are computed from one leg alone.

use super::shape::shaped;

/// The list of the leg's outcomes, with variant, column name, unit and description of each. `leg_outcomes!(name tokens)` expands to
/// `name! { tokens list }`, so that other macros can declare types from the list.
macro_rules! leg_outcomes {
    ($with:ident $($before:tt)*) => {
        $with! {
            $($before)*
            EdemaMl, edema_ml, "mL", "Gain of interstitial fluid in one lower leg with its foot, from the start of the timeline to the end of the assessed phase. What people did before counts as `[timeline] before` says.";
            EdemaPct, edema_pct, "%", "edema_ml as a share of the tissue volume of the lower leg with its foot.";
            LegVolumeChangeMl, leg_volume_change_ml, "mL", "Gain of interstitial fluid and venous blood in one lower leg with its foot at the end of the assessed phase.";
            WholeLegVolumeChangeMl, whole_leg_volume_change_ml, "mL", "The same for the whole leg, thigh included.";
            AssessedVolumeGainMl, assessed_volume_gain_ml, "mL", "Gain of interstitial fluid and venous blood in one lower leg with its foot from ten minutes after the start of the assessed phase (its start, if it is shorter for everybody) to its end, as studies measure that compare volumes in the same posture.";
            AnkleCircumferenceChangeMm, ankle_circumference_change_mm, "mm", "Gain of ankle circumference at the end of the assessed phase.";
            CalfCircumferenceChangeMm, calf_circumference_change_mm, "mm", "Gain of calf circumference at the end of the assessed phase.";
            EdemaHalfRecoveryH, edema_half_recovery_h, "h", "Time from the end of the assessed phase until half of its edema has receded. If that takes longer than the rest of the timeline, the duration of this rest: 0 if the assessed phase is the last.";
            EdemaRecoveryH, edema_recovery_h, "h", "Time from the end of the assessed phase until nine tenths of its edema have receded. If that takes longer than the rest of the timeline, the duration of this rest: 0 if the assessed phase is the last.";
            EdemaLeftPct, edema_left_pct, "%", "Share of the assessed phase's edema that is left at the end of the timeline: 100 if the assessed phase is the last, and 0 for people who did not swell.";
            SwellingChronicMl, swelling_chronic_ml, "mL", "Interstitial fluid in one lower leg with its foot after a night, in addition to that of the reference person: what ordinary days have left.";
            SwellingMl, swelling_ml, "mL", "Interstitial fluid in one lower leg with its foot at the end of the assessed phase, in addition to that of the reference person after a night: what ordinary days, the time before the timeline and the timeline have left. Arms that change ordinary days (salt, weight, shoes) begin from another fluid, so compare them by this outcome and not by edema_ml.";
            LymphSaturated, lymph_saturated, "1", "1 if the lymph flow reaches its largest value on ordinary days, else 0.";
            PooledVenousMl, pooled_venous_ml, "mL", "Venous blood in one lower leg with its foot at the end of the assessed phase, in addition to the amount while lying at rest.";
            PoplitealFlowMlMin, popliteal_flow_ml_min, "mL/min", "Mean blood flow from the lower leg into the popliteal vein over the assessed phase.";
            PoplitealVelocityCmS, popliteal_velocity_cm_s, "cm/s", "Mean blood velocity in the popliteal vein over the assessed phase.";
            AnkleVeinPressureMmhg, ankle_vein_pressure_mmhg, "mmHg", "Mean pressure in the saphenous vein at the ankle over the assessed phase.";
            ResidenceMaxMin, residence_max_min, "min", "Largest value of the mean age of the blood in the soleal sinuses during the assessed phase.";
            ResidenceMeanMin, residence_mean_min, "min", "Mean age of the blood in the soleal sinuses over the assessed phase.";
            LowShearMin, low_shear_min, "min", "Time in the assessed phase during which the wall shear rate in the deep calf veins is below the threshold.";
            StasisDose, stasis_dose, "h", "Time integral of procoagulant activity in the valve pockets over the assessed phase.";
            StasisDoseVehicle, stasis_dose_vehicle, "h", "The part of stasis_dose that arises in the seat of a vehicle.";
            StasisDoseOrdinary, stasis_dose_ordinary, "h", "The stasis dose that the person would have in the same time at the mean activity of an ordinary day and night.";
            EjectionFractionPct, ejection_fraction_pct, "%", "Share of the calf's venous volume that one tiptoe from quiet standing expels.";
        }
    };
}

macro_rules! leg_struct {
    ($( $variant:ident, $name:ident, $unit:literal, $doc:literal; )*) => {
        /// The outcomes of a leg at the end of its day, in the order of the columns.
        #[derive(Clone, Copy, Debug)]
        pub struct LegOutcomes<R> {
            $( #[doc = $doc] pub $name: R, )*
        }

        shaped!(LegOutcomes { $( $name: $doc ),* });

        const COUNT: usize = [$( $unit, )*].len();

        impl<R> LegOutcomes<R> {
            /// Number of outcomes.
            pub const COUNT: usize = COUNT;

            /// The values, in the order of the columns.
            #[inline(always)]
            pub fn to_array(self) -> [R; COUNT] {
                [$( self.$name, )*]
            }
        }
    };
}

leg_outcomes!(leg_struct);

pub(crate) use leg_outcomes;
